package org.jobscribe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SqlArraysTest {

  private Object[] made;
  private final Connection connection =
      (Connection)
          Proxy.newProxyInstance(
              SqlArraysTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("createArrayOf");
                made = (Object[]) arguments[1];
                return null;
              });

  @Test
  void whatIsWrittenIsJustWhatThereIs() throws SQLException {
    SqlArrays.exact(connection).texts(List.of("a", "b"), text -> text);
    assertThat(made).containsExactly("a", "b");
    SqlArrays.exact(connection).numbers(List.<Long>of(), id -> id);
    assertThat(made).isEmpty();
  }

  @Test
  void aListToLookUpByHasTenElementsAtLeast() throws SQLException {
    SqlArrays.toLookUp(connection).numbers(List.of(7L, 8L), id -> id);
    assertThat(made).containsExactly(7L, 8L, null, null, null, null, null, null, null, null);
    SqlArrays.toLookUp(connection).texts(List.of("a"), text -> text);
    assertThat(made).hasSize(10).startsWith("a").endsWith((Object) null);
  }

  @Test
  void aLongerOneIsLeftAsItIs() throws SQLException {
    List<Long> ids = LongStream.rangeClosed(1, 11).boxed().toList();
    SqlArrays.toLookUp(connection).numbers(ids, id -> id);
    assertThat(made).containsExactlyElementsOf(ids);
  }
}
