/** The place in the console: #/jobs?progress=FAILED is the path /jobs with parameters. */
export function place() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
  return { path: path || '/jobs', params: new URLSearchParams(query) };
}

/** The address of a place; parameters that are empty are left out. */
export function href(path, params = {}) {
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== '' && value != null)
  );
  return `#${path}${query.size ? `?${query}` : ''}`;
}

export function go(path, params) {
  location.hash = href(path, params);
}

/** Changes the address without going anywhere, and tells 'stay': for filters, which are no steps back. */
export function stay(path, params) {
  history.replaceState(null, '', href(path, params));
  dispatchEvent(new Event('stay'));
}
