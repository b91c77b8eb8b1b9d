package org.jobscribe.catalogue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Ids for an {@code IN} list. Its length is one of a few, by repeating the last id, so that the
 * statements with such lists are few too and can be cached.
 */
record IdList(List<Long> ids) {

  private static final int[] LENGTHS = {1, 10, 100, 500};
  private static final int MAX_LENGTH = 500;

  /** The ids in as many lists as they need; none for no ids. */
  static List<IdList> parts(Collection<Long> ids) {
    List<Long> distinct = ids.stream().distinct().sorted().toList();
    List<IdList> parts = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += MAX_LENGTH) {
      parts.add(new IdList(distinct.subList(from, Math.min(distinct.size(), from + MAX_LENGTH))));
    }
    return parts;
  }

  /** {@code ?,?,…} */
  String placeholders() {
    return String.join(",", Collections.nCopies(length(), "?"));
  }

  /**
   * @param index the first placeholder's number
   * @return the number after the last placeholder's
   */
  int bind(PreparedStatement statement, int index) throws SQLException {
    for (int i = 0; i < length(); i++) {
      statement.setLong(index + i, ids.get(Math.min(i, ids.size() - 1)));
    }
    return index + length();
  }

  private int length() {
    for (int length : LENGTHS) {
      if (ids.size() <= length) {
        return length;
      }
    }
    throw new IllegalStateException("longer than " + MAX_LENGTH);
  }
}
