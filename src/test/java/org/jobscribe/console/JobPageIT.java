package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class JobPageIT {

  /** Enough to be running as long as a test looks at it; the test cancels it. */
  private static final int LONG = 150_000;

  private static final Pattern NEW_LINES = Pattern.compile("[0-9,]+ new lines");

  @Test
  void aBulkEditIsFollowedToItsLastLine(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(2_000, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");

    int job = catalogue.submitEdit("new");
    console.job(job);

    assertThat(console.state()).hasText("Succeeded");
    assertThat(console.logState()).containsText("Complete");
    assertThat(console.lines().last()).containsText("Done running bulk edit job (jobId: " + job);
    assertThat(console.lines().last()).isInViewport();
    assertThat(page.locator(".facts")).containsText("2,000 / 2,000");
    assertThat(console.visible()).last().isEqualTo(client.details(job).getJsonArray("logs").size());
  }

  @Test
  void scrollingUpPausesAndTheEndResumes(Server server, JobscribeClient client, Page page) {
    int job = Imports.running(LONG, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "EDIT").job(job);
    assertThat(console.logState()).containsText("Live");
    assertThat(console.lines().nth(45)).isAttached(); // more than fill the view

    console.wheel(-600);

    assertThat(console.logState()).containsText("Paused");
    List<Integer> seen = console.visible();
    assertThat(console.resume()).containsText(NEW_LINES);
    assertThat(console.visible()).isEqualTo(seen);

    console.resume().click();

    assertThat(console.logState()).containsText("Live");
    assertThat(console.resume()).isHidden();
    cancel(console);
    assertThat(console.state()).hasText("Cancelled");
    assertThat(console.logState()).containsText("Complete");
    assertThat(console.visible()).last().isEqualTo(client.details(job).getJsonArray("logs").size());
  }

  @Test
  void selectedTextStaysWhereItIs(Server server, JobscribeClient client, Page page) {
    int job = Imports.running(LONG, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "EDIT").job(job);
    assertThat(console.logState()).containsText("Live");

    console.lines().last().locator(".message").dblclick();

    assertThat(console.logState()).containsText("Paused");
    List<Integer> seen = console.visible();
    assertThat(console.resume()).containsText(NEW_LINES);
    assertThat(console.visible()).isEqualTo(seen);

    page.locator("h1").click();

    assertThat(console.logState()).containsText("Live");
    cancel(console);
  }

  private static void cancel(ConsolePage console) {
    console.button("Cancel …").click();
    console.dialog().getByText("Cancel the job").click();
  }

  @Test
  void aQuestionMayBeAnsweredWithNo(Server server, JobscribeClient client, Page page) {
    int job = Imports.running(LONG, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "EDIT").job(job);

    console.button("Cancel …").click();
    console.dialog().getByText("Let it run").click();

    assertThat(console.dialog()).hasCount(0);
    assertThat(console.state()).hasText("Running");
    client.raw("DELETE", "/api/v1/job/" + job, Map.of(), "").expect(202);
    assertThat(console.state()).hasText("Cancelled");
    assertThat(console.button("Retry …")).isVisible();
  }

  @Test
  void aReaderCanNeitherCancelNorRetry(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(1, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW").job(job);

    assertThat(console.state()).hasText("Partly failed");
    assertThat(console.button("Retry …")).hasCount(0);
  }

  @Test
  void aRetryLeadsToItsJob(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(1, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "EDIT").job(job);

    console.button("Retry …").click();
    console.dialog().getByText("Retry", new Locator.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator(".facts")).containsText("Retry of");
    assertThat(console.state()).hasText("Failed"); // the row is as bad as it was
    page.getByText("job " + job).click();
    assertThat(page.locator(".facts")).containsText("Retried by");
  }

  @Test
  void theLogIsFilteredByLevel(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(1_000, client));
    assertThat(console.line(1_003)).isVisible();

    page.getByLabel("Level").selectOption("ERROR");

    assertThat(console.lines()).hasCount(1);
    assertThat(console.line(1_002)).containsText("ERROR");
    assertThat(page).hasURL(Pattern.compile("level=ERROR$"));
  }

  @Test
  void theWholeLogIsSearchedForwardsAndBackwards(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(3_000, client));
    assertThat(console.line(3_003)).isVisible();

    console.search("CREATED ITEM 77"); // 77, 770 to 779: lines 78, 771 to 780

    assertThat(console.logState()).containsText("Line 78, from the start again");
    assertThat(console.line(78)).isInViewport();
    assertThat(console.line(78).locator("mark")).hasText("created item 77");
    console.button("Next match").click();
    assertThat(console.logState()).containsText("Line 771");
    console.button("Previous match").click();
    assertThat(console.logState()).containsText("Line 78");
    console.button("Previous match").click();
    assertThat(console.logState()).containsText("Line 780, from the end again");
    assertThat(console.line(780)).isInViewport();

    page.getByLabel("Only matches").check();
    assertThat(console.lines()).hasCount(11);

    console.search("no such words");
    assertThat(console.log()).containsText("No line passes the filter.");
  }

  @Test
  void matchesAreFilteredAndTheFirstIsGoneToAtOnce(
      Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(3_000, client));
    assertThat(console.line(3_003)).isVisible();
    page.getByLabel("Only matches").check();

    console.search("created item 77");

    assertThat(console.lines()).hasCount(11);
    assertThat(console.logState()).containsText("Line 78");
    assertThat(console.line(78)).hasAttribute("aria-current", "true");
  }

  @Test
  void whoGoesElsewhereIsNoLongerSearching(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(3_000, client);
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").go("/job/" + job + "?level=INFO");
    assertThat(console.line(3_003)).isVisible();
    page.route(Pattern.compile("q=.*limit=1$"), route -> {}); // is never answered
    console.search("created item 77");
    assertThat(console.logState()).containsText("Searching");

    page.getByLabel("Go to line").fill("7");
    page.getByLabel("Go to line").press("Enter");

    assertThat(console.line(7)).isInViewport();
    assertThat(console.logState()).not().containsText("Searching");
  }

  @Test
  void aLinkToALineOpensThere(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(3_000, client);
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").go("/job/" + job + "?line=1500");

    assertThat(console.line(1_500)).isInViewport();
    assertThat(console.line(1_500)).hasAttribute("aria-current", "true");
    console.line(1_503).getByRole(AriaRole.LINK).click();
    assertThat(page).hasURL(Pattern.compile("line=1503$"));

    page.getByLabel("Go to line").fill("7");
    page.getByLabel("Go to line").press("Enter");
    assertThat(console.line(7)).isInViewport();

    console.log().press("End");
    assertThat(console.line(3_003)).isInViewport();
    console.log().press("Home");
    assertThat(console.line(1)).isInViewport();
  }

  @Test
  void aLineOpensInATabOfItsOwn(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(10, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW").job(job);
    Locator link = console.line(7).getByRole(AriaRole.LINK);

    Page other =
        page.context()
            .waitForPage(
                () ->
                    link.click(
                        new Locator.ClickOptions()
                            .setModifiers(List.of(KeyboardModifier.CONTROLORMETA))));

    assertThat(other).hasURL(Pattern.compile("line=7$"));
    assertThat(console.line(7)).not().hasAttribute("aria-current", "true");
  }

  /** Of a filtered log only what has been looked at is there: its first lines are far away. */
  @Test
  void aFilteredLogHasTwoEnds(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(3_000, client);
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").go("/job/" + job + "?level=INFO");
    assertThat(console.lines().last()).containsText("Done running item import job");

    console.log().press("Home");
    assertThat(console.lines().first()).containsText("Start running item import job");
    assertThat(console.visible()).startsWith(1, 2, 3);

    console.log().press("End");
    assertThat(console.lines().last()).containsText("Done running item import job");
    assertThat(console.resume()).isHidden();
  }

  @Test
  void aLineBeyondTheEndLeavesAFilteredLogAsItIs(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(10, client);
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").go("/job/" + job + "?level=ERROR&line=999999");

    assertThat(console.line(12)).containsText("ERROR");
    assertThat(console.logState()).containsText("Complete");
  }

  @Test
  void timesCountFromTheJobsStartAsSoonAsThePageIsThere(
      Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(3_000, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW").job(job);
    Locator time = console.line(3_003).locator("time");
    String utc =
        client.details(job, 3_002).getJsonArray("logs").getJsonObject(0).getString("creationDate");

    page.getByLabel("Time of lines").selectOption("UTC");
    assertThat(time).hasText(utc.substring(11, 23));

    page.getByLabel("Time of lines").selectOption("Elapsed");
    assertThat(time).hasText(Pattern.compile("^\\+0:00:\\d\\d\\.\\d{3}$"));
    String elapsed = time.textContent();
    assertThat(elapsed).isNotEqualTo("+0:00:00.000");
    page.reload();
    assertThat(time).hasText(elapsed);
  }

  @Test
  void longLinesAreWrapped(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(1, client));
    page.setViewportSize(360, 740);
    assertThat(console.line(3)).isVisible();
    double before = console.line(3).boundingBox().height;

    page.getByLabel("Wrap").check();

    assertThat(page.locator("log-view.wrap")).isVisible();
    assertThat(console.line(3).boundingBox().height).isGreaterThan(before * 1.5);
  }

  @Test
  void theLogIsCopied(Server server, JobscribeClient client, Page page) {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(5, client));
    assertThat(console.logState()).containsText("Complete");

    page.getByText("Export").click();
    console.button("Copy").click();

    assertThat(console.logState()).containsText("Copied 8 lines");
    assertThat((String) page.evaluate("navigator.clipboard.readText()"))
        .contains("INFO Line 2: created item 1\n");
  }

  @Test
  void whoFollowsStaysAtTheEndWhenTheWindowGrows(Server server, JobscribeClient client, Page page) {
    int job = Imports.running(LONG, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "EDIT").job(job);
    assertThat(console.logState()).containsText("Live");
    assertThat(console.lines().nth(45)).isAttached();
    Locator log = page.locator("log-view");
    log.evaluate( // a line comes as the window grows: its scroll event meets the new size
        "log => addEventListener('resize', () => {"
            + " log.getBoundingClientRect(); log.dispatchEvent(new Event('scroll'));"
            + " log.dataset.follows = log.following; })");

    page.setViewportSize(1280, 1400);

    assertThat(log).hasAttribute("data-follows", "true");
    assertThat(console.resume()).isHidden();
    cancel(console);
    assertThat(console.logState()).containsText("Complete");
    assertThat(console.visible()).last().isEqualTo(client.details(job).getJsonArray("logs").size());
  }

  @Test
  void whoSignsOutLeavesNothingToBeSeen(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(5, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW").job(job);
    assertThat(console.logState()).containsText("Complete");

    page.getByText("Sign out").click();

    assertThat(page.getByText("You have signed out.")).isVisible();
    assertThat(page.locator("job-page")).hasCount(0);
  }

  @Test
  void markupInAMessageIsText(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(1, client));

    assertThat(console.line(3)).containsText(Imports.BAD_ID);
    assertThat(console.log().locator("img")).hasCount(0);
    assertThat(page).hasTitle(Pattern.compile("^Job "));
  }

  @Test
  void failedItemsAreListed(Server server, JobscribeClient client, Page page) {
    ConsolePage.signedIn(server, page, "VIEW").job(Imports.withOneBadRow(5, client));

    page.getByText("Failed items (1)").click();

    assertThat(page.getByRole(AriaRole.REGION).getByRole(AriaRole.ROW)).hasCount(2);
    assertThat(page.getByRole(AriaRole.REGION))
        .containsText("Line 7: " + Imports.BAD_ID + ", Bad, old");
  }

  @Test
  void theLogIsDownloaded(Server server, JobscribeClient client, Page page) throws IOException {
    int job = Imports.withOneBadRow(100, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW").job(job);
    assertThat(console.logState()).containsText("Complete");

    page.getByText("Export").click();
    Download download = page.waitForDownload(() -> console.button("Download as text").click());

    assertThat(download.suggestedFilename()).isEqualTo("job-" + job + ".log");
    assertThat(Files.readAllLines(download.path())).hasSize(103);
  }

  @Test
  void anUnknownJobIsTold(Server server, Page page) {
    ConsolePage.signedIn(server, page, "VIEW").job(999_999);

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("999999");
  }

  @Test
  void thePageServesScreenReadersAndSmallScreens(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "EDIT").job(Imports.withOneBadRow(200, client));
    assertThat(console.logState()).containsText("Complete");
    console.search("item 150");
    assertThat(console.line(151)).isInViewport();
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "job");

    page.setViewportSize(360, 740);
    Accessibility.assertNothingSerious(page);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    Screens.take(page, "job-narrow");
  }
}
