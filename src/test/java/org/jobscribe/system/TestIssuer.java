package org.jobscribe.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs tokens, good ones and bad ones, with a key pair of its own. */
public final class TestIssuer {

  /** The issuer that the shared servers trust. */
  public static final TestIssuer TRUSTED = new TestIssuer("https://issuer.test");

  private static final String AUDIENCE = "jobscribe";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final String name;
  private final KeyPair keys = newKeys();

  TestIssuer(String name) {
    this.name = name;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has RSA
    }
  }

  /** The settings that make a server trust this issuer. */
  public Map<String, String> environment() {
    return Map.of(
        "MP_JWT_VERIFY_ISSUER", name,
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", publicKeyFile().toUri().toString(),
        "MP_JWT_VERIFY_AUDIENCES", AUDIENCE);
  }

  /** The settings of a server on this database that trusts this issuer; others may be added. */
  public Map<String, String> environment(Database database) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.putAll(environment());
    return environment;
  }

  private Path publicKeyFile() {
    try {
      Files.createDirectories(Server.DIRECTORY);
      return Files.writeString(
          Files.createTempFile(Server.DIRECTORY, "issuer", ".pem"), publicKeyAsPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String publicKeyAsPem() {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  /** A good token with these roles. */
  public String token(String... roles) {
    return sign(claims().claim("groups", List.of(roles)).build());
  }

  /** A good token of somebody with these roles. */
  public String tokenOf(String name, String... roles) {
    return sign(claims().subject(name).claim("upn", name).claim("groups", List.of(roles)).build());
  }

  /** A token with these roles that is good for so long. */
  public String token(Duration lifetime, String... roles) {
    return sign(
        claims()
            .claim("groups", List.of(roles))
            .expirationTime(Date.from(Instant.now().plus(lifetime)))
            .build());
  }

  /** What a good token says; without roles, if nothing is added. */
  JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(name)
        .audience(AUDIENCE)
        .subject("tester")
        .claim("upn", "tester")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, JWSAlgorithm.RS256, signer());
  }

  JWSSigner signer() {
    return new RSASSASigner(keys.getPrivate());
  }

  static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
    try {
      SignedJWT jwt =
          new SignedJWT(new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
