package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and how those are refused who may not. */
abstract class SecurityIT {

  private static final TestIssuer ISSUER = TestIssuer.TRUSTED;
  private static final TestIssuer STRANGER = new TestIssuer("https://issuer.test");
  private static final Date IN_AN_HOUR = Date.from(Instant.now().plus(Duration.ofHours(1)));
  private static final Date AN_HOUR_AGO = Date.from(Instant.now().minus(Duration.ofHours(1)));

  private static final Duration SHORT = Duration.ofSeconds(3);

  /** A token that was verified a moment ago is remembered, but not longer than it is good. */
  @Test
  void aTokenIsRefusedFromTheSecondItExpiresIn(JobscribeClient client) {
    Instant signed = Instant.now();
    JobscribeClient caller = client.as(ISSUER.token(SHORT, "VIEW"));
    caller.get("/api/v1/jobs").expect(200);
    await("the token is refused")
        .atMost(SHORT.plusSeconds(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> caller.get("/api/v1/jobs").status() == 401);
    assertThat(Duration.between(signed, Instant.now()))
        .isBetween(SHORT.minusSeconds(1), SHORT.plusSeconds(1));
  }

  @Test
  void theTokenIsAcceptedInItsOwnHeader(JobscribeClient client) {
    assertThat(client.get("/api/v1/jobs").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
  void theTokenIsAcceptedAfterBearerInAnyCase(String scheme, JobscribeClient client) {
    assertThat(authorized(client.anonymous(), scheme + " " + ISSUER.token("VIEW")).status())
        .isEqualTo(200);
  }

  @Test
  void bothHeadersMayHoldTheSameToken(JobscribeClient client) {
    String token = ISSUER.token("VIEW");
    assertThat(authorized(client.as(token), "Bearer " + token).status()).isEqualTo(200);
  }

  @Test
  void twoDifferentTokensAreARequestThatIsNotValid(JobscribeClient client) {
    Reply reply = authorized(client, "Bearer " + ISSUER.token("VIEW"));
    Problems.assertIsProblem(reply, 400);
    Problems.assertFirstError(reply, "header", "x-auth-jwt", "");
  }

  @Test
  void withoutATokenNobodyComesIn(JobscribeClient client) {
    Reply reply = client.anonymous().get("/api/v1/jobs");
    Problems.assertIsProblem(reply, 401);
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void howToSignInIsToldWithoutAToken(JobscribeClient client) {
    Reply reply = client.anonymous().get("/config.json");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.json()).hasToString("{\"oidc\":null}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenIsRefusedAsIfThereWasNone(
      String name, String token, JobscribeClient client, Server server) {
    Reply anonymous = client.anonymous().get("/api/v1/jobs");
    int logged = server.log().length();
    for (Reply refused :
        List.of(
            client.as(token).get("/api/v1/jobs"),
            authorized(client.anonymous(), "Bearer " + token))) {
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(Problems.withoutInstance(refused)).isEqualTo(Problems.withoutInstance(anonymous));
    }
    assertThat(server.log().substring(logged)).doesNotContain("\tat ").doesNotContain(token);
  }

  static Stream<Arguments> badTokens() throws JOSEException {
    String good = ISSUER.token("VIEW");
    String[] parts = good.split("\\.");
    JWTClaimsSet claims = ISSUER.claims().claim("groups", List.of("VIEW")).build();
    byte[] publicKey = ISSUER.publicKeyAsPem().getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        arguments("garbage", "garbage"),
        arguments("three parts of garbage", "a.b.c"),
        arguments("expired", ISSUER.sign(ISSUER.claims().expirationTime(AN_HOUR_AGO).build())),
        arguments("never expires", ISSUER.sign(ISSUER.claims().expirationTime(null).build())),
        arguments("not valid yet", ISSUER.sign(ISSUER.claims().notBeforeTime(IN_AN_HOUR).build())),
        arguments(
            "another issuer", ISSUER.sign(ISSUER.claims().issuer("https://other.test").build())),
        arguments("another audience", ISSUER.sign(ISSUER.claims().audience("other").build())),
        arguments("no audience", ISSUER.sign(ISSUER.claims().audience((String) null).build())),
        arguments("another key", STRANGER.token("VIEW")),
        arguments("alg none", new PlainJWT(claims).serialize()),
        arguments(
            "HS256 with the public key",
            TestIssuer.sign(claims, JWSAlgorithm.HS256, new MACSigner(publicKey))),
        arguments("other claims", String.join(".", parts[0], base64(claims.toString()), parts[2])),
        arguments("other signature", String.join(".", parts[0], parts[1], base64("x".repeat(256)))),
        arguments("no signature", parts[0] + "." + parts[1] + "."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dGVzdGVyOnNlY3JldA==", "Bearer", "Bearer ", "Token abc"})
  void anotherSchemeIsNoToken(String authorization, JobscribeClient client) {
    Problems.assertIsProblem(authorized(client.anonymous(), authorization), 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEW", "EDIT", "ADMIN"})
  void everyRoleReads(String role, JobscribeClient client) {
    assertThat(client.as(ISSUER.token(role)).get("/api/v1/jobs").status()).isEqualTo(200);
  }

  @Test
  void aTokenWithoutRolesIsForbiddenToRead(JobscribeClient client) {
    Problems.assertIsProblem(client.as(ISSUER.token()).get("/api/v1/jobs"), 403);
    Problems.assertIsProblem(client.as(ISSUER.token("view", "OTHER")).get("/api/v1/jobs"), 403);
    Problems.assertIsProblem(
        client.as(ISSUER.sign(ISSUER.claims().build())).get("/api/v1/jobs"), 403);
  }

  @Test
  void whoMayOnlyViewIsForbiddenToEdit(JobscribeClient client) {
    JobscribeClient viewer = client.as(ISSUER.token("VIEW"));
    Problems.assertIsProblem(viewer.post("/api/v1/view/1/preview-bulk-edit", "{}"), 403);
    Problems.assertIsProblem(viewer.post("/api/v1/view/1/bulk-edit", "{}"), 403);
    Problems.assertIsProblem(
        viewer.raw("PUT", "/api/v1/view/1/items", Map.of("Content-Type", "text/csv"), "id,name"),
        403);
  }

  @Test
  void onlyAnAdministratorMakesViews(JobscribeClient client) {
    Problems.assertIsProblem(
        client.as(ISSUER.token("VIEW", "EDIT")).post("/api/v1/views", "{}"), 403);
    Problems.assertIsProblem(
        client.as(ISSUER.token("VIEW", "EDIT")).post("/api/v1/view/1/attributes", "{}"), 403);
  }

  /**
   * The container decodes a path before it looks for what is there; whoever guards it must not be
   * fooled.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%61pi/v1/jobs",
        "//api/v1/jobs",
        "/./api/v1/jobs",
        "/x/../api/v1/jobs",
        "/api;a=b/v1/jobs",
        "/api//v1/jobs"
      })
  void anotherSpellingOfThePathOpensNothing(String path, JobscribeClient client) {
    assertThat(client.anonymous().get(path).status()).isIn(401, 404);
  }

  private static Reply authorized(JobscribeClient client, String authorization) {
    return client.raw("GET", "/api/v1/jobs", Map.of("Authorization", authorization), "");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
