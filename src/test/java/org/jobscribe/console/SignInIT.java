package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming in with a token that was got elsewhere, and going out. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class SignInIT {

  /** The page's clock has no power over this one by itself. */
  private static final String TIMEOUTS_BY_THE_CLOCK =
      """
      AbortSignal.timeout = (delay) => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), delay);
        return controller.signal;
      };""";

  @Test
  void aPastedTokenSignsIn(Server server, Page page) {
    page.navigate(server.url());
    assertThat(dialog(page)).isVisible();
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "sign-in");
    paste(page, TestIssuer.TRUSTED.token("VIEW"));
    assertThat(dialog(page)).isHidden();
    assertThat(heading(page)).hasText("Jobs");
    assertThat(account(page)).containsText("tester");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "not even\u00a0ASCII ☃"})
  void aWrongTokenIsRefusedAndAsksForAnother(String token, Server server, Page page) {
    page.navigate(server.url());
    paste(page, token);
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("token");
    Accessibility.assertNothingSerious(page);
    paste(page, TestIssuer.TRUSTED.token("VIEW"));
    assertThat(dialog(page)).isHidden();
  }

  @Test
  void aTokenWithoutARoleIsToldWhatItLacks(Server server, Page page) {
    page.navigate(server.url());
    paste(page, TestIssuer.TRUSTED.token("OTHER"));
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("VIEW, EDIT or ADMIN");
  }

  @Test
  void escapeDoesNotCloseTheDialog(Server server, Page page) {
    page.navigate(server.url());
    assertThat(dialog(page)).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    assertThat(dialog(page)).isVisible();
  }

  @Test
  void aReloadedPageIsStillSignedInAndOneThatSignedOutIsNot(Server server, Page page) {
    page.navigate(server.url() + "/#token=" + TestIssuer.TRUSTED.token("VIEW"));
    assertThat(heading(page)).hasText("Jobs");
    page.reload();
    assertThat(account(page)).containsText("tester");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    assertThat(dialog(page)).containsText("You have signed out");
    page.reload();
    assertThat(dialog(page)).isVisible();
  }

  @Test
  void whoTakesLongToSignInFindsThePageAtWork(Server server, JobscribeClient client, Page page) {
    int view = Catalogue.of(0, client).id();
    page.clock().install();
    page.addInitScript(TIMEOUTS_BY_THE_CLOCK);
    page.navigate(server.url() + "/#/bulk-edit?view=" + view);
    assertThat(dialog(page)).isVisible();

    page.clock().fastForward(Duration.ofMinutes(2).toMillis());
    paste(page, TestIssuer.TRUSTED.token("EDIT"));

    assertThat(new ConsolePage(page).button("Preview")).isEnabled();
  }

  @Test
  void whoMayOnlyViewIsOfferedNoEdit(Server server, Page page) {
    page.navigate(server.url() + "/#token=" + TestIssuer.TRUSTED.token("VIEW"));
    assertThat(account(page)).containsText("tester");
    assertThat(link(page, "New bulk edit")).isHidden();
    page.navigate(server.url() + "/#token=" + TestIssuer.TRUSTED.token("EDIT"));
    assertThat(link(page, "New bulk edit")).isVisible();
  }

  static void awaitExpiry(JobscribeClient client, String token) {
    await("the token has expired")
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.as(token).get("/api/v1/jobs").status() == 401);
  }

  /** Where the page says who is signed in. */
  static Locator account(Page page) {
    return page.locator("account-menu");
  }

  static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  private static Locator heading(Page page) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  static void paste(Page page, String token) {
    page.getByLabel("Token").fill(token);
    dialog(page)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
        .click();
  }
}
