package org.jobscribe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jobscribe.catalogue.value.AttributeType;
import org.jobscribe.catalogue.value.Option;
import org.jobscribe.database.JobscribeDataSource;
import org.jobscribe.database.Migrations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoredAttributesTest {

  private static final JobscribeDataSource DATABASE = new JobscribeDataSource();
  private final StoredAttributes stored = new StoredAttributes(DATABASE);

  @BeforeAll
  static void makeTables() throws SQLException {
    DATABASE.setUrl("jdbc:derby:memory:stored-attributes;create=true");
    Migrations.run(DATABASE, "V2__catalogue");
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "INSERT INTO catalogue_view VALUES (1, 'Full', ''), (2, 'Other', ''), (3, 'Empty', '')",
              "INSERT INTO attribute VALUES (10, 1, 'Colour', 'of the item', 'select', NULL),"
                  + " (11, 1, 'Made', '', 'date', 'YYYY-MM-DD'), (12, 2, 'Colour', '', 'select', NULL),"
                  + " (13, 1, 'Size', '', 'doubleselect', NULL)",
              "INSERT INTO attribute_option VALUES (10, 1, 'b', NULL, 'Blue'), (10, 0, 'r', NULL, 'Red'),"
                  + " (12, 0, 'g', NULL, 'Green'), (13, 0, 's', 't', 'Small, tall')")) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aViewsAttributesComeByIdWithTheirOptionsInOrder() {
    List<Attribute> attributes = stored.find(1).orElseThrow();
    assertThat(attributes).extracting(Attribute::id).containsExactly(10L, 11L, 13L);
    assertThat(attributes).extracting(Attribute::name).containsExactly("Colour", "Made", "Size");
    Attribute colour = attributes.get(0);
    assertThat(colour.description()).isEqualTo("of the item");
    assertThat(colour.valueFormat().type()).isEqualTo(AttributeType.of("select"));
    assertThat(colour.valueFormat().options())
        .containsExactly(new Option("r", null, "Red"), new Option("b", null, "Blue"));
    assertThat(attributes.get(1).valueFormat().format()).isEqualTo("YYYY-MM-DD");
    assertThat(attributes.get(1).valueFormat().options()).isEmpty();
    assertThat(attributes.get(2).valueFormat().options())
        .containsExactly(new Option("s", "t", "Small, tall"));
  }

  @Test
  void aViewWithoutAttributesIsAView() {
    assertThat(stored.find(3)).hasValue(List.of());
  }

  @Test
  void anUnknownViewIsNone() {
    assertThat(stored.find(4)).isEmpty();
  }
}
