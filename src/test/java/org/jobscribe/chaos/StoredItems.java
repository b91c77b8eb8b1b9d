package org.jobscribe.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobscribe.chaos.StoredJob.missing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jobscribe.system.Catalogue;

/**
 * What jobs of one kind have made of a view, as the database has it: so many items, and each its
 * value, written as often as it should be.
 */
record StoredItems(Catalogue catalogue, int items, StoredJob.Kind kind) {

  private static final String ITEMS =
      "SELECT COUNT(*), MIN(version), MAX(version) FROM item WHERE view_id = ?";
  private static final String VALUES =
      "SELECT COUNT(*), COUNT(DISTINCT item_id), MIN(version), MAX(version), SUM(version)"
          + " FROM item_value WHERE view_id = ? AND attribute_id = ? AND val LIKE '%%\"%s\"%%'";

  /** Jobs of one view have had different items. */
  static List<StoredItems> of(List<StoredJob> jobs) {
    return jobs.stream()
        .collect(Collectors.groupingBy(job -> job.catalogue().id()))
        .values()
        .stream()
        .map(StoredItems::ofView)
        .toList();
  }

  private static StoredItems ofView(Collection<StoredJob> jobs) {
    StoredJob any = jobs.iterator().next();
    return new StoredItems(
        any.catalogue(), jobs.stream().mapToInt(StoredJob::items).sum(), any.kind());
  }

  void assertStored(Connection connection) throws SQLException {
    String all = Integer.toString(items);
    String version = Integer.toString(kind.version);
    assertThat(Sql.row(connection, ITEMS, catalogue.id()))
        .as("items of view %d", catalogue.id())
        .containsExactly(all, "0", "0");
    assertThat(Sql.row(connection, VALUES.formatted(kind.text), catalogue.id(), catalogue.note()))
        .as("values of view %d", catalogue.id())
        .containsExactly(all, all, version, version, Long.toString((long) items * kind.version));
  }

  /** How many items and values are missing. */
  long lost(Connection connection) throws SQLException {
    return missing(items, Sql.number(connection, ITEMS, catalogue.id()))
        + missing(items, values(connection).get(1));
  }

  /** How many items, and writes of values, there are too many. */
  long twice(Connection connection) throws SQLException {
    return missing(Sql.number(connection, ITEMS, catalogue.id()), items)
        + missing(values(connection).get(4), (long) items * kind.version);
  }

  private List<Long> values(Connection connection) throws SQLException {
    return Sql.numbers(connection, VALUES.formatted(kind.text), catalogue.id(), catalogue.note());
  }
}
