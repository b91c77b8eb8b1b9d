import { LitElement, html } from 'lit';
import { get } from './api.js';
import { href } from './router.js';

class JobsPage extends LitElement {
  static properties = { jobs: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.jobs = (await get('/jobs')).payload;
  }

  render() {
    return html`<h1>Jobs</h1>
      <ul>
        ${this.jobs?.map((job) => html`<li><a href=${href(`/job/${job.id}`)}>${job.description}</a></li>`)}
      </ul>`;
  }
}

customElements.define('jobs-page', JobsPage);
