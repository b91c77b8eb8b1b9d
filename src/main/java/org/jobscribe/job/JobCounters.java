package org.jobscribe.job;

import jakarta.persistence.Embeddable;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a job has done, in items. Their sum is how many items are done: the checkpoint from which
 * the job goes on.
 */
@Embeddable
public class JobCounters {

  private long total;
  private long changed;
  private long unchanged;
  private long failed;

  protected JobCounters() {}

  JobCounters(long total) {
    this.total = total;
  }

  static JobCounters of(ResultSet row) throws SQLException {
    JobCounters counters = new JobCounters(row.getLong("total"));
    counters.add(row.getLong("changed"), row.getLong("unchanged"), row.getLong("failed"));
    return counters;
  }

  void add(long moreChanged, long moreUnchanged, long moreFailed) {
    changed += moreChanged;
    unchanged += moreUnchanged;
    failed += moreFailed;
  }

  /** How many items the job has to work through. */
  public long total() {
    return total;
  }

  public long changed() {
    return changed;
  }

  public long unchanged() {
    return unchanged;
  }

  public long failed() {
    return failed;
  }

  public long done() {
    return changed + unchanged + failed;
  }
}
