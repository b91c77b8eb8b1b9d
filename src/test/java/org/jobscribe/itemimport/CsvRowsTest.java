package org.jobscribe.itemimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jobscribe.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

  private static CsvRows rows(String text) throws IOException {
    return new CsvRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> read(String text) throws IOException {
    List<String> read = new ArrayList<>();
    rows(text).forEachRemaining(row -> read.add(row.toString()));
    return read;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) throws IOException {
    assertThat(read(String.join(end, "id,name", "1,a", "", "2,b", "")))
        .containsExactly("[2,\"1\",\"a\"]", "[4,\"2\",\"b\"]");
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertThat(read("id\n1")).containsExactly("[2,\"1\"]");
    assertThat(read("id")).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(rows("\uFEFFid,name\n").header()).containsExactly("id", "name");
    assertThat(rows("i\n").header()).containsExactly("i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void quotedNewlinesKeepTheLineNumbersRight(String end) throws IOException {
    String text =
        String.join(end, "id,name", "1,\"a", "b", "c\"", "2,\"say \"\"hi\"\", you\"", "3,x");
    assertThat(rows(text).next().getInt(0)).isEqualTo(2);
    assertThat(read(text))
        .extracting(row -> row.substring(0, 6))
        .containsExactly("[2,\"1\"", "[5,\"2\"", "[6,\"3\"");
    assertThat(read(text).get(1)).isEqualTo("[5,\"2\",\"say \\\"hi\\\", you\"]");
  }

  @Test
  void blankLinesCountAndAreNoRows() throws IOException {
    assertThat(read("id,name\n\n  \n\t\n1,a\n\n\n2,b\n\n"))
        .containsExactly("[5,\"1\",\"a\"]", "[8,\"2\",\"b\"]");
  }

  @Test
  void emptyCellsStay() throws IOException {
    assertThat(read("id,name\n,\n1,\"\"\n")).containsExactly("[2,\"\",\"\"]", "[3,\"1\",\"\"]");
  }

  @Test
  void afterTheLastRowThereIsNone() throws IOException {
    CsvRows rows = rows("id\n");
    assertThat(rows.hasNext()).isFalse();
    assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void anEmptyFileIsRefused() {
    for (String text : new String[] {"", "\uFEFF"}) {
      assertThatThrownBy(() -> rows(text))
          .isInstanceOf(InvalidInput.class)
          .hasMessageStartingWith("The file is empty; its first line must be the header");
    }
  }

  @Test
  void aQuoteThatIsNotClosedIsTold() {
    assertThatThrownBy(() -> read("id,name\n1,a\n2,\"b\n3,c\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "The file is not CSV at or after line 3: a quoted cell is not closed, or text follows it;"
                + " nothing was imported");
  }

  @Test
  void textAfterAQuotedCellIsTold() {
    assertThatThrownBy(() -> read("id,name\n1,\"a\"b\n"))
        .hasMessageContaining("not CSV at or after line 2");
  }

  @Test
  void aFileThatIsNotUtf8IsTold() {
    byte[] latin1 = "id,name\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(
            () -> new CsvRows(new ByteArrayInputStream(latin1)).forEachRemaining(r -> {}))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is not UTF-8");
  }

  @Test
  void aRowWithoutAnEndIsNotKeptInMemory() {
    Endless file = new Endless("id,name\n1,\"");
    assertThatThrownBy(() -> new CsvRows(file).next())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("1048576 characters");
    assertThat(file.given).isLessThan(2 << 20);
  }

  /** Says x for ever, or as good as. */
  private static final class Endless extends InputStream {
    private final String start;
    private int given;

    Endless(String start) {
      this.start = start;
    }

    @Override
    public int read() {
      if (given > 16 << 20) {
        return -1;
      }
      return given < start.length() ? start.charAt(given++) : 'x' + 0 * given++;
    }
  }

  @Test
  void rowsOfAnyNumberAreRead() throws IOException {
    int[] count = {0};
    String row = "1," + "x".repeat(1_000) + "\n";
    rows("id,name\n" + row.repeat(3_000)).forEachRemaining(cells -> count[0]++);
    assertThat(count[0]).isEqualTo(3_000);
  }
}
