package org.jobscribe.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jobscribe.security.SignIn;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {

  private static final Optional<SignIn> NO_ISSUER = Optional.empty();

  @Test
  void anInlineScriptIsAllowedByTheHashOfItsText() {
    // printf %s 'alert("Hello, world.");' | openssl dgst -sha256 -binary | base64
    assertThat(ContentPolicy.of("<script>alert(\"Hello, world.\");</script>", NO_ISSUER))
        .contains("script-src 'self' 'sha256-95/2P1j1ZySEaTPvS2vdbldPcGJYZRvEeWm0x0qZqcQ=';");
  }

  @Test
  void aScriptWithASourceHasNoHash() {
    assertThat(ContentPolicy.of("<script type=\"module\" src=\"app/main.js\"></script>", NO_ISSUER))
        .contains("script-src 'self';");
  }

  @Test
  void onlyTheIssuerMayBeAskedBesideThisServer() {
    assertThat(ContentPolicy.of("", NO_ISSUER)).contains("connect-src 'self';");
    assertThat(ContentPolicy.of("", Optional.of(new SignIn("https://issuer.test/a", "console"))))
        .contains("connect-src 'self' https://issuer.test;");
  }
}
