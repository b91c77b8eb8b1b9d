package org.jobscribe.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks over HTTP/1.1, and never waits for ever: the client's own timeout is over when a reply
 * begins, and a body may stop in its middle.
 */
final class Http {

  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration WHOLE_REPLY = Duration.ofSeconds(120);

  private Http() {}

  /**
   * The reply with what the handler makes of its body; of a stream that is only its begin.
   *
   * @throws HttpTimeoutException if it takes more than two minutes
   */
  static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    return within(
        WHOLE_REPLY, CLIENT.sendAsync(request, body), request.method() + " " + request.uri());
  }

  /**
   * The next bytes of a reply's body.
   *
   * @param max {@link Integer#MAX_VALUE} for all that are left
   * @throws HttpTimeoutException if they take more than two minutes
   */
  static byte[] read(int max, InputStream body) throws IOException, InterruptedException {
    CompletableFuture<byte[]> bytes = CompletableFuture.supplyAsync(() -> readNow(max, body));
    return within(WHOLE_REPLY, bytes, "The body of a reply");
  }

  private static byte[] readNow(int max, InputStream body) {
    try {
      return body.readNBytes(max);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T within(Duration limit, CompletableFuture<T> reply, String what)
      throws IOException, InterruptedException {
    try {
      return reply.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(what + " did not come to its end within " + limit);
    } catch (ExecutionException e) {
      throw ioException(e.getCause());
    } finally {
      reply.cancel(true);
    }
  }

  private static IOException ioException(Throwable cause) {
    if (cause instanceof IOException e) {
      return e;
    }
    return cause instanceof UncheckedIOException e ? e.getCause() : new IOException(cause);
  }
}
