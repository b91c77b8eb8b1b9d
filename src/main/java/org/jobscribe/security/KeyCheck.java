package org.jobscribe.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jobscribe.setting.Setting;

/**
 * Sees at start that the configured key can be read and is a public key; MicroProfile JWT itself
 * would only refuse every token.
 */
final class KeyCheck {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1 << 20;

  private KeyCheck() {}

  /**
   * @throws IllegalStateException if the settings name no usable key; the message names the setting
   */
  static void check(TokenSettings settings) {
    if (settings.issuer().isEmpty()) {
      throw wrong(
          TokenSettings.ISSUER,
          "is not set, but a key is; set both, or neither for the ephemeral issuer");
    }
    if (settings.publicKey().isPresent() == settings.publicKeyLocation().isPresent()) {
      throw wrong(
          TokenSettings.PUBLIC_KEY_LOCATION,
          "or " + TokenSettings.PUBLIC_KEY + ", exactly one of them, must be set");
    }
    settings.publicKey().ifPresent(key -> checkKey(TokenSettings.PUBLIC_KEY, key));
    settings
        .publicKeyLocation()
        .ifPresent(location -> checkKey(TokenSettings.PUBLIC_KEY_LOCATION, read(location)));
  }

  private static String read(String location) {
    try (InputStream in = open(location)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(
          TokenSettings.PUBLIC_KEY_LOCATION,
          "is '%s', which cannot be read (%s); allowed is a URL such as file:///etc/jobscribe/key.pem or https://issuer/jwks"
              .formatted(location, e.getMessage()));
    }
  }

  private static InputStream open(String location) throws IOException {
    URLConnection connection = URI.create(location).toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    return connection.getInputStream();
  }

  private static void checkKey(String setting, String text) {
    if (!isJwks(text) && !isPem(text)) {
      throw wrong(
          setting,
          "does not hold a public key; allowed are a PEM (BEGIN PUBLIC KEY), a JWK and a JWKS");
    }
  }

  /** A secret (kty oct) is no public key. */
  private static boolean isJwks(String text) {
    try {
      return !JWKSet.parse(text).toPublicJWKSet().getKeys().isEmpty();
    } catch (ParseException | RuntimeException e) { // NullPointerException: the text null
      return isJwk(text);
    }
  }

  private static boolean isJwk(String text) {
    try {
      return JWK.parse(text).toPublicJWK() != null;
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isPem(String text) {
    String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    return List.of("RSA", "EC").stream().anyMatch(algorithm -> isKey(algorithm, base64));
  }

  private static boolean isKey(String algorithm, String base64) {
    try {
      return KeyFactory.getInstance(algorithm)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)))
          != null;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static IllegalStateException wrong(String setting, String what) {
    return new IllegalStateException(
        "%s (%s) %s".formatted(setting, Setting.variable(setting), what));
  }
}
