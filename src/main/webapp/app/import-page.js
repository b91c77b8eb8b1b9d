import { LitElement, html } from 'lit';

class ImportPage extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h1>Import</h1>`;
  }
}

customElements.define('import-page', ImportPage);
