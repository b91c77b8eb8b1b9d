package org.jobscribe.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.jobscribe.system.RunsOn;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

@RunsOn(RunsOn.Kind.DERBY)
@InBrowser
class SignInByLinkIT {

  @Test
  void theLinkSignsInAndLeavesNoTokenInTheAddress(Server server, Page page) {
    page.navigate(server.url() + "/#token=" + TestIssuer.TRUSTED.token("VIEW"));
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Jobs");
    assertThat(page.getByRole(AriaRole.BANNER)).containsText("tester");
    assertThat(page).hasURL(Pattern.compile("#/jobs$"));
    Accessibility.assertNothingSerious(page);
  }
}
