package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** An import from the page. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class ImportPageIT {

  @Test
  void aFileIsChosenSentAndImported(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(0, client);
    open(page, server, catalogue);
    assertThat(page.getByText("the first line names the columns")).containsText("note");
    choose(page, "id,name,note\n1,One,first\nx,Two,second\n");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "import");
    importButton(page).click();
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
    assertThat(page.getByText("line 3").first()).isVisible();
    assertThat(itemsAfter(page, catalogue)).isEqualTo(1);
  }

  @Test
  void aFileCanBeDropped(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(0, client);
    open(page, server, catalogue);
    JSHandle files =
        page.evaluateHandle(
            """
            () => {
              const files = new DataTransfer();
              files.items.add(new File(['id,name\\n1,One\\n2,Two\\n'], 'items.csv'));
              return files;
            }""");
    page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", files));
    assertThat(page.getByText("20 bytes")).isVisible();
    importButton(page).click();
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
    assertThat(itemsAfter(page, catalogue)).isEqualTo(2);
  }

  @Test
  void aFileThatIsRefusedIsToldWithItsLine(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(0, client);
    open(page, server, catalogue);
    choose(page, "id,name,color\n1,One,red\n");
    importButton(page).click();
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("line 1: the header has the column 'color'");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "import-refused");
    choose(page, "id,name\n1,One\n");
    assertThat(page.getByRole(AriaRole.ALERT)).isEmpty();
    importButton(page).click();
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
  }

  @Test
  void aTokenThatHasExpiredIsAskedForAndTheFileIsSentAgain(
      Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(0, client);
    String token = TestIssuer.TRUSTED.token(Duration.ofSeconds(10), "EDIT");
    open(page, server, catalogue, token);
    choose(page, "id,name\n1,One\n");
    SignInIT.awaitExpiry(client, token);
    importButton(page).click();
    SignInIT.paste(page, TestIssuer.TRUSTED.token("EDIT"));
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
  }

  private static void open(Page page, Server server, Catalogue catalogue) {
    open(page, server, catalogue, TestIssuer.TRUSTED.token("EDIT"));
  }

  private static void open(Page page, Server server, Catalogue catalogue, String token) {
    page.navigate(server.url() + "/#token=" + token);
    assertThat(SignInIT.account(page)).containsText("tester");
    page.navigate(server.url() + "/#/import?view=" + catalogue.id());
    assertThat(page.getByText("note").first()).isVisible();
  }

  private static void choose(Page page, String csv) {
    page.getByLabel("CSV file")
        .setInputFiles(
            new FilePayload("items.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
  }

  private static Locator importButton(Page page) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import").setExact(true));
  }

  /** How many items the view has when the job that the page shows is over. */
  private static int itemsAfter(Page page, Catalogue catalogue) {
    catalogue.client().awaitFinal(Long.parseLong(page.url().replaceAll(".*#/job/", "")));
    String path = "/api/v1/view/" + catalogue.id() + "/items";
    return catalogue.client().get(path).expect(200).json().getInt("total");
  }
}
