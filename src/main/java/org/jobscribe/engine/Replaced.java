package org.jobscribe.engine;

import jakarta.ejb.ApplicationException;

/** This run lost the job to a later one, and has changed nothing since. */
@ApplicationException(rollback = true)
public class Replaced extends RuntimeException {

  Replaced(JobRun run, int attempt) {
    super(
        "Job %d: attempt %d was replaced by attempt %d and stops"
            .formatted(run.jobId(), run.attempt(), attempt));
  }
}
