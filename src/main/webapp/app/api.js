import { auth } from './auth.js';
import { events } from './event-stream.js';

export const BASE = new URL('api/v1', document.baseURI).href;

/** Longer than two of the stream's heartbeats. */
const SILENCE_MS = 40_000;
const HIDDEN_MS = 10_000;
const WAIT_SECONDS = 20;
const LONGEST_PAUSE_MS = 15_000;

/** After so many in a row it is polled, and later a stream is tried again. */
const MOST_FAILURES = 2;
const STREAM_AGAIN_MS = 60_000;

/** A refusal: `problem` is its document (RFC 9457), with the errors that name what was wrong. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Sends the request, and resolves to the response if it is a success or 304. A refused token leads
 * to the sign-in, after which the request is sent again: it had done nothing.
 *
 * @param path below /api/v1
 * @param soon whether it has failed if no answer comes: a connection may be dead without a word
 */
export async function request(method, path, { body, headers = {}, signal, soon } = {}) {
  for (;;) {
    const token = await auth.signedIn(signal);
    const response = await fetch(BASE + path, {
      method,
      headers: { 'x-auth-jwt': token, ...headers },
      body,
      signal: soon ? AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)].filter(Boolean)) : signal,
      cache: 'no-store',
    });
    setClock(response.headers.get('Date'));
    if (response.ok || response.status === 304) {
      return response;
    }
    if (response.status !== 401) {
      throw new ApiError(response.status, await problem(response));
    }
    if (token === auth.token()) {
      auth.signOut('expired');
    }
  }
}

let clockAhead = 0;

/** Dates of jobs are the server's. Its clock is told in whole seconds: less than two is no difference. */
function setClock(date) {
  const ahead = date ? new Date(date) - Date.now() : 0;
  clockAhead = Math.abs(ahead) < 2000 ? 0 : ahead;
}

/** Milliseconds, by the server's clock. */
export const now = () => Date.now() + clockAhead;

async function problem(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

async function json(method, path, options) {
  return (await request(method, path, options)).json();
}

/** Each of these resolves to the reply: {status, message, payload, ...}. */
export const get = (path, options) => json('GET', path, { ...options, soon: true });
export const del = (path, options) => json('DELETE', path, options);
export const post = (path, value, options) => send('POST', path, value, options);
export const put = (path, value, options) => send('PUT', path, value, options);

function send(method, path, value, options = {}) {
  const content =
    value === undefined
      ? {}
      : { body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...options.headers } };
  return json(method, path, { ...options, ...content });
}

/** ?name=value&..., without what is empty. */
export function query(params) {
  const given = Object.entries(params).filter(([, value]) => value !== '' && value != null);
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

/**
 * Follows a job's log until it is complete: by a stream; where none comes through, by long polls.
 * A broken connection is taken up again after the last line that has come, so that each comes once.
 *
 * @param options after: the id of the last line that is there; level, q: only such lines; signal
 * @param on lines(lines), job(job), gap(gap), end(tail), connection('live' | 'broken' | 'ended')
 */
export async function follow(jobId, { after = 0, level, q, signal }, on) {
  const call = { cursor: after, complete: false, jobId, filter: { level, q }, signal, on };
  let failures = 0;
  let streamAgain = 0;
  while (!call.complete) {
    const before = call.cursor;
    try {
      if (failures >= MOST_FAILURES || Date.now() < streamAgain) {
        await poll(call);
        streamAgain = failures >= MOST_FAILURES ? Date.now() + STREAM_AGAIN_MS : streamAgain;
        failures = 0;
      } else {
        await stream(call);
      }
    } catch (error) {
      if (signal?.aborted) {
        return;
      }
      if (error instanceof ApiError && error.status < 500) {
        throw error;
      }
      if (error instanceof Hidden) {
        await visible(signal);
        continue;
      }
      failures = call.cursor > before ? 1 : failures + 1;
      on.connection('broken');
      await pause(Math.min(LONGEST_PAUSE_MS, 125 * 2 ** failures), signal);
    }
  }
  on.connection('ended');
}

async function stream(call) {
  const silence = new AbortController();
  const stopWatching = onHidden(() => silence.abort(new Hidden()));
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(silent, SILENCE_MS);
  };
  /** As long as a person is to sign in nothing can come. */
  const silent = () => (auth.token() ? silence.abort(new Error('The stream is silent')) : heard());
  heard();
  try {
    const response = await request('GET', `/job/${call.jobId}/details/${call.cursor}${query(call.filter)}`, {
      headers: { Accept: 'text/event-stream' },
      signal: AbortSignal.any([call.signal, silence.signal].filter(Boolean)),
    });
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      throw new Error('There is no stream');
    }
    heard();
    call.on.connection('live');
    for await (const batch of events(response.body, heard)) {
      tell(call, batch);
    }
    if (!call.complete) {
      throw new Error('The stream has ended early');
    }
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error; // not every browser gives the reason
  } finally {
    clearTimeout(timer);
    stopWatching();
  }
}

/** Browsers have six connections for a server: a tab that nobody sees holds none of them. */
class Hidden extends Error {}

/** Calls when the tab has been out of sight for a while; returns how to stop that. */
function onHidden(call) {
  const stop = new AbortController();
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(call, HIDDEN_MS);
    }
  };
  document.addEventListener('visibilitychange', look, { signal: stop.signal });
  look();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** Resolves when the tab is to be seen. */
export function visible(signal) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const look = () => {
      if (!document.hidden || signal?.aborted) {
        stop.abort();
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look, { signal: stop.signal });
    signal?.addEventListener('abort', look, { signal: stop.signal });
    look();
  });
}

/** Lines that came together are told together. */
function tell(call, batch) {
  const { on } = call;
  let lines = [];
  const flush = () => {
    if (lines.length) {
      on.lines(lines);
      lines = [];
    }
  };
  for (const { event, id, data } of batch) {
    const value = JSON.parse(data);
    if (event === 'log') {
      lines.push(value);
    } else {
      flush();
      on[event]?.(value);
      call.complete ||= event === 'end';
    }
    if (id) {
      call.cursor = Math.max(call.cursor, Number(id));
    }
  }
  flush();
}

async function poll(call) {
  await visible(call.signal);
  const { payload } = await get(`/job/${call.jobId}/details/${call.cursor}${query({ ...call.filter, limit: 1000 })}`, {
    headers: { Prefer: `wait=${WAIT_SECONDS}` },
    signal: call.signal,
  });
  const { job, logs, tail } = payload;
  call.on.connection('live');
  if (tail.gap) {
    call.on.gap(tail.gap);
  }
  if (logs.length) {
    call.on.lines(logs);
  }
  call.on.job(job);
  call.cursor = tail.nextLogId;
  call.complete = tail.complete;
  if (call.complete) {
    call.on.end(tail);
  } else if (!logs.length) {
    await pause(tail.pollAfterMs ?? 1000, call.signal);
  }
}

/** With jitter, so that a restarted server is not asked by all at once; ends when signalled, or back online. */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const done = () => {
      clearTimeout(timer);
      stop.abort();
      resolve();
    };
    const timer = setTimeout(done, ms * (0.75 + Math.random() / 2));
    addEventListener('online', done, { signal: stop.signal });
    signal?.addEventListener('abort', done, { signal: stop.signal });
  });
}
