package org.jobscribe.job;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A long-running job. Its row is the truth about it: whoever changes it holds the row's lock, so
 * that lines, counters and progress move together and in one order. A job read outside that lock is
 * a snapshot.
 */
@Entity
public class Job {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Version private long version;
  private String name;
  private String description;

  @Enumerated(EnumType.STRING)
  private RowStatus status = RowStatus.ENABLED;

  @Column(name = "created_at")
  private Instant creationDate;

  @Enumerated(EnumType.STRING)
  private Progress progress = Progress.SCHEDULED;

  @Column(name = "updated_at")
  private Instant lastUpdate;

  private String type;
  private String parameters;
  private String submitter;
  @Embedded private JobCounters counters;

  @Column(name = "started_at")
  private Instant startDate;

  @Column(name = "ended_at")
  private Instant endDate;

  @Column(name = "first_log_id")
  private long firstLogId = 1;

  @Column(name = "next_log_id")
  private long nextLogId = 1;

  @Column(name = "gap_from")
  private Long gapFrom;

  @Column(name = "gap_to")
  private Long gapTo;

  private int attempt;
  private String owner;

  @Column(name = "cancel_requested")
  private boolean cancelRequested;

  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  @Column(name = "stalled_attempts")
  private int stalledAttempts;

  @Column(name = "retry_of")
  private Long retryOf;

  @Column(name = "retried_by")
  private Long retriedBy;

  protected Job() {}

  Job(NewJob job, Instant now) {
    name = job.name();
    description = job.description();
    type = job.type();
    parameters = job.parameters();
    submitter = job.submitter();
    counters = new JobCounters(0);
    creationDate = now;
    lastUpdate = now;
  }

  /** As it is stored: no entity, so that nobody can take it for one. */
  static Job of(ResultSet row) throws SQLException {
    Job job = new Job();
    job.id = row.getLong("id");
    job.version = row.getLong("version");
    job.name = row.getString("name");
    job.description = row.getString("description");
    job.status = RowStatus.valueOf(row.getString("status"));
    job.creationDate = instant(row, "created_at");
    job.progress = Progress.valueOf(row.getString("progress"));
    job.lastUpdate = instant(row, "updated_at");
    job.type = row.getString("type");
    job.parameters = row.getString("parameters");
    job.submitter = row.getString("submitter");
    job.counters = JobCounters.of(row);
    job.startDate = instant(row, "started_at");
    job.endDate = instant(row, "ended_at");
    job.firstLogId = row.getLong("first_log_id");
    job.nextLogId = row.getLong("next_log_id");
    job.gapFrom = number(row, "gap_from");
    job.gapTo = number(row, "gap_to");
    job.attempt = row.getInt("attempt");
    job.owner = row.getString("owner");
    job.cancelRequested = row.getBoolean("cancel_requested");
    String outcome = row.getString("outcome");
    job.outcome = outcome == null ? null : Outcome.valueOf(outcome);
    job.stalledAttempts = row.getInt("stalled_attempts");
    job.retryOf = number(row, "retry_of");
    job.retriedBy = number(row, "retried_by");
    return job;
  }

  private static Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** How many items there are to work through; known for certain once they are stored. */
  public void hasTotal(long total) {
    if (counters.total() != total) { // else its row would be written once more
      counters = new JobCounters(total);
    }
  }

  /**
   * A node begins to run it, for the first time or after another one stopped. From here on, whoever
   * ran it before is fenced off.
   *
   * @return the attempt's number, from 1
   */
  public int start(String node, Instant now) {
    if (progress != Progress.IN_PROGRESS) {
      become(Progress.IN_PROGRESS);
      startDate = now;
    }
    attempt++;
    stalledAttempts++;
    owner = node;
    lastUpdate = now;
    return attempt;
  }

  /** Its owner leaves it, in order, to whoever comes next; the attempt counts against nobody. */
  public void release(Instant now) {
    stalledAttempts = Math.max(0, stalledAttempts - 1); // 0 if it has finished a chunk
    owner = null;
    lastUpdate = now;
  }

  /** Counts what a chunk of work has done. */
  public void advance(long changed, long unchanged, long failed, Instant now) {
    counters.add(changed, unchanged, failed);
    stalledAttempts = 0;
    lastUpdate = now;
  }

  /** It went to its end, whatever became of the single items. */
  public void complete(Instant now) {
    end(Progress.COMPLETED, counters.failed() == 0 ? Outcome.SUCCEEDED : Outcome.PARTIAL, now);
  }

  public void fail(Instant now) {
    end(Progress.FAILED, Outcome.FAILED, now);
  }

  /** Somebody asks it to stop; whoever runs it does so after the chunk at hand. */
  public void requestCancel(Instant now) {
    cancelRequested = true;
    lastUpdate = now;
  }

  /** It stops, because somebody asked for it. */
  public void cancel(Instant now) {
    end(Progress.FAILED, Outcome.CANCELLED, now);
  }

  private void end(Progress last, Outcome how, Instant now) {
    become(last);
    outcome = how;
    lastUpdate = now;
    endDate = now;
  }

  /** Links this job and the one that does again what it has not done. */
  public void isRetriedBy(Job retry) {
    retriedBy = retry.id;
    retry.retryOf = id;
  }

  /** Nobody is to find it any more: its lines and all that belongs to it are being removed. */
  void delete() {
    status = RowStatus.DELETED;
  }

  /** The job that this one does again is no more. */
  void forgetOrigin() {
    retryOf = null;
  }

  private void become(Progress next) {
    if (!progress.canBecome(next)) {
      throw new IllegalStateException(
          "Job %d is %s and cannot become %s".formatted(id, progress, next));
    }
    progress = next;
  }

  /**
   * Numbers lines: the caller holds the row's lock and writes the lines in the same transaction.
   *
   * @return the first of {@code count} consecutive ids
   */
  long takeLogIds(int count) {
    long first = nextLogId;
    nextLogId += count;
    return first;
  }

  /** Lines are taken out of the log, in the same transaction; one is put in place of the last. */
  void leaveOut(LineRange lines) {
    gapFrom = lines.from();
    gapTo = lines.to();
  }

  /** The lines that the log lacks in its middle; at the id of the last one, one stands for them. */
  public Optional<LineRange> leftOut() {
    return gapTo == null ? Optional.empty() : Optional.of(new LineRange(gapFrom, gapTo));
  }

  public long id() {
    return id;
  }

  /** Changes whenever anything about the job does. */
  public long version() {
    return version;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public RowStatus status() {
    return status;
  }

  public Instant creationDate() {
    return creationDate;
  }

  public Progress progress() {
    return progress;
  }

  public Instant lastUpdate() {
    return lastUpdate;
  }

  /** Null until it runs for the first time. */
  public Instant startDate() {
    return startDate;
  }

  /** Null until it is over. */
  public Instant endDate() {
    return endDate;
  }

  public String type() {
    return type;
  }

  /** Who asked for it; null if nobody did. */
  public String submitter() {
    return submitter;
  }

  /** What the job was submitted with, as its type wrote it: a JSON object. */
  public String parameters() {
    return parameters;
  }

  public JobCounters counters() {
    return counters;
  }

  /**
   * The id of the oldest line that is kept; one more than {@link #lastLogId()} if there is none.
   */
  public long firstLogId() {
    return firstLogId;
  }

  /** The id of the newest line, 0 before the first. */
  public long lastLogId() {
    return nextLogId - 1;
  }

  public int attempt() {
    return attempt;
  }

  /** The node that runs it, or ran it last; null if nobody has it, or nobody had it yet. */
  public String owner() {
    return owner;
  }

  public boolean isCancelRequested() {
    return cancelRequested;
  }

  /** Null until the job is over. */
  public Outcome outcome() {
    return outcome;
  }

  /** How many attempts in a row, with the one that runs, have not finished a chunk. */
  public int stalledAttempts() {
    return stalledAttempts;
  }

  /** The job whose failed and unprocessed items this one does again; null if there is none. */
  public Long retryOf() {
    return retryOf;
  }

  /** The job that does this one's failed and unprocessed items again; null if there is none. */
  public Long retriedBy() {
    return retriedBy;
  }
}
