const WINDOW_MS = 30_000;
const LEAST_MS = 3_000;

/**
 * Knows how fast a job goes, from its documents as they come: over the last half minute, and since
 * its start. The time left lies between what these two rates say, and is not told before both are
 * worth something.
 */
export class Estimate {
  #samples = [];
  #overall = null;

  /** @param now in milliseconds, by the server's clock */
  add(job, now) {
    const done = doneOf(job);
    const last = this.#samples.at(-1);
    if (last && done < last.done) {
      this.#samples = [];
    }
    this.#samples.push({ now, done });
    while (this.#samples.length > 2 && this.#samples[1].now < now - WINDOW_MS) {
      this.#samples.shift();
    }
    const ran = job.startDate ? now - new Date(job.startDate) : 0;
    this.#overall = ran >= LEAST_MS ? done / ran : null;
    return this;
  }

  /** Items a second, or null. */
  rate() {
    const recent = this.#recent();
    const rate = recent ?? this.#overall;
    return rate === null ? null : rate * 1000;
  }

  #recent() {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const ms = last ? last.now - first.now : 0;
    return ms >= LEAST_MS ? (last.done - first.done) / ms : null;
  }

  /** {from, to} in milliseconds, or null if nothing honest can be said. */
  left(job) {
    const remaining = (job.total ?? 0) - doneOf(job);
    const rates = [this.#recent(), this.#overall].filter((rate) => rate !== null);
    if (!job.total || remaining <= 0 || rates.length < 2 || rates.some((rate) => rate <= 0)) {
      return null;
    }
    const times = rates.map((rate) => remaining / rate);
    return { from: Math.min(...times), to: Math.max(...times) };
  }
}

export const doneOf = (job) => job.changed + job.unchanged + job.failed;

const STEPS = [1, 2, 3, 5, 10, 15, 20, 30, 45].flatMap((n) => [n * 1000, n * 60_000]).concat(
  [1, 2, 3, 4, 5, 6, 8, 10, 12, 18, 24, 36, 48, 72].map((n) => n * 3_600_000)
).sort((a, b) => a - b);

/** The range in round figures: no more exact than it is. */
export function roundly({ from, to }, duration) {
  const low = STEPS.findLast((step) => step <= from) ?? 0;
  const high = STEPS.find((step) => step >= to);
  if (!high) {
    return `more than ${duration(low)} left`;
  }
  return low === 0 ? `less than ${duration(high)} left` : low === high ? `about ${duration(low)} left` : `${duration(low)} to ${duration(high)} left`;
}
