const PATIENCE_MS = 10_000;
const TOO_MANY_REQUESTS = 429;

/**
 * Signs a person in at an OpenID Connect issuer: authorization code flow with PKCE (RFC 7636) for a public
 * client. The issuer is in a window of its own, so that the page stays as it is; its answer comes in the
 * fragment of signed-in.html, which is never sent to a server. The code verifier stays in memory.
 */
export class Issuer {
  #authority;
  #clientId;
  #metadata;
  #attempt;

  constructor({ authority, clientId }) {
    this.#authority = authority;
    this.#clientId = clientId;
  }

  /** What people know the issuer by. */
  get name() {
    return new URL(this.#authority).host;
  }

  /**
   * To be called in an event of the user's, else the browser opens no window. A second call takes the place of
   * the first, whose window the user may have closed.
   *
   * @returns {access_token, refresh_token?, expires_in?}
   */
  async signIn() {
    this.#attempt?.abort();
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    const popup = open('', '_blank', 'popup,width=480,height=720');
    if (!popup) {
      throw new Error('The browser has not opened the window. Allow this page to open windows, and try again.');
    }
    popup.opener = null; // the issuer's page has no business with this one
    try {
      return await this.#ask(popup, signal);
    } catch (error) {
      popup.close();
      throw error;
    }
  }

  async #ask(popup, signal) {
    if (!crypto.subtle) {
      throw new Error('The browser allows this sign-in over https only.');
    }
    const state = random();
    const verifier = random();
    const { authorization_endpoint: endpoint } = await this.#discover();
    const url = new URL(endpoint);
    const params = {
      client_id: this.#clientId,
      response_type: 'code',
      response_mode: 'fragment',
      scope: 'openid',
      redirect_uri: redirectUri(),
      state,
      code_challenge: await challenge(verifier),
      code_challenge_method: 'S256',
    };
    Object.entries(params).forEach(([name, value]) => url.searchParams.set(name, value));
    popup.location.replace(url);
    const answer = await answerTo(state, signal);
    if (answer.error) {
      throw this.#refused(answer);
    }
    if (answer.iss && answer.iss !== this.#authority) {
      throw new Error(`The answer is from ${answer.iss}, not from ${this.#authority}.`); // RFC 9207
    }
    return this.#token({
      grant_type: 'authorization_code',
      code: answer.code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    });
  }

  /** As signIn, without the person. */
  renew(refreshToken) {
    return this.#token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** Where the person signs out of the issuer too; undefined if it has no such page. */
  async signOutUrl() {
    const { end_session_endpoint: endpoint } = await this.#discover();
    if (!endpoint) {
      return undefined;
    }
    const url = new URL(endpoint);
    url.searchParams.set('client_id', this.#clientId);
    url.searchParams.set('post_logout_redirect_uri', new URL('.', document.baseURI).href);
    return url.href;
  }

  async #token(params) {
    const { token_endpoint: endpoint } = await this.#discover();
    return this.#fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({ client_id: this.#clientId, ...params }),
    });
  }

  /** The issuer's endpoints (OpenID Connect Discovery 1.0, section 4). */
  async #discover() {
    this.#metadata ??= await this.#fetch(`${this.#authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
    return this.#metadata;
  }

  /** An error that is `refused` is the issuer's last word; else it may answer another time. */
  async #fetch(url, options) {
    let response;
    let answer;
    try {
      response = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
      answer = await response.json();
    } catch {
      throw new Error(`${this.name} does not answer this page. Try again.`);
    }
    if (!response.ok) {
      const refused = response.status < 500 && response.status !== TOO_MANY_REQUESTS;
      throw Object.assign(this.#refused(answer, response.status), { refused });
    }
    return answer;
  }

  #refused({ error, error_description: description }, status) {
    return new Error(`${this.name} has refused: ${description ?? error ?? status}`);
  }
}

function redirectUri() {
  return new URL('signed-in.html', document.baseURI).href;
}

function answerTo(state, signal) {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel('sign-in');
    signal.addEventListener('abort', () => {
      channel.close();
      reject(signal.reason);
    });
    channel.onmessage = ({ data }) => {
      if (data.state === state) {
        channel.close();
        resolve(data);
      }
    };
  });
}

/** 256 bits; RFC 7636 asks for 43 characters or more. */
function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
