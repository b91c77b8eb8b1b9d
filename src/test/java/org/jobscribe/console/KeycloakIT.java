package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in at a real issuer, end to end. */
@InBrowser
class KeycloakIT {

  private static Keycloak keycloak;
  private static Server server;

  @BeforeAll
  static void start() {
    keycloak = Keycloak.start();
    Map<String, String> environment = new HashMap<>(Database.derby().environment());
    environment.putAll(keycloak.environment());
    server = Server.start("keycloak-console", environment);
  }

  @AfterAll
  static void stop() {
    server.close();
    keycloak.close();
  }

  @Test
  void aPersonSignsInAtTheIssuerAndTheServerSeesNothingButTheToken(Page page) {
    List<String> urls = new CopyOnWriteArrayList<>();
    page.context().onRequest(request -> urls.add(request.url()));
    signIn(page);
    assertThat(SignInIT.account(page)).containsText("Ada Editor");
    assertThat(urls)
        .filteredOn(url -> url.startsWith(server.url()))
        .noneMatch(KeycloakIT::isTelling);
    assertThat(server.log()).doesNotContain("eyJ");
  }

  private static boolean isTelling(String url) {
    return url.contains("code=") || url.contains("state=") || url.contains("eyJ");
  }

  @Test
  void anIssuerThatDoesNotAnswerIsToldSo(Page page) {
    page.route("**/.well-known/**", Route::abort);
    page.navigate(server.url());
    Page issuer = page.waitForPopup(() -> askIssuer(page));
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not answer");
    awaitClose(issuer);
  }

  /** Playwright takes note of what happens only while one of its methods waits. */
  private static void awaitClose(Page window) {
    if (!window.isClosed()) {
      window.waitForClose(() -> {});
    }
  }

  @Test
  void theTokenIsRenewedWithoutThePerson(Page page) {
    signIn(page);
    Request renewal =
        page.waitForRequest(
            request -> "refresh_token".equals(grant(request)),
            new Page.WaitForRequestOptions().setTimeout(60_000),
            () -> {});
    assertThat(renewal.response().status()).isEqualTo(200);
    assertThat(SignInIT.dialog(page)).isHidden();
  }

  @Test
  void aSessionThatTheIssuerHasEndedIsBegunAgainOverThePage(Page page) {
    signIn(page);
    page.navigate(server.url() + "/#/bulk-edit");
    Locator value =
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Change 1"))
            .getByRole(AriaRole.TEXTBOX);
    value.fill("half filled in");
    String token = endAtIssuer(page);
    SignInIT.awaitExpiry(JobscribeClient.of(server, token), token);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Preview")).click();
    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "sign-in-at-issuer");
    enterPassword(page.waitForPopup(() -> askIssuer(page)));
    assertThat(SignInIT.dialog(page)).isHidden();
    assertThat(page.getByText("items match")).isVisible();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back")).click();
    assertThat(value).hasValue("half filled in");
  }

  /** Ends the session, so that nothing renews the token, which is returned. */
  private static String endAtIssuer(Page page) {
    String session = "JSON.parse(sessionStorage.getItem('session'))";
    String refreshToken = (String) page.evaluate(session + ".refreshToken");
    APIResponse reply =
        page.request()
            .post(
                keycloak.issuer() + "/protocol/openid-connect/logout",
                RequestOptions.create()
                    .setForm(
                        FormData.create()
                            .set("client_id", "jobscribe-console")
                            .set("refresh_token", refreshToken)));
    assertThat(reply.status()).isEqualTo(204);
    return (String) page.evaluate(session + ".token");
  }

  @Test
  void whoSignsOutIsSignedOutAtTheIssuerToo(Page page) {
    signIn(page);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Logout")).click();
    assertThat(SignInIT.dialog(page)).isVisible();
    Page issuer = page.waitForPopup(() -> askIssuer(page));
    assertThat(issuer.getByLabel("Username")).isVisible();
  }

  private static String grant(Request request) {
    String data = request.postData();
    return data == null ? "" : data.replaceAll(".*grant_type=([a-z_]+).*", "$1");
  }

  private static void signIn(Page page) {
    page.navigate(server.url());
    assertThat(SignInIT.dialog(page)).isVisible();
    Page issuer = page.waitForPopup(() -> askIssuer(page));
    enterPassword(issuer);
    assertThat(SignInIT.dialog(page)).isHidden();
  }

  /** The issuer's window closes by itself. */
  private static void enterPassword(Page issuer) {
    issuer.getByLabel("Username").fill("ada");
    issuer.getByLabel("Password").first().fill("ada-secret");
    issuer.waitForClose(
        () ->
            issuer
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign In"))
                .click());
  }

  private static void askIssuer(Page page) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in at")).click();
  }
}
