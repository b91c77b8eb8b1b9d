package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** Renewing a token at an issuer that is away for a while, or refuses. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class RenewalIT {

  private static final Duration HOUR = Duration.ofHours(1);

  /** What the issuer answers whoever asks for a token. */
  private int status = 503;

  private int asked;

  @Test
  void whoseTokenExpiredWhileTheIssuerWasAwayIsSignedInWhenItIsBack(Server server, Page page) {
    open(server, page, HOUR.negated());
    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");
    page.reload();
    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");

    status = 200;

    assertThat(SignInIT.dialog(page)).isHidden();
    assertThat(SignInIT.account(page)).containsText("tester");
  }

  @Test
  void aRenewalThatFailsIsTriedAgain(Server server, Page page) {
    page.clock().install();
    open(server, page, HOUR);
    assertThat(SignInIT.account(page)).containsText("tester");
    Object first = session(page, "token");

    page.clock().fastForward(HOUR.minusSeconds(20).toMillis());
    page.waitForCondition(() -> asked > 0);
    status = 200;

    page.waitForCondition(() -> !first.equals(session(page, "token")));
    assertThat(SignInIT.dialog(page)).isHidden();
  }

  @Test
  void whatTheIssuerRefusesIsNotTriedAgain(Server server, Page page) {
    status = 400;
    open(server, page, HOUR.negated());

    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");
    assertThat(session(page, "refreshToken")).isNull();
    assertThat(asked).isOne();
  }

  /** Opens the console in the middle of a session whose token is good for so long. */
  private void open(Server server, Page page, Duration lifetime) {
    page.route("**/config.json", route -> answer(route, 200, config(server)));
    page.route(
        "**/issuer/.well-known/openid-configuration",
        route -> answer(route, 200, json("token_endpoint", server.url() + "/issuer/token")));
    page.route("**/issuer/token", this::renew);
    page.addInitScript(
        "sessionStorage.session ??= JSON.stringify({ refreshToken: 'again', byIssuer: true, token: '"
            + TestIssuer.TRUSTED.token(lifetime, "VIEW")
            + "' });");
    page.navigate(server.url());
  }

  private static JsonObject config(Server server) {
    return Json.createObjectBuilder()
        .add(
            "oidc",
            Json.createObjectBuilder()
                .add("authority", server.url() + "/issuer")
                .add("clientId", "console"))
        .build();
  }

  private void renew(Route route) {
    asked++;
    answer(
        route,
        status,
        status == 200
            ? json("access_token", TestIssuer.TRUSTED.token("VIEW"))
            : json("error", "invalid_grant"));
  }

  private static JsonObject json(String name, String value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  private static void answer(Route route, int status, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setContentType("application/json")
            .setBody(body.toString()));
  }

  private static Object session(Page page, String name) {
    return page.evaluate("name => JSON.parse(sessionStorage.getItem('session'))[name]", name);
  }
}
