package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** A server that keeps a thousand lines of a log, and a page that opens a job with more. */
@InBrowser
class LogLimitPageIT {

  private static final int ROWS = 6_000;

  @Test
  void theGapIsShownWhereItIs(Page page) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.derby());
    environment.put("JOBSCRIBE_LOG_MAX_LINES", "1000");
    try (Server server = Server.start("log-limit-console", environment)) {
      String token = TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN");
      JobscribeClient client = JobscribeClient.of(server, token);
      ConsolePage console = ConsolePage.open(server.url(), page, token);
      int job = Imports.running(ROWS, client);

      client.awaitFinal(job); // a page that is there before shows what it has been given
      console.job(job);
      assertThat(console.logState()).containsText("Complete");
      assertThat(console.line(ROWS + 2)).isInViewport();

      page.getByLabel("Go to line").fill("600");
      page.getByLabel("Go to line").press("Enter");
      assertThat(console.log().locator(".gap")).isInViewport();
      assertThat(console.log().locator(".gap")).containsText("were left out here, 501 to");
      console.wheel(-100);
      assertThat(console.line(500)).isInViewport();
      Screens.take(page, "job-gap");

      List<String> kept =
          client.details(job).getJsonArray("logs").getValuesAs(JsonObject.class).stream()
              .map(line -> line.getInt("id") + " " + line.getString("message"))
              .toList();
      assertThat(console.wholeLog()).containsExactlyElementsOf(kept);
    }
  }
}
