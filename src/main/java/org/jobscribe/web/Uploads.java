package org.jobscribe.web;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.RequestTimeout;
import org.jobscribe.problem.TooLarge;
import org.jobscribe.problem.Violation;
import org.jobscribe.setting.Setting;

/**
 * Takes requests' bodies in, whole before anyone looks into them: a slow client must not hold a
 * transaction open. A large one goes to a temporary file.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Uploads {

  private static final String MAX_BYTES = "jobscribe.request.max-bytes";
  private static final long MAX_MAX_BYTES = 1L << 40;
  private static final int MAX_DOCUMENT = 1 << 20;
  private static final int BUFFER = 1 << 16;

  /** The longest body, in bytes, that is kept in memory: what a few hundred edited items take. */
  static final int IN_MEMORY = 1 << 16;

  @Inject private Config config;
  private long maxBytes;

  public Uploads() {}

  Uploads(Config config) {
    this.config = config;
    readLimit();
  }

  @PostConstruct
  void readLimit() {
    maxBytes =
        new Setting(MAX_BYTES, config.getValue(MAX_BYTES, String.class)).number(1, MAX_MAX_BYTES);
  }

  /**
   * Receives the whole body.
   *
   * @throws TooLarge if it has more bytes than {@code jobscribe.request.max-bytes} allows
   * @throws RequestTimeout if nothing of it comes for too long
   * @throws IOException if the client does not send it all
   */
  public Upload receive(InputStream body) throws IOException {
    MessageDigest digest = sha256();
    InputStream in = new DigestInputStream(new Body(body), digest);
    byte[] beginning = in.readNBytes(IN_MEMORY + 1);
    refuseIfTooLarge(beginning.length);
    Store store = beginning.length > IN_MEMORY ? toFile(beginning, in) : new Memory(beginning);
    return new Upload(store, HexFormat.of().formatHex(digest.digest()));
  }

  private TemporaryFile toFile(byte[] beginning, InputStream rest) throws IOException {
    TemporaryFile file = TemporaryFile.create();
    try {
      OutputStream out = Channels.newOutputStream(file.channel());
      out.write(beginning);
      copy(rest, out, beginning.length);
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private void copy(InputStream body, OutputStream file, long receivedBefore) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long received = receivedBefore;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      received += n;
      refuseIfTooLarge(received);
      file.write(buffer, 0, n);
    }
  }

  private void refuseIfTooLarge(long received) {
    if (received > maxBytes) {
      throw tooLarge(maxBytes);
    }
  }

  /** A body whose client the server gives up if nothing comes for too long. */
  private static final class Body extends FilterInputStream {

    Body(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        if (e.getCause() instanceof TimeoutException) {
          throw new RequestTimeout(
              Violation.inBody("", "", "The rest of the body did not come in time; send it again"));
        }
        throw e;
      }
    }
  }

  /**
   * A small body, which is one JSON object of at most 1 MiB.
   *
   * @throws TooLarge if it is larger
   * @throws RequestTimeout if nothing of it comes for too long
   * @throws jakarta.json.JsonException if it is none
   */
  public JsonObject document(InputStream body) throws IOException {
    byte[] bytes = new Body(body).readNBytes(MAX_DOCUMENT + 1);
    if (bytes.length > MAX_DOCUMENT) {
      throw tooLarge(MAX_DOCUMENT);
    }
    return JsonText.readObject(new ByteArrayInputStream(bytes));
  }

  private static TooLarge tooLarge(long limit) {
    return new TooLarge(
        Violation.inBody("", "", "The body is larger than the allowed %d bytes".formatted(limit)));
  }

  /** Where the bytes of an upload are. */
  private interface Store {

    /** From the first byte. Closing the stream leaves the store open. */
    InputStream open() throws IOException;

    void close() throws IOException;
  }

  private record Memory(byte[] bytes) implements Store {

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  /** On Linux it has no name once it is open, so that no crash can leave it behind. */
  private record TemporaryFile(FileChannel channel) implements Store {

    static TemporaryFile create() throws IOException {
      return new TemporaryFile(
          FileChannel.open(
              Files.createTempFile("jobscribe-", ".upload"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    }

    @Override
    public InputStream open() throws IOException {
      channel.position(0);
      return new FilterInputStream(Channels.newInputStream(channel)) {
        @Override
        public void close() {
          // the upload is closed by who has received it
        }
      };
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** A body that was received; closing it removes its file, if it has one. One reader at a time. */
  public static final class Upload implements AutoCloseable {

    private final Store store;
    private final String digest;

    private Upload(Store store, String digest) {
      this.store = store;
      this.digest = digest;
    }

    /** The body's SHA-256, as 64 hexadecimal digits. */
    public String digest() {
      return digest;
    }

    /** The body from its beginning. Closing the stream leaves the upload open. */
    public InputStream open() throws IOException {
      return store.open();
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }
}
