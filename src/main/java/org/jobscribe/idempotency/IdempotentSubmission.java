package org.jobscribe.idempotency;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.database.DatabaseFailed;
import org.jobscribe.database.TransientFailure;
import org.jobscribe.job.Job;
import org.jobscribe.job.JobService;
import org.jobscribe.problem.KeyInUse;
import org.jobscribe.problem.KeyReused;
import org.jobscribe.problem.Violation;

/**
 * Lets a request that starts a job be repeated: with the same key it gets the same job again. Every
 * resource that starts jobs calls it; it begins the transaction itself.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IdempotentSubmission {

  private static final Logger LOG = System.getLogger(IdempotentSubmission.class.getName());
  private static final int MAX_WAITS = 5;

  /** As long as Derby waits for a lock; for the row that has the next job's id it does not. */
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOCKS = Duration.ofMillis(50);

  /** As long as a client usually waits for a reply; a large import takes less to be stored. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

  @EJB private KeyTransaction transaction;
  @EJB private JobService jobs;
  @Inject private StoredKeys keys;
  @Inject private InstantSource clock;
  @Inject private Config config;

  private final Turns turns = new Turns(LONGEST_TURN);
  private IdempotencySettings settings;

  public IdempotentSubmission() {}

  IdempotentSubmission(
      StoredKeys keys, JobService jobs, InstantSource clock, IdempotencySettings settings) {
    this.transaction = new KeyTransaction(keys);
    this.settings = settings;
    this.jobs = jobs;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Starts a job; what it throws is the caller's answer, and leaves neither job nor key behind. May
   * be called again after that.
   */
  @FunctionalInterface
  public interface Submission {
    Job submit() throws IOException;
  }

  @PostConstruct
  void readSettings() {
    settings = IdempotencySettings.of(config);
  }

  /**
   * The job that the request starts, or has started before, as it is now. A request without a key
   * starts a job every time.
   *
   * @throws KeyReused if the caller used the key for another request
   * @throws KeyInUse if an identical request does not end within about a minute
   */
  public Job once(KeyedRequest request, Submission submission) throws IOException {
    Instant start = clock.instant();
    while (true) {
      try {
        return request.key().isEmpty()
            ? submission.submit()
            : turns.take(request, () -> onceByKey(request, submission));
      } catch (RuntimeException e) {
        boolean isLate = clock.instant().isAfter(start.plus(LONGEST_LOCK));
        if (isLate || !TransientFailure.isLockTimeout(e)) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_LOCKS.toNanos());
      }
    }
  }

  /** A key counts only if it is younger. */
  public Instant expiry() {
    return clock.instant().minus(settings.lifetime());
  }

  /** A request that finds its key in use has waited for the one that uses it: it looks again. */
  private Job onceByKey(KeyedRequest request, Submission submission) {
    for (int waits = 1; ; waits++) {
      try {
        return findOrSubmit(request, submission);
      } catch (KeyInUse e) {
        if (waits == MAX_WAITS) {
          throw e;
        }
      }
    }
  }

  private Job findOrSubmit(KeyedRequest request, Submission submission) {
    Instant now = clock.instant();
    Instant expiry = expiry();
    Optional<Job> before = find(request, expiry);
    if (before.isPresent()) {
      return before.get();
    }
    Job job = transaction.submit(request, now, expiry, submission);
    removeExpired(expiry);
    return job;
  }

  private Optional<Job> find(KeyedRequest request, Instant expiry) {
    try {
      return keys.find(request, expiry).map(use -> jobOf(use, request));
    } catch (SQLException e) { // Derby waits here for the request that has the key
      throw KeyTransaction.isInUse(e) ? KeyTransaction.inUse(request) : new DatabaseFailed(e);
    }
  }

  private Job jobOf(StoredKeys.Use use, KeyedRequest request) {
    if (use.request().equals(request.fingerprint())) {
      return jobs.get(use.jobId());
    }
    String key = request.key().orElseThrow();
    throw new KeyReused(
        Violation.inHeader(
            IdempotencyKey.HEADER,
            key,
            "%s '%s' belongs to job %d, which another request started; allowed is that request again, or a new key"
                .formatted(IdempotencyKey.HEADER, key, use.jobId())));
  }

  /** What stays after a failure is removed at a later submission, and does not count until then. */
  private void removeExpired(Instant expiry) {
    try {
      keys.removeExpired(expiry);
    } catch (SQLException e) {
      LOG.log(
          Level.WARNING,
          "Expired keys could not be removed ({0}); the next submission tries again",
          e.getMessage());
    }
  }
}
