import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { now, pause, query, request, visible } from './api.js';
import { Estimate } from './estimate.js';
import { dateTime } from './format.js';
import { TYPES, badge, elapsed, progress, titleOf, typeName } from './job-state.js';
import { href, stay } from './router.js';

const PAGE = 50;
const MOST = 1000;
const WAIT_SECONDS = 20;
const QUIET_MS = 500;
const TYPING_MS = 300;

const PROGRESS = {
  '': 'Any state',
  'SCHEDULED,IN_PROGRESS': 'Not over yet',
  IN_PROGRESS: 'Running',
  SCHEDULED: 'Scheduled',
  COMPLETED: 'Completed',
  FAILED: 'Failed or cancelled',
};


/** The newest jobs that pass the filter, as they are at any time. */
class JobsPage extends LitElement {
  static properties = {
    search: { attribute: false },
    filter: { state: true },
    jobs: { state: true },
    more: { state: true },
    limit: { state: true },
    error: { state: true },
  };

  #leaving = new AbortController();
  #estimates = new Map();
  #ticking;
  #typing;

  constructor() {
    super();
    this.jobs = null;
    this.limit = PAGE;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  /** No news is news too: of a job that stands still nothing comes. */
  #tick() {
    if (document.hidden) {
      return; // then nothing comes of any
    }
    if (!this.error) {
      this.#estimate(this.jobs ?? []);
    }
    this.requestUpdate();
  }

  willUpdate(changed) {
    const asked = changed.has('search') && Object.fromEntries(new URLSearchParams(this.search));
    if (asked && JSON.stringify(asked) !== JSON.stringify(this.filter)) {
      this.filter = asked;
      this.limit = PAGE;
      this.#watch();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    clearTimeout(this.#typing);
    this.#leaving.abort();
  }

  /** Asks for the list, then again and again for the one that follows it. */
  async #watch() {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const path = `/jobs${query({ ...this.#asInstants(), limit: this.limit })}`;
    let etag = null;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const headers = etag ? { 'If-None-Match': etag, Prefer: `wait=${WAIT_SECONDS}` } : {};
        const response = await request('GET', path, { headers, signal, soon: true });
        if (response.status === 200) {
          etag = response.headers.get('ETag');
          this.#show(await response.json());
        }
        failures = 0;
        this.error = '';
        await pause(etag ? QUIET_MS : 2000, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.error = error.message;
        if (error.status < 500) {
          return;
        }
        await pause(Math.min(15_000, 500 * 2 ** failures++), signal);
      }
      await visible(signal);
    }
  }

  #asInstants() {
    const { createdFrom, createdTo, ...rest } = this.filter;
    const instant = (local) => (Number.isNaN(Date.parse(local)) ? '' : new Date(local).toISOString());
    return { ...rest, createdFrom: instant(createdFrom), createdTo: instant(createdTo) };
  }

  #show({ payload, page }) {
    this.#estimate(payload);
    this.jobs = payload;
    this.more = page.hasMore;
  }

  #estimate(jobs) {
    const running = jobs.filter(({ progress }) => progress === 'IN_PROGRESS');
    this.#estimates = new Map(running.map(({ id }) => [id, this.#estimates.get(id) ?? new Estimate()]));
    running.forEach((job) => this.#estimates.get(job.id).add(job, now()));
  }

  #changed(event) {
    const { name, value } = event.target;
    const { [name]: before, ...others } = this.filter;
    this.filter = value.trim() ? { ...others, [name]: value.trim() } : others;
    stay('/jobs', this.filter);
    this.limit = PAGE;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#watch(), event.type === 'input' ? TYPING_MS : 0);
  }

  #clear() {
    this.filter = {};
    stay('/jobs');
    this.#watch();
  }

  #showMore() {
    this.limit = Math.min(MOST, this.limit + 2 * PAGE);
    this.#watch();
  }

  render() {
    return html`
      <h1>Jobs</h1>
      ${this.#filters()}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      ${this.#list()}
      ${this.more && this.limit < MOST ? html`<button @click=${this.#showMore}>Older jobs</button>` : nothing}
    `;
  }

  #filters() {
    const any = Object.keys(this.filter).length > 0;
    return html`<form class="filters" aria-label="Filter" @submit=${(event) => event.preventDefault()}>
      <input type="search" name="q" aria-label="Search" placeholder="Search name and description" .value=${this.filter.q ?? ''} @input=${this.#changed} />
      ${this.#select('progress', 'State', PROGRESS)} ${this.#select('type', 'Type', { '': 'Any type', ...TYPES })}
      <input name="submitter" aria-label="Submitter" placeholder="Submitter" size="12" .value=${this.filter.submitter ?? ''} @input=${this.#changed} />
      <span class="range">
        <label>From <input type="datetime-local" name="createdFrom" .value=${this.filter.createdFrom ?? ''} @change=${this.#changed} /></label>
        <label>to <input type="datetime-local" name="createdTo" .value=${this.filter.createdTo ?? ''} @change=${this.#changed} /></label>
      </span>
      ${any ? html`<button type="button" class="quiet" @click=${this.#clear}>Clear</button>` : nothing}
    </form>`;
  }

  #select(name, label, options) {
    return html`<select name=${name} aria-label=${label} @change=${this.#changed}>
      ${Object.entries(options).map(
        ([value, text]) => html`<option value=${value} .selected=${value === (this.filter[name] ?? '')}>${text}</option>`
      )}
    </select>`;
  }

  #list() {
    if (!this.jobs) {
      return html`<p class="empty">Loading …</p>`;
    }
    if (!this.jobs.length) {
      return html`<p class="empty">No job passes this filter.</p>`;
    }
    return html`<ul class="jobs">
      ${repeat(this.jobs, (job) => job.id, (job) => this.#item(job))}
    </ul>`;
  }

  #item(job) {
    return html`<li>
      <div>${badge(job)}</div>
      <div class="what">
        <a href=${href(`/job/${job.id}`)}>${titleOf(job)}</a>
        <div class="meta">${[job.id, typeName(job), job.submitter].filter(Boolean).join(' · ')}</div>
      </div>
      ${progress(job, this.#estimates.get(job.id))}
      <div class="when">
        <time datetime=${job.creationDate}>${dateTime(job.creationDate)}</time>
        <div class="meta">${job.startDate ? elapsed(job, now()) : 'not started yet'}</div>
      </div>
    </li>`;
  }
}

customElements.define('jobs-page', JobsPage);
