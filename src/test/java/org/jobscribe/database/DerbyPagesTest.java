package org.jobscribe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of an embedded database stays in memory, as Derby itself tells. */
class DerbyPagesTest {

  private static final String PAGES = "derby.storage.pageCacheSize";

  private final String before = System.getProperty(PAGES);

  @BeforeEach
  void asOnAnyServer() {
    System.clearProperty(PAGES);
  }

  @AfterEach
  void asBefore() {
    if (before == null) {
      System.clearProperty(PAGES);
    } else {
      System.setProperty(PAGES, before);
    }
  }

  @Test
  void aThirtySecondPartOfTheHeapWithinLimits() throws SQLException, JMException {
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(pagesOf("pages-of-heap"))
        .isEqualTo(Math.max(1_000, Math.min(heap / 32 / 4_096, 65_536)));
  }

  @Test
  void orWhatTheJvmWasTold() throws SQLException, JMException {
    System.setProperty(PAGES, "1234");
    assertThat(pagesOf("pages-told")).isEqualTo(1_234);
  }

  private static long pagesOf(String name) throws SQLException, JMException {
    JobscribeDataSource database = new JobscribeDataSource();
    database.setUrl("jdbc:derby:memory:" + name + ";create=true");
    try (Connection connection = database.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      Set<ObjectName> caches =
          beans.queryNames(
              new ObjectName("org.apache.derby:type=CacheManager,name=PageCache,*"), null);
      ObjectName own =
          caches.stream()
              .filter(cache -> cache.getKeyProperty("db").contains(name))
              .findAny()
              .orElseThrow();
      return (long) beans.getAttribute(own, "MaxEntries");
    }
  }
}
