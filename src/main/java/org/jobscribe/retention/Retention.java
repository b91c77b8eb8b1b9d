package org.jobscribe.retention;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.Config;
import org.jobscribe.engine.Housekeeping;
import org.jobscribe.idempotency.IdempotentSubmission;

/**
 * Removes the jobs that ended longer ago than they are to be kept, the oldest first, in many small
 * transactions. Whatever stops it, the next run goes on where it was.
 */
@ApplicationScoped
public class Retention implements Housekeeping {

  private static final Logger LOG = System.getLogger(Retention.class.getName());

  /** A run ends after that time, so that jobs get their thread back; the next one goes on. */
  private static final Duration RUN = Duration.ofSeconds(10);

  private static final int PAGE = 100;

  @EJB private Removal removal;
  @EJB private IdempotentSubmission submissions;
  @Inject private JobRows rows;
  @Inject private InstantSource clock;
  @Inject private Config config;

  private volatile RetentionSettings settings;

  @Override
  public String name() {
    return "Retention";
  }

  @Override
  public Duration pause() {
    return settings().pause();
  }

  private RetentionSettings settings() {
    if (settings == null) {
      settings = RetentionSettings.of(config);
    }
    return settings;
  }

  @Override
  public void run(BooleanSupplier shouldStop) {
    settings().jobs().ifPresent(age -> removeOlderThan(age, shouldStop));
  }

  private void removeOlderThan(Duration age, BooleanSupplier shouldStop) {
    Instant end = clock.instant().plus(RUN);
    Run run = new Run(() -> shouldStop.getAsBoolean() || clock.instant().isAfter(end));
    Instant before = clock.instant().minus(age);
    try {
      run.removeAllThatEnded(before);
    } finally {
      run.tell(before);
    }
  }

  /** What one run does. */
  private final class Run {
    private final BooleanSupplier shouldStop;
    private long jobs;
    private long lines;

    Run(BooleanSupplier shouldStop) {
      this.shouldStop = shouldStop;
    }

    void removeAllThatEnded(Instant before) {
      for (List<Long> page = next(before); !page.isEmpty(); page = next(before)) {
        page.forEach(this::remove);
      }
    }

    private List<Long> next(Instant before) {
      return shouldStop.getAsBoolean()
          ? List.of()
          : rows.jobsThatEnded(before, submissions.expiry(), PAGE);
    }

    private void remove(long jobId) {
      boolean isLeft = true;
      while (isLeft && !shouldStop.getAsBoolean()) {
        Removal.Step step = removal.removeSome(jobId);
        jobs += step.jobs();
        lines += step.lines();
        isLeft = step.isLeft();
      }
    }

    void tell(Instant before) {
      if (jobs + lines > 0) {
        LOG.log(
            Level.INFO,
            "Removed {0} jobs that ended before {1}, and {2} lines",
            jobs,
            before,
            lines);
      }
    }
  }
}
