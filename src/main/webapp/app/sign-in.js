import { LitElement, html } from 'lit';
import { ref, createRef } from 'lit/directives/ref.js';
import { BASE } from './api.js';
import { auth } from './auth.js';

const REASONS = {
  expired: 'Your sign-in has expired. Sign in again and go on where you are: the page stays as it is.',
  'signed-out': 'You have signed out.',
};

/** Asks who it is, over whatever page is there, as long as nobody is signed in. */
class SignIn extends LitElement {
  static properties = {
    issuer: { state: true },
    error: { state: true },
    busy: { state: true },
  };

  #dialog = createRef();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    auth.addEventListener('change', () => this.#changed());
  }

  #changed() {
    this.error = '';
    this.busy = false;
    this.requestUpdate();
  }

  render() {
    return html`
      <dialog ${ref(this.#dialog)} aria-labelledby="sign-in-title" @cancel=${(event) => event.preventDefault()} @close=${() => this.requestUpdate()}>
        <h2 id="sign-in-title">Sign in to Jobscribe</h2>
        ${auth.reason ? html`<p>${REASONS[auth.reason]}</p>` : ''}
        ${this.issuer ? this.#atIssuer() : this.#withToken()}
        <div role="alert">${this.error ? html`<p class="error">${this.error}</p>` : ''}</div>
      </dialog>
    `;
  }

  #atIssuer() {
    return html`
      <p>
        <button class="primary" autofocus ?disabled=${this.busy} @click=${this.#goToIssuer}>
          Sign in at ${this.issuer.name}
        </button>
      </p>
      <details>
        <summary>Use a token</summary>
        ${this.#tokenForm()}
      </details>
    `;
  }

  #withToken() {
    return html`
      <p>Paste a token. A server without a configured issuer shows a link with one in its log.</p>
      ${this.#tokenForm()}
    `;
  }

  #tokenForm() {
    return html`
      <form @submit=${this.#submit}>
        <label>
          Token
          <input name="token" type="password" required autocomplete="off" spellcheck="false" ?autofocus=${!this.issuer} />
        </label>
        <div class="actions"><button class=${this.issuer ? '' : 'primary'} ?disabled=${this.busy}>Sign in</button></div>
      </form>
    `;
  }

  updated() {
    const dialog = this.#dialog.value;
    if (auth.token() || auth.renewing) {
      dialog.close();
    } else if (!dialog.open) {
      dialog.showModal();
      this.#askForIssuer();
    }
  }

  async #askForIssuer() {
    try {
      this.issuer = await auth.issuer();
    } catch {
      this.issuer = null; // a token can be pasted all the same
    }
  }

  /** Stays enabled while the window is open: it may have been closed. */
  async #goToIssuer() {
    this.error = '';
    try {
      await auth.signInAtIssuer();
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.error = error.message;
      }
    }
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const token = form.elements.token.value.trim();
    this.error = '';
    this.busy = true;
    try {
      await check(token);
      form.reset();
      auth.signIn(token);
    } catch (error) {
      this.error = error.message;
      form.elements.token.select();
    } finally {
      this.busy = false;
    }
  }
}

const REFUSALS = {
  401: 'The server does not accept this token: it is damaged or expired, or another issuer has signed it.',
  403: 'The token is valid, but gives no role: its claim groups must have VIEW, EDIT or ADMIN.',
};

/** @throws Error if the server does not let the token's holder read */
async function check(token) {
  let response;
  try {
    response = await fetch(`${BASE}/jobs?limit=1`, {
      headers: { 'x-auth-jwt': token },
    });
  } catch {
    throw new Error('The server does not answer, or this is no token. Try again.');
  }
  if (!response.ok) {
    throw new Error(REFUSALS[response.status] ?? `The server answered ${response.status}. Try again.`);
  }
}

/** Who is signed in, and the way out. */
class AccountMenu extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    auth.addEventListener('change', () => this.requestUpdate());
  }

  render() {
    const roles = auth.roles().join(', ') || 'no role';
    return auth.token()
      ? html`<span class="user" title=${roles}>${auth.name()}<span class="visually-hidden">, ${roles}</span></span>
          <button class="quiet" @click=${() => auth.signOut()}>Sign out</button>`
      : '';
  }
}

customElements.define('sign-in', SignIn);
customElements.define('account-menu', AccountMenu);
