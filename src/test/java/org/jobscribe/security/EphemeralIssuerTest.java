package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.SettableClock.START;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobscribe.MapConfig;
import org.junit.jupiter.api.Test;

class EphemeralIssuerTest {

  private static SignedJWT token(List<String> audiences) throws Exception {
    return SignedJWT.parse(EphemeralIssuer.get().token(START, audiences));
  }

  @Test
  void aTokenVerifiesAgainstThePublishedKey() throws Exception {
    assertThat(token(List.of()).verify(new RSASSAVerifier(publishedKey()))).isTrue();
  }

  private static RSAPublicKey publishedKey() throws Exception {
    String pem = EphemeralIssuer.get().publicKeyAsPem();
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
  }

  @Test
  void thePublishedKeyPassesTheCheckAtStart() {
    KeyCheck.check(
        new TokenSettings(
            Optional.of(EphemeralIssuer.NAME),
            Optional.of(EphemeralIssuer.get().publicKeyAsPem()),
            Optional.empty(),
            List.of()));
  }

  @Test
  void aTokenHasEveryRoleForADay() throws Exception {
    JWTClaimsSet claims = token(List.of("a", "b")).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("jobscribe-ephemeral");
    assertThat(claims.getStringListClaim("groups")).containsExactly("VIEW", "EDIT", "ADMIN");
    assertThat(claims.getAudience()).containsExactly("a", "b");
    assertThat(claims.getIssueTime()).isEqualTo(START);
    assertThat(claims.getExpirationTime()).isEqualTo(START.plusSeconds(86_400));
    assertThat(claims.getStringClaim("upn")).isEqualTo("operator");
  }

  @Test
  void noTokenIsLikeAnother() throws Exception {
    assertThat(token(List.of()).getJWTClaimsSet().getJWTID())
        .isNotEqualTo(token(List.of()).getJWTClaimsSet().getJWTID());
  }

  @Test
  void settingsAreReadAndBlankOnesAreNone() {
    TokenSettings settings =
        TokenSettings.of(
            new MapConfig(
                Map.of(
                    "mp.jwt.verify.issuer", " ",
                    "mp.jwt.verify.publickey.location", "file:///k",
                    "mp.jwt.verify.audiences", "a , b,c")));
    assertThat(settings)
        .isEqualTo(
            new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.of("file:///k"),
                List.of("a", "b", "c")));
  }
}
