import { LitElement, html } from 'lit';
import { auth } from './auth.js';
import { place } from './router.js';
import './jobs-page.js';
import './job-page.js';
import './bulk-edit-page.js';
import './import-page.js';
import './sign-in.js';

/** Each place: the pattern of its path, its name, its page. */
const PAGES = [
  [/^\/jobs$/, () => 'Jobs', () => html`<jobs-page .search=${place().params.toString()}></jobs-page>`],
  [
    /^\/job\/(\d+)$/,
    (id) => `Job ${id}`,
    (id) => html`<job-page .jobId=${Number(id)} .line=${Number(place().params.get('line')) || null}></job-page>`,
  ],
  [/^\/bulk-edit$/, () => 'New bulk edit', () => html`<bulk-edit-page></bulk-edit-page>`],
  [/^\/import$/, () => 'Import', () => html`<import-page></import-page>`],
];

/** The frame around every page. Renders into the page itself, so that one style sheet has all. */
class Shell extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.#arrive());
    addEventListener('stay', () => this.requestUpdate());
    auth.addEventListener('change', () => this.requestUpdate());
  }

  #path = place().path;

  #arrive() {
    this.requestUpdate();
    if (this.#path !== place().path) {
      this.#path = place().path;
      this.querySelector('main').focus();
    }
  }

  render() {
    const { path } = place();
    const found = PAGES.find(([pattern]) => pattern.test(path));
    const values = found ? path.match(found[0]).slice(1) : [];
    document.title = `${found ? found[1](...values) : 'Not found'} – Jobscribe`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href="#/jobs"><img src="app/icon.svg" alt="" width="22" height="22" />Jobscribe</a>
        <nav aria-label="Pages">
          ${this.#link('/jobs', 'Jobs', path)}
          ${auth.may('EDIT')
            ? html`${this.#link('/bulk-edit', 'New bulk edit', path)} ${this.#link('/import', 'Import', path)}`
            : ''}
        </nav>
        <account-menu></account-menu>
      </header>
      <main tabindex="-1">
        ${auth.reason === 'signed-out' ? '' : found ? found[2](...values) : html`<h1>Not found</h1><p>There is no page ${path}. <a href="#/jobs">All jobs</a></p>`}
      </main>
      <sign-in></sign-in>
    `;
  }

  #link(to, name, path) {
    return html`<a href="#${to}" aria-current=${path === to ? 'page' : 'false'}>${name}</a>`;
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('jobscribe-console', Shell);
