import { get, query } from './api.js';

/**
 * What a log view shows: lines at consecutive positions from `start` to `end`, both inclusive, of
 * which some are not here yet. A line keeps its position. Tells 'change' when lines come, or the
 * ends move, and 'error' when they cannot be fetched.
 */
class Lines extends EventTarget {
  /** Lines that were asked for and are gone: {from, to, reason}, or null. */
  gap = null;

  #jobId;
  #leaving = new AbortController();
  #wanted = null;
  #fetching = false;

  constructor(jobId) {
    super();
    this.#jobId = jobId;
  }

  /** Fetches what is missing from one position to the other. Only the last wish counts. */
  want(from, to) {
    this.#wanted = [from, to];
    if (!this.#fetching) {
      this.#fetch();
    }
  }

  async #fetch() {
    this.#fetching = true;
    try {
      while (this.#wanted) {
        const [from, to] = this.#wanted;
        this.#wanted = null;
        while (!this.#wanted && (await this.fetchMissing(from, to))) {
          this.changed();
        }
      }
    } catch (error) {
      if (!this.#leaving.signal.aborted) {
        this.dispatchEvent(new CustomEvent('error', { detail: error }));
      }
    } finally {
      this.#fetching = false;
    }
  }

  async details(after, params) {
    const { payload } = await get(`/job/${this.#jobId}/details/${after}${query(params)}`, {
      signal: this.#leaving.signal,
    });
    return payload;
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  close() {
    this.#leaving.abort();
  }
}

const BLOCK = 256;
const MOST_BLOCKS = 80;

/** Every line of the log: a line's position is its id, so that any place can be gone to at once. */
export class AllLines extends Lines {
  start = 1;
  end = 0;

  /** Blocks of lines by number, the least recently used first. */
  #blocks = new Map();

  /** Takes the end of the log, or what is around a line; resolves to the job and the tail. */
  async open(id) {
    const payload = await this.details(0, { tail: BLOCK });
    this.#take(payload);
    if (id != null && id < this.end) {
      await this.fetchMissing(Math.max(this.start, id - BLOCK / 2), Math.min(this.end, id + BLOCK / 2));
    }
    return payload;
  }

  #take({ logs, tail }) {
    this.start = Math.max(this.start, tail.firstLogId);
    this.end = Math.max(this.end, tail.lastLogId);
    this.gap = this.start > 1 ? { ...(tail.gap ?? this.gap), from: 1, to: this.start - 1 } : null;
    this.#put(logs);
  }

  #put(lines) {
    for (const line of lines) {
      this.#block(line.id, true)[line.id % BLOCK] = line;
    }
    for (const number of this.#blocks.keys()) {
      if (this.#blocks.size <= MOST_BLOCKS) {
        break;
      }
      this.#blocks.delete(number);
    }
  }

  #block(id, make) {
    const number = Math.floor(id / BLOCK);
    let block = this.#blocks.get(number);
    if (!block && make) {
      block = new Array(BLOCK);
    }
    if (block) {
      this.#blocks.delete(number);
      this.#blocks.set(number, block);
    }
    return block;
  }

  at(position) {
    return this.#block(position)?.[position % BLOCK];
  }

  positionOf(id) {
    return Math.min(Math.max(id, this.start), this.end);
  }

  async fetchMissing(from, to) {
    let first = Math.max(from, this.start);
    const last = Math.min(to, this.end);
    while (first <= last && this.at(first)) {
      first++;
    }
    if (first > last) {
      return false;
    }
    let next = first;
    while (next <= last && next - first < 2 * BLOCK && !this.at(next)) {
      next++;
    }
    const payload = await this.details(first - 1, { limit: next - first });
    this.#put(Array.from({ length: next - first }, (_, i) => ({ id: first + i }))); // gone, unless it comes
    this.#take(payload);
    return true;
  }

  append(lines) {
    this.#put(lines);
    this.end = Math.max(this.end, lines.at(-1).id);
    this.changed();
  }

  lost(gap) {
    this.start = Math.max(this.start, gap.to + 1);
    this.gap = { ...gap, from: 1, to: this.start - 1 };
    this.changed();
  }

  /** Whether the end is the log's own. */
  get atEnd() {
    return true;
  }
}

const PAGE = 200;

/**
 * The lines that pass a filter, from somewhere in the log on in both directions, as far as somebody
 * has looked: how many there are is not known before.
 */
export class MatchingLines extends Lines {
  start = 0;
  end = -1;
  atEnd = true;

  #filter;
  #lines = [];
  #older = null;
  #newer = 0;
  #lastTold = 0;

  /** @param filter level, q */
  constructor(jobId, filter) {
    super(jobId);
    this.#filter = filter;
  }

  /** Takes the end, or what is around the line with this id; resolves to the job and the tail. */
  async open(id) {
    const payload = await this.#page(0, { tail: PAGE, before: id == null ? null : id + 1 });
    const { logs, tail } = payload;
    this.gap = tail.gap;
    this.#lines = logs;
    this.start = 0;
    this.end = logs.length - 1;
    this.#older = tail.nextBefore;
    this.#newer = id == null ? tail.nextLogId : id;
    this.atEnd = id == null;
    if (!this.atEnd) {
      await this.#loadNewer();
    }
    return payload;
  }

  #page(after, params) {
    return this.details(after, { ...this.#filter, ...params });
  }

  at(position) {
    return this.#lines[position - this.start];
  }

  /** That of the line with this id, or of the next one. */
  positionOf(id) {
    const index = this.#lines.findIndex((line) => line.id >= id);
    return index < 0 ? this.end : this.start + index;
  }

  /** Whether the line with this id would be here, if it passes the filter. */
  reaches(id) {
    const isFirst = !this.#older || id >= this.#lines[0]?.id;
    return isFirst && (this.atEnd || id <= this.#newer);
  }

  async fetchMissing(from, to) {
    if (from <= this.start + PAGE / 4 && this.#older) {
      await this.#loadOlder();
      return true;
    }
    if (to >= this.end - PAGE / 4 && !this.atEnd) {
      await this.#loadNewer();
      return true;
    }
    return false;
  }

  async #loadOlder() {
    const { logs, tail } = await this.#page(0, { tail: PAGE, before: this.#older });
    this.#lines = [...logs, ...this.#lines];
    this.start -= logs.length;
    this.#older = tail.nextBefore;
    this.gap = tail.gap ?? this.gap;
  }

  async #loadNewer() {
    const { logs, tail } = await this.#page(this.#newer, { limit: PAGE });
    this.#lines.push(...logs);
    this.end += logs.length;
    this.#newer = tail.nextLogId;
    this.atEnd = !tail.hasMore && this.#newer >= this.#lastTold;
  }

  append(lines) {
    this.#lastTold = lines.at(-1).id;
    if (this.atEnd) {
      const later = lines.filter((line) => line.id > this.#newer);
      this.#lines.push(...later);
      this.end += later.length;
      this.#newer = this.#lastTold;
    }
    this.changed();
  }

  lost(gap) {
    this.gap = gap;
    this.changed();
  }
}
