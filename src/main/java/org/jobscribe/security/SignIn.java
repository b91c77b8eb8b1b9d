package org.jobscribe.security;

import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.setting.Setting;

/**
 * How the console can get a token for a person by itself: at the configured issuer, as an OpenID
 * Connect client. Without a client id a person brings a token.
 *
 * @param issuer the issuer's identifier, an http or https URL
 * @param clientId of a public client at the issuer
 */
public record SignIn(String issuer, String clientId) {

  static final String CLIENT_ID = "jobscribe.oidc.client-id";

  /**
   * @return empty if no client id is configured
   * @throws IllegalStateException if a client id is configured without an issuer that can be asked;
   *     the message names the setting
   */
  public static Optional<SignIn> of(Config config) {
    return config
        .getOptionalValue(CLIENT_ID, String.class)
        .filter(id -> !id.isBlank())
        .map(id -> new SignIn(issuer(TokenSettings.of(config)), id.strip()));
  }

  private static String issuer(TokenSettings settings) {
    return settings
        .issuer()
        .filter(SignIn::isHttpUrl)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s (JOBSCRIBE_OIDC_CLIENT_ID) is set, but %s (%s) is not an http or https URL; set both, or no client id"
                        .formatted(
                            CLIENT_ID,
                            TokenSettings.ISSUER,
                            Setting.variable(TokenSettings.ISSUER))));
  }

  /** Not one that a header cannot hold: {@link #origin} stands in the content security policy. */
  private static boolean isHttpUrl(String issuer) {
    try {
      URI uri = URI.create(issuer);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The issuer's scheme, host and port, which the console's pages must be allowed to ask. */
  public String origin() {
    URI uri = URI.create(issuer);
    String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
