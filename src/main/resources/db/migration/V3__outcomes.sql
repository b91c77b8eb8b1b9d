-- How a job ended, which job retries which, and what became of each item.

ALTER TABLE job ADD COLUMN outcome VARCHAR(10);
ALTER TABLE job ADD COLUMN stalled_attempts INT DEFAULT 0 NOT NULL;
ALTER TABLE job ADD COLUMN retry_of BIGINT;
ALTER TABLE job ADD COLUMN retried_by BIGINT;

UPDATE job SET outcome = CASE WHEN progress = 'FAILED' THEN 'FAILED' WHEN failed > 0 THEN 'PARTIAL' ELSE 'SUCCEEDED' END
  WHERE progress IN ('COMPLETED', 'FAILED');

-- One row a chunk: a letter an item, from item number first_item (from 0) on: C changed, U unchanged, F failed.
CREATE TABLE job_outcome (
  job_id     BIGINT       NOT NULL,
  first_item BIGINT       NOT NULL,
  failed     INT          NOT NULL,
  outcomes   VARCHAR(500) NOT NULL,
  CONSTRAINT job_outcome_pk PRIMARY KEY (job_id, first_item)
);
