import { LitElement, html } from 'lit';
import { newKey } from './bulk-edit.js';
import { attributes, views } from './catalogue.js';
import { go, place, stay } from './router.js';
import { bytes, upload } from './upload.js';

/** Sends a CSV file, and leads to the job that imports it. */
class ImportPage extends LitElement {
  static properties = {
    views: { state: true },
    viewId: { state: true },
    viewAttributes: { state: true },
    file: { state: true },
    isOver: { state: true },
    sent: { state: true },
    errors: { state: true },
  };

  #leave = new AbortController();

  /** The same file sent again, after a connection that broke, is the same job. */
  #key;

  constructor() {
    super();
    this.errors = [];
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    const { signal } = this.#leave;
    // A file that is dropped beside its place must not take the page's.
    addEventListener('dragover', (event) => event.preventDefault(), { signal });
    addEventListener('drop', (event) => event.preventDefault(), { signal });
    await this.#telling(async () => {
      this.views = await views(signal);
      const wanted = Number(place().params.get('view'));
      const view = this.views.find(({ id }) => id === wanted) ?? this.views[0];
      if (view) {
        await this.#choose(view.id);
      }
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave.abort();
  }

  async #telling(work) {
    this.errors = [];
    try {
      await work();
    } catch (error) {
      if (!this.#leave.signal.aborted) {
        this.errors = error.problem?.errors?.map(({ msg }) => msg) ?? [error.message];
      }
    }
  }

  async #choose(viewId) {
    this.viewId = viewId;
    this.#key = newKey();
    stay('/import', { view: viewId });
    const found = await attributes(viewId, this.#leave.signal);
    if (this.viewId === viewId) {
      this.viewAttributes = found;
    }
  }

  #take(file) {
    this.file = file;
    this.#key = newKey();
    this.errors = [];
  }

  render() {
    const isSending = this.sent !== undefined;
    return html`
      <h1>Import items</h1>
      <p>
        A row makes its item or updates it, by its id. An empty cell takes the value away. A bad row becomes an error in the job's log and
        stops nothing.
      </p>
      ${this.views?.length === 0 ? html`<p>There is no view yet: an administrator makes the first.</p>` : ''}
      <form class="narrow" @submit=${this.#submit}>
        <label>
          View
          <select ?disabled=${!this.views || isSending} @change=${this.#chooseView}>
            ${this.views?.map(({ id, name }) => html`<option value=${id} .selected=${id === this.viewId}>${name}</option>`)}
          </select>
        </label>
        <label
          class="drop ${this.isOver ? 'over' : ''}"
          @dragover=${this.#over}
          @dragleave=${() => (this.isOver = false)}
          @drop=${this.#drop}
        >
          CSV file
          <input
            type="file"
            accept=".csv,text/csv"
            ?disabled=${isSending}
            aria-describedby="import-columns"
            @change=${(event) => this.#take(event.target.files[0])}
          />
          <span>${this.file ? bytes(this.file.size) : 'Choose it, or drop it here.'}</span>
        </label>
        <p id="import-columns" class="hint">
          UTF-8, with commas; the first line names the columns: <code>id</code>, and any of
          ${['parentId', 'name', 'description', ...(this.viewAttributes ?? []).map(({ name }) => name)].map(
            (name, index) => html`${index ? ', ' : ''}<code>${name}</code>`
          )}.
        </p>
        <div role="alert">${this.errors.map((text) => html`<p class="error">${text}</p>`)}</div>
        ${isSending ? this.#progress() : ''}
        <div class="actions">
          <button class="primary" ?disabled=${!this.file || !this.viewId || isSending}>Import</button>
        </div>
      </form>
    `;
  }

  #progress() {
    const { size } = this.file;
    return html`
      <label>
        ${this.sent < size ? `Sending: ${bytes(this.sent)} of ${bytes(size)}` : 'The server reads the file …'}
        <progress max=${size} .value=${this.sent}></progress>
      </label>
    `;
  }

  #chooseView(event) {
    this.#telling(() => this.#choose(Number(event.target.value)));
  }

  #over(event) {
    event.preventDefault();
    this.isOver = true;
  }

  #drop(event) {
    event.preventDefault();
    this.isOver = false;
    const { files } = event.dataTransfer;
    if (files.length && this.sent === undefined) {
      this.querySelector('input[type=file]').files = files;
      this.#take(files[0]);
    }
  }

  async #submit(event) {
    event.preventDefault();
    this.sent = 0;
    await this.#telling(async () => {
      const { payload } = await upload(`/view/${this.viewId}/items`, this.file, {
        headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': this.#key },
        signal: this.#leave.signal,
        sent: (amount) => (this.sent = amount),
      });
      go(`/job/${payload.id}`);
    });
    this.sent = undefined;
  }
}

customElements.define('import-page', ImportPage);
