import { ApiError, BASE } from './api.js';
import { auth } from './auth.js';

/**
 * Puts a file, telling how much of it has been sent, which fetch cannot do. A refused token leads to the sign-in,
 * after which the file is sent again.
 *
 * @param path below /api/v1
 * @returns the reply
 */
export async function upload(path, file, { headers, signal, sent }) {
  for (;;) {
    const token = await auth.signedIn(signal);
    const { status, reply } = await put(path, file, { headers: { ...headers, 'x-auth-jwt': token }, signal, sent });
    if (status < 300) {
      return reply;
    }
    if (status !== 401) {
      throw new ApiError(status, reply);
    }
    if (token === auth.token()) {
      auth.signOut('expired');
    }
  }
}

function put(path, file, { headers, signal, sent }) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('PUT', BASE + path);
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    call.upload.onprogress = ({ loaded }) => sent(loaded);
    call.onload = () => resolve({ status: call.status, reply: json(call.responseText) });
    call.onerror = () =>
      reject(new Error('The connection broke, or the file has changed since it was chosen. Try again: nothing is imported twice.'));
    call.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => call.abort());
    call.send(file);
  });
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** 17 bytes, 1.2 MB. */
export function bytes(amount) {
  const power = amount < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(amount) / 3));
  return `${(amount / 1000 ** power).toLocaleString(undefined, { maximumFractionDigits: 1 })} ${UNITS[power]}`;
}
