import { LitElement, html } from 'lit';
import { number } from './format.js';
import { readable } from './values.js';

const PAGE = 50;
const MAX_INDENT = 8;

const SHOWN = {
  all: ['All', () => true],
  changed: ['Only those that change', (item) => item.isChanged],
  unchanged: ['Only those that stay', (item) => !item.isChanged],
};

/** A preview's items, old and new, a page at a time: a package may have any number of them. */
class PreviewTable extends LitElement {
  static properties = {
    preview: { attribute: false },
    shown: { state: true },
    page: { state: true },
  };

  constructor() {
    super();
    this.shown = 'all';
    this.page = 0;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const items = this.shown === 'all' ? this.preview.items : this.preview.items.filter(SHOWN[this.shown][1]);
    const pages = Math.max(1, Math.ceil(items.length / PAGE));
    const rows = items.slice(this.page * PAGE, (this.page + 1) * PAGE);
    return html`
      <div class="table-tools">
        <label>
          Items
          <select @change=${this.#show}>
            ${Object.entries(SHOWN).map(
              ([name, [text]]) => html`<option value=${name} .selected=${name === this.shown}>${text}</option>`
            )}
          </select>
        </label>
        ${pages > 1 ? this.#pager(items.length, pages) : ''}
      </div>
      <div class="table-scroll" tabindex="0" role="region" aria-label="Items, before and after">
        <table class="preview">
          <thead>
            <tr>
              <th scope="col">Item</th>
              ${this.preview.attributes.map(({ name }) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((item) => this.#row(item))}
          </tbody>
        </table>
      </div>
      ${rows.length ? '' : html`<p>There are none.</p>`}
    `;
  }

  #pager(total, pages) {
    const first = this.page * PAGE + 1;
    const last = Math.min(total, first + PAGE - 1);
    return html`
      <nav class="pager" aria-label="Pages of items">
        <button type="button" ?disabled=${this.page === 0} @click=${() => this.page--}>Previous</button>
        <span role="status">${number(first)} to ${number(last)} of ${number(total)}</span>
        <button type="button" ?disabled=${this.page === pages - 1} @click=${() => this.page++}>Next</button>
      </nav>
    `;
  }

  #row({ id, name, depth, changes, isChanged }) {
    return html`
      <tr class=${isChanged ? '' : 'unchanged'}>
        <th scope="row" class="indent-${Math.min(depth, MAX_INDENT)}">${name} <small>${id}</small></th>
        ${this.preview.attributes.map((attribute) =>
          this.#change(attribute, changes.find(({ attributeId }) => attributeId === attribute.id))
        )}
      </tr>
    `;
  }

  #change(attribute, { old, next, isChange }) {
    return isChange
      ? html`<td>
          ${old ? html`<del>${readable(old, attribute)}</del>` : html`<span class="none">no value</span>`}
          <span aria-hidden="true">→</span> <ins>${readable(next, attribute)}</ins>
        </td>`
      : html`<td>${readable(next, attribute)} <span class="tag">unchanged</span></td>`;
  }

  #show(event) {
    this.shown = event.target.value;
    this.page = 0;
  }
}

customElements.define('preview-table', PreviewTable);
