import { get, pause, query } from './api.js';

const AGAIN_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * What a log view shows: lines at consecutive positions from `start` to `end`, both inclusive, of
 * which some are not here yet. Tells 'change' when lines come or go, which may change their
 * positions, 'busy' when `fetching` has changed, 'error' when they cannot be fetched, and 'mended'
 * when they can again.
 */
class Lines extends EventTarget {
  /** The lines that are gone: {from, to}, ids, both inclusive; or null. A line with the id `to` stands for them. */
  gap = null;

  fetching = false;

  #jobId;
  #leaving = new AbortController();
  #wanted = null;

  constructor(jobId) {
    super();
    this.#jobId = jobId;
  }

  /** Fetches what is missing from one position to the other. Only the last wish counts. */
  want(from, to) {
    this.#wanted = [from, to];
    if (!this.fetching && !this.#leaving.signal.aborted) {
      this.#fetch();
    }
  }

  async #fetch() {
    const { signal } = this.#leaving;
    let failures = 0;
    this.#busy(true);
    while (this.#wanted && !signal.aborted) {
      const [from, to] = this.#wanted;
      this.#wanted = null;
      try {
        while (!this.#wanted && (await this.fetchMissing(from, to))) {
          this.changed();
        }
        if (failures) {
          failures = 0;
          this.dispatchEvent(new Event('mended'));
        }
      } catch (error) {
        this.#wanted ??= [from, to];
        if (!signal.aborted) {
          await this.#failed(error, failures++);
        }
      }
    }
    this.#busy(false);
  }

  /** Waits until it is time to try again. What is refused will be refused again: no more is fetched. */
  async #failed(error, failures) {
    const refused = error.status < 500;
    if (refused || failures === 0) {
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
    if (refused) {
      this.close();
    } else {
      await pause(Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** failures), this.#leaving.signal);
    }
  }

  #busy(fetching) {
    this.fetching = fetching;
    this.dispatchEvent(new Event('busy'));
  }

  async details(after, params) {
    const { payload } = await get(`/job/${this.#jobId}/details/${after}${query(params)}`, {
      signal: this.#leaving.signal,
    });
    return payload;
  }

  /** A reply tells of the part of the gap that it was asked for. */
  addGap(gap) {
    if (gap) {
      const { from, to } = this.gap ?? gap;
      this.gap = { from: Math.min(from, gap.from), to: Math.max(to, gap.to) };
    }
  }

  /** Lines went before they could be given. */
  lost(gap) {
    this.addGap(gap);
    this.changed();
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

/**
 * Every line of the log. A line's position is its id, less the lines that are gone before it: so any
 * place can be gone to at once.
 */
export class AllLines extends Lines {
  atStart = true;
  atEnd = true;

  #first = 1;
  #last = 0;

  /** Blocks of lines by number, the least recently used first. */
  #blocks = new Map();

  get start() {
    return this.#first;
  }

  get end() {
    return this.#last - this.#missing;
  }

  /** How many ids have no line: all of the gap's but the last. */
  get #missing() {
    return this.gap ? this.gap.to - this.gap.from : 0;
  }

  idAt(position) {
    return this.gap && position >= this.gap.from ? position + this.#missing : position;
  }

  /** That of the line with this id; for one that is gone, of the one that stands for it. */
  positionOf(id) {
    const { gap } = this;
    const position = !gap || id < gap.from ? id : Math.max(gap.from, id - this.#missing);
    return Math.min(Math.max(position, this.start), this.end);
  }

  at(position) {
    const id = this.idAt(position);
    return this.#block(id)?.[id % BLOCK];
  }

  /** Takes the end of the log, and what is around a line; resolves to the job and the tail. */
  async open(id) {
    const payload = await this.details(0, { tail: BLOCK });
    this.#take(payload);
    if (id != null) {
      const position = this.positionOf(id);
      await this.fetchMissing(Math.max(this.start, position - BLOCK / 2), position + BLOCK / 2);
    }
    return payload;
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
    const id = this.idAt(first);
    let limit = 1;
    while (first + limit <= last && limit < 2 * BLOCK && this.idAt(first + limit) === id + limit && !this.at(first + limit)) {
      limit++;
    }
    const payload = await this.details(id - 1, { limit });
    const here = new Set(payload.logs.map((line) => line.id));
    const gone = Array.from({ length: limit }, (_, i) => ({ id: id + i })).filter((line) => !here.has(line.id));
    this.#put(gone);
    this.#take(payload);
    if (payload.tail.gap?.from === id) {
      await this.#findStartOfGap(id);
    }
    return true;
  }

  /** The line that stands for the gap has the id of one that may be here. */
  addGap(gap) {
    const before = this.gap?.to;
    super.addGap(gap);
    if (this.gap && this.gap.to !== before) {
      delete this.#block(this.gap.to)?.[this.gap.to % BLOCK];
    }
  }

  /** Lines that are still here may be gone by now. */
  async #findStartOfGap(id) {
    const { tail } = await this.details(0, { before: id, tail: 1 });
    this.addGap(tail.gap);
  }

  #take({ logs, tail }) {
    this.#first = Math.max(this.#first, tail.firstLogId);
    this.#last = Math.max(this.#last, tail.lastLogId);
    this.addGap(tail.gap);
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

  append(lines) {
    this.#put(lines);
    this.#last = Math.max(this.#last, lines.at(-1).id);
    this.changed();
  }
}

const PAGE = 200;
const MOST_LINES = BLOCK * MOST_BLOCKS;

/** What stays when there are too many: so that it is not at once too many again. */
const KEPT_LINES = MOST_LINES / 2;

/**
 * The lines that pass a filter, from somewhere in the log on in both directions, as far as somebody
 * has looked: how many there are is not known before. Of too many, those at the other end go.
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

  get atStart() {
    return !this.#older;
  }

  /** Takes the end, or what is around the line with this id; resolves to the job and the tail. */
  async open(id) {
    const payload = await this.#page(0, { tail: PAGE, before: id == null ? null : id + 1 });
    const { logs, tail } = payload;
    this.addGap(tail.gap);
    this.#lines = logs;
    this.start = 0;
    this.end = logs.length - 1;
    this.#older = tail.nextBefore;
    this.#newer = id == null ? tail.nextLogId : Math.min(id, tail.lastLogId);
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

  idAt(position) {
    return this.at(position)?.id;
  }

  /** That of the line with this id, or of the next one. */
  positionOf(id) {
    const index = this.#lines.findIndex((line) => line.id >= id);
    return index < 0 ? this.end : this.start + index;
  }

  /** Whether the line with this id would be here, if it passes the filter. */
  reaches(id) {
    const isFirst = this.atStart || id >= this.#lines[0]?.id;
    return isFirst && (this.atEnd || id <= this.#newer);
  }

  async fetchMissing(from, to) {
    if (from <= this.start + PAGE / 4 && !this.atStart) {
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
    this.addGap(tail.gap);
    this.#dropNewest();
  }

  async #loadNewer() {
    const { logs, tail } = await this.#page(this.#newer, { limit: PAGE });
    this.#lines.push(...logs);
    this.end += logs.length;
    this.#newer = tail.nextLogId;
    this.addGap(tail.gap);
    this.atEnd = !tail.hasMore && this.#newer >= this.#lastTold;
    this.#dropOldest();
  }

  #dropNewest() {
    if (this.#lines.length > MOST_LINES) {
      this.end -= this.#lines.length - KEPT_LINES;
      this.#lines.length = KEPT_LINES;
      this.#newer = this.#lines.at(-1).id;
      this.atEnd = false;
    }
  }

  #dropOldest() {
    if (this.#lines.length > MOST_LINES) {
      const surplus = this.#lines.length - KEPT_LINES;
      this.#lines.splice(0, surplus);
      this.start += surplus;
      this.#older = this.#lines[0].id;
    }
  }

  /** What is too much is fetched when somebody looks there, and not taken away from who reads elsewhere. */
  append(lines) {
    this.#lastTold = lines.at(-1).id;
    const later = lines.filter((line) => line.id > this.#newer);
    this.atEnd &&= this.#lines.length + later.length <= MOST_LINES;
    if (this.atEnd) {
      this.#lines.push(...later);
      this.end += later.length;
      this.#newer = this.#lastTold;
    }
    this.changed();
  }
}
