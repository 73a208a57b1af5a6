#!/usr/bin/env node
'use strict';
// A task database in memory that speaks the taskdb backend protocol 1: an example to start from.
//
//     taskdb test -- node memory_backend.js
//
// First comes the database, then the protocol. To judge your own database, replace MemoryDB and keep the rest. Needs
// Node 18 or later and no packages.

// Only replies go to standard output. From here on, everything else that this process prints goes to standard error.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const { parse, format, kind } = require('./extended_json.js');
const { matcher, KeyError } = require('./query.js');

class ValueError extends Error { mro = ['ValueError', 'Exception']; }

// ---- The database. A method takes the params of its request. Arguments are parsed from a line and results are written
//      to a line, so nothing is shared with the caller and no copies are needed.

const isNull = (record, key) => kind(record.get(key)) === 'null';
const time = record => record.get('submitted')?.text ?? '~'; // without a date, it is the newest
const byAge = (a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0);
const bufferBytes = record => [record.get('buffers'), record.get('result_buffers')].flat()
  .reduce((sum, buffer) => sum + (buffer?.length ?? 0), 0);

class MemoryDB {
  #records = new Map(); // by msg_id
  #culled = new Set(); // the msg_ids of culled records
  #options;

  constructor(options) {
    const unknown = [...options.keys()].find(name => !['record_limit', 'size_limit', 'cull_fraction'].includes(name));
    if (unknown !== undefined) throw new ValueError(`there is no option ${unknown}`);
    this.#options = options;
  }

  add_record({ msg_id, record }) {
    if (this.#records.has(msg_id)) throw new KeyError(`${msg_id} exists already`);
    this.#store(msg_id, record);
  }

  get_record({ msg_id }) {
    if (this.#records.has(msg_id)) return this.#records.get(msg_id);
    throw new KeyError(this.#culled.has(msg_id) ? `${msg_id} was culled` : `there is no ${msg_id}`);
  }

  update_record({ msg_id, record }) { this.#store(msg_id, new Map([...this.get_record({ msg_id }), ...record])); }

  drop_record({ msg_id }) { if (!this.#records.delete(msg_id)) throw new KeyError(`there is no ${msg_id}`); }

  drop_matching_records({ check }) {
    for (const record of this.find_records({ check })) this.#records.delete(record.get('msg_id'));
  }

  find_records({ check, keys }) {
    const records = [...this.#records.values()];
    const found = records.filter(matcher(check));
    if (!keys?.length) return found;
    const unknownKey = keys.find(key => records.length > 0 && !records.some(record => record.has(key)));
    if (unknownKey !== undefined) throw new KeyError(`no record has a key ${unknownKey}`);
    return found.map(record => new Map(['msg_id', ...keys].map(key => [key, record.get(key)])));
  }

  get_history() {
    return [...this.#records.values()].filter(r => !isNull(r, 'submitted')).sort(byAge).map(r => r.get('msg_id'));
  }

  #store(msg_id, record) {
    for (const key of ['submitted', 'started', 'completed', 'received']) {
      if (!['date', 'null'].includes(kind(record.get(key)))) throw new ValueError(`${key} must be a date or null`);
    }
    this.#records.set(msg_id, record.set('msg_id', msg_id));
    this.#culled.delete(msg_id);
    this.#cull(this.#options.get('record_limit') ?? 1024, () => 1);
    this.#cull(this.#options.get('size_limit') ?? 2 ** 30, bufferBytes);
  }

  /** Above the limit, drops records until there is room again: finished ones before pending ones, the oldest first. The
   * newest goes only if it alone is too much. */
  #cull(limit, size) {
    const records = [...this.#records.values()];
    let total = records.reduce((sum, record) => sum + size(record), 0);
    if (total <= limit) return;
    const fraction = Number(this.#options.get('cull_fraction') ?? 0.1);
    const room = Math.min(Number(limit), Math.max(1, Number(limit) * (1 - fraction)));
    const newest = records.sort(byAge).at(-1);
    const rank = record => (record === newest ? 2 : Number(isNull(record, 'completed')));
    for (const record of records.sort((a, b) => rank(a) - rank(b) || byAge(a, b))) {
      if (total <= (record === newest ? Number(limit) : room)) return;
      total -= size(record);
      this.#records.delete(record.get('msg_id'));
      this.#culled.add(record.get('msg_id'));
    }
  }
}

// ---- The protocol: a request on each line of standard input, its reply on a line of standard output.

let db; // the one that is open
const lifecycle = {
  initialize({ protocol }) {
    if (protocol !== 1n) throw new ValueError(`protocol ${protocol} is not supported`);
    const capabilities = ['culling', 'glob', 'exists', 'all', 'mod'];
    return { protocol, name: 'MemoryDB', version: '1.0', profile: 'recording', capabilities };
  },
  open: ({ options }) => { db = new MemoryDB(options); },
  close: () => { db = undefined; },
  shutdown: () => { process.stdin.destroy(); }, // without input, the process ends with status 0
};
const required = { // the params that each method needs
  initialize: ['protocol'], open: ['options'], close: [], shutdown: [], get_history: [], get_record: ['msg_id'],
  add_record: ['msg_id', 'record'], update_record: ['msg_id', 'record'], drop_record: ['msg_id'],
  drop_matching_records: ['check'], find_records: ['check'],
};

function perform(method, params) {
  if (Object.hasOwn(lifecycle, method)) return lifecycle[method](params);
  if (!db) throw new Error('no database is open');
  return db[method](params);
}

function answer(line) {
  const reply = { jsonrpc: '2.0', id: null };
  try {
    const request = parse(line);
    reply.id = request.get('id');
    const [method, params] = [request.get('method'), Object.fromEntries(request.get('params') ?? [])];
    const fault = (code, message) => ({ ...reply, error: { code, message } });
    if (method === undefined) return fault(-32600n, 'a request has a method');
    if (!Object.hasOwn(required, method)) return fault(-32601n, `there is no method ${method}`);
    const missing = required[method].find(name => !(name in params));
    return missing ? fault(-32602n, `${missing} is missing`) : { ...reply, result: perform(method, params) };
  } catch (error) {
    if (reply.id === null) return { ...reply, error: { code: -32700n, message: error.message } };
    const mro = error.mro ?? [error.constructor.name, 'Exception']; // the type first, then what it derives from
    return { ...reply, error: { code: -32000n, message: error.message, data: { type: mro[0], mro } } };
  }
}

let text = '';
process.stdin.setEncoding('utf8').on('data', chunk => {
  text += chunk;
  if (!chunk.includes('\n')) return;
  const lines = text.split('\n'); // the readline module would also split at U+2028, which JSON allows in strings
  text = lines.pop();
  for (const line of lines) write(format(answer(line)) + '\n');
});
