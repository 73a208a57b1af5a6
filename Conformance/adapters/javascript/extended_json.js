'use strict';
// The values of the taskdb backend protocol: MongoDB Extended JSON v2.
//
// Python has more types than JSON. Here an integer is a BigInt, a float a number, bytes a Buffer, a dict a Map and a
// date an Instant; null, true, false, text and lists are as in JSON.

/** A date, as text in UTC with six digits of fraction: comparing such texts compares the dates. */
class Instant {
  constructor(text) { this.text = text; }
}

// A type that JSON lacks is an object with one of these keys.
const types = {
  $numberInt: BigInt,
  $numberLong: BigInt,
  $numberDouble: Number,
  $binary: ({ base64 }) => Buffer.from(base64, 'base64'),
  $date(date) {
    if (typeof date === 'object') return new Instant(utc(Number(date.$numberLong)).slice(0, 23) + '000Z');
    const [, seconds, fraction = '', zone] = /^(.{19})(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/.exec(date);
    return new Instant(utc(seconds + zone).slice(0, 20) + fraction.padEnd(6, '0') + 'Z');
  },
};
const utc = date => new Date(date).toISOString(); // such as 2012-01-18T02:27:56.123Z

/**
 * Parses a line of JSON.
 *
 * JSON.parse alone would read 9007199254740993 as 9007199254740992, and 1.0 as 1. So each number is first wrapped as
 * text. The expression also matches strings, and leaves them unchanged, so that digits inside them are not wrapped.
 */
function parse(line) {
  const wrap = digits => `{"$number${/[.eE]/.test(digits) ? 'Double' : 'Long'}":"${digits}"}`;
  const tokens = /"[^]*?(?<!\\)(?:\\\\)*"|-?\d[-+.\deE]*/g; // a quote after an odd number of \\ ends no string
  return decode(JSON.parse(line.replace(tokens, token => (token[0] === '"' ? token : wrap(token)))));
}

function decode(json) {
  if (Array.isArray(json)) return json.map(decode);
  if (json === null || typeof json !== 'object') return json;
  const keys = Object.keys(json);
  if (keys.length === 1 && Object.hasOwn(types, keys[0])) return types[keys[0]](json[keys[0]]);
  return new Map(keys.map(key => [key, decode(json[key])])); // in a Map, "__proto__" is a key like any other
}

/** Formats a value as JSON on one line. A plain object is also a dict; undefined is null. */
function format(value) {
  switch (kind(value)) {
    case 'null': return 'null';
    case 'number': return typeof value === 'bigint' ? String(value) : formatFloat(value);
    case 'date': return `{"$date":"${value.text}"}`;
    case 'bytes': return `{"$binary":{"base64":"${value.toString('base64')}","subType":"00"}}`;
    case 'list': return `[${value.map(format)}]`;
    case 'dict': {
      const members = value instanceof Map ? [...value] : Object.entries(value);
      return `{${members.map(([key, item]) => JSON.stringify(key) + ':' + format(item))}}`;
    }
    default: return JSON.stringify(value);
  }
}

function formatFloat(float) {
  const text = Object.is(float, -0) ? '-0' : String(float);
  if (!Number.isFinite(float)) return `{"$numberDouble":"${text}"}`;
  return /[.e]/.test(text) ? text : text + '.0'; // without a point, 1 would be an integer
}

/** The type of a value: null, boolean, number, string, date, bytes, list or dict. */
function kind(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return 'number';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return 'list';
  return value instanceof Instant ? 'date' : Buffer.isBuffer(value) ? 'bytes' : 'dict';
}

module.exports = { Instant, parse, format, kind };
