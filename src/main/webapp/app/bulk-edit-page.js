import { LitElement, html } from 'lit';
import { attributes, views } from './catalogue.js';
import { clausesOf, newClause, placed, preview, submit } from './bulk-edit.js';
import { count, number } from './format.js';
import { go, place, stay } from './router.js';
import './clause-editor.js';
import './preview-table.js';

const NO_ERRORS = { changes: [], conditions: [], others: [] };
const STEPS = ['Choose', 'Review', 'Run'];

/** Chooses items and changes, shows what would change, and starts the job, whose page then has the log. */
class BulkEditPage extends LitElement {
  static properties = {
    views: { state: true },
    viewId: { state: true },
    viewAttributes: { state: true },
    conditions: { state: true },
    changes: { state: true },
    errors: { state: true },
    preview: { state: true },
    busy: { state: true },
  };

  #leave = new AbortController();

  constructor() {
    super();
    this.conditions = [];
    this.changes = [];
    this.errors = NO_ERRORS;
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    await this.#doing(async () => {
      this.views = await views(this.#leave.signal);
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

  async #choose(viewId) {
    this.viewId = viewId;
    this.viewAttributes = undefined;
    this.errors = NO_ERRORS;
    stay('/bulk-edit', { view: viewId });
    const found = await attributes(viewId, this.#leave.signal);
    if (this.viewId === viewId) {
      this.viewAttributes = found;
      this.conditions = [];
      this.changes = found.length ? [newClause(found)] : [];
    }
  }

  /** Runs the work; tells what it throws where no field is at fault. */
  async #doing(work) {
    this.busy = true;
    try {
      await work();
    } catch (error) {
      if (!this.#leave.signal.aborted) {
        this.errors = { ...NO_ERRORS, others: [error.message] };
      }
    } finally {
      this.busy = false;
    }
  }

  render() {
    const step = this.preview ? 1 : 0;
    return html`
      <h1>New bulk edit</h1>
      <ol class="steps">
        ${STEPS.map((name, index) => html`<li aria-current=${index === step ? 'step' : 'false'}>${name}</li>`)}
      </ol>
      ${this.preview ? this.#review() : this.#choices()}
    `;
  }

  #choices() {
    return html`
      <form @submit=${this.#submit} novalidate>
        ${this.views?.length === 0 ? html`<p>There is no view yet: an administrator makes the first.</p>` : this.#view()}
        ${this.viewAttributes?.length === 0 ? html`<p>This view has no attributes, so there is nothing to change.</p>` : ''}
        ${this.viewAttributes?.length ? this.#clauses() : ''}
        ${this.#alert()}
        <div class="actions">
          <button class="primary" ?disabled=${this.busy || !this.changes.length}>Preview</button>
          ${this.busy && this.viewAttributes ? html`<span role="status">Looking at the items …</span>` : ''}
        </div>
      </form>
    `;
  }

  #view() {
    return html`
      <label>
        View
        <select ?disabled=${!this.views} @change=${this.#chooseView}>
          ${this.views?.map(({ id, name }) => html`<option value=${id} .selected=${id === this.viewId}>${name}</option>`)}
        </select>
      </label>
    `;
  }

  #chooseView(event) {
    this.#doing(() => this.#choose(Number(event.target.value)));
  }

  #clauses() {
    return html`
      <fieldset class="conditions">
        <legend>Which items</legend>
        ${this.conditions.length ? html`<p>Those for which all of this holds:</p>` : html`<p>All items of the view.</p>`}
        ${this.#editors('conditions', 'Condition')}
        <button type="button" @click=${() => this.#add('conditions', 'eq')}>Add a condition</button>
      </fieldset>
      <fieldset class="changes">
        <legend>What to change</legend>
        ${this.#editors('changes', 'Change')}
        <button type="button" @click=${() => this.#add('changes')}>Add a change</button>
      </fieldset>
    `;
  }

  #editors(kind, name) {
    return this[kind].map(
      (clause, index) => html`<clause-editor
        name="${name} ${index + 1}"
        .viewAttributes=${this.viewAttributes}
        .clause=${clause}
        .errors=${this.errors[kind][index] ?? []}
        @edit=${({ detail }) => (this[kind] = this[kind].with(index, detail))}
        @remove=${() => this.#remove(kind, index)}
      ></clause-editor>`
    );
  }

  async #add(kind, operator) {
    this[kind] = [...this[kind], newClause(this.viewAttributes, operator)];
    this.errors = NO_ERRORS;
    await this.#rendered();
    const editors = this.querySelectorAll(`.${kind} clause-editor`);
    editors[editors.length - 1].querySelector('select').focus();
  }

  async #remove(kind, index) {
    this[kind] = this[kind].toSpliced(index, 1);
    this.errors = NO_ERRORS;
    await this.#rendered();
    this.querySelector(`.${kind} > button`).focus();
  }

  /** Resolves when the clauses' own elements are there too. */
  async #rendered() {
    await this.updateComplete;
    await Promise.all([...this.querySelectorAll('clause-editor')].map((editor) => editor.updateComplete));
  }

  #alert() {
    return html`<div role="alert">${this.errors.others.map((text) => html`<p class="error">${text}</p>`)}</div>`;
  }

  async #submit(event) {
    event.preventDefault();
    this.errors = NO_ERRORS;
    const clauses = clausesOf(this, this.viewAttributes);
    await this.#doing(async () => {
      try {
        this.preview = await preview(this.viewId, clauses, this.#leave.signal);
      } catch (error) {
        if (!error.problem) {
          throw error;
        }
        this.errors = placed(error, clauses);
      }
    });
    await this.#rendered();
    this.querySelector(this.preview ? 'h2' : '[aria-invalid="true"]')?.focus();
  }

  #review() {
    const { items } = this.preview;
    const changed = items.filter(({ isChanged }) => isChanged).length;
    return html`
      <h2 tabindex="-1">${items.length ? `${count(items.length, 'item')} ${items.length === 1 ? 'matches' : 'match'}` : 'No item matches'}</h2>
      ${items.length
        ? html`<p>${number(changed)} will change, ${number(items.length - changed)} will stay as before.</p>
            <preview-table .preview=${this.preview}></preview-table>`
        : html`<p>Change the conditions to find items.</p>`}
      ${this.#alert()}
      <div class="actions">
        <button type="button" ?disabled=${this.busy} @click=${this.#back}>Back</button>
        ${items.length
          ? html`<button type="button" class="primary" ?disabled=${this.busy} @click=${this.#run}>
              Run on ${count(items.length, 'item')}
            </button>`
          : ''}
      </div>
    `;
  }

  async #back() {
    this.preview = undefined;
    this.errors = NO_ERRORS;
    await this.#rendered();
    this.querySelector('form select').focus();
  }

  #run() {
    this.errors = NO_ERRORS;
    return this.#doing(async () => {
      const job = await submit(this.preview);
      go(`/job/${job.id}`);
    });
  }
}

customElements.define('bulk-edit-page', BulkEditPage);
