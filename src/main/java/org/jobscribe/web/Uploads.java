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
import java.security.DigestOutputStream;
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
 * Takes requests' bodies in. A large one goes to a temporary file before anyone looks into it: a
 * slow client must not hold a transaction open.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Uploads {

  private static final String MAX_BYTES = "jobscribe.request.max-bytes";
  private static final long MAX_MAX_BYTES = 1L << 40;
  private static final int MAX_DOCUMENT = 1 << 20;
  private static final int BUFFER = 1 << 16;

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
    FileChannel file = temporaryFile();
    MessageDigest digest = sha256();
    try {
      copy(new Body(body), new DigestOutputStream(Channels.newOutputStream(file), digest));
      return new Upload(file, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** On Linux it has no name from here on, so that no crash can leave it behind. */
  private static FileChannel temporaryFile() throws IOException {
    return FileChannel.open(
        Files.createTempFile("jobscribe-", ".upload"),
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private void copy(InputStream body, OutputStream file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long received = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      received += n;
      if (received > maxBytes) {
        throw tooLarge(maxBytes);
      }
      file.write(buffer, 0, n);
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

  /**
   * A body that was received; closing it removes its file. One reader at a time.
   *
   * @param digest its SHA-256, as 64 hexadecimal digits
   */
  public record Upload(FileChannel file, String digest) implements AutoCloseable {

    /** The body from its beginning. Closing the stream leaves the upload open. */
    public InputStream open() throws IOException {
      file.position(0);
      return new FilterInputStream(Channels.newInputStream(file)) {
        @Override
        public void close() {
          // the upload is closed by who has received it
        }
      };
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
