package org.jobscribe.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Signs tokens with a key pair that lives as long as this process and is stored nowhere, so that a
 * server without any configuration is closed to everyone but who reads its log. Made on first use.
 */
final class EphemeralIssuer {

  static final String NAME = "jobscribe-ephemeral";
  static final Duration LIFETIME = Duration.ofDays(1);

  private static final EphemeralIssuer INSTANCE = new EphemeralIssuer();

  private final KeyPair keys = newKeys();

  private EphemeralIssuer() {}

  static EphemeralIssuer get() {
    return INSTANCE;
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

  String publicKeyAsPem() {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
  }

  /** A token with every role, valid for {@link #LIFETIME}. */
  String token(Instant now, List<String> audiences) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(NAME)
            .audience(audiences)
            .subject("operator")
            .claim("upn", "operator")
            .claim("groups", List.of(Role.VIEW, Role.EDIT, Role.ADMIN))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build(), claims);
      jwt.sign(new RSASSASigner(keys.getPrivate()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("The ephemeral issuer cannot sign", e);
    }
  }
}
