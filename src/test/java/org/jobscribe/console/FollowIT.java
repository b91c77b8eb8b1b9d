package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class FollowIT {

  private static final int ROWS = 3_000;

  /** Enough to be running as long as a test looks at it; the test cancels it. */
  private static final int LONG = 150_000;

  /** As some browsers do. */
  private static final String ABORT_WITHOUT_A_REASON =
      """
      const ask = fetch;
      window.fetch = (url, { signal, ...options } = {}) => {
        const controller = new AbortController();
        signal?.addEventListener('abort', () => controller.abort());
        return ask(url, { ...options, signal: controller.signal });
      };""";

  @Test
  void whereNoStreamComesThroughTheLogIsPolled(Server server, JobscribeClient client, Page page) {
    letNoStreamThrough(page);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");

    int job = Imports.running(ROWS, client);
    console.go("/job/" + job + "?level=INFO");

    assertThat(console.logState()).containsText("Complete");
    assertThat(console.state()).hasText("Succeeded");
    assertThat(console.lines().last()).containsText("Done running item import job");
    assertThat(console.wholeLog())
        .hasSize(ROWS + 2)
        .hasSameSizeAs(client.details(job).getJsonArray("logs"));
    assertThat(console.nodes())
        .as("nodes after each line was shown and left")
        .isLessThan(5 * console.lines().count());
  }

  private static void letNoStreamThrough(Page page) {
    page.route(
        "**/details/**",
        route -> {
          if (isStream(route.request())) {
            route.abort();
          } else {
            route.resume();
          }
        });
  }

  private static boolean isStream(Request request) {
    return "text/event-stream".equals(request.headerValue("Accept"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTabOutOfSightAsksForNothing(
      boolean streams, Server server, JobscribeClient client, Page page) {
    List<Request> ended = new CopyOnWriteArrayList<>();
    page.onRequestFailed(ended::add);
    page.onRequestFinished(ended::add);
    page.clock().install();
    page.addInitScript(ABORT_WITHOUT_A_REASON);
    if (!streams) {
      letNoStreamThrough(page);
    }
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");
    int job = Imports.running(LONG, client);
    // With a filter the page asks only to follow.
    console.go("/job/" + job + "?level=INFO");
    assertThat(console.logState()).containsText("Live");
    assertThat(console.state()).hasText("Running");

    ended.clear();
    hide(page);
    page.clock().runFor(11_000);
    page.waitForCondition(() -> ended.stream().anyMatch(FollowIT::follows));
    page.clock().runFor(60_000);
    client.raw("DELETE", "/api/v1/job/" + job, Map.of(), "").expect(202);
    client.awaitFinal(job);

    assertThat(page.evaluate("asked")).isEqualTo(List.of());
    assertThat(console.state()).hasText("Running");

    show(page);
    assertThat(console.logState()).containsText("Complete");
    assertThat(console.state()).hasText("Cancelled");
  }

  private static boolean follows(Request request) {
    return request.url().contains("/details/");
  }

  /** From now on {@code asked} has what the page asks for. */
  private static void hide(Page page) {
    page.evaluate(
        """
        () => {
          Object.defineProperty(document, 'hidden', { value: true, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
          const ask = fetch;
          window.asked = [];
          window.fetch = (url, options) => (asked.push(url), ask(url, options));
        }""");
  }

  private static void show(Page page) {
    page.evaluate(
        """
        () => {
          delete document.hidden;
          document.dispatchEvent(new Event('visibilitychange'));
        }""");
  }

  @Test
  void whoTakesLongToSignInHasLostNoConnection(Server server, JobscribeClient client, Page page) {
    int job = Imports.withOneBadRow(1, client);
    page.clock().install();
    page.route(
        "**/details/**",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(401)),
        new Page.RouteOptions().setTimes(1));
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");
    page.evaluate(
        """
        async (job) => {
          const { follow } = await import('/app/api.js');
          window.states = [];
          const none = () => {};
          follow(job, {}, { lines: none, job: none, gap: none, end: none, connection: (state) => states.push(state) });
        }""",
        job);
    assertThat(console.dialog()).containsText("Your sign-in has expired");

    page.clock().fastForward(Duration.ofMinutes(2).toMillis());
    SignInIT.paste(page, TestIssuer.TRUSTED.token("VIEW"));

    page.waitForCondition(() -> (Boolean) page.evaluate("states.includes('ended')"));
    assertThat(page.evaluate("states")).isEqualTo(List.of("live", "ended"));
  }

  /** Of a job that stands still no document comes: the page must notice by itself. */
  @Test
  void aJobThatStandsStillHasNoTimeLeft(Server server, Page page) {
    ConsolePage.signedIn(server, page, "VIEW");
    Object told =
        page.evaluate(
            """
            async () => {
              await import('/app/job-page.js');
              const start = new Date(Date.now() - 100_000).toISOString();
              const job = (changed) => ({ id: 1, type: 'BulkEditJob', name: '', description: '', progress: 'IN_PROGRESS',
                changed, unchanged: 0, failed: 0, total: 1000, creationDate: start, startDate: start });
              const page = document.createElement('job-page');
              page.jobId = 999_999; // the server has nothing to say of it
              document.body.append(page);
              await page.updateComplete;
              const log = page.querySelector('job-log');
              await new Promise((resolve) => log.addEventListener('failed', resolve, { once: true }));
              const tell = (document) => {
                log.connection = 'live';
                log.dispatchEvent(new CustomEvent('job', { detail: document }));
              };
              const pace = () => page.querySelector('.pace')?.textContent ?? '';
              const real = Date.now;
              let passed = 0;
              Date.now = () => real() + passed;
              for (; passed < 10_000; passed += 1000) {
                tell(job(500 + passed / 100));
              }
              await page.updateComplete;
              const before = pace();
              passed += 40_000;
              await new Promise((resolve) => setTimeout(resolve, 2_500));
              return `${before.includes('left') && !before.includes('not known')}; ${pace()}`;
            }""");

    assertThat(told).isEqualTo("true; under 0.1/s · time left not known yet");
  }

  /** A tab out of sight is told nothing of a job that goes on: it must not take that for a stop. */
  @Test
  void aJobKeepsItsPaceWhileTheTabIsOutOfSight(Server server, Page page) {
    ConsolePage.signedIn(server, page, "VIEW");
    Object told =
        page.evaluate(
            """
            async () => {
              await import('/app/job-page.js');
              const ticks = [];
              window.setInterval = (tick) => ticks.push(tick);
              const opened = Date.now();
              const start = new Date(opened - 100_000).toISOString();
              const page = document.createElement('job-page');
              page.jobId = 999_999; // the server has nothing to say of it
              document.body.append(page);
              await page.updateComplete;
              const log = page.querySelector('job-log');
              await new Promise((resolve) => log.addEventListener('failed', resolve, { once: true }));
              const tell = (changed) => {
                log.connection = 'live';
                log.dispatchEvent(new CustomEvent('job', { detail: { id: 1, type: 'BulkEditJob', name: '', description: '',
                  progress: 'IN_PROGRESS', changed, unchanged: 0, failed: 0, total: 2000, creationDate: start, startDate: start } }));
              };
              let passed = 0;
              Date.now = () => opened + passed;
              for (; passed < 10_000; passed += 1000) {
                tell(500 + passed / 100);
              }
              Object.defineProperty(document, 'hidden', { value: true, configurable: true });
              for (; passed < 50_000; passed += 1000) {
                ticks.forEach((tick) => tick());
              }
              delete document.hidden;
              tell(500 + passed / 100);
              await page.updateComplete;
              return page.querySelector('.pace').textContent;
            }""");

    assertThat(told).isEqualTo("10/s · 1 min to 3 min left");
  }

  /**
   * Documents that come every second: too few; steady; ten times faster for half a minute; stuck;
   * done.
   */
  @Test
  void theTimeLeftIsToldAsExactlyAsItIsKnown(Server server, Page page) {
    ConsolePage.signedIn(server, page, "VIEW");
    Object told =
        page.evaluate(
            """
            async () => {
              const { Estimate, roundly } = await import('/app/estimate.js');
              const { duration } = await import('/app/format.js');
              const start = Date.parse('2026-11-01T00:00:00Z');
              const job = (changed) => ({ changed, unchanged: 0, failed: 0, total: 1000, startDate: new Date(start).toISOString() });
              const after = (seconds, done) => {
                const estimate = new Estimate();
                for (let s = 0; s <= seconds; s++) {
                  estimate.add(job(done(s)), start + 1000 * s);
                }
                const left = estimate.left(job(done(seconds)));
                return left ? roundly(left, duration) : 'unknown';
              };
              return [
                after(2, (s) => s),
                after(100, (s) => s),
                after(100, (s) => (s < 70 ? s : 70 + 10 * (s - 70))),
                after(100, (s) => Math.min(s, 60)),
                after(100, (s) => 10 * s),
              ].join('; ');
            }""");

    assertThat(told).isEqualTo("unknown; about 15 min left; 1 min to 3 min left; unknown; unknown");
  }
}
