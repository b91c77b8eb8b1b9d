package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.Database;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** A token that expires while its holder follows a job. */
@InBrowser
class ExpiredTokenIT {

  private static final int ITEMS = 2_500;

  /** In a chunk that is neither the first nor the last. */
  private static final int LOCKED = 2_200;

  private static final Duration LIFETIME = Duration.ofSeconds(8);

  @Test
  void thePlaceInTheLogIsKeptAndNoLineIsMissed(Page page) {
    Database database = Database.postgres();
    Map<String, String> environment = TestIssuer.TRUSTED.environment(database);
    environment.put("JOBSCRIBE_ENGINE_LEASE", "PT5M"); // longer than the job is held up
    try (Server server = Server.start("expired-token", environment)) {
      JobscribeClient client =
          JobscribeClient.of(server, TestIssuer.TRUSTED.token("VIEW", "EDIT", "ADMIN"));
      Catalogue catalogue = Catalogue.of(ITEMS, client);
      database.ask(
          connection -> {
            holdUp(connection, catalogue);
            followOverTheExpiry(page, server, catalogue, connection);
            return null;
          });
    }
  }

  /** The job waits at this item until the transaction ends. */
  private static void holdUp(Connection connection, Catalogue catalogue) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT val FROM item_value WHERE view_id = ? AND item_id = ? FOR UPDATE")) {
      lock.setInt(1, catalogue.id());
      lock.setInt(2, LOCKED);
      assertThat(lock.executeQuery().next()).isTrue();
    }
  }

  private static void followOverTheExpiry(
      Page page, Server server, Catalogue catalogue, Connection connection) throws SQLException {
    int job = catalogue.submitEdit("new");
    await("the first chunk is done").until(() -> catalogue.client().job(job).getInt("changed") > 0);
    Locator line = page.getByText("Working on item 50", new Page.GetByTextOptions().setExact(true));
    // Once with a token that lasts: on a busy machine the first page takes longer than the other.
    for (Duration lifetime : List.of(Duration.ofHours(1), LIFETIME)) {
      page.navigate(server.url() + "/#token=" + TestIssuer.TRUSTED.token(lifetime, "VIEW"));
      assertThat(line).isHidden();
      page.navigate(server.url() + "/#/job/" + job + "?line=100");
      assertThat(line).isVisible();
    }
    double place = line.boundingBox().y;

    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "expired");
    SignInIT.paste(page, TestIssuer.TRUSTED.token("VIEW"));
    assertThat(SignInIT.dialog(page)).isHidden();

    connection.rollback();
    Locator newLines =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("new lines")));
    assertThat(newLines).isVisible();
    assertThat(line.boundingBox().y).isEqualTo(place);
    newLines.click();
    assertThat(page.getByText("Done running bulk edit job")).isVisible();
    assertThat(page.getByText("Complete")).isVisible();
  }
}
