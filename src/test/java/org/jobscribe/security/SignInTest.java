package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.jobscribe.MapConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private static Optional<SignIn> of(String issuer, String clientId) {
    return SignIn.of(
        new MapConfig(
            Map.of("mp.jwt.verify.issuer", issuer, "jobscribe.oidc.client-id", clientId)));
  }

  @Test
  void withoutAClientIdAPersonBringsAToken() {
    assertThat(SignIn.of(new MapConfig(Map.of("mp.jwt.verify.issuer", "https://issuer.test"))))
        .isEmpty();
    assertThat(of("https://issuer.test", " ")).isEmpty();
    assertThat(of("not a URL", "")).isEmpty();
  }

  @Test
  void theIssuerIsToldAsItIsConfigured() {
    assertThat(of("https://issuer.test/realms/a/", "console"))
        .contains(new SignIn("https://issuer.test/realms/a/", "console"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://issuer.test/realms/a, https://issuer.test",
    "http://127.0.0.1:8180/realms/a, http://127.0.0.1:8180",
    "https://[::1]:8443/, https://[::1]:8443",
    "https://user@issuer.test/?a=b, https://issuer.test"
  })
  void anOriginIsSchemeHostAndPort(String issuer, String origin) {
    assertThat(of(issuer, "console").orElseThrow().origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "issuer.test",
        "urn:issuer",
        "file:///issuer",
        "https:issuer",
        "https://issuer.test; script-src *",
        "https://*"
      })
  void aClientIdNeedsAnIssuerThatCanBeAsked(String issuer) {
    assertThatThrownBy(() -> of(issuer, "console"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.oidc.client-id (JOBSCRIBE_OIDC_CLIENT_ID) is set, but mp.jwt.verify.issuer (MP_JWT_VERIFY_ISSUER) is not an http or https URL; set both, or no client id");
  }

  @Test
  void theConsoleReadsItAsJson() {
    assertThat(SignInServlet.document(Optional.empty())).isEqualTo("{\"oidc\":null}");
    assertThat(SignInServlet.document(of("https://issuer.test", "console")))
        .isEqualTo("{\"oidc\":{\"authority\":\"https://issuer.test\",\"clientId\":\"console\"}}");
  }
}
