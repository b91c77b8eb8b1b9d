package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

/** The list of the items that failed, fifty at a time. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class FailedItemsIT {

  @Test
  void aDoubleClickBringsNoItemTwice(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.ofBadRows(120, client));
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> note(request, asked));
    page.getByText("Failed items (120)").click();
    assertThat(items(page)).hasCount(50);

    console.button("More").evaluate("more => { more.focus(); more.click(); more.click(); }");
    assertThat(items(page)).hasCount(100);
    assertThat(console.button("More")).isFocused();
    console.button("More").click();

    assertThat(items(page)).hasCount(120);
    assertThat(console.button("More")).isHidden();
    assertThat(asked).hasSize(3).doesNotHaveDuplicates();
  }

  private static void note(Request request, List<String> asked) {
    if (request.url().contains("/items?")) {
      asked.add(request.url());
    }
  }

  private static Locator items(Page page) {
    return page.locator("failed-items tbody").getByRole(AriaRole.ROW);
  }

  @Test
  void aListThatIsOpenedAgainAtOnceBeginsAnew(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.ofBadRows(60, client));

    page.getByText("Failed items (60)")
        .evaluate(
            """
            async (summary) => {
              for (const turn of ['open', 'close', 'open']) {
                summary.click();
                await new Promise((toggled) => summary.parentNode.addEventListener('toggle', toggled, { once: true }));
              }
            }""");
    console.button("More").click();

    assertThat(console.button("More")).isHidden();
    assertThat(items(page)).hasCount(60);
  }

  @Test
  void itemsThatFailMeanwhileAreOffered(Server server, JobscribeClient client, Page page) {
    ConsolePage console =
        ConsolePage.signedIn(server, page, "VIEW").job(Imports.ofBadRows(50, client));
    page.getByText("Failed items (50)").click();
    assertThat(items(page)).hasCount(50);
    assertThat(console.button("More")).isHidden();

    page.locator("failed-items").evaluate("list => { list.count = 51; }");

    Request more = page.waitForRequest("**/items?*", () -> console.button("More").click());
    assertThat(more.url()).matches(Pattern.compile(".*after=50$"));
  }
}
