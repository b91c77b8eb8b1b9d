package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal has the right status and is a problem document, whoever refuses: our code, JAX-RS,
 * or the container.
 */
abstract class ErrorsIT {

  private static final Map<String, String> NOTHING = Map.of();

  @ParameterizedTest(name = "{0} {1} {2}: {4}")
  @MethodSource("refusals")
  void aRefusalIsAProblemDocument(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      JobscribeClient client) {
    Problems.assertIsProblem(client.raw(method, path, headers, body), status);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("GET", "/api/v1/nothing", NOTHING, "", 404),
        arguments("GET", "/api/v1/", NOTHING, "", 404),
        arguments("GET", "/api/v1", NOTHING, "", 404),
        arguments("GET", "/api/", NOTHING, "", 404),
        arguments("GET", "/nothing", NOTHING, "", 404),
        arguments("GET", "/error", NOTHING, "", 404),
        arguments("GET", "/WEB-INF/web.xml", NOTHING, "", 404),
        arguments("GET", "/META-INF/MANIFEST.MF", NOTHING, "", 404),
        arguments("GET", "/api/v1/application.wadl", NOTHING, "", 404),
        arguments("POST", "/nothing", NOTHING, "x", 404),
        arguments("POST", "/api/v1/jobs", NOTHING, "", 405),
        arguments("DELETE", "/api/v1/jobs", NOTHING, "", 405),
        arguments("PUT", "/api/v1/job/1/details", NOTHING, "x", 405),
        arguments("PATCH", "/api/v1/jobs", NOTHING, "x", 405),
        arguments("BREW", "/api/v1/jobs", NOTHING, "", 405),
        arguments("GET", "/api/v1/jobs", Map.of("Accept", "text/html"), "", 406),
        arguments("GET", "/api/v1/jobs", Map.of("Accept", "nonsense"), "", 406),
        arguments(
            "POST", "/api/v1/view/1/bulk-edit", Map.of("Content-Type", "text/plain"), "x", 415),
        arguments(
            "PUT", "/api/v1/view/1/items", Map.of("Content-Type", "application/json"), "{}", 415),
        arguments(
            "POST",
            "/api/v1/view/1/preview-bulk-edit",
            Map.of("Content-Type", "application/json"),
            "{",
            400),
        arguments(
            "POST",
            "/api/v1/view/1/bulk-edit",
            Map.of("Content-Type", "application/json"),
            "{",
            400));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/api/v1/job/abc,                            400, path,  jobId,     abc",
    "/api/v1/job/-1,                             400, path,  jobId,     -1",
    "/api/v1/job/1.0,                            400, path,  jobId,     1.0",
    "/api/v1/job/9007199254740992,               400, path,  jobId,     9007199254740992",
    "/api/v1/job/99999999999999999999,           400, path,  jobId,     99999999999999999999",
    "/api/v1/job/%D9%A1,                         400, path,  jobId,     ١",
    "/api/v1/job/9007199254740991,               404, path,  jobId,     9007199254740991",
    "/api/v1/job/9007199254740991/details,       404, path,  jobId,     9007199254740991",
    "/api/v1/job/9007199254740991/details/0,     404, path,  jobId,     9007199254740991",
    "/api/v1/job/x/details,                      400, path,  jobId,     x",
    "/api/v1/job/1/details/x,                    400, path,  lastLogId, x",
    "/api/v1/job/1/details/-1,                   400, path,  lastLogId, -1",
    "/api/v1/job/1/details/9007199254740992,     400, path,  lastLogId, 9007199254740992",
    "/api/v1/job/1/details/0?limit=0,            400, query, limit,     0",
    "/api/v1/jobs?limit=x,                       400, query, limit,     x",
    "/api/v1/jobs?limit=1001,                    400, query, limit,     1001",
    "/api/v1/jobs?before=0,                      400, query, before,    0"
  })
  void aWrongParameterIsNamed(
      String path,
      int status,
      String location,
      String param,
      String value,
      JobscribeClient client) {
    Reply reply = client.get(path);
    Problems.assertIsProblem(reply, status);
    Problems.assertFirstError(reply, location, param, value);
  }

  /**
   * These never reach the application's filters; the connection must stay in order all the same.
   */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET,   /api/v1/job/%zz,        400",
    "GET,   /api/v1/job/%,          400",
    "GET,   /%4,                    400",
    "POST,  /api/v1/job/%zz,        400",
    "GET,   /../..,                 400",
    "GET,   /api/../../etc/passwd,  400",
    "GET,   /%2e%2e/%2E%2e/etc,     400",
    "GET,   /api/v1/job/%2e%2e/..,  404",
    "GET,   /api/v1/job/%00,        400",
    "GET,   /api/v1/job/a%2fb,      400",
    "GET,   /api/v1/job/a%5cb,      400",
    "GET,   /api/v1/jobs?limit=%zz, 400",
    "TRACE, /api/v1/jobs,           405"
  })
  void aRequestLineThatTheContainerDoesNotTakeIsAnsweredAsWell(
      String method, String path, int status, Server server) {
    int logged = server.log().length();
    Problems.assertIsProblem(
        Wire.send(server, method, path, TestIssuer.TRUSTED.token("VIEW")), status);
    assertThat(server.log().substring(logged)).doesNotContain("SEVERE").doesNotContain("\tat ");
  }

  @Test
  void aMethodThatIsNotAllowedNamesThoseThatAre(JobscribeClient client) {
    assertThat(client.raw("DELETE", "/api/v1/jobs", NOTHING, "").header("Allow"))
        .contains("GET")
        .doesNotContain("DELETE");
  }

  @Test
  void aPathOutsideTheApiNeedsNoTokenToBeUnknown(JobscribeClient client) {
    Problems.assertIsProblem(client.anonymous().get("/nothing"), 404);
  }

  @Test
  void insideTheApiATokenComesFirst(JobscribeClient client) {
    Problems.assertIsProblem(client.anonymous().get("/api/v1/nothing"), 401);
    Problems.assertIsProblem(client.anonymous().raw("BREW", "/api/v1/jobs", NOTHING, ""), 401);
  }

  @Test
  void theApiIsNotDescribedToWhoeverAsksForItsOptions(JobscribeClient client) {
    Reply reply = client.raw("OPTIONS", "/api/v1/jobs", NOTHING, "");
    assertThat(reply.status()).isIn(200, 204);
    assertThat(reply.body()).doesNotContain("<");
    assertThat(reply.header("Allow")).contains("GET");
  }

  @Test
  void noReplyNamesTheServer(JobscribeClient client) {
    for (String path : new String[] {"/api/v1/jobs", "/nothing"}) {
      assertThat(client.get(path).headers().map().keySet())
          .doesNotContain("server", "x-powered-by");
    }
  }

  @Test
  void whatTheClientDidWrongIsNotInTheServersLog(JobscribeClient client, Server server) {
    int logged = server.log().length();
    client.get("/api/v1/job/abc").expect(400);
    client.get("/api/v1/nothing").expect(404);
    client.raw("POST", "/api/v1/jobs", NOTHING, "").expect(405);
    assertThat(server.log().substring(logged)).doesNotContain("\tat ").doesNotContain("SEVERE");
  }
}
