package org.jobscribe.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jobscribe.system.Server;

/**
 * A real Keycloak with the realm of {@code keycloak/jobscribe-realm.json}, in memory. Its log is
 * {@code target/system/keycloak.log}; it ends with this JVM at the latest.
 */
final class Keycloak implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(180); // the first one is built
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Path HOME = Path.of(System.getProperty("jobscribe.keycloak"));

  private final int port = Server.freePort();
  private final Process process = launch();

  private Keycloak() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> processes().forEach(ProcessHandle::destroyForcibly)));
  }

  /** Returns when the realm answers. */
  static Keycloak start() {
    Keycloak keycloak = new Keycloak();
    await("Keycloak answers")
        .atMost(START)
        .until(() -> !keycloak.process.isAlive() || keycloak.answers());
    if (!keycloak.process.isAlive()) {
      throw new IllegalStateException("Keycloak did not start: see " + log());
    }
    return keycloak;
  }

  private static Path log() {
    return Server.DIRECTORY.resolve("keycloak.log");
  }

  private Process launch() {
    try (var realm = Keycloak.class.getResourceAsStream("/keycloak/jobscribe-realm.json")) {
      Files.createDirectories(Server.DIRECTORY);
      Path imports = Files.createDirectories(HOME.resolve("data/import"));
      Files.write(imports.resolve("jobscribe-realm.json"), realm.readAllBytes());
      Path script = HOME.resolve("bin/kc.sh");
      ProcessBuilder server =
          new ProcessBuilder(
                  "sh",
                  script.toString(),
                  "start-dev",
                  "--db=dev-mem",
                  "--http-host=127.0.0.1",
                  "--http-port=" + port,
                  "--import-realm")
              .redirectErrorStream(true)
              .redirectOutput(log().toFile());
      server.environment().put("JAVA_HOME", System.getProperty("java.home"));
      server.environment().put("JAVA_OPTS_APPEND", Server.SMALL_JVM);
      return server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(issuer())).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false; // not yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/jobscribe";
  }

  /** The settings that make a server trust it, and the console sign in at it. */
  Map<String, String> environment() {
    return Map.of(
        "MP_JWT_VERIFY_ISSUER",
        issuer(),
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        issuer() + "/protocol/openid-connect/certs",
        "MP_JWT_VERIFY_AUDIENCES",
        "jobscribe",
        "JOBSCRIBE_OIDC_CLIENT_ID",
        "jobscribe-console");
  }

  /** The script, and the server that it has started, unless it has become the server. */
  private List<ProcessHandle> processes() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  @Override
  public void close() {
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroy);
    processes.forEach(each -> each.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join());
  }
}
