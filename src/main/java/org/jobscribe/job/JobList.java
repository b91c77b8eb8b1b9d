package org.jobscribe.job;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds jobs, from the newest on, by what is known of them without their logs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class JobList {

  /** An index for each question, by name, because Derby would sort all jobs. */
  private static final String SELECT =
      "SELECT * FROM job --DERBY-PROPERTIES index=%s\n WHERE id < ? AND status <> 'DELETED'";

  private static final String NEWEST = SELECT.formatted("JOB_NEWEST");
  private static final String OF_PROGRESS = SELECT.formatted("JOB_PROGRESS") + " AND progress = ?";
  private static final String OF_TYPE =
      SELECT.formatted("JOB_TYPE") + " AND progress = ? AND type = ?";
  private static final String OF_SUBMITTER =
      SELECT.formatted("JOB_SUBMITTER") + " AND progress = ? AND submitter = ?";

  private static final String NEXT =
      "SELECT id, created_at FROM job --DERBY-PROPERTIES constraint=JOB_PK\n WHERE id >= ? AND id < ?"
          + " ORDER BY id FETCH FIRST ROW ONLY";

  private static final String NEWEST_ID =
      "SELECT id FROM job --DERBY-PROPERTIES index=JOB_NEWEST\n ORDER BY id DESC FETCH FIRST ROW ONLY";

  /**
   * Ids are given in the order of dates, but for what the nodes' clocks differ, which must be far
   * less: so much earlier and later is looked, too.
   */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  @PersistenceContext private EntityManager entities;

  /**
   * @param max at most that many
   */
  public List<Job> newest(JobQuery query, int max) {
    JobQuery narrow = query.before(Math.min(query.before(), end(query)));
    if (query.isOfAny()) {
      return select(NEWEST, narrow, List.of(narrow.before()), max);
    }
    Map<Long, Job> found = new TreeMap<>(Comparator.reverseOrder());
    // In the order in which jobs proceed: one that moves on meanwhile is found twice, never missed.
    for (Progress progress : progressOf(query)) {
      newest(narrow, progress, max).forEach(job -> found.put(job.id(), job));
    }
    return found.values().stream().limit(max).toList();
  }

  /** No job of the query has this id or a larger one. */
  private long end(JobQuery query) {
    return query.createdTo().map(end -> idAt(end.plus(CLOCKS))).orElse(Long.MAX_VALUE);
  }

  private static Set<Progress> progressOf(JobQuery query) {
    return new TreeSet<>(
        query.progress().isEmpty() ? List.of(Progress.values()) : query.progress());
  }

  private List<Job> newest(JobQuery query, Progress progress, int max) {
    if (!query.submitter().isEmpty()) {
      return select(
          OF_SUBMITTER, query, List.of(query.before(), progress.name(), query.submitter()), max);
    }
    if (!query.type().isEmpty()) {
      return select(OF_TYPE, query, List.of(query.before(), progress.name(), query.type()), max);
    }
    return select(OF_PROGRESS, query, List.of(query.before(), progress.name()), max);
  }

  /** Where the ids of jobs begin that were created at that instant or later. */
  private long idAt(Instant start) {
    long low = 0;
    long high = newestId() + 1;
    while (low < high) { // jobs below low are earlier, those from high on are not
      long middle = (low + high) >>> 1;
      Object[] next = next(middle, high);
      if (next == null || ((Number) next[1]).longValue() >= start.toEpochMilli()) {
        high = middle;
      } else {
        low = ((Number) next[0]).longValue() + 1;
      }
    }
    return low;
  }

  private long newestId() {
    List<?> newest = entities.createNativeQuery(NEWEST_ID).getResultList();
    return newest.isEmpty() ? 0 : ((Number) newest.get(0)).longValue();
  }

  /** The first job with an id from {@code from} to before {@code end}; null if there is none. */
  private Object[] next(long from, long end) {
    Query select = entities.createNativeQuery(NEXT);
    select.setParameter(1, from);
    select.setParameter(2, end);
    List<?> rows = select.getResultList();
    return rows.isEmpty() ? null : (Object[]) rows.get(0);
  }

  private List<Job> select(String start, JobQuery query, List<Object> first, int max) {
    StringBuilder sql = new StringBuilder(start);
    List<Object> values = new ArrayList<>(first);
    if (!query.type().isEmpty()) {
      sql.append(" AND type = ?");
      values.add(query.type());
    }
    if (!query.submitter().isEmpty()) {
      sql.append(" AND submitter = ?");
      values.add(query.submitter());
    }
    if (!query.text().isEmpty()) {
      sql.append(
          " AND (LOWER(name) LIKE %1$s ESCAPE '!' OR LOWER(description) LIKE %1$s ESCAPE '!')"
              .formatted(LogFilter.LOWER));
      String pattern = "%" + LogFilter.escaped(query.text()) + "%";
      values.add(pattern);
      values.add(pattern);
    }
    if (query.createdFrom().isPresent()) {
      Instant from = query.createdFrom().get();
      sql.append(" AND created_at >= ? AND id >= ?");
      values.add(from.toEpochMilli());
      values.add(idAt(from.minus(CLOCKS)));
    }
    if (query.createdTo().isPresent()) {
      sql.append(" AND created_at < ?");
      values.add(query.createdTo().get().toEpochMilli());
    }
    sql.append(" ORDER BY id DESC FETCH FIRST ? ROWS ONLY");
    values.add(max);
    Query select = entities.createNativeQuery(sql.toString(), Job.class);
    for (int i = 0; i < values.size(); i++) {
      select.setParameter(i + 1, values.get(i));
    }
    @SuppressWarnings("unchecked")
    List<Job> jobs = select.getResultList();
    return jobs;
  }
}
