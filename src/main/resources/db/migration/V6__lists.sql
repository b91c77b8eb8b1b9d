-- The newest jobs of one progress, without a look at all the others.
CREATE INDEX job_progress ON job (progress, id DESC);
