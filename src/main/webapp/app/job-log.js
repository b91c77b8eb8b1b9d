import { LitElement, html } from 'lit';
import { follow } from './api.js';

/**
 * The log of a job, rolling: <job-log .jobId=${7}></job-log>. Tells 'job' (detail: the job's
 * document) whenever that is new.
 */
class JobLog extends LitElement {
  static properties = { jobId: { attribute: false }, lines: { state: true } };

  #leaving;

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      this.#leaving?.abort();
      this.#leaving = new AbortController();
      this.lines = [];
      follow(this.jobId, { signal: this.#leaving.signal }, {
        lines: (lines) => (this.lines = [...this.lines, ...lines]),
        job: (job) => this.dispatchEvent(new CustomEvent('job', { detail: job })),
        gap: () => {},
        end: () => {},
        connection: () => {},
      });
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving?.abort();
  }

  render() {
    return html`<div role="log" aria-label="Log of job ${this.jobId}" aria-live="off" tabindex="0">
      ${this.lines.map((line) => html`<div>${line.id} ${line.level} ${line.message}</div>`)}
    </div>`;
  }
}

customElements.define('job-log', JobLog);
