package org.jobscribe.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What is configured about tokens, in MicroProfile JWT's own keys (specification 2.1, chapter 9).
 */
record TokenSettings(
    Optional<String> issuer,
    Optional<String> publicKey,
    Optional<String> publicKeyLocation,
    List<String> audiences) {

  static final String ISSUER = "mp.jwt.verify.issuer";
  static final String PUBLIC_KEY = "mp.jwt.verify.publickey";
  static final String PUBLIC_KEY_LOCATION = "mp.jwt.verify.publickey.location";
  static final List<String> ISSUER_KEYS = List.of(ISSUER, PUBLIC_KEY, PUBLIC_KEY_LOCATION);
  private static final String AUDIENCES = "mp.jwt.verify.audiences";

  static TokenSettings of(Config config) {
    return new TokenSettings(
        text(config, ISSUER),
        text(config, PUBLIC_KEY),
        text(config, PUBLIC_KEY_LOCATION),
        audiences(config));
  }

  private static Optional<String> text(Config config, String key) {
    return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
  }

  private static List<String> audiences(Config config) {
    return text(config, AUDIENCES)
        .map(value -> Arrays.asList(value.split("\\s*,\\s*")))
        .orElse(List.of());
  }
}
