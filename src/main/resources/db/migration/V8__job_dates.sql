-- The first job since an instant and the last before it, without a look at all the others.
-- Derby reads an index in its own direction only.
CREATE INDEX job_created ON job (created_at);
CREATE INDEX job_created_last ON job (created_at DESC);
