package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server needs to start, and what it says when it does not get it. */
class StartupIT {

  @Test
  void withoutAnIssuerTheLogShowsATokenForEverything() {
    try (Server server = Server.start("ephemeral", Database.derby().environment())) {
      JobscribeClient client = JobscribeClient.of(server, server.token());
      assertThat(client.get("/api/v1/jobs").status()).isEqualTo(200);
      assertThat(client.post("/api/v1/views", "{}").status()).isEqualTo(400);
      assertThat(client.as(TestIssuer.TRUSTED.token("VIEW")).get("/api/v1/jobs").status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSettings")
  void aWrongSettingStopsTheDeploymentAndIsNamed(
      String name, Map<String, String> settings, String reason) {
    Map<String, String> environment = new HashMap<>(Database.derby().environment());
    environment.putAll(settings);
    assertThatThrownBy(() -> Server.start("wrong-" + name, environment).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
  }

  static Stream<Arguments> wrongSettings() throws IOException {
    Files.createDirectories(Server.DIRECTORY);
    Path garbage = Files.writeString(Server.DIRECTORY.resolve("garbage.pem"), "garbage");
    Path nowhere = Server.DIRECTORY.resolve("nowhere.pem");
    return Stream.of(
        arguments(
            "key-location",
            key(nowhere.toUri().toString()),
            "(MP_JWT_VERIFY_PUBLICKEY_LOCATION) is"),
        arguments(
            "key",
            key(garbage.toUri().toString()),
            "(MP_JWT_VERIFY_PUBLICKEY_LOCATION) does not hold a public key"),
        arguments(
            "no-key",
            Map.of("MP_JWT_VERIFY_ISSUER", "https://issuer.test"),
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION"),
        arguments("lease", Map.of("JOBSCRIBE_ENGINE_LEASE", "10"), "jobscribe.engine.lease"),
        arguments("database", Map.of("JOBSCRIBE_DB_URL", "jdbc:other:x"), "JOBSCRIBE_DB_URL"));
  }

  private static Map<String, String> key(String location) {
    return Map.of(
        "MP_JWT_VERIFY_ISSUER",
        "https://issuer.test",
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        location);
  }
}
