package org.jobscribe.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jobscribe.system.Database;
import org.jobscribe.system.LongLog;
import org.jobscribe.system.Server;
import org.jobscribe.system.TestIssuer;
import org.junit.jupiter.api.Test;

/**
 * A log of 100,000 lines as a whole, in each of its forms, by one client. The floor is a JDBC
 * cursor over the same rows, from which a few lines of Java write text to a socket. And how much
 * more of its heap the server has in use while it sends a log ten or a hundred times as long as
 * 10,000 lines.
 */
class DownloadBenchmark {

  private static final int LINES = 100_000;
  private static final int REPEATS = 3;
  private static final int WARM_UP = 3;
  static final List<String> FORMS =
      List.of("text/plain", "application/json", "application/x-ndjson");
  private static final String SELECT =
      "SELECT log_id, level, message, created_at FROM job_log"
          + " --DERBY-PROPERTIES constraint=JOB_LOG_PK\n"
          + " WHERE job_id = 1 ORDER BY job_id, log_id";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Work lines = new Work("Download, " + LINES + " lines", "lines/s");
  private final Work bytes = new Work(lines.name(), "MB/s");
  private final Work cpu = new Work(lines.name(), "ms of server CPU");

  @Test
  void downloads() throws IOException, SQLException {
    for (Storage storage : Storage.values()) {
      Database floor = storage.newDatabase();
      LongLog.write(floor, LINES);
      Database database = storage.newDatabase();
      LongLog.write(database, LINES);
      try (Server server = storage.start("download", database, Map.of());
          Connection connection = floor.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        for (int round = 0; round < WARM_UP + Rounds.COUNT; round++) {
          Download plain = repeat(() -> floor(connection));
          List<Download> products = new ArrayList<>();
          List<Double> micros = new ArrayList<>();
          for (String form : FORMS) {
            CpuTime used = CpuTime.of(server.process());
            products.add(repeat(() -> product(server, 1, form, read -> {})));
            micros.add(used.micros());
          }
          if (round >= WARM_UP) {
            add(storage.floor(), plain);
            for (int i = 0; i < FORMS.size(); i++) {
              String who = storage.product() + ", " + FORMS.get(i);
              add(who, products.get(i));
              cpu.add(who, micros.get(i) / REPEATS / 1_000);
            }
          }
        }
      } finally {
        floor.close();
      }
      for (String form : FORMS) {
        lines.atLeast(0.7, storage.product() + ", " + form, storage.floor());
      }
    }
    Results.write(DownloadBenchmark.class, List.of(lines, bytes, cpu));
  }

  /** What came, and how long it took. */
  record Download(long bytes, Duration took) {}

  private interface Source {
    Download download() throws IOException, SQLException;
  }

  private static Download repeat(Source source) throws IOException, SQLException {
    long bytes = 0;
    Duration took = Duration.ZERO;
    for (int i = 0; i < REPEATS; i++) {
      Download one = source.download();
      bytes += one.bytes();
      took = took.plus(one.took());
    }
    return new Download(bytes, took);
  }

  private void add(String who, Download download) {
    lines.add(who, Jobs.rate((long) LINES * REPEATS, download.took()));
    bytes.add(who, Jobs.rate(download.bytes(), download.took()) / 1e6);
  }

  /**
   * @param progress is told again and again how many bytes have come
   */
  static Download product(Server server, int job, String form, LongConsumer progress)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("%s/api/v1/job/%d/details".formatted(server.url(), job)))
            .header("x-auth-jwt", TestIssuer.TRUSTED.token("VIEW"))
            .header("Accept", form)
            .build();
    long start = System.nanoTime();
    try (InputStream body = HTTP.send(request, BodyHandlers.ofInputStream()).body()) {
      return read(body, start, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Download read(InputStream in, long start, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[65_536];
    long bytes = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes += count;
      progress.accept(bytes);
    }
    return new Download(bytes, Duration.ofNanos(System.nanoTime() - start));
  }

  private static Download floor(Connection connection) throws IOException {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      Thread sender = new Thread(() -> send(connection, port), "floor");
      sender.start();
      try (Socket socket = new Socket(port.getInetAddress(), port.getLocalPort())) {
        return read(socket.getInputStream(), start, read -> {});
      } finally {
        sender.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void send(Connection connection, ServerSocket port) {
    try (Socket client = port.accept();
        Writer text =
            new BufferedWriter(
                new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8));
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setFetchSize(1_000);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          text.append(row.getString(1))
              .append(' ')
              .append(Instant.ofEpochMilli(row.getLong(4)).toString())
              .append(' ')
              .append(row.getString(2))
              .append(' ')
              .append(row.getString(3))
              .append('\n');
        }
      }
      connection.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
