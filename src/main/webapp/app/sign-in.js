import { LitElement, html } from 'lit';
import { auth } from './auth.js';

/** Asks for a token, over whatever page is there, as long as there is none. */
class SignIn extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    auth.addEventListener('change', () => this.requestUpdate());
  }

  render() {
    return html`
      <dialog aria-labelledby="sign-in-title" @cancel=${(event) => event.preventDefault()}>
        <form method="dialog" @submit=${this.#submit}>
          <h2 id="sign-in-title">Sign in</h2>
          ${auth.reason === 'expired' ? html`<p>Your token is not accepted any more. The page stays as it is.</p>` : ''}
          <p>Open the link in the server's log, or paste a token.</p>
          <label>Token <input name="token" type="password" required autocomplete="off" /></label>
          <div class="actions"><button class="primary">Sign in</button></div>
        </form>
      </dialog>
    `;
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (auth.token()) {
      dialog.close();
    } else if (!dialog.open) {
      dialog.showModal();
    }
  }

  #submit(event) {
    event.preventDefault();
    const token = new FormData(event.target).get('token').trim();
    event.target.reset();
    auth.signIn(token);
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
    const { upn, preferred_username: username, sub } = auth.claims();
    return auth.token()
      ? html`<span class="user">${upn ?? username ?? sub}</span>
          <button class="quiet" @click=${() => auth.signOut()}>Sign out</button>`
      : '';
  }
}

customElements.define('sign-in', SignIn);
customElements.define('account-menu', AccountMenu);
