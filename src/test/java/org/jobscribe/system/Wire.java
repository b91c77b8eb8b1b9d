package org.jobscribe.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sends requests that no HTTP client would make. */
final class Wire {

  private static final int PATIENCE_MILLIS = 5_000;

  private Wire() {}

  /** The reply to a request of this method and path, as they are, on a connection of its own. */
  static Reply send(Server server, String method, String path, String token) {
    URI address = URI.create(server.url());
    String request =
        "%s %s HTTP/1.1\r\nHost: %s\r\nx-auth-jwt: %s\r\nConnection: close\r\n\r\n"
            .formatted(method, path, address.getAuthority(), token);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply reply(String text) {
    String[] headAndBody = text.split("\r\n\r\n", 2);
    List<String> head = headAndBody[0].lines().toList();
    int status = Integer.parseInt(head.get(0).split(" ")[1]);
    Map<String, List<String>> headers =
        head.stream()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(
                Collectors.toMap(
                    parts -> parts[0],
                    parts -> List.of(parts[1]),
                    (first, second) -> first,
                    TreeMap::new));
    return new Reply(status, HttpHeaders.of(headers, (name, value) -> true), headAndBody[1]);
  }
}
