package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

  private static RSAKey rsa;
  private static ECKey ec;
  private static OctetSequenceKey secret;

  @TempDir private Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("1").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("2").generate();
    secret = new OctetSequenceKeyGenerator(256).keyID("3").generate();
  }

  private static String pem(String kind, Key key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
  }

  private static void check(String key) {
    KeyCheck.check(
        new TokenSettings(Optional.of("issuer"), Optional.of(key), Optional.empty(), List.of()));
  }

  private static void checkLocation(String location) {
    KeyCheck.check(
        new TokenSettings(
            Optional.of("issuer"), Optional.empty(), Optional.of(location), List.of()));
  }

  private static void assertRefused(String key) {
    assertThatThrownBy(() -> check(key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "mp.jwt.verify.publickey (MP_JWT_VERIFY_PUBLICKEY) does not hold a public key;"
                + " allowed are a PEM (BEGIN PUBLIC KEY), a JWK and a JWKS");
  }

  @Test
  void publicKeysAreAccepted() throws Exception {
    check(pem("PUBLIC KEY", rsa.toPublicKey()));
    check(pem("PUBLIC KEY", rsa.toPublicKey()).replace("\n", "\r\n"));
    check(pem("PUBLIC KEY", ec.toPublicKey()));
    check(rsa.toPublicJWK().toJSONString());
    check(new JWKSet(List.of(rsa, ec)).toString(true));
    check(new JWKSet(List.of(secret, rsa)).toString(false));
  }

  @Test
  void aPrivateKeyAsPemIsRefused() throws Exception {
    assertRefused(pem("PRIVATE KEY", rsa.toPrivateKey()));
    assertRefused(pem("PUBLIC KEY", rsa.toPrivateKey()));
  }

  @Test
  void aSecretIsNoPublicKey() {
    assertRefused(secret.toJSONString());
    assertRefused(new JWKSet(secret).toString(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
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
  void garbageIsRefused(String key) {
    assertRefused(key);
  }

  @Test
  void aFileIsRead() throws Exception {
    Path file =
        Files.writeString(directory.resolve("key.pem"), pem("PUBLIC KEY", rsa.toPublicKey()));
    assertThatCode(() -> checkLocation(file.toUri().toString())).doesNotThrowAnyException();
  }

  @Test
  void aFileWithoutAKeyIsToldWithItsSetting() throws IOException {
    Path file = Files.writeString(directory.resolve("empty.pem"), "");
    assertThatThrownBy(() -> checkLocation(file.toUri().toString()))
        .hasMessageStartingWith(
            "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION)"
                + " does not hold a public key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key.pem", "file:///nowhere/key.pem", "nothing://x", "not a url", "http://", ":"})
  void aLocationThatCannotBeReadIsTold(String location) {
    assertThatThrownBy(() -> checkLocation(location))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION) is '%s',"
                + " which cannot be read",
            location);
  }

  @Test
  void exactlyOneKeyBelongsToAnIssuer() {
    assertThatThrownBy(
            () ->
                KeyCheck.check(
                    new TokenSettings(
                        Optional.empty(), Optional.of("x"), Optional.empty(), List.of())))
        .hasMessageStartingWith("mp.jwt.verify.issuer (MP_JWT_VERIFY_ISSUER) is not set");
    for (Optional<String> key : List.of(Optional.of("x"), Optional.<String>empty())) {
      assertThatThrownBy(
              () -> KeyCheck.check(new TokenSettings(Optional.of("i"), key, key, List.of())))
          .hasMessageContaining("exactly one of them, must be set");
    }
  }
}
