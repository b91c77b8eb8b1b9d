package org.jobscribe.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;

/** The console in a browser's page, by the words that people see. */
record ConsolePage(Page page) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int HIGH_WINDOW = 4_000;

  /** Opens the console with a token of the trusted issuer. */
  static ConsolePage signedIn(Server server, Page page, String... roles) {
    return open(server.url(), page, TestIssuer.TRUSTED.token(roles));
  }

  static ConsolePage open(String url, Page page, String token) {
    page.navigate(url + "/#token=" + token);
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Jobs")).waitFor();
    return new ConsolePage(page);
  }

  /** Goes to a place: {@code /job/7?line=3}. */
  ConsolePage go(String place) {
    page.evaluate("place => { location.hash = '#' + place; }", place);
    return this;
  }

  ConsolePage job(long id) {
    return go("/job/" + id);
  }

  /** The item of the list that leads to a job. */
  Locator listed(long id) {
    return page.getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHas(page.locator("a[href='#/job/" + id + "']")));
  }

  Locator log() {
    return page.getByRole(AriaRole.LOG);
  }

  /** The lines that are elements, which are many less than the log has. */
  Locator lines() {
    return log().locator(".line");
  }

  /** How many nodes hold those elements, what marks their places included. */
  int nodes() {
    return (Integer) log().evaluate("log => log.querySelector('.rows').childNodes.length");
  }

  Locator line(long id) {
    return lines().filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + id + " ")));
  }

  /** What the log's lower edge tells: Live, Paused, Complete; and what came of a search. */
  Locator logState() {
    return page.locator(".log-state");
  }

  Locator state() {
    return page.locator("job-page .badge");
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Leads back to the newest line. */
  Locator resume() {
    return page.locator(".resume");
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** Turns the wheel over the log. */
  void wheel(int pixels) {
    log().hover();
    page.mouse().wheel(0, pixels);
  }

  void search(String text) {
    Locator search = page.getByLabel("Search the log");
    search.fill(text);
    search.press("Enter");
  }

  /** The ids of the lines that can be seen, from the upper edge to the lower. */
  @SuppressWarnings("unchecked")
  List<Integer> visible() {
    return (List<Integer>)
        log()
            .evaluate(
                """
                log => {
                  const { top, bottom } = log.getBoundingClientRect();
                  return [...log.querySelectorAll('.line:not(.pending)')]
                    .filter(line => line.getBoundingClientRect().bottom > top + 1)
                    .filter(line => line.getBoundingClientRect().top < bottom - 1)
                    .map(line => Number(line.querySelector('.number').textContent));
                }""");
  }

  /**
   * Each line's id and message, read by scrolling from the first to the last. Each place that it is
   * scrolled to takes two frames, of which a busy machine draws few: a high window has few places.
   */
  List<String> wholeLog() {
    ViewportSize size = page.viewportSize();
    page.setViewportSize(size.width, HIGH_WINDOW);
    try {
      log().press("Home");
      return readDown();
    } finally {
      page.setViewportSize(size.width, size.height);
    }
  }

  @SuppressWarnings("unchecked")
  private List<String> readDown() {
    return (List<String>)
        await(
            "the whole log",
            """
            async () => {
              const log = document.querySelector('[role=log]');
              const frame = () => new Promise(requestAnimationFrame);
              const isComing = () =>
                log.ariaBusy === 'true' ||
                log.querySelector('.pending') ||
                document.querySelector('.log-state').textContent.includes('Opening');
              const seen = new WeakSet();
              const all = [];
              for (let last = -1; log.scrollTop !== last; ) {
                await frame();
                await frame();
                if (!isComing()) {
                  for (const line of log.querySelectorAll('.line')) {
                    if (!seen.has(line)) {
                      seen.add(line);
                      const id = line.querySelector('.number').textContent;
                      all.push(`${id} ${line.querySelector('.message').textContent}`);
                    }
                  }
                  last = log.scrollTop;
                  log.scrollTop += log.clientHeight;
                }
              }
              return all;
            }""");
  }

  /**
   * What the promise of an asynchronous function brings.
   *
   * @param what is waited for: for the message of the failure that ends a wait of three minutes
   */
  Object await(String what, String function) {
    return page.evaluate(
        """
        () => {
          let deadline;
          let frame;
          let frames = 0;
          const count = () => {
            frames++;
            frame = requestAnimationFrame(count);
          };
          count();
          const timeout = new Promise((_, fail) => {
            const tell = () => {
              const log = document.querySelector('[role=log]');
              const facts = {
                place: location.hash,
                frames,
                state: document.querySelector('.log-state')?.textContent.trim(),
                busy: log?.ariaBusy,
                pending: document.querySelectorAll('.pending').length,
                top: log?.scrollTop,
                height: log?.scrollHeight,
                firstLine: log?.querySelector('.number')?.textContent,
              };
              fail(new Error(`%1$s: not within %2$d ms; ${JSON.stringify(facts)}`));
            };
            deadline = setTimeout(tell, %2$d);
          });
          return Promise.race([(%3$s)(), timeout]).finally(() => {
            clearTimeout(deadline);
            cancelAnimationFrame(frame);
          });
        }"""
            .formatted(what, PATIENCE.toMillis(), function));
  }
}
