package org.jobscribe.itemimport;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jobscribe.json.JsonText;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.Violation;

/**
 * The rows of a CSV file (RFC 4180, UTF-8 with or without a byte order mark, any line end), read as
 * they are asked for. Blank lines are passed over.
 */
final class CsvRows implements Iterator<JsonArray>, Closeable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).build();
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final RowLimit limit;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private JsonArray next;

  /**
   * @throws InvalidInput if there is no header
   */
  CsvRows(InputStream in) throws IOException {
    limit = new RowLimit(utf8(in));
    parser = CSVParser.parse(limit, FORMAT);
    records = parser.iterator();
    header = readHeader();
  }

  private static Reader utf8(InputStream in) throws IOException {
    BufferedInputStream start = new BufferedInputStream(in);
    start.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      start.reset();
    }
    return new InputStreamReader(
        start,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private List<String> readHeader() {
    CSVRecord first = nextRecord();
    if (first == null) {
      throw new InvalidInput(
          Violation.inBody(
              "line 1",
              "",
              "The file is empty; its first line must be the header: id,parentId,name,…"));
    }
    return first.toList();
  }

  List<String> header() {
    return header;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      long line = parser.getCurrentLineNumber() + 1;
      CSVRecord row = nextRecord();
      while (row != null && isBlank(row)) {
        line = parser.getCurrentLineNumber() + 1;
        row = nextRecord();
      }
      next = row == null ? null : toJson(line, row);
    }
    return next != null;
  }

  /** The next row: the number of the line where it begins, then its cells as strings. */
  @Override
  public JsonArray next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    JsonArray row = next;
    next = null;
    return row;
  }

  private static boolean isBlank(CSVRecord row) {
    return row.size() == 1 && row.get(0).isBlank();
  }

  private static JsonArray toJson(long line, CSVRecord row) {
    JsonArrayBuilder json = JsonText.array().add(line);
    row.forEach(json::add);
    return json.build();
  }

  private CSVRecord nextRecord() {
    long line = parser.getCurrentLineNumber() + 1;
    limit.rowBegins();
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw notCsv(line, e.getCause());
    } catch (IllegalStateException e) { // how an older parser tells the same
      throw notCsv(line, e);
    }
  }

  private static InvalidInput notCsv(long line, Exception cause) {
    return new InvalidInput(
        Violation.inBody(
            "line " + line,
            "",
            "The file is not CSV at or after line %d: %s; nothing was imported"
                .formatted(line, why(cause))));
  }

  private static String why(Exception cause) {
    if (cause instanceof RowLimit.RowTooLong) {
      return cause.getMessage();
    }
    return cause instanceof CharacterCodingException
        ? "it is not UTF-8"
        : "a quoted cell is not closed, or text follows it";
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
