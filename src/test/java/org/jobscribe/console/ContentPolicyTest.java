package org.jobscribe.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentPolicyTest {

  @Test
  void anInlineScriptIsAllowedByTheHashOfItsText() {
    // printf %s 'alert("Hello, world.");' | openssl dgst -sha256 -binary | base64
    assertThat(ContentPolicy.of("<script>alert(\"Hello, world.\");</script>"))
        .contains("script-src 'self' 'sha256-95/2P1j1ZySEaTPvS2vdbldPcGJYZRvEeWm0x0qZqcQ=';");
  }

  @Test
  void aScriptWithASourceHasNoHash() {
    assertThat(ContentPolicy.of("<script type=\"module\" src=\"app/main.js\"></script>"))
        .contains("script-src 'self';");
  }
}
