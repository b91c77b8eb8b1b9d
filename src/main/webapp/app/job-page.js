import { LitElement, html, nothing } from 'lit';
import { del, now, post } from './api.js';
import { auth } from './auth.js';
import { confirmed } from './confirm.js';
import { Estimate } from './estimate.js';
import { dateTime, number } from './format.js';
import './failed-items.js';
import './job-log.js';
import { badge, elapsed, progress, titleOf } from './job-state.js';
import { go, href } from './router.js';

/** A job: how far it is, what can be done with it, and its log. */
class JobPage extends LitElement {
  static properties = {
    jobId: { attribute: false },
    line: { attribute: false },
    job: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  #estimate = new Estimate();
  #ticking;

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      this.job = null;
      this.error = null;
      this.#estimate = new Estimate();
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  /** No news is news too: of a job that stands still nothing comes. */
  #tick() {
    if (document.hidden) {
      return; // then nothing comes of any
    }
    if (this.job?.progress === 'IN_PROGRESS' && this.querySelector('job-log').connection === 'live') {
      this.#estimate.add(this.job, now());
    }
    this.requestUpdate();
  }

  #hasJob(job) {
    this.job = job;
    this.#estimate.add(job, now());
  }

  async #cancel() {
    const { id } = this.job;
    const question = {
      title: `Cancel job ${id}?`,
      text: 'It stops after the items at hand. What is done stays done.',
      yes: 'Cancel the job',
      no: 'Let it run',
      kind: 'danger',
    };
    if (await confirmed(question)) {
      await this.#act(() => del(`/job/${id}`));
    }
  }

  async #retry() {
    const { id } = this.job;
    const question = {
      title: `Retry job ${id}?`,
      text: 'A new job does the items that failed, or were not reached.',
      yes: 'Retry',
      no: 'Not now',
    };
    if (await confirmed(question)) {
      const reply = await this.#act(() => post(`/job/${id}/retry`));
      if (reply) {
        go(`/job/${reply.payload.id}`);
      }
    }
  }

  async #act(call) {
    this.busy = true;
    this.error = null;
    try {
      return await call();
    } catch (error) {
      this.error = error;
      return null;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const { job } = this;
    return html`<div class="job-page">
      <div class="head">
        <h1>${job ? titleOf(job) : `Job ${this.jobId}`}</h1>
        ${job ? this.#actions(job) : nothing}
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error.message}</p>` : nothing}
      ${job ? this.#facts(job) : nothing}
      <job-log .jobId=${this.jobId} .line=${this.line} ?hidden=${this.error?.status === 404}
        @job=${({ detail }) => this.#hasJob(detail)} @failed=${({ detail }) => (this.error = detail)}></job-log>
    </div>`;
  }

  #actions(job) {
    if (!auth.may('EDIT')) {
      return nothing;
    }
    const canRetry = job.outcome && job.outcome !== 'SUCCEEDED' && !job.retriedBy;
    return html`<div class="actions">
      ${job.outcome ? nothing : html`<button class="danger" ?disabled=${this.busy} @click=${this.#cancel}>Cancel …</button>`}
      ${canRetry ? html`<button ?disabled=${this.busy} @click=${this.#retry}>Retry …</button>` : nothing}
    </div>`;
  }

  #facts(job) {
    return html`
      <div class="facts">
        ${badge(job)} ${progress(job, this.#estimate)}
        <dl>
          ${fact('Job', String(job.id))} ${fact('Changed', number(job.changed))} ${fact('Unchanged', number(job.unchanged))} ${fact('Failed', number(job.failed))}
          ${fact('Elapsed', elapsed(job, now()))} ${fact('Submitted', dateTime(job.creationDate))} ${fact('Started', dateTime(job.startDate))}
          ${fact('Ended', dateTime(job.endDate))} ${fact('By', job.submitter)} ${fact('Name', job.name)}
          ${job.retryOf ? fact('Retry of', html`<a href=${href(`/job/${job.retryOf}`)}>job ${job.retryOf}</a>`) : nothing}
          ${job.retriedBy ? fact('Retried by', html`<a href=${href(`/job/${job.retriedBy}`)}>job ${job.retriedBy}</a>`) : nothing}
        </dl>
      </div>
      ${job.failed ? html`<failed-items .jobId=${job.id} .count=${job.failed}></failed-items>` : nothing}
    `;
  }
}

const fact = (name, value) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing);

customElements.define('job-page', JobPage);
