package org.jobscribe.follow;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jobscribe.database.DatabaseKind;
import org.jobscribe.database.Schema;
import org.jobscribe.job.JobChanged;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Nodes that share a PostgreSQL database tell one another which job a transaction has changed, by
 * its {@code NOTIFY}: sent as part of the transaction, delivered after its commit. Only a hint: a
 * node that misses one sees the change at its next look at the rows. An embedded database has no
 * other nodes.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Notifications {

  private static final Logger LOG = System.getLogger(Notifications.class.getName());
  private static final String CHANNEL = "jobscribe_job";

  /** How long the listener stays in one call: so long may a stop take. */
  private static final Duration AT_A_TIME = Duration.ofMillis(500);

  /** A connection that only listens would not notice that the other end is gone: it is asked. */
  private static final int CALLS_BETWEEN_QUESTIONS = 20;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private static final Duration RECONNECT = Duration.ofSeconds(1);

  @Resource private ManagedThreadFactory factory;

  @Inject private DataSource dataSource;

  @EJB private Schema schema;
  @Inject private FollowSettings settings;
  @Inject private Followers followers;
  @Inject private ListFollowers lists;

  private ScheduledExecutorService listener;
  private volatile boolean isStopped;

  @PostConstruct
  void start() {
    LOG.log(
        Level.DEBUG,
        "Streams have a heartbeat every {0}",
        settings.heartbeat()); // or refuse to start
    if (schema.kind() == DatabaseKind.POSTGRESQL) {
      listener = Executors.newSingleThreadScheduledExecutor(factory);
      listener.scheduleWithFixedDelay(this::listen, 0, RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** In the transaction that changes the job. */
  public void tell(@Observes JobChanged event) throws SQLException {
    if (listener == null) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
      notify.setString(1, CHANNEL);
      notify.setString(2, Long.toString(event.jobId()));
      notify.execute();
    }
  }

  private void listen() {
    try (Connection connection = schema.withoutTimeout().getConnection();
        Statement listen = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
      listen.execute("LISTEN " + CHANNEL);
      lists.wake(); // whatever happened meanwhile
      PGConnection wire = connection.unwrap(PGConnection.class);
      for (int calls = 1; !isStopped; calls++) {
        for (PGNotification news : wire.getNotifications((int) AT_A_TIME.toMillis())) {
          followers.wake(Long.parseLong(news.getParameter()));
          lists.wake();
        }
        if (calls % CALLS_BETWEEN_QUESTIONS == 0) {
          listen.execute("SELECT 1");
        }
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "No notifications for now: {0}", e.toString());
    }
  }

  /** While there is still a database; see {@code Engine} for the moment. */
  public void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
    isStopped = true;
    if (listener != null) {
      listener.shutdown();
    }
  }
}
