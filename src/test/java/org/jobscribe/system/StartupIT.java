package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a server needs to start, and what it says when it does not get it. Every test has a server
 * of its own.
 */
class StartupIT {

  @Test
  void aKeyThatCannotBeReadStopsTheDeployment() {
    String nowhere = Server.DIRECTORY.resolve("nowhere.pem").toUri().toString();
    assertDoesNotStart(
        Map.of(
            "MP_JWT_VERIFY_ISSUER",
            "https://issuer.test",
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
            nowhere),
        "mp.jwt.verify.publickey.location (MP_JWT_VERIFY_PUBLICKEY_LOCATION) is '" + nowhere + "'");
  }

  @Test
  void aClientIdWithoutAnIssuerStopsTheDeployment() {
    assertDoesNotStart(
        Map.of("JOBSCRIBE_OIDC_CLIENT_ID", "console"),
        "jobscribe.oidc.client-id (JOBSCRIBE_OIDC_CLIENT_ID) is set, but mp.jwt.verify.issuer");
  }

  @Test
  void aSettingOutOfItsRangeStopsTheDeployment() {
    assertDoesNotStart(
        Map.of("JOBSCRIBE_ENGINE_LEASE", "10"),
        "jobscribe.engine.lease (JOBSCRIBE_ENGINE_LEASE) is '10'");
    assertDoesNotStart(
        Map.of("JOBSCRIBE_DB_TIMEOUT", "PT0S"),
        "jobscribe.db.timeout (JOBSCRIBE_DB_TIMEOUT) is 'PT0S'");
    assertDoesNotStart(
        Map.of("JOBSCRIBE_REQUEST_MAX_CONCURRENT", "0"),
        "jobscribe.request.max-concurrent (JOBSCRIBE_REQUEST_MAX_CONCURRENT) is '0'");
  }

  @Test
  void aServerWithoutAnIssuerAndClosedToOperatorsServesWhoeverHasTheTokenOfItsLog() {
    String closed = Path.of("server-config", "closed.txt").toAbsolutePath().toString();
    Map<String, String> environment = Database.derby().environment();
    try (Server server =
        Server.start("closed", environment, Server.SMALL_JVM, "--postbootcommandfile", closed)) {
      JobscribeClient client = JobscribeClient.of(server, server.token());
      client.get("/api/v1/jobs").expect(200);
      client.get("/api/v1/job/1/details").expect(404);
      client.post("/api/v1/views", "{}").expect(400);
      client.as(TestIssuer.TRUSTED.token("VIEW")).get("/api/v1/jobs").expect(401);
      for (String path : List.of("/health", "/health/ready", "/metrics", "/openapi")) {
        assertThat(client.get(path).status()).as(path).isIn(403, 404);
      }
    }
  }

  private static void assertDoesNotStart(Map<String, String> settings, String reason) {
    Map<String, String> environment = new HashMap<>(Database.derby().environment());
    environment.putAll(settings);
    assertThatThrownBy(() -> Server.start("refused", environment).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }
}
