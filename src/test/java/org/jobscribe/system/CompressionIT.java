package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long replies are compressed for whoever asks for it, and for nobody else. */
@RunsOn(RunsOn.Kind.DERBY)
class CompressionIT {

  private final Server server;
  private final JobscribeClient client;

  CompressionIT(Server server, JobscribeClient client) {
    this.server = server;
    this.client = client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/x-ndjson"})
  void aLogIsCompressedForWhoAsksForIt(String form) throws Exception {
    String path = "/api/v1/job/" + jobWithLog(200) + "/details";

    HttpResponse<byte[]> plain = get(path, BodyHandlers.ofByteArray(), "Accept", form);
    HttpResponse<byte[]> compressed =
        get(path, BodyHandlers.ofByteArray(), "Accept", form, "Accept-Encoding", "gzip");

    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.body().length).isLessThan(plain.body().length / 3);
    assertThat(unzip(compressed.body())).isEqualTo(plain.body());
  }

  @Test
  void theTagOfACompressedReplyIsTheSameAndWeak() throws Exception {
    String path = "/api/v1/job/" + jobWithLog(200) + "/details";
    HttpResponse<byte[]> plain = get(path, BodyHandlers.ofByteArray());
    HttpResponse<byte[]> compressed =
        get(path, BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");
    String tag = header(compressed, "ETag");

    assertThat(tag).startsWith("W/").isEqualTo(header(plain, "ETag"));
    assertThat(header(plain, "Vary")).contains("Accept-Encoding");
    assertThat(header(compressed, "Vary")).contains("Accept-Encoding");
    assertThat(
            get(path, BodyHandlers.ofByteArray(), "If-None-Match", tag, "Accept-Encoding", "gzip")
                .statusCode())
        .isEqualTo(304);
    assertThat(get(path, BodyHandlers.ofByteArray(), "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  @Test
  void aShortReplyIsNotCompressed() throws Exception {
    HttpResponse<byte[]> reply =
        get("/api/v1/job/" + jobWithLog(1), BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");

    assertThat(header(reply, "Content-Encoding")).isEmpty();
    assertThat(header(reply, "Vary")).contains("Accept-Encoding");
  }

  @Test
  void aStreamOfEventsIsNotCompressed() throws Exception {
    HttpResponse<InputStream> stream =
        get(
            "/api/v1/job/" + jobWithLog(200) + "/details",
            BodyHandlers.ofInputStream(),
            "Accept",
            "text/event-stream",
            "Accept-Encoding",
            "gzip");

    try (InputStream events = stream.body()) {
      assertThat(header(stream, "Content-Encoding")).isEmpty();
      assertThat(Http.read(6, events)).asString().isEqualTo("retry:");
    }
  }

  private int jobWithLog(int lines) {
    int job = Catalogue.empty(client).submitImport(lines).getInt("id");
    client.awaitFinal(job);
    return job;
  }

  private <T> HttpResponse<T> get(String path, BodyHandler<T> body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("x-auth-jwt", TestIssuer.TRUSTED.token("VIEW"));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Http.send(request.build(), body); // in HTTP/2 the server compresses nothing
  }

  private static String header(HttpResponse<?> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  private static byte[] unzip(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }
}
