import { request } from './api.js';
import { val } from './values.js';

/** A reply of the server's as it wrote it: the payload is its last member. */
const REPLY = /^\{"status":"SUCCESS","message":"(?:[^"\\]|\\.)*","payload":(.*)\}$/s;

/** One that JavaScript's numbers may not hold, or write with an exponent; to look at each number takes thirty times as long. */
const UNUSUAL_NUMBER = /:-?(0\.0{6}|[\d.]{16})/;

/** A clause as a person begins it. */
export function newClause(attributes, operator) {
  return { attributeId: attributes[0].id, operator, entered: {} };
}

/** The API's clauses for those of the editors. */
export function clausesOf({ changes, conditions }, attributes) {
  const clause = ({ attributeId, operator, entered }) => {
    const attribute = attributes.find(({ id }) => id === attributeId);
    const isEmpty = operator?.endsWith('empty');
    return {
      attribute: { id: attributeId },
      ...(operator && { operator }),
      ...(!isEmpty && { itemValue: { attributeId, val: val(attribute, operator, entered) } }),
    };
  };
  return { changeClauses: changes.map(clause), whenClauses: conditions.map(clause) };
}

/**
 * What the clauses would change.
 *
 * @returns {body, key, attributes, items: [{id, name, depth, changes}]}; depth first, as the job will go. The
 *     body is the package as the server wrote it: a number may have more digits than JavaScript's have
 */
export async function preview(viewId, clauses, signal) {
  const response = await post(`/view/${viewId}/preview-bulk-edit`, JSON.stringify(clauses), { signal });
  const body = (await response.text()).match(REPLY)[1];
  const { changeAttributes, bulkEditItems } = JSON.parse(body, UNUSUAL_NUMBER.test(body) ? withAllDigits : undefined);
  return { viewId, body, key: newKey(), attributes: changeAttributes, items: flat(bulkEditItems) };
}

/** Starts the job; again with the same preview, it is the same job. */
export async function submit({ viewId, body, key }) {
  const response = await post(`/view/${viewId}/bulk-edit`, `{"bulkEditPackage":${body}}`, {
    headers: { 'Idempotency-Key': key },
  });
  return (await response.json()).payload;
}

function post(path, body, { headers, signal }) {
  return request('POST', path, { body, signal, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** A number that would read otherwise, as its text; where the browser gives that text. */
function withAllDigits(name, value, context) {
  const source = context?.source;
  return typeof value === 'number' && source && source !== String(value) ? source : value;
}

/** Visible ASCII, never the same twice. crypto.randomUUID is there over https only. */
export function newKey() {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

function flat(tops) {
  const items = [];
  const open = tops.map((item) => ({ item, depth: 0 })).reverse();
  while (open.length) {
    const { item, depth } = open.pop();
    const changes = Object.entries(item.changes).map(([id, { old, new: next }]) => ({
      attributeId: Number(id),
      old,
      next,
      isChange: JSON.stringify(old) !== JSON.stringify(next),
    }));
    items.push({ id: item.id, name: item.name, depth, changes, isChanged: changes.some(({ isChange }) => isChange) });
    for (const child of item.children.toReversed()) {
      open.push({ item: child, depth: depth + 1 });
    }
  }
  return items;
}

const PATH = /^(changeClauses|whenClauses)\[(\d+)\](?:\.(.*))?$/;

/**
 * The errors of a refusal, each where a person can mend it.
 *
 * @returns {changes: [[{field, text}]], conditions: [[...]], others: [text]}, by the clauses' places
 */
export function placed({ problem, message }, clauses) {
  const errors = {
    changes: clauses.changeClauses.map(() => []),
    conditions: clauses.whenClauses.map(() => []),
    others: [],
  };
  for (const { msg, param } of problem.errors ?? [{ msg: message, param: '' }]) {
    const [, kind, index, rest = ''] = param.match(PATH) ?? [];
    const place = kind && errors[kind === 'changeClauses' ? 'changes' : 'conditions'][index];
    if (place) {
      place.push(described(msg, param, rest, clauses[kind][index]));
    } else {
      errors.others.push(msg);
    }
  }
  return errors;
}

/** What is said of a whole clause begins with the member that it means. */
function described(msg, param, rest, clause) {
  const text = msg.startsWith(param) ? msg.slice(param.length).replace(/^: /, '') : msg;
  const members = Object.keys(clause.itemValue?.val ?? {});
  const field = rest ? rest.split('.').pop() : members.find((member) => text.startsWith(`${member} `)) ?? '';
  return { field: members.includes(field) || field === 'operator' ? field : '', text };
}
