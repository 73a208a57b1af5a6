'use strict';
// The query language of a task database: decides which records a check matches.

const { kind } = require('./extended_json.js');

class KeyError extends Error { mro = ['KeyError', 'LookupError', 'Exception']; }

/** Compares a with b: negative, 0 or positive; NaN if they have no order, such as a text and a number. */
function order(a, b) {
  if (kind(a) !== kind(b)) return NaN;
  switch (kind(a)) {
    case 'number': return a < b ? -1 : a > b ? 1 : a == b ? 0 : NaN; // exact, also between a BigInt and a float
    case 'boolean': return a - b;
    case 'bytes': return Buffer.compare(a, b);
    case 'string': return order(Buffer.from(a), Buffer.from(b)); // UTF-8 sorts as code points do, UTF-16 does not
    case 'date': return order(a.text, b.text);
    default: return NaN;
  }
}

function equal(a, b) {
  if (kind(a) !== kind(b)) return false;
  if (kind(a) === 'list') return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (kind(a) === 'dict') return a.size === b.size && [...a].every(([key, x]) => b.has(key) && equal(x, b.get(key)));
  return kind(a) === 'null' || order(a, b) === 0;
}

/** Converts a shell pattern to a regular expression: sets, stars, question marks and literal characters. */
const glob = pattern => new RegExp('^' + pattern.replace(/\[(!?)(\]?[^\]]+)\]|[^]/gu, (token, not, set) =>
  set ? `[${not && '^'}${set.replace(/[\\[\]^]/g, '\\$&')}]`
    : token === '*' ? '.*' : token === '?' ? '.' : token.replace(/[\\^$.+()[\]{}|/]/, '\\$&')) + '$', 'su');

// Given its operand, an operator returns a test. So an invalid query fails before any record is tested.
const operators = new Map(Object.entries({
  $eq: wanted => value => equal(value, wanted),
  $ne: wanted => value => !equal(value, wanted),
  $lt: bound => value => order(value, bound) < 0,
  $lte: bound => value => order(value, bound) <= 0,
  $gt: bound => value => order(value, bound) > 0,
  $gte: bound => value => order(value, bound) >= 0,
  $in: list => value => list.some(wanted => equal(value, wanted)),
  $nin: list => value => !list.some(wanted => equal(value, wanted)),
  $all: list => value => kind(value) === 'list' && list.every(wanted => value.some(item => equal(item, wanted))),
  $mod: ([divisor, rest]) => value => typeof value === 'bigint' && value % divisor === rest,
  $exists: wanted => value => (kind(value) !== 'null') === wanted,
  $glob: pattern => (shape => value => kind(value) === 'string' && shape.test(value))(glob(pattern)),
}));

/** Returns a function that tests whether a record matches a check. */
function matcher(check) {
  const tests = [...check].flatMap(([key, wanted]) => {
    const hasOperators = kind(wanted) === 'dict' && [...wanted.keys()].some(name => name.startsWith('$'));
    return [...(hasOperators ? wanted : [['$eq', wanted]])].map(([name, operand]) => {
      if (!operators.has(name)) throw new KeyError(`there is no operator ${name}`);
      const passes = operators.get(name)(operand);
      return record => passes(record.get(key));
    });
  });
  return record => tests.every(test => test(record));
}

module.exports = { matcher, KeyError };
