/** Values of the catalogue's types: what is asked for, how it is sent, how it reads. */

const LENGTHS = ['mm', 'cm', 'm'];
const UNITS = {
  length: LENGTHS,
  width: LENGTHS,
  height: LENGTHS,
  dimension: LENGTHS,
  area: ['mm2', 'cm2', 'm2'],
  volume: ['ml', 'l'],
  weight: ['mg', 'g', 'kg'],
};

/** Each operator and how it reads between an attribute and a value. */
export const OPERATORS = {
  eq: 'is',
  'not eq': 'is not',
  contain: 'contains',
  'not contain': 'does not contain',
  regexp: 'matches the pattern',
  'not regexp': 'does not match the pattern',
  gt: 'is greater than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  'not gt': 'is not greater than',
  'not gte': 'is not at least',
  'not lt': 'is not less than',
  'not lte': 'is not at most',
  empty: 'is empty',
  'not empty': 'is not empty',
};

/**
 * What is asked for: {member, label, kind, choices?}, where kind is line, text, decimal, date or choice and the
 * choices are [value, label].
 *
 * @param operator of a condition; undefined for a value to set
 */
export function fields({ type, options = [] }, operator = '') {
  const comparison = operator.replace('not ', '');
  if (comparison === 'empty') {
    return [];
  }
  if (comparison === 'contain' || comparison === 'regexp') {
    return [{ member: 'value', label: comparison === 'regexp' ? 'Pattern' : 'Text', kind: 'line' }];
  }
  switch (type) {
    case 'text':
      return [{ member: 'value', label: 'Value', kind: 'text' }];
    case 'number':
      return [decimal('value', 'Value')];
    case 'date':
      return [{ member: 'value', label: 'Value', kind: 'date' }];
    case 'currency':
      return [decimal('value', 'Amount'), choice('country', 'Currency', Intl.supportedValuesOf('currency'))];
    case 'dimension':
      return [decimal('length', 'Length'), decimal('width', 'Width'), decimal('height', 'Height'), unit(type)];
    case 'select':
      return options.length
        ? [{ member: 'key', label: 'Value', kind: 'choice', choices: options.map(({ key, label }) => [key, label]) }]
        : [{ member: 'key', label: 'Key', kind: 'line' }];
    case 'doubleselect':
      return options.length
        ? [{ member: 'keys', label: 'Value', kind: 'choice', choices: options.map(pairChoice) }]
        : [
            { member: 'key1', label: 'First key', kind: 'line' },
            { member: 'key2', label: 'Second key', kind: 'line' },
          ];
    default:
      return type in UNITS ? [decimal('value', 'Value'), unit(type)] : [{ member: 'value', label: 'Value', kind: 'line' }];
  }
}

function decimal(member, label) {
  return { member, label, kind: 'decimal' };
}

function unit(type) {
  return choice('unit', 'Unit', UNITS[type]);
}

function choice(member, label, values) {
  return { member, label, kind: 'choice', choices: values.map((value) => [value, readableUnit(value)]) };
}

function pairChoice({ key1, key2, label }) {
  return [JSON.stringify([key1, key2]), label];
}

function readableUnit(unit) {
  return unit.replace(/^([cm]?m)2$/, '$1²');
}

/**
 * The API's val. Numbers are sent as the text that was entered, so that the server judges it and no digit is lost.
 *
 * @param entered the text of each field, by member
 */
export function val(attribute, operator, entered) {
  const asked = fields(attribute, operator);
  const isText = /contain|regexp/.test(operator ?? '');
  const value = { type: isText ? 'string' : attribute.type };
  for (const { member } of asked) {
    const text = entered[member] ?? '';
    if (member === 'keys') {
      [value.key1, value.key2] = text ? JSON.parse(text) : ['', ''];
    } else {
      value[member] = text;
    }
  }
  return value;
}

/** As people read it. */
export function readable({ val: { type, value, country, unit, length, width, height, key, key1, key2 } }, { options = [] }) {
  switch (type) {
    case 'currency':
      return `${value} ${country}`;
    case 'dimension':
      return `${length} × ${width} × ${height} ${readableUnit(unit)}`;
    case 'select':
      return options.find((option) => option.key === key)?.label ?? key;
    case 'doubleselect':
      return options.find((option) => option.key1 === key1 && option.key2 === key2)?.label ?? `${key1}/${key2}`;
    default:
      return unit ? `${value} ${readableUnit(unit)}` : String(value);
  }
}
