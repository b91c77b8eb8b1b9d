package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** Two nodes on one database behind one address, and a page that follows a job. */
@InBrowser
class FailoverIT {

  private static final int ROWS = 20_000;
  private static final double PATIENCE = 90_000;
  private static final String TOKEN = TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN");

  @Test
  void whoFollowsSeesEveryLineOnceThoughTheNodeDies(Page page) {
    Database database = Database.postgres();
    try (Server first = start("first", database);
        Server second = start("second", database);
        Door door = Door.to(first)) {
      ConsolePage console = ConsolePage.open(door.url(), page, TOKEN);
      int job = Imports.running(ROWS, JobscribeClient.of(first, TOKEN));
      // With a filter the page shows what the stream brings, and fetches nothing in between.
      console.go("/job/" + job + "?level=INFO");
      assertThat(console.lines().nth(45)).isAttached();
      assertThat(console.state()).hasText("Running");

      first.kill();
      door.leadTo(second);

      assertThat(console.logState())
          .containsText("Complete", new ContainsTextOptions().setTimeout(PATIENCE));
      assertThat(console.state()).hasText("Succeeded");
      List<String> messages =
          JobscribeClient.of(second, TOKEN)
              .details(job)
              .getJsonArray("logs")
              .getValuesAs(JsonObject.class)
              .stream()
              .map(line -> line.getInt("id") + " " + line.getString("message"))
              .toList();
      assertThat(messages).hasSizeGreaterThan(ROWS);
      assertThat(console.wholeLog()).containsExactlyElementsOf(messages);
    }
  }

  private static Server start(String name, Database database) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_ENGINE_LEASE", "PT3S");
    return Server.start("console-" + name, environment);
  }
}
