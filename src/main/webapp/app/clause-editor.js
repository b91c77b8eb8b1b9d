import { LitElement, html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { OPERATORS, fields } from './values.js';

/**
 * One clause of a bulk edit: an attribute, for a condition an operator, and a value of the attribute's type. Tells
 * 'edit' with the changed clause, and 'remove'.
 */
class ClauseEditor extends LitElement {
  static properties = {
    /** What it is called, for those who do not see where it stands. */
    name: {},
    viewAttributes: { attribute: false },
    /** {attributeId, operator?, entered} */
    clause: { attribute: false },
    /** The API's errors, with `field`: the member of the value, 'operator', or '' for the clause. */
    errors: { attribute: false },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const { attributeId, operator } = this.clause;
    const attribute = this.viewAttributes.find(({ id }) => id === attributeId);
    return html`
      <div class="clause" role="group" aria-label=${this.name}>
        <label>
          Attribute
          <select @change=${(event) => this.#chooseAttribute(Number(event.target.value))}>
            ${this.viewAttributes.map(({ id, name }) => html`<option value=${id} .selected=${id === attributeId}>${name}</option>`)}
          </select>
        </label>
        ${operator === undefined ? html`<span class="becomes">becomes</span>` : this.#operator(operator)}
        ${fields(attribute, operator).map((field) => this.#field(field, attribute))}
        <button type="button" class="quiet" aria-label="Remove ${this.name}" @click=${this.#remove}>Remove</button>
        ${this.errors.map(({ text }, index) => html`<p class="error" id=${this.#errorId(index)}>${text}</p>`)}
      </div>
    `;
  }

  #operator(chosen) {
    return html`
      <label>
        Condition
        <select
          aria-invalid=${this.#isWrong('operator')}
          aria-describedby=${ifDefined(this.#describedBy('operator'))}
          @change=${(event) => this.#edit({ operator: event.target.value })}
        >
          ${Object.entries(OPERATORS).map(
            ([operator, text]) => html`<option value=${operator} .selected=${operator === chosen}>${text}</option>`
          )}
        </select>
      </label>
    `;
  }

  #field({ member, label, kind, choices }, attribute) {
    const value = this.clause.entered[member] ?? '';
    const wrong = this.#isWrong(member);
    const told = ifDefined(this.#describedBy(member));
    const enter = (event) => this.#edit({ entered: { ...this.clause.entered, [member]: event.target.value } });
    switch (kind) {
      case 'choice':
        return html`<label>
          ${label}
          <select aria-invalid=${wrong} aria-describedby=${told} @change=${enter}>
            <option value="" .selected=${value === ''}></option>
            ${choices.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
          </select>
        </label>`;
      case 'text':
        return html`<label class="long">
          ${label}
          <textarea rows="1" .value=${value} aria-invalid=${wrong} aria-describedby=${told} @input=${enter}></textarea>
        </label>`;
      default:
        return html`<label class=${kind === 'line' ? 'long' : ''}>
          ${label}
          <input
            type=${kind === 'date' ? 'date' : 'text'}
            inputmode=${ifDefined(kind === 'decimal' ? 'decimal' : undefined)}
            title=${attribute.description}
            autocomplete="off"
            .value=${value}
            aria-invalid=${wrong}
            aria-describedby=${told}
            @input=${enter}
          />
        </label>`;
    }
  }

  /** An error of the whole clause is one of its values. */
  #errorsOf(member) {
    return this.errors
      .map((error, index) => ({ ...error, index }))
      .filter(({ field }) => field.startsWith(member === 'keys' ? 'key' : member) || (!field && member !== 'operator'));
  }

  #isWrong(member) {
    return this.#errorsOf(member).length > 0;
  }

  #describedBy(member) {
    return this.#errorsOf(member).map(({ index }) => this.#errorId(index)).join(' ') || undefined;
  }

  #errorId(index) {
    return `${this.name.toLowerCase().replaceAll(' ', '-')}-error-${index}`;
  }

  /** What was entered for another type would be no value of this one. */
  #chooseAttribute(attributeId) {
    this.#edit({ attributeId, entered: {} });
  }

  #edit(change) {
    this.dispatchEvent(new CustomEvent('edit', { detail: { ...this.clause, ...change } }));
  }

  #remove() {
    this.dispatchEvent(new CustomEvent('remove'));
  }
}

customElements.define('clause-editor', ClauseEditor);
