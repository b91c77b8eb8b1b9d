-- When a job began and ended, and which of its lines were left out in the middle: from gap_from to gap_to.

ALTER TABLE job ADD COLUMN started_at BIGINT;
ALTER TABLE job ADD COLUMN ended_at BIGINT;
ALTER TABLE job ADD COLUMN gap_from BIGINT;
ALTER TABLE job ADD COLUMN gap_to BIGINT;
-- Not null in the one line that stands for others: how many lines it stands for, itself the last of them.
ALTER TABLE job_log ADD COLUMN left_out BIGINT;

-- A job's first line is that of its first start, unless it never started.
UPDATE job SET started_at = (SELECT l.created_at FROM job_log l WHERE l.job_id = job.id AND l.log_id = 1) WHERE attempt > 0;
UPDATE job SET ended_at = updated_at WHERE progress IN ('COMPLETED', 'FAILED');

CREATE INDEX job_ended_at ON job (ended_at, id);
