package org.jobscribe.engine;

import jakarta.json.JsonValue;

/**
 * An item of a job.
 *
 * @param number from 1, in the order of the job
 * @param item as it was submitted
 */
record JobItem(long number, ItemOutcome outcome, JsonValue item) {}
