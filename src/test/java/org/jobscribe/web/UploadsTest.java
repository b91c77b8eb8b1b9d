package org.jobscribe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jobscribe.MapConfig;
import org.jobscribe.problem.RequestTimeout;
import org.jobscribe.problem.TooLarge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

  private static final String MARK = "uploads-" + UUID.randomUUID();

  /** More than is kept in memory. */
  private static final String LARGE = MARK.repeat(Uploads.IN_MEMORY / MARK.length() + 1);

  private static Uploads upTo(String bytes) {
    return new Uploads(new MapConfig(Map.of("jobscribe.request.max-bytes", bytes)));
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Files of uploads that begin as this test's bodies do. */
  private static List<Path> leftOver() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(file -> file.toString().endsWith(".upload"))
          .filter(UploadsTest::isOurs)
          .toList();
    }
  }

  private static boolean isOurs(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MARK.length()), StandardCharsets.UTF_8).equals(MARK);
    } catch (IOException e) {
      return false; // another process's, and gone by now
    }
  }

  @Test
  void aBodyOfTheGreatestSizeIsReceived() throws IOException {
    try (Uploads.Upload upload = upTo("5").receive(body("12345"));
        InputStream in = upload.open()) {
      assertThat(in.readAllBytes()).asString().isEqualTo("12345");
    }
  }

  static Stream<String> bodies() {
    return Stream.of(
        "", "12345", "1".repeat(Uploads.IN_MEMORY), "2".repeat(Uploads.IN_MEMORY + 1), LARGE);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void everyReaderBeginsAtTheBeginning(String body) throws IOException {
    try (Uploads.Upload upload = upTo("1000000").receive(body(body))) {
      try (InputStream first = upload.open()) {
        assertThat(first.readNBytes(2))
            .asString()
            .isEqualTo(body.substring(0, Math.min(2, body.length())));
      }
      assertThat(upload.open().readAllBytes()).asString().isEqualTo(body);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void notEvenACrashLeavesAFile() throws IOException {
    try (Uploads.Upload upload = upTo("1000000").receive(body(LARGE))) {
      assertThat(leftOver()).isEmpty();
      assertThat(upload.open().readAllBytes()).asString().isEqualTo(LARGE);
    }
  }

  @Test
  void aBodyIsReceivedWithItsSha256() throws IOException {
    assertThat(digest("abc")) // FIPS 180-2, B.1
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(digest("a".repeat(1_000_000))) // B.3
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  private static String digest(String body) throws IOException {
    try (Uploads.Upload upload = upTo("1000000").receive(body(body))) {
      return upload.digest();
    }
  }

  @Test
  void aLargerBodyIsRefusedAndLeavesNoFile() throws IOException {
    assertThatThrownBy(() -> upTo("5").receive(body("123456")))
        .isInstanceOf(TooLarge.class)
        .hasMessage("The body is larger than the allowed 5 bytes");
    assertThatThrownBy(() -> upTo("100000").receive(body(MARK.repeat(10_000))))
        .isInstanceOf(TooLarge.class)
        .hasMessage("The body is larger than the allowed 100000 bytes");
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void aBodyThatBreaksOffLeavesNoFile() throws IOException {
    for (Exception failure : List.of(new IOException("gone"), new IllegalStateException("gone"))) {
      for (String beginning : List.of(MARK, LARGE)) {
        assertThatThrownBy(() -> upTo("1000000").receive(new BrokenBody(beginning, failure)))
            .isSameAs(failure);
      }
    }
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void aBodyOfWhichNothingComesIsRefusedInTime() throws IOException {
    IOException late = new IOException(new TimeoutException());
    assertThatThrownBy(() -> upTo("1000000").receive(new BrokenBody(LARGE, late)))
        .isInstanceOf(RequestTimeout.class)
        .hasMessage("The rest of the body did not come in time; send it again");
    assertThatThrownBy(() -> upTo("100").document(new BrokenBody(MARK, late)))
        .isInstanceOf(RequestTimeout.class);
    assertThat(leftOver()).isEmpty();
  }

  /** Ends after its beginning. */
  private static final class BrokenBody extends FilterInputStream {
    private final Exception failure;

    BrokenBody(String beginning, Exception failure) {
      super(body(beginning));
      this.failure = failure;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      if (read < 0 && failure instanceof IOException e) {
        throw e;
      } else if (read < 0) {
        throw (RuntimeException) failure;
      }
      return read;
    }
  }

  @Test
  void aDocumentIsAtMostAMebibyte() throws IOException {
    String filler = " ".repeat((1 << 20) - 2);
    assertThat(upTo("1").document(body("{" + filler + "}"))).isEmpty();
    assertThatThrownBy(() -> upTo("1").document(body("{" + filler + " }")))
        .isInstanceOf(TooLarge.class)
        .hasMessage("The body is larger than the allowed 1048576 bytes");
  }

  @Test
  void aDocumentIsOneObject() {
    assertThatThrownBy(() -> upTo("1").document(body("[]"))).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> upTo("1").document(body(""))).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1099511627777", "1 GiB", "", "99999999999999999999"})
  void aWrongLimitIsToldWithItsKey(String bytes) {
    assertThatThrownBy(() -> upTo(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "jobscribe.request.max-bytes (JOBSCRIBE_REQUEST_MAX_BYTES) is '%s'; allowed is a whole number from 1 to 1099511627776",
            bytes);
  }
}
