import { LitElement, html, nothing } from 'lit';
import { get, query } from './api.js';
import { number } from './format.js';

const PAGE = 50;

/** The items of a job that failed, if somebody wants to see them. Why they did is in the log. */
class FailedItems extends LitElement {
  static properties = {
    jobId: { attribute: false },
    count: { attribute: false },
    items: { state: true },
    busy: { state: true },
    error: { state: true },
  };

  #leaving = new AbortController();

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      this.items = null;
    }
  }

  #toggled(event) {
    if (event.target.open) {
      this.items = null;
      this.#load();
    }
  }

  #more() {
    if (!this.busy) {
      this.#load();
    }
  }

  /** Goes on after the last item that is here; an answer that is still to come no longer counts. */
  async #load() {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const after = this.items?.at(-1)?.number;
    this.busy = true;
    try {
      const { payload } = await get(
        `/job/${this.jobId}/items${query({ outcome: 'failed', limit: PAGE, after })}`,
        { signal }
      );
      this.items = [...(this.items ?? []), ...payload];
      this.error = '';
    } catch (error) {
      if (!signal.aborted) {
        this.error = error.message;
      }
    } finally {
      if (!signal.aborted) {
        this.busy = false;
      }
    }
  }

  render() {
    return html`<details class="failed-items" @toggle=${this.#toggled}>
      <summary>Failed items (${number(this.count)})</summary>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label="Failed items">
        <table>
          <thead>
            <tr><th scope="col">Number</th><th scope="col">Item</th></tr>
          </thead>
          <tbody>
            ${this.items?.map(
              ({ number: n, item }) => html`<tr><td>${number(n)}</td><td>${told(item)}</td></tr>`
            )}
          </tbody>
        </table>
        ${this.items && this.count > this.items.length
          ? html`<button aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#more}>More</button>`
          : nothing}
      </div>
    </details>`;
  }
}

/** A row of an import is the number of its line and its cells; any other item has an id and a name. */
function told(item) {
  if (Array.isArray(item)) {
    const [line, ...cells] = item;
    return `Line ${line}: ${cells.join(', ')}`;
  }
  return `${item.id} ${item.name ?? ''}`;
}

customElements.define('failed-items', FailedItems);
