package org.jobscribe.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jobscribe.web.Iso;

/**
 * Collects lines of a log as they go out, in UTF-8: the one thing that a server of jobs writes by
 * the million, and that a JSON library takes four times as long for. Not thread-safe.
 */
public final class LineWriter {

  private static final byte[] ID = utf8("{\"id\":");
  private static final byte[] LEVEL = utf8(",\"level\":\"");
  private static final byte[] MESSAGE = utf8("\",\"message\":\"");
  private static final byte[] CREATION_DATE = utf8("\",\"creationDate\":\"");
  private static final byte[] LAST_UPDATE = utf8("\",\"lastUpdate\":\"");
  private static final byte[] END = utf8("\"}");
  private static final byte[] LINE_BREAK = utf8("\n\t");
  private static final byte[] HEX = utf8("0123456789abcdef");
  private static final int WIDEST_LEVEL = 5;
  private static final int MILLIS_OF_SECOND = 1000;

  private final Bytes bytes = new Bytes();
  private long second = Long.MIN_VALUE;
  private byte[] date;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One JSON object: first the original's fields in the original's order. */
  public void json(LogLine line) {
    byte[] written = date(line.creationDate());
    bytes.put(ID);
    bytes.put(line.id());
    bytes.put(LEVEL);
    bytes.put(utf8(line.level().name()));
    bytes.put(MESSAGE);
    escaped(utf8(line.message()));
    bytes.put(CREATION_DATE);
    bytes.put(written);
    bytes.put(LAST_UPDATE);
    bytes.put(written);
    bytes.put(END);
  }

  /** As RFC 8259 wants it: every byte that is to be escaped is a character of its own in UTF-8. */
  private void escaped(byte[] text) {
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      int unit = text[i];
      if (unit >= 0 && unit < ' ' || unit == '"' || unit == '\\') {
        bytes.write(text, start, i - start);
        start = i + 1;
        escape(unit);
      }
    }
    bytes.write(text, start, text.length - start);
  }

  private void escape(int unit) {
    bytes.write('\\');
    switch (unit) {
      case '\b' -> bytes.write('b');
      case '\f' -> bytes.write('f');
      case '\n' -> bytes.write('n');
      case '\r' -> bytes.write('r');
      case '\t' -> bytes.write('t');
      case '"', '\\' -> bytes.write(unit);
      default -> {
        bytes.put(utf8("u00"));
        bytes.write(HEX[unit >> 4]);
        bytes.write(HEX[unit & 15]);
      }
    }
  }

  /**
   * For people: id, date, level and message. Further lines of a message are indented, so that none
   * can pass for a line of the log.
   */
  public void text(LogLine line) {
    byte[] level = utf8(line.level().name());
    bytes.put(line.id());
    bytes.write(' ');
    bytes.put(date(line.creationDate()));
    bytes.write(' ');
    bytes.put(level);
    for (int width = level.length; width <= WIDEST_LEVEL; width++) {
      bytes.write(' ');
    }
    indented(line.message());
  }

  private void indented(String message) {
    int start = 0;
    for (int i = 0; i < message.length(); i++) {
      if (isLineBreak(message.charAt(i))) {
        bytes.put(utf8(message.substring(start, i)));
        bytes.put(LINE_BREAK);
        i += message.startsWith("\r\n", i) ? 1 : 0;
        start = i + 1;
      }
    }
    bytes.put(utf8(message.substring(start)));
  }

  /** What {@code \R} of a regular expression is, character by character. */
  private static boolean isLineBreak(char unit) {
    return unit >= '\n' && unit <= '\r' || unit == '\u0085' || unit == '\u2028' || unit == '\u2029';
  }

  /** Between lines, or before and after them. */
  public void put(String text) {
    bytes.put(utf8(text));
  }

  /** Lines of one second differ in three digits of their dates. */
  private byte[] date(Instant instant) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      date = utf8(Iso.format(instant));
    }
    int millis = instant.getNano() / 1_000_000 + MILLIS_OF_SECOND;
    for (int i = date.length - 2; i > date.length - 5; i--) {
      date[i] = (byte) ('0' + millis % 10);
      millis /= 10;
    }
    return date;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.size();
  }

  /** Keeps the first so many bytes. */
  public void truncate(int size) {
    bytes.truncate(size);
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Passes the bytes on, and begins anew. */
  public void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
    bytes.reset();
  }

  /** Used by one thread, without the locks of its superclass's one-byte method. */
  private static final class Bytes extends ByteArrayOutputStream {
    private static final int LONGEST_NUMBER = 20;

    Bytes() {
      super(1 << 10);
    }

    void put(byte[] more) {
      write(more, 0, more.length);
    }

    void put(long number) {
      byte[] digits = new byte[LONGEST_NUMBER];
      int start = digits.length;
      for (long rest = number; rest > 0 || start == digits.length; rest /= 10) {
        digits[--start] = (byte) ('0' + rest % 10);
      }
      write(digits, start, digits.length - start);
    }

    void truncate(int size) {
      count = size;
    }
  }
}
