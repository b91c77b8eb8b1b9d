-- The newest jobs of one type, and of one submitter, without a look at all the others.
CREATE INDEX job_type ON job (type, progress, id DESC);
CREATE INDEX job_submitter ON job (submitter, progress, id DESC);
