package org.jobscribe.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A request that a node works on until the other half of its body comes, 30 seconds at most. */
final class HalfUpload implements AutoCloseable {

  private static final String FIRST_HALF = "id,name\n1,";
  private static final String SECOND_HALF = "One\n";
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private HalfUpload(Socket socket) {
    this.socket = socket;
  }

  /**
   * A node that one of them keeps busy.
   *
   * @param maxWait how long other requests wait for their turn
   */
  static Server startNode(String name, Duration maxWait) {
    Map<String, String> environment = TestIssuer.TRUSTED.environment(Database.derby());
    environment.put("JOBSCRIBE_REQUEST_MAX_CONCURRENT", "1");
    environment.put("JOBSCRIBE_REQUEST_MAX_WAIT", maxWait.toString());
    return Server.start(name, environment);
  }

  static HalfUpload begin(Server server, int view) throws IOException {
    Socket socket = connect(server);
    String request =
        "PUT /api/v1/view/%d/items HTTP/1.1\r\nHost: %s\r\nx-auth-jwt: %s\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                view,
                URI.create(server.url()).getAuthority(),
                TestIssuer.TRUSTED.token("EDIT"),
                FIRST_HALF.length() + SECOND_HALF.length(),
                FIRST_HALF);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new HalfUpload(socket);
  }

  static Socket connect(Server server) throws IOException {
    URI address = URI.create(server.url());
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Returns when it has been accepted. */
  void finish() throws IOException {
    socket.getOutputStream().write(SECOND_HALF.getBytes(StandardCharsets.US_ASCII));
    assertThat(status()).isEqualTo("HTTP/1.1 202");
  }

  /** Of its reply, which is waited for. */
  String status() throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
