import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sees that the application answers, submits the demo's bulk edit if there is no job yet, and prints the path that shows what there
 * is. Run by {@code start} as one source file, because a JDK is all that it can rely on.
 *
 * <p>{@code java FirstJob.java URL [TOKEN submit|look]}
 */
public class FirstJob {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CLAUSES =
      """
      {"changeClauses":[{"itemValue":{"attributeId":2,"val":{"type":"text","value":"New text"}},"attribute":{"id":2}}],
       "whenClauses":[]}""";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;
  private final String token;

  FirstJob(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 1) {
      new FirstJob(args[0], "").expect(401);
    } else {
      FirstJob caller = new FirstJob(args[0], args[1]);
      caller.expect(200);
      System.out.println(caller.pathToShow(args[2].equals("submit")));
    }
  }

  private void expect(int status) throws IOException, InterruptedException {
    HttpResponse<String> reply = get("/api/v1/jobs");
    if (reply.statusCode() != status) {
      throw new IOException("%s/api/v1/jobs answers %d: %s".formatted(url, reply.statusCode(), reply.body()));
    }
  }

  private String pathToShow(boolean maySubmit) throws IOException, InterruptedException {
    if (isThere() || maySubmit && submit() && isFinal()) {
      return "/api/v1/job/1/details";
    }
    return "/api/v1/jobs";
  }

  private boolean isThere() throws IOException, InterruptedException {
    return get("/api/v1/job/1").statusCode() == 200;
  }

  private boolean submit() throws IOException, InterruptedException {
    HttpResponse<String> preview = post("/api/v1/view/1/preview-bulk-edit", CLAUSES);
    if (preview.statusCode() != 200) {
      return false;
    }
    String reply = preview.body();
    String payload = reply.substring(reply.indexOf("\"payload\":") + "\"payload\":".length(), reply.lastIndexOf('}'));
    return post("/api/v1/view/1/bulk-edit", "{\"bulkEditPackage\":" + payload + "}").statusCode() == 202 && isThere();
  }

  private boolean isFinal() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!get("/api/v1/job/1").body().matches("(?s).*\"progress\":\"(COMPLETED|FAILED)\".*")) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return true;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(json));
    return http.send(request.header("Content-Type", "application/json").build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    return token.isEmpty() ? request : request.header("x-auth-jwt", token);
  }
}
