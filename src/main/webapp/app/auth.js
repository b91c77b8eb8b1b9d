/**
 * Who is signed in. The token comes in the address's fragment (#token=...), which is never sent to
 * a server, or is pasted; it is kept in this tab's session storage. Tells 'change' after each change.
 */
class Auth extends EventTarget {
  #token = sessionStorage.getItem('token');

  /** Why there is no token: null (nobody has signed in), 'signed-out' or 'expired'. */
  reason = null;

  constructor() {
    super();
    this.#takeFromAddress();
    addEventListener('hashchange', () => this.#takeFromAddress());
  }

  #takeFromAddress() {
    if (location.hash.startsWith('#token=')) {
      const token = decodeURIComponent(location.hash.slice('#token='.length));
      history.replaceState(null, '', '#/jobs');
      this.signIn(token);
    }
  }

  /** The token, or null. */
  token() {
    return this.#token;
  }

  signIn(token) {
    this.#token = token;
    this.reason = null;
    sessionStorage.setItem('token', token);
    this.dispatchEvent(new Event('change'));
  }

  signOut(reason = 'signed-out') {
    this.#token = null;
    this.reason = reason;
    sessionStorage.removeItem('token');
    this.dispatchEvent(new Event('change'));
  }

  /** What the token says, or {}. Not verified: only the server's word counts. */
  claims() {
    try {
      const base64 = this.#token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return {};
    }
  }

  /** Whether the token has this role, by itself or by a higher one. */
  may(role) {
    const roles = ['VIEW', 'EDIT', 'ADMIN'];
    return roles.slice(roles.indexOf(role)).some((each) => this.claims().groups?.includes(each));
  }

  /** Resolves to the token as soon as there is one. */
  signedIn(signal) {
    return new Promise((resolve, reject) => {
      const stop = new AbortController();
      const look = () => {
        if (signal?.aborted) {
          stop.abort();
          reject(signal.reason);
        } else if (this.#token) {
          stop.abort();
          resolve(this.#token);
        }
      };
      this.addEventListener('change', look, { signal: stop.signal });
      signal?.addEventListener('abort', look, { signal: stop.signal });
      look();
    });
  }
}

export const auth = new Auth();
