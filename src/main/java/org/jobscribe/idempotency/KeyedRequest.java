package org.jobscribe.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jobscribe.problem.InvalidInput;

/**
 * A request that starts a job, as far as its repetition must be recognized.
 *
 * @param caller the token's principal
 * @param key empty if the request has none: then it starts a job every time
 * @param content what a repetition has in common: method, path and the body's digest
 */
public record KeyedRequest(String caller, Optional<String> key, String content) {

  /**
   * A request without a body, or one whose body has yet to be added.
   *
   * @throws InvalidInput if its {@code Idempotency-Key} is not one
   */
  public static KeyedRequest of(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(IdempotencyKey.HEADER));
    Optional<String> key =
        headers.isEmpty()
            ? Optional.empty()
            : Optional.of(IdempotencyKey.parse(String.join(", ", headers)));
    return new KeyedRequest(
        request.getUserPrincipal().getName(),
        key,
        request.getMethod() + " " + request.getRequestURI());
  }

  /**
   * The same request with its body.
   *
   * @param digest tells bodies apart
   */
  public KeyedRequest withBody(String digest) {
    return new KeyedRequest(caller, key, content + "\n" + digest);
  }

  /** SHA-256 of the content, which may be long, as 64 hexadecimal digits. */
  String fingerprint() {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
