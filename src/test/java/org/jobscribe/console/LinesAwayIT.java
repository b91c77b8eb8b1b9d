package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/** Lines of a log that cannot be fetched, while somebody scrolls to them again and again. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class LinesAwayIT {

  private static final String DETAILS = "**/details/**";

  @Test
  void theyAreAskedForMoreAndMoreSeldomUntilTheyCome(
      Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(3_000, client));
    assertThat(console.logState()).containsText("Complete");
    Locator pending = console.log().locator(".pending");

    int asked = scrolledWhile(page, console, Route::abort);

    assertThat(asked).as("requests in two seconds").isLessThan(6);
    assertThat(console.logState()).containsText("Failed to fetch");
    assertThat(pending).not().hasCount(0);

    page.unroute(DETAILS);

    assertThat(pending).hasCount(0);
    assertThat(console.line(1)).isVisible();
    assertThat(console.logState()).not().containsText("Failed to fetch");
  }

  @Test
  void thoseOfARemovedJobAreAskedForOnce(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(3_000, client));
    assertThat(console.logState()).containsText("Complete");
    Route.FulfillOptions gone =
        new Route.FulfillOptions()
            .setStatus(404)
            .setContentType("application/problem+json")
            .setBody("{\"detail\":\"The job is gone\"}");

    int asked = scrolledWhile(page, console, route -> route.fulfill(gone));

    assertThat(asked).isEqualTo(1);
    assertThat(console.logState()).containsText("The job is gone");
    assertThat(page.locator("log-view")).hasAttribute("aria-busy", "false");
  }

  /** How many requests for lines were made in two seconds, in which each frame scrolls. */
  private static int scrolledWhile(Page page, ConsolePage console, Consumer<Route> answer) {
    AtomicInteger requests = new AtomicInteger();
    page.route(
        DETAILS,
        route -> {
          requests.incrementAndGet();
          answer.accept(route);
        });
    console
        .log()
        .evaluate(
            """
            async (log) => {
              for (const end = performance.now() + 2_000; performance.now() < end; ) {
                log.scrollTop = log.scrollTop ? 0 : 100;
                await new Promise(requestAnimationFrame);
              }
            }""");
    return requests.get();
  }
}
