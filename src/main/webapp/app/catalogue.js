import { get, query } from './api.js';

const PAGE = 1000;

/** All views. */
export const views = (signal) => all('/views', signal);

/** All attributes of a view. */
export const attributes = (viewId, signal) => all(`/view/${viewId}/attributes`, signal);

async function all(path, signal) {
  const found = [];
  for (;;) {
    const { payload, total } = await get(path + query({ limit: PAGE, offset: found.length }), { signal });
    found.push(...payload);
    if (!payload.length || found.length >= total) {
      return found;
    }
  }
}
