-- Which job a caller's Idempotency-Key belongs to. request is a SHA-256 of method, path and body: neither bodies nor tokens are kept.
-- job_id is null only inside the transaction that submits the job.

CREATE TABLE idempotency_key (
  caller     VARCHAR(300) NOT NULL,
  client_key VARCHAR(200) NOT NULL,
  request    VARCHAR(64)  NOT NULL,
  job_id     BIGINT,
  created_at BIGINT       NOT NULL,
  CONSTRAINT idempotency_key_pk PRIMARY KEY (caller, client_key),
  FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
-- For the foreign key on PostgreSQL; of job_id alone Derby has one already, and would warn.
CREATE INDEX idempotency_key_job ON idempotency_key (job_id, created_at);
