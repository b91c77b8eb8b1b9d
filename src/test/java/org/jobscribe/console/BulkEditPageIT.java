package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jobscribe.system.Catalogue;
import org.jobscribe.system.JobscribeClient;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/** A bulk edit from the page: choose, review, run. */
@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class BulkEditPageIT {

  @Test
  void aBulkEditIsChosenReviewedAndRun(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(3, client);
    client.awaitFinal(
        client.importCsv(catalogue.id(), csv("id,note\n2,new\n3,other\n")).getInt("id"));
    open(page, server, catalogue);
    button(page, "Add a condition").click();
    Locator condition = group(page, "Condition 1");
    condition.getByRole(AriaRole.COMBOBOX, named("Condition")).selectOption("not eq");
    condition.getByRole(AriaRole.TEXTBOX).fill("other");
    group(page, "Change 1").getByRole(AriaRole.TEXTBOX).fill("new");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "bulk-edit-choose");

    button(page, "Preview").click();
    assertThat(heading(page, 2)).hasText("2 items match");
    assertThat(page.getByText("1 will change, 1 will stay as before.")).isVisible();
    assertThat(row(page, "Item 1")).containsText(Pattern.compile("old\\s+→\\s+new"));
    assertThat(row(page, "Item 2")).containsText(Pattern.compile("new\\s+unchanged"));
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "bulk-edit-review");

    button(page, "Run on 2 items").click();
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
    assertThat(page.getByText("Done running bulk edit job")).isVisible();
    JsonObject job = client.details(jobOf(page)).getJsonObject("job");
    assertThat(job.getInt("changed")).isEqualTo(1);
    assertThat(job.getInt("unchanged")).isEqualTo(1);
  }

  @Test
  void aRefusalIsToldAtTheFieldThatItMeans(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(1, client);
    attribute(catalogue, "{\"name\":\"width\",\"type\":\"width\"}");
    open(page, server, catalogue);
    Locator change = group(page, "Change 1");
    change.getByRole(AriaRole.COMBOBOX, named("Attribute")).selectOption("width");
    change.getByRole(AriaRole.TEXTBOX, named("Value")).fill("12,5");
    change.getByRole(AriaRole.COMBOBOX, named("Unit")).selectOption("cm");
    button(page, "Preview").click();
    Locator value = change.getByRole(AriaRole.TEXTBOX, named("Value"));
    assertThat(value).isFocused();
    assertThat(value).hasAccessibleDescription(Pattern.compile("'12,5' is not a number"));
    assertThat(change.getByRole(AriaRole.COMBOBOX, named("Unit")))
        .hasAttribute("aria-invalid", "false");
    Accessibility.assertNothingSerious(page);
    Screens.take(page, "bulk-edit-refused");

    value.fill("12.5");
    button(page, "Preview").click();
    assertThat(row(page, "Item 1")).containsText(Pattern.compile("no value\\s+→\\s+12.5 cm"));
  }

  @Test
  void aConditionThatIsRefusedIsToldAtItsValue(Server server, JobscribeClient client, Page page) {
    open(page, server, Catalogue.of(1, client));
    button(page, "Add a condition").click();
    button(page, "Add a condition").click();
    Locator condition = group(page, "Condition 2");
    condition.getByRole(AriaRole.COMBOBOX, named("Condition")).selectOption("regexp");
    condition.getByRole(AriaRole.TEXTBOX).fill("(");
    button(page, "Preview").click();
    assertThat(condition.getByRole(AriaRole.TEXTBOX))
        .hasAccessibleDescription(Pattern.compile("is not a regular expression"));
    assertThat(group(page, "Condition 1").getByRole(AriaRole.TEXTBOX))
        .hasAttribute("aria-invalid", "false");
  }

  @Test
  void aValueOfEveryTypeCanBeEntered(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(1, client);
    for (String type : List.of("date", "currency", "dimension", "number")) {
      attribute(catalogue, "{\"name\":\"%1$s\",\"type\":\"%1$s\"}".formatted(type));
    }
    attribute(
        catalogue,
        "{\"name\":\"select\",\"type\":\"select\",\"options\":[{\"key\":\"r\",\"label\":\"Red\"}]}");
    attribute(
        catalogue,
        """
        {"name":"double","type":"doubleselect","options":[{"key1":"a","key2":"b","label":"A, b"}]}""");
    open(page, server, catalogue);
    group(page, "Change 1").getByRole(AriaRole.TEXTBOX).fill("new");
    addChange(page, 2, "date").getByLabel("Value").fill("2026-02-28");
    Locator currency = addChange(page, 3, "currency");
    currency.getByRole(AriaRole.TEXTBOX).fill("9.90");
    currency.getByRole(AriaRole.COMBOBOX, named("Currency")).selectOption("AUD");
    Locator dimension = addChange(page, 4, "dimension");
    dimension.getByRole(AriaRole.TEXTBOX, named("Length")).fill("1");
    dimension.getByRole(AriaRole.TEXTBOX, named("Width")).fill("2");
    dimension.getByRole(AriaRole.TEXTBOX, named("Height")).fill("3");
    dimension.getByRole(AriaRole.COMBOBOX, named("Unit")).selectOption("cm");
    addChange(page, 5, "number").getByRole(AriaRole.TEXTBOX).fill("0.123456789012345678");
    addChange(page, 6, "select").getByRole(AriaRole.COMBOBOX, named("Value")).selectOption("Red");
    addChange(page, 7, "double").getByRole(AriaRole.COMBOBOX, named("Value")).selectOption("A, b");
    button(page, "Preview").click();
    Locator row = row(page, "Item 1");
    for (String value :
        List.of("28-02-2026", "9.9 AUD", "1 × 2 × 3 cm", "0.123456789012345678", "Red", "A, b")) {
      assertThat(row).containsText("→ " + value);
    }
    Screens.take(page, "bulk-edit-types");
    button(page, "Run on 1 item").click();
    assertThat(page.getByText("Done running bulk edit job")).isVisible();
    assertThat(client.details(jobOf(page)).toString())
        .as("no digit is lost on the way through the browser")
        .contains("to 0.123456789012345678\"");
  }

  @Test
  void aPreviewOfManyItemsShowsAPageOfThem(Server server, JobscribeClient client, Page page) {
    open(page, server, Catalogue.of(5_000, client));
    group(page, "Change 1").getByRole(AriaRole.TEXTBOX).fill("new");
    button(page, "Preview").click();
    assertThat(heading(page, 2)).hasText("5,000 items match");
    assertThat(page.locator("tbody tr")).hasCount(50);
    button(page, "Next").click();
    assertThat(page.getByText("51 to 100 of 5,000")).isVisible();
    assertThat(row(page, "Item 51")).isVisible();
    page.getByLabel("Items").first().selectOption("Only those that stay");
    assertThat(page.getByText("There are none.")).isVisible();
  }

  @Test
  void aDoubleClickMakesOneJob(Server server, JobscribeClient client, Page page) {
    Catalogue catalogue = Catalogue.of(1, client);
    open(page, server, catalogue);
    group(page, "Change 1").getByRole(AriaRole.TEXTBOX).fill("new");
    button(page, "Preview").click();
    int before = newestJob(client);
    button(page, "Run on 1 item").dblclick();
    assertThat(page).hasURL(Pattern.compile("#/job/\\d+$"));
    assertThat(newestJob(client)).isEqualTo(before + 1);
  }

  @Test
  void whatIsEnteredStaysWhenTheTokenExpires(Server server, JobscribeClient client, Page page) {
    String token = TestIssuer.TRUSTED.token(Duration.ofSeconds(10), "EDIT");
    open(page, server, Catalogue.of(1, client), token);
    group(page, "Change 1").getByRole(AriaRole.TEXTBOX).fill("new");
    SignInIT.awaitExpiry(client, token);
    button(page, "Preview").click();
    assertThat(SignInIT.dialog(page)).containsText("Your sign-in has expired");
    SignInIT.paste(page, TestIssuer.TRUSTED.token("EDIT"));
    assertThat(heading(page, 2)).hasText("1 item matches");
    button(page, "Back").click();
    assertThat(group(page, "Change 1").getByRole(AriaRole.TEXTBOX)).hasValue("new");
  }

  private static InputStream csv(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void open(Page page, Server server, Catalogue catalogue) {
    open(page, server, catalogue, TestIssuer.TRUSTED.token("EDIT"));
  }

  private static void open(Page page, Server server, Catalogue catalogue, String token) {
    page.navigate(server.url() + "/#token=" + token);
    assertThat(SignInIT.account(page)).containsText("tester");
    page.navigate(server.url() + "/#/bulk-edit?view=" + catalogue.id());
    assertThat(group(page, "Change 1")).isVisible();
  }

  private static Locator addChange(Page page, int number, String attribute) {
    button(page, "Add a change").click();
    Locator change = group(page, "Change " + number);
    change.getByRole(AriaRole.COMBOBOX, named("Attribute")).selectOption(attribute);
    return change;
  }

  private static void attribute(Catalogue catalogue, String json) {
    catalogue.client().post("/api/v1/view/" + catalogue.id() + "/attributes", json).expect(201);
  }

  private static int newestJob(JobscribeClient client) {
    return client
        .get("/api/v1/jobs?limit=1")
        .expect(200)
        .json()
        .getJsonArray("payload")
        .getJsonObject(0)
        .getInt("id");
  }

  private static long jobOf(Page page) {
    return Long.parseLong(page.url().replaceAll(".*#/job/", ""));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator heading(Page page, int level) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(level));
  }

  private static Locator group(Page page, String name) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator row(Page page, String item) {
    return page.getByRole(
        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + item + "\\b")));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
