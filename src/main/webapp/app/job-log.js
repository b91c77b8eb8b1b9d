import { LitElement, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { follow, get, pause, query, request } from './api.js';
import { TIMES, count, number } from './format.js';
import { stateName } from './job-state.js';
import { AllLines, MatchingLines } from './log-lines.js';
import './log-view.js';
import { go, href, place, stay } from './router.js';

const LEVELS = { '': 'All levels', INFO: 'From INFO on', WARN: 'From WARN on', ERROR: 'ERROR' };
const MOST_COPIED = 10_000;
const TELL_EVERY_MS = 10_000;
const TYPING_MS = 300;
const AGAIN_MS = 2_000;
const SEARCHING = 'Searching …';

/**
 * The log of a job, rolling: <job-log .jobId=${7} .line=${123}></job-log>. Opens at its end, or at a
 * line. Tells 'job' (detail: the job's document) whenever that is new, and 'failed' (detail: the
 * error) if the log cannot be read. On the job's page it keeps filter and line in the address.
 */
class JobLog extends LitElement {
  static properties = {
    jobId: { attribute: false },
    line: { attribute: false },
    level: { state: true },
    text: { state: true },
    only: { state: true },
    current: { state: true },
    time: { state: true },
    wrap: { state: true },
    waiting: { state: true },
    connection: { state: true },
    note: { state: true },
    told: { state: true },
  };

  #lines = null;
  #leaving = new AbortController();
  #finding = new AbortController();
  #job = null;
  #untold = { lines: 0, errors: 0 };
  #telling = null;
  #typing = null;
  #trouble = '';

  constructor() {
    super();
    this.line = null;
    this.time = TIMES[localStorage.getItem('log.time')] ? localStorage.getItem('log.time') : 'local';
    this.wrap = localStorage.getItem('log.wrap') === 'true';
  }

  createRenderRoot() {
    return this;
  }

  get #view() {
    return this.querySelector('log-view');
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      const { params } = this.#isJobPage() ? place() : { params: new URLSearchParams() };
      this.level = params.get('level') in LEVELS ? params.get('level') : '';
      this.text = params.get('q') ?? '';
      this.only = this.text !== '';
      this.current = this.line;
      this.note = '';
      this.told = '';
      this.#job = null;
    }
  }

  updated(changed) {
    if (changed.has('jobId')) {
      this.#open(this.line);
    } else if (changed.has('line') && this.line !== null && this.line !== this.current) {
      this.#goTo(this.line);
    }
    if (['jobId', 'current', 'time', 'wrap', 'text', 'level', 'only'].some((name) => changed.has(name))) {
      this.#updateView();
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.#telling = setInterval(() => this.#tell(), TELL_EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#telling);
    clearTimeout(this.#typing);
    this.#close();
  }

  #close() {
    this.#leaving.abort();
    this.#finding.abort();
    this.#unsay(SEARCHING);
    this.#lines?.close();
  }

  #isJobPage() {
    return place().path === `/job/${this.jobId}`;
  }

  get #filter() {
    return { level: this.level, q: this.only ? this.text : '' };
  }

  /** Reads the log anew, with the filter as it is. */
  async #open(id) {
    this.#close();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const filter = this.#filter;
    const lines = filter.level || filter.q ? new MatchingLines(this.jobId, filter) : new AllLines(this.jobId);
    lines.addEventListener('error', ({ detail }) => (this.note = this.#trouble = detail.message));
    lines.addEventListener('mended', () => this.#unsay(this.#trouble));
    this.#lines = lines;
    this.waiting = 0;
    this.connection = 'opening';
    try {
      const { job, tail } = await this.#opened(lines, id, signal);
      if (signal.aborted) {
        return;
      }
      this.#unsay(this.#trouble);
      this.#hasJob(job);
      this.#view.show(lines, id);
      if (tail.complete) {
        this.connection = 'ended';
        return;
      }
      await follow(this.jobId, { after: tail.lastLogId, ...filter, signal }, this.#following(lines));
    } catch (error) {
      if (!signal.aborted) {
        this.connection = 'failed';
        this.note = error.message;
        this.dispatchEvent(new CustomEvent('failed', { detail: error }));
      }
    }
  }

  /** Takes a note back that is no longer true. */
  #unsay(note) {
    if (this.note === note) {
      this.note = '';
    }
  }

  /** Tries until the server answers. */
  async #opened(lines, id, signal) {
    for (;;) {
      try {
        return await lines.open(id);
      } catch (error) {
        if (signal.aborted || error.status < 500) {
          throw error;
        }
        this.connection = 'broken';
        await pause(AGAIN_MS, signal);
      }
    }
  }

  #following(lines) {
    return {
      lines: (added) => {
        lines.append(added);
        this.waiting = this.#view.paused ? this.waiting + added.length : 0;
        this.#untold.lines += added.length;
        this.#untold.errors += added.filter(({ level }) => level === 'ERROR').length;
      },
      job: (job) => this.#hasJob(job),
      gap: (gap) => lines.lost(gap),
      end: () => this.#tellEnd(),
      connection: (state) => (this.connection = state),
    };
  }

  #hasJob(job) {
    const start = this.#start;
    this.#job = job;
    if (this.#start !== start) {
      this.#view?.update(); // what lines' times are counted from
    }
    this.dispatchEvent(new CustomEvent('job', { detail: job }));
  }

  get #start() {
    return this.#job?.startDate ?? this.#job?.creationDate;
  }

  /** For screen readers: now and then one sentence, not every line. */
  #tell() {
    const { lines, errors } = this.#untold;
    if (lines > 0) {
      this.#say(`${count(lines, 'new line')}${errors ? `, ${count(errors, 'error')}` : ''}`);
      this.#untold = { lines: 0, errors: 0 };
    }
  }

  #tellEnd() {
    const { lines, errors } = this.#untold;
    const news = [count(lines, 'new line'), errors && count(errors, 'error'), this.#job && stateName(this.#job)];
    this.#say(news.filter(Boolean).join(', '));
    this.#untold = { lines: 0, errors: 0 };
  }

  /** The same words again are heard only if the text is another one. */
  #say(words) {
    this.told = this.told === words ? `${words}.` : words;
  }

  #updateView() {
    this.#view.options = {
      time: (line) => TIMES[this.time].of(line.creationDate, this.#start ?? line.creationDate),
      mark: this.text,
      current: this.current,
      href: (id) => this.#address(id),
      none: this.level || this.only ? 'No line passes the filter.' : 'There are no lines yet.',
    };
    this.#view.update();
  }

  #address(line) {
    return href(`/job/${this.jobId}`, { ...this.#filter, line });
  }

  #remember() {
    if (this.#isJobPage()) {
      stay(`/job/${this.jobId}`, { ...this.#filter, line: this.current });
    }
  }

  #refilter() {
    clearTimeout(this.#typing);
    this.#typing = null;
    this.#remember();
    this.note = '';
    this.#open(this.current ?? (this.#view.paused ? this.#view.firstVisible() : null));
  }

  #pick(id) {
    if (!this.#isJobPage()) {
      go(`/job/${this.jobId}`, { line: id });
      return;
    }
    this.current = this.current === id ? null : id;
    this.#remember();
  }

  async #goTo(id) {
    this.current = id;
    this.#remember();
    if (this.#view.shows(this.#lines) && (this.#lines.reaches?.(id) ?? true)) {
      this.#view.toLine(id);
    } else {
      await this.#open(id);
    }
  }

  /** Goes to the next line that contains the text, or the one before; at the log's end from the other end on. */
  async #find(forward) {
    if (!this.text || !this.#lines) {
      return;
    }
    if (this.#typing) {
      this.#refilter(); // now: later it would end the search
    }
    this.#finding.abort();
    this.#finding = new AbortController();
    const { signal } = this.#finding;
    this.note = SEARCHING;
    const here = this.current ?? this.#view.firstVisible() ?? 0;
    try {
      const first = await this.#match(forward, this.current || !forward ? here : Math.max(0, here - 1), signal);
      const found = first ?? (await this.#match(forward, null, signal));
      this.note = !found
        ? `No line contains “${this.text}”`
        : `Line ${number(found.id)}${first ? '' : forward ? ', from the start again' : ', from the end again'}`;
      if (found) {
        await this.#goTo(found.id);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.note = error.message;
      }
    }
  }

  async #match(forward, from, signal) {
    const params = { level: this.level, q: this.text };
    const path = `/job/${this.jobId}/details/`;
    const { payload } = await (forward
      ? get(`${path}${from ?? 0}${query({ ...params, limit: 1 })}`, { signal })
      : get(`${path}0${query({ ...params, before: from, tail: 1 })}`, { signal }));
    return payload.logs[0];
  }

  #searched(event) {
    event.preventDefault();
    this.#find(true);
  }

  #typed(event) {
    this.text = event.target.value;
    this.note = '';
    if (this.only) {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#refilter(), TYPING_MS);
    }
  }

  #keyInSearch(event) {
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      this.#find(false);
    }
  }

  #wentTo(event) {
    event.preventDefault();
    const id = Number(new FormData(event.target).get('line'));
    if (Number.isSafeInteger(id) && id > 0) {
      this.#goTo(id);
    }
  }

  #set(name, value) {
    this[name] = value;
    localStorage.setItem(`log.${name}`, value);
  }

  async #copy() {
    this.#closeMenu();
    const newest = get(`/job/${this.jobId}/details/0${query({ ...this.#filter, tail: MOST_COPIED })}`);
    const text = newest.then(({ payload }) => {
      const lines = payload.logs.map(({ creationDate, level, message }) => `${creationDate} ${level} ${message}\n`);
      return new Blob(lines, { type: 'text/plain' });
    });
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
      const { payload } = await newest;
      this.note = `Copied ${count(payload.logs.length, 'line')}${payload.tail.nextBefore ? ', the newest' : ''}`;
    } catch (error) {
      this.note = `Nothing was copied: ${error.message}`;
    }
  }

  async #download(type, extension) {
    this.#closeMenu();
    this.note = 'Downloading …';
    try {
      const response = await request('GET', `/job/${this.jobId}/details/0${query(this.#filter)}`, {
        headers: { Accept: type },
      });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = `job-${this.jobId}.${extension}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      this.note = `Downloaded ${link.download}`;
    } catch (error) {
      this.note = `Nothing was downloaded: ${error.message}`;
    }
  }

  #closeMenu() {
    const menu = this.querySelector('.menu');
    menu.open = false;
    menu.querySelector('summary').focus();
  }

  #followed() {
    if (!this.#view.paused) {
      this.waiting = 0;
    }
    this.requestUpdate();
  }

  render() {
    return html`
      ${this.#toolbar()}
      <div class="log-frame">
        <log-view
          role="log"
          aria-live="off"
          aria-label="Log of job ${this.jobId}"
          tabindex="0"
          class=${this.wrap ? 'wrap' : ''}
          @follow=${this.#followed}
          @reopen=${({ detail }) => this.#open(detail)}
          @pick=${({ detail }) => this.#pick(detail)}
        ></log-view>
        ${this.#isPaused()
          ? html`<button class="resume" @click=${() => this.#view.toEnd()}>
              <span aria-hidden="true">↓</span> ${this.waiting ? count(this.waiting, 'new line') : 'Go to the end'}
            </button>`
          : nothing}
      </div>
      <p class="log-state">
        ${this.#state()} <span role="status">${this.note}</span>
        <span class="visually-hidden" role="status">${this.told}</span>
      </p>
    `;
  }

  #isPaused() {
    return this.#lines && this.#view?.paused;
  }

  #toolbar() {
    return html`<div class="toolbar" role="group" aria-label="Log">
      <select aria-label="Level" .value=${live(this.level)} @change=${(event) => {
        this.level = event.target.value;
        this.#refilter();
      }}>
        ${Object.entries(LEVELS).map(([value, name]) => html`<option value=${value}>${name}</option>`)}
      </select>
      <form class="joined" role="search" @submit=${this.#searched}>
        <input type="search" aria-label="Search the log" placeholder="Search the whole log" maxlength="200" .value=${live(this.text)}
          @input=${this.#typed} @keydown=${this.#keyInSearch} />
        <button type="button" aria-label="Previous match" title="Previous match (Shift+Enter)" ?disabled=${!this.text}
          @click=${() => this.#find(false)}>↑</button>
        <button aria-label="Next match" title="Next match (Enter)" ?disabled=${!this.text}>↓</button>
      </form>
      <label class="check"><input type="checkbox" .checked=${live(this.only)} @change=${(event) => {
        this.only = event.target.checked;
        if (this.text) {
          this.#refilter();
        }
      }} />Only matches</label>
      <form @submit=${this.#wentTo}>
        <input name="line" inputmode="numeric" pattern="[0-9]*" size="7" aria-label="Go to line" placeholder="Go to line" />
      </form>
      <span class="spring"></span>
      <select aria-label="Time of lines" .value=${live(this.time)} @change=${(event) => this.#set('time', event.target.value)}>
        ${Object.entries(TIMES).map(([value, { name }]) => html`<option value=${value}>${name}</option>`)}
      </select>
      <label class="check"><input type="checkbox" .checked=${live(this.wrap)}
        @change=${(event) => this.#set('wrap', event.target.checked)} />Wrap</label>
      <details class="menu">
        <summary>Export</summary>
        <div>
          <button @click=${this.#copy} ?hidden=${!navigator.clipboard}>Copy</button>
          <button @click=${() => this.#download('text/plain', 'log')}>Download as text</button>
          <button @click=${() => this.#download('application/x-ndjson', 'ndjson')}>Download as NDJSON</button>
        </div>
      </details>
    </div>`;
  }

  #state() {
    const states = {
      opening: ['waiting', 'Opening'],
      live: this.#isPaused() ? ['paused', 'Paused'] : ['live', 'Live'],
      broken: ['broken', 'Connection lost, trying again'],
      ended: ['ended', 'Complete'],
      failed: ['broken', 'Not available'],
    };
    const [kind, name] = states[this.connection] ?? states.opening;
    return html`<span class="connection ${kind}" role="status">${name}</span>`;
  }
}

customElements.define('job-log', JobLog);
