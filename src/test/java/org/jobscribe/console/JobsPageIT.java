package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.junit.jupiter.api.Test;

@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class JobsPageIT {

  @Test
  void aNewJobAppearsByItselfAndIsFollowedToItsEnd(
      Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(20, client);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");

    Locator job = console.listed(catalogue.submitEdit("new"));

    assertThat(job).containsText("Succeeded");
    assertThat(job).containsText("20 / 20");
    assertThat(job).containsText("Bulk edit · tester");
  }

  @Test
  void theListIsFilteredAndTheAddressHasTheFilter(
      Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(0, client);
    int imported = catalogue.submitImport(3).getInt("id");
    client.awaitFinal(imported);
    int edited = catalogue.submitEdit("new");
    client.awaitFinal(edited);
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");
    assertThat(console.listed(imported)).isVisible();

    page.getByLabel("Type").selectOption(new SelectOption().setLabel("Bulk edit"));
    assertThat(console.listed(imported)).isHidden();
    assertThat(console.listed(edited)).isVisible();
    assertThat(page).hasURL(Pattern.compile("#/jobs\\?type=BulkEditJob$"));

    page.getByLabel("State").selectOption(new SelectOption().setLabel("Failed or cancelled"));
    assertThat(console.listed(edited)).isHidden();

    page.reload();
    assertThat(page.getByLabel("State")).hasValue("FAILED");
    console.button("Clear").click();
    assertThat(console.listed(imported)).isVisible();

    page.getByLabel("Submitter").fill("nobody");
    assertThat(page.getByText("No job passes this filter.")).isVisible();
  }

  @Test
  void aStateThatWasPickedBeforeIsClearedWithTheFilter(Server server, Page page) {
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");
    for (String picked : List.of("Running", "Any state", "Completed")) {
      page.getByLabel("State").selectOption(new SelectOption().setLabel(picked));
    }

    console.button("Clear").click();

    assertThat(page).hasURL(Pattern.compile("#/jobs$"));
    assertThat(page.getByLabel("State")).hasValue("");
  }

  @Test
  void aJobOfAFailedItemShowsItApart(Server server, JobscribeClient client, Page page) {
    ConsolePage console = ConsolePage.signedIn(server, page, "VIEW");

    Locator job = console.listed(Imports.withOneBadRow(10, client));

    assertThat(job).containsText("Partly failed");
    assertThat(job).containsText("11 / 11");
    assertThat(job).containsText("1 failed");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "jobs");
  }
}
