package org.jobscribe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jobscribe.SettableClock.START;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokenTest {

  private static Optional<String> presented(String own, String authorization) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-auth-jwt", own);
    headers.put("Authorization", authorization);
    return PresentedToken.of(request(headers)).map(PresentedToken::jwt);
  }

  /** A request that has nothing but headers. */
  private static HttpServletRequest request(Map<String, String> headers) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            PresentedTokenTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> anyCase.get((String) arguments[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.c,",
    "' a.b.c ',",
    ",Bearer a.b.c",
    ",bearer  a.b.c ",
    ",BEARER a.b.c",
    "a.b.c,Bearer a.b.c",
    "a.b.c,Basic xyz",
    "' ',Bearer a.b.c",
  })
  void aTokenIsFoundInEitherHeader(String own, String authorization) {
    assertThat(presented(own, authorization)).contains("a.b.c");
  }

  @ParameterizedTest
  @CsvSource({",", "'',''", ",Bearer", ",'Bearer '", ",Basic xyz", ",a.b.c", ",Bearera.b.c"})
  void anythingElseIsNoToken(String own, String authorization) {
    assertThat(presented(own, authorization)).isEmpty();
  }

  @Test
  void twoDifferentTokensAreRefused() {
    assertThatThrownBy(() -> presented("a.b.c", "Bearer d.e.f"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("x-auth-jwt and Authorization hold different tokens; send one of them");
  }

  private static boolean isUsable(JWTClaimsSet claims) throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    jwt.sign(new MACSigner(new byte[32]));
    return new PresentedToken(jwt.serialize()).isUsableAt(START);
  }

  @Test
  void aTokenIsNotUsableBeforeItsTime() throws Exception {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("ann");
    assertThat(isUsable(claims.build())).isTrue();
    assertThat(isUsable(claims.notBeforeTime(Date.from(START)).build())).isTrue();
    assertThat(isUsable(claims.notBeforeTime(Date.from(START.plusSeconds(1))).build())).isFalse();
  }

  @Test
  void anUnsignedTokenIsNotUsable() {
    String plain = new PlainJWT(new JWTClaimsSet.Builder().subject("ann").build()).serialize();
    assertThat(new PresentedToken(plain).isUsableAt(START)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "a.b.c",
        "..",
        "...",
        "e30.e30.e30",
        "eyJhbGciOiJIUzI1NiJ9.bnVsbA.e30",
        "eyJhbGciOiJIUzI1NiJ9.eyJuYmYiOiJ4In0.e30",
        "😀.😀.😀"
      })
  void garbageIsNotUsable(String jwt) {
    assertThat(new PresentedToken(jwt).isUsableAt(START)).isFalse();
  }
}
