package org.jobscribe.web;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jobscribe.json.JsonText;

/**
 * The frame of every successful reply: {@code {"status":"SUCCESS","message":"…",…,"payload":…}},
 * written as it is made.
 */
public final class Envelope {

  private Envelope() {}

  /**
   * @param members writes {@code payload}, and what stands beside it, as members of the reply's
   *     object
   */
  public static StreamingOutput of(String message, Consumer<JsonGenerator> members) {
    return out -> write(message, members::accept, out);
  }

  /** Writes members, and may write to what the generator writes to, once that is flushed. */
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Leaves {@code out} open and unflushed: what is small goes to the network in one piece, with its
   * length.
   *
   * @param members see {@link #of}
   */
  public static void write(String message, Members members, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonText.generator(new Unflushed(out))) {
      json.writeStartObject().write("status", "SUCCESS").write("message", message);
      members.write(json);
      json.writeEnd();
    } catch (JsonException e) {
      if (e.getCause() instanceof IOException clientGone) {
        throw clientGone;
      }
      throw e;
    }
  }

  private static final class Unflushed extends FilterOutputStream {
    Unflushed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      // whoever owns the stream decides
    }

    @Override
    public void close() {
      // whoever owns the stream decides
    }
  }
}
