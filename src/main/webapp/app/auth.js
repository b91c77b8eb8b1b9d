import { Issuer } from './oidc.js';

const SESSION = 'session';
const ROLES = ['VIEW', 'EDIT', 'ADMIN'];
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const RENEWALS_APART_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Who is signed in. The token comes in the address's fragment (#token=...), which is never sent to a server, is
 * pasted, or comes from the issuer, which may also give one to renew it with. Both are kept in this tab's session
 * storage. Tells 'change' after each change.
 */
class Auth extends EventTarget {
  /** {token, refreshToken?, byIssuer?}; without a token nobody is signed in. */
  #session = JSON.parse(sessionStorage.getItem(SESSION)) ?? {};
  #claims = claimsOf(this.#session.token);
  #issuer;
  #timer;
  #renewal;
  #renewedAt = 0;
  #failures = 0;

  /** Why there is no token: null (nobody has signed in), 'signed-out' or 'expired'. */
  reason = null;

  constructor() {
    super();
    this.#takeFromAddress();
    addEventListener('hashchange', () => this.#takeFromAddress());
    this.#renewInTime();
    if (this.renewing) {
      this.#renew(); // the page was left in the middle of that
    }
  }

  #takeFromAddress() {
    if (location.hash.startsWith('#token=')) {
      const token = location.hash.slice('#token='.length);
      history.replaceState(null, '', '#/jobs');
      this.signIn(token);
    }
  }

  /** The token, or null. */
  token() {
    return this.#session.token ?? null;
  }

  /** Whether a new token is being asked for without the person's help. */
  get renewing() {
    return !this.token() && Boolean(this.#session.refreshToken) && this.reason === null;
  }

  /** Resolves to the issuer at which people sign in; to null if they bring a token. */
  issuer() {
    this.#issuer ??= fetch(new URL('config.json', document.baseURI))
      .then((response) => response.json())
      .then(({ oidc }) => oidc && new Issuer(oidc));
    this.#issuer.catch(() => (this.#issuer = undefined)); // the next call asks again
    return this.#issuer;
  }

  signIn(token, { refreshToken, byIssuer = false } = {}) {
    this.#keep({ token, refreshToken, byIssuer });
    this.#claims = claimsOf(token);
    this.reason = null;
    this.#failures = 0;
    this.#renewInTime();
    this.dispatchEvent(new Event('change'));
  }

  /** To be called in an event of the user's. */
  async signInAtIssuer() {
    const issuer = await this.#issuer;
    this.#signedIn(await issuer.signIn());
  }

  #signedIn({ access_token: token, refresh_token: refreshToken }) {
    this.signIn(token, { refreshToken, byIssuer: true });
  }

  /** With 'expired' a token that can be renewed is renewed; nothing is told unless that fails. */
  async signOut(reason = 'signed-out') {
    const { refreshToken, byIssuer } = this.#session;
    if (reason === 'expired' && refreshToken && !this.#isJustRenewed()) {
      this.#keep({ refreshToken, byIssuer });
      await this.#renew();
      return;
    }
    this.#forget(reason);
    if (reason !== 'expired' && byIssuer) {
      await this.#leaveIssuer();
    }
  }

  #forget(reason) {
    clearTimeout(this.#timer);
    this.#keep({});
    this.#claims = reason === 'expired' ? this.#claims : {}; // the page stays as it is
    this.#lacksToken(reason);
  }

  #lacksToken(reason) {
    this.reason = reason;
    this.dispatchEvent(new Event('change'));
  }

  async #leaveIssuer() {
    const url = await this.issuer()
      .then((issuer) => issuer?.signOutUrl())
      .catch(() => undefined); // signed out here all the same
    if (url) {
      location.assign(url);
    }
  }

  /** A new token that is refused is not the issuer's fault: the next one would be refused too. */
  #isJustRenewed() {
    return Date.now() - this.#renewedAt < RENEWALS_APART_MS;
  }

  /** One renewal at a time: a refresh token may be good for one only. If it fails, whatever token there was stays. */
  #renew() {
    this.#renewal ??= this.#renewOnce().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #renewOnce() {
    clearTimeout(this.#timer);
    const { refreshToken } = this.#session;
    const isStillWanted = () => this.#session.refreshToken === refreshToken; // nobody has signed in or out meanwhile
    try {
      const issuer = await this.issuer();
      const answer = await issuer.renew(refreshToken);
      if (isStillWanted()) {
        this.#renewedAt = Date.now();
        this.#signedIn({ refresh_token: refreshToken, ...answer });
      }
    } catch (error) {
      if (isStillWanted()) {
        this.#notRenewed(error);
      }
    }
  }

  /** Only what the issuer has refused is worthless. One that is away comes back, maybe after the person has been asked. */
  #notRenewed({ refused }) {
    if (refused) {
      this.#keep({ ...this.#session, refreshToken: undefined });
    } else {
      this.#renewAfter(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** this.#failures++));
    }
    if (!this.token() && this.reason === null) {
      this.#lacksToken('expired');
    }
  }

  #renewAfter(delay) {
    this.#timer = setTimeout(() => this.#renew(), Math.min(LONGEST_TIMER_MS, delay));
  }

  /** Before the token expires, by this machine's clock; if that is wrong, the server refuses it, and then. */
  #renewInTime() {
    clearTimeout(this.#timer);
    if (this.#session.refreshToken && this.#claims.exp) {
      const left = this.#claims.exp * 1000 - Date.now();
      const early = Math.min(30_000, left / 4);
      if (left > 0) { // else this machine's clock is ahead: the server knows better
        this.#renewAfter(Math.max(RENEWALS_APART_MS, left - early));
      }
    }
  }

  #keep(session) {
    this.#session = session;
    sessionStorage.setItem(SESSION, JSON.stringify(session));
  }

  /** What the person is called. */
  name() {
    const { name, upn, preferred_username: username, sub } = this.#claims;
    return name ?? upn ?? username ?? sub ?? 'unknown';
  }

  /** The roles among the token's groups. */
  roles() {
    const { groups } = this.#claims;
    return Array.isArray(groups) ? ROLES.filter((role) => groups.includes(role)) : [];
  }

  /** Whether the token has this role, by itself or by a higher one. */
  may(role) {
    return this.roles().some((each) => ROLES.indexOf(each) >= ROLES.indexOf(role));
  }

  /** Resolves to the token as soon as there is one. */
  signedIn(signal) {
    return new Promise((resolve, reject) => {
      const stop = new AbortController();
      const look = () => {
        if (signal?.aborted) {
          stop.abort();
          reject(signal.reason);
        } else if (this.token()) {
          stop.abort();
          resolve(this.token());
        }
      };
      this.addEventListener('change', look, { signal: stop.signal });
      signal?.addEventListener('abort', look, { signal: stop.signal });
      look();
    });
  }
}

function claimsOf(token) {
  try {
    const base64 = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

export const auth = new Auth();
