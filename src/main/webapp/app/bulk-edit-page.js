import { LitElement, html } from 'lit';

class BulkEditPage extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h1>New bulk edit</h1>`;
  }
}

customElements.define('bulk-edit-page', BulkEditPage);
