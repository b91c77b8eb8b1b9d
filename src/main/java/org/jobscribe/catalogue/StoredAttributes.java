package org.jobscribe.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseFailed;

/**
 * Reads a view's attributes for those who will not change them: each bulk edit does, and each of
 * its chunks, and as entities they would take a statement for the view, one for the attributes and
 * one more for the options of each. Thread-safe.
 */
@ApplicationScoped
class StoredAttributes {

  /** Else Derby may read those of all views. */
  private static final String BY_KEY = " --DERBY-PROPERTIES joinStrategy=NESTEDLOOP\n";

  private static final String SELECT =
      "SELECT a.id, a.view_id, a.name, a.description, a.type, a.format, o.key1, o.key2, o.label"
          + " FROM catalogue_view v"
          + " LEFT JOIN attribute a"
          + BY_KEY
          + " ON a.view_id = v.id LEFT JOIN attribute_option o"
          + BY_KEY
          + " ON o.attribute_id = a.id"
          + " WHERE v.id = ? ORDER BY a.id, o.position";

  @Inject private DataSource dataSource;

  StoredAttributes() {}

  StoredAttributes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** By id ascending; empty if there is no such view. */
  Optional<List<Attribute>> find(long viewId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, viewId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(attributes(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseFailed(e);
    }
  }

  /** A view without attributes is one row of nulls, as is an attribute without options. */
  private static List<Attribute> attributes(ResultSet row) throws SQLException {
    Map<Long, Attribute> attributes = new LinkedHashMap<>();
    do {
      if (row.getString("name") != null) {
        add(attributes, row);
      }
    } while (row.next());
    return List.copyOf(attributes.values());
  }

  private static void add(Map<Long, Attribute> attributes, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    if (!attributes.containsKey(id)) {
      attributes.put(id, Attribute.of(row));
    }
    if (row.getString("key1") != null) {
      attributes.get(id).add(AttributeOption.of(row));
    }
  }
}
