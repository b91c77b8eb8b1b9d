package org.jobscribe.job;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds jobs, from the newest on, by what is known of them without their logs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class JobList {

  /** An index for each order, by name, because Derby would sort all jobs. */
  private static final String NEWEST =
      "SELECT * FROM job --DERBY-PROPERTIES index=JOB_NEWEST\n WHERE id < ? AND status <> 'DELETED'";

  private static final String NEWEST_OF_PROGRESS =
      "SELECT * FROM job --DERBY-PROPERTIES index=JOB_PROGRESS\n WHERE id < ? AND progress = ? AND status <> 'DELETED'";

  @PersistenceContext private EntityManager entities;

  /**
   * @param max at most that many
   */
  public List<Job> newest(JobQuery query, int max) {
    if (query.progress().isEmpty()) {
      return select(NEWEST, query, List.of(query.before()), max);
    }
    Map<Long, Job> found = new TreeMap<>(Comparator.reverseOrder());
    // In the order in which jobs proceed: one that moves on meanwhile is found twice, never missed.
    for (Progress progress : new TreeSet<>(query.progress())) {
      select(NEWEST_OF_PROGRESS, query, List.of(query.before(), progress.name()), max)
          .forEach(job -> found.put(job.id(), job));
    }
    return found.values().stream().limit(max).toList();
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
      sql.append(" AND created_at >= ?");
      values.add(query.createdFrom().get().toEpochMilli());
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
