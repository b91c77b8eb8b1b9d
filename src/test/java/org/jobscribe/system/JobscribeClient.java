package org.jobscribe.system;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Speaks the product. What goes well is answered with the reply's payload; {@link #raw} is for
 * everything else.
 */
public final class JobscribeClient {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> FINAL = Set.of("COMPLETED", "FAILED");

  private final String url;
  private final Map<String, String> credentials;

  private JobscribeClient(String url, Map<String, String> credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  public static JobscribeClient of(Server server, String token) {
    return new JobscribeClient(server.url(), Map.of("x-auth-jwt", token));
  }

  /** The same server, asked with another token. */
  public JobscribeClient as(String token) {
    return new JobscribeClient(url, Map.of("x-auth-jwt", token));
  }

  /** The same server, asked without a token. */
  public JobscribeClient anonymous() {
    return new JobscribeClient(url, Map.of());
  }

  /** The newest jobs first. */
  public JsonArray jobs() {
    return get("/api/v1/jobs").expect(200).json().getJsonArray("payload");
  }

  public JsonObject job(long id) {
    return payload(get("/api/v1/job/" + id));
  }

  /** The job with its whole log. */
  public JsonObject details(long id) {
    return payload(get("/api/v1/job/" + id + "/details"));
  }

  /** The job with the lines after {@code lastLogId}. */
  public JsonObject details(long id, long lastLogId) {
    return payload(get("/api/v1/job/" + id + "/details/" + lastLogId));
  }

  /** The bulk edit package that {@code clauses} make. */
  public JsonObject preview(long viewId, String clauses) {
    return payload(post("/api/v1/view/" + viewId + "/preview-bulk-edit", clauses));
  }

  /** The job that carries the bulk edit package out. */
  public JsonObject submitBulkEdit(long viewId, JsonObject bulkEditPackage) {
    String body = "{\"bulkEditPackage\":" + bulkEditPackage + "}";
    return post("/api/v1/view/" + viewId + "/bulk-edit", body)
        .expect(202)
        .json()
        .getJsonObject("payload");
  }

  /** The job that makes or updates the items of the file. */
  public JsonObject importCsv(long viewId, InputStream csv) {
    BodyPublisher body = BodyPublishers.ofInputStream(() -> csv);
    return send(
            "PUT", "/api/v1/view/" + viewId + "/items", Map.of("Content-Type", "text/csv"), body)
        .expect(202)
        .json()
        .getJsonObject("payload");
  }

  /** The job with its whole log, as soon as its progress is final. */
  public JsonObject awaitFinal(long id) {
    await("job " + id + " is final")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> FINAL.contains(job(id).getString("progress")));
    return details(id);
  }

  public Reply get(String path) {
    return raw("GET", path, Map.of(), "");
  }

  public Reply post(String path, String json) {
    return raw("POST", path, Map.of("Content-Type", "application/json"), json);
  }

  /** Sends the request as it is, with this client's token. */
  public Reply raw(String method, String path, Map<String, String> headers, String body) {
    return send(
        method,
        path,
        headers,
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /**
   * Follows a job by its stream of events, in the background.
   *
   * @param path after the job's id: {@code details/7?level=WARN}
   */
  public EventStream follow(long job, String path) {
    return follow(job, path, Map.of());
  }

  /** The same with further headers. */
  public EventStream follow(long job, String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/job/" + job + "/" + path))
            .header("Accept", "text/event-stream");
    credentials.forEach(request::setHeader);
    headers.forEach(request::setHeader);
    return EventStream.open(Http.CLIENT, request.build());
  }

  private static JsonObject payload(Reply reply) {
    return reply.expect(200).json().getJsonObject("payload");
  }

  private Reply send(String method, String path, Map<String, String> headers, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).method(method, body);
    credentials.forEach(request::setHeader);
    headers.forEach(request::setHeader);
    try {
      return Reply.of(Http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
