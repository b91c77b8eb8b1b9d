package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

  private static final Optional<String> ISSUER = Optional.of("https://issuer.test");
  private static final Optional<String> NONE = Optional.empty();

  @TempDir private Path directory;

  @Test
  void aPublicKeyIsAcceptedAsPemJwkAndJwks() throws JOSEException, IOException {
    RSAKey key = new RSAKeyGenerator(2048).generate();
    assertAccepted(pem("PUBLIC KEY", key.toRSAPublicKey().getEncoded()));
    assertAccepted(key.toPublicJWK().toJSONString());
    assertAccepted(new JWKSet(key.toPublicJWK()).toString());
  }

  @Test
  void aPrivateKeyIsNoPublicKey() throws JOSEException, IOException {
    RSAKey key = new RSAKeyGenerator(2048).generate();
    assertRefused(
        pem("PRIVATE KEY", key.toRSAPrivateKey().getEncoded()), "does not hold a public key");
  }

  @Test
  void anEllipticCurveKeyIsAccepted() throws JOSEException, IOException {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    assertAccepted(pem("PUBLIC KEY", key.toECPublicKey().getEncoded()));
    assertAccepted(key.toPublicJWK().toJSONString());
  }

  @Test
  void aSecretIsNoPublicKey() throws JOSEException, IOException {
    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();
    assertRefused(secret.toJSONString(), "does not hold a public key");
    assertRefused(new JWKSet(secret).toString(false), "does not hold a public key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "null",
        "[]",
        "42",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":null}",
        "{\"keys\":[{}]}",
        "{\"keys\":[null]}",
        "{\"kty\":\"RSA\"}",
        "-----BEGIN PUBLIC KEY-----",
        "AAAA"
      })
  void garbageIsNoKey(String garbage) throws IOException {
    assertRefused(garbage, "does not hold a public key");
  }

  @Test
  void aLocationThatIsNoUrlOrCannotBeReadIsNamed() {
    assertRefused(
        location("/etc/jobscribe/key.pem"),
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION) is '/etc/jobscribe/key.pem'");
    assertRefused(
        location(directory.resolve("nowhere.pem").toUri().toString()),
        "nowhere.pem', which cannot be read");
  }

  @Test
  void anIssuerHasExactlyOneKey() {
    String exactlyOne = "exactly one of them, must be set";
    assertRefused(settings(ISSUER, NONE, NONE), exactlyOne);
    assertRefused(settings(ISSUER, Optional.of("key"), Optional.of("file:///key.pem")), exactlyOne);
  }

  @Test
  void aKeyWithoutAnIssuerIsRefused() {
    assertRefused(
        settings(NONE, Optional.of("key"), NONE),
        "mp.jwt.verify.issuer (MP_JWT_VERIFY_ISSUER) is not set");
  }

  private void assertAccepted(String key) throws IOException {
    assertThatCode(() -> KeyCheck.check(settings(ISSUER, Optional.of(key), NONE)))
        .doesNotThrowAnyException();
    TokenSettings inAFile = location(file(key));
    assertThatCode(() -> KeyCheck.check(inAFile)).doesNotThrowAnyException();
  }

  private void assertRefused(String key, String reason) throws IOException {
    assertRefused(settings(ISSUER, Optional.of(key), NONE), reason);
    assertRefused(location(file(key)), reason);
  }

  private static void assertRefused(TokenSettings settings, String reason) {
    assertThatThrownBy(() -> KeyCheck.check(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }

  private String file(String key) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "key", ".pem"), key)
        .toUri()
        .toString();
  }

  private static TokenSettings location(String location) {
    return settings(ISSUER, NONE, Optional.of(location));
  }

  private static TokenSettings settings(
      Optional<String> issuer, Optional<String> key, Optional<String> location) {
    return new TokenSettings(issuer, key, location, List.of());
  }

  private static String pem(String type, byte[] key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
  }
}
