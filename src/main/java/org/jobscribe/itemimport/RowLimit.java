package org.jobscribe.itemimport;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends a row that is too long for an item: without it, a quote that is never closed would bring the
 * rest of the file into memory. Counts what is read ahead to the row before.
 */
final class RowLimit extends FilterReader {

  /** In UTF-16 units. */
  static final int MAX = 1 << 20;

  private int sinceRowBegan;

  /** A row has more than {@value RowLimit#MAX} characters. */
  static final class RowTooLong extends IOException {
    RowTooLong() {
      super("the row has more than the allowed " + MAX + " characters");
    }
  }

  RowLimit(Reader in) {
    super(in);
  }

  void rowBegins() {
    sinceRowBegan = 0;
  }

  @Override
  public int read() throws IOException {
    int unit = super.read();
    count(unit < 0 ? 0 : 1);
    return unit;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int units = super.read(buffer, from, length);
    count(Math.max(units, 0));
    return units;
  }

  private void count(int units) throws RowTooLong {
    sinceRowBegan += units;
    if (sinceRowBegan > MAX) {
      throw new RowTooLong();
    }
  }
}
