import { LitElement, html } from 'lit';
import './job-log.js';

class JobPage extends LitElement {
  static properties = { jobId: { attribute: false } };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h1>Job ${this.jobId}</h1>
      <job-log .jobId=${this.jobId}></job-log>`;
  }
}

customElements.define('job-page', JobPage);
