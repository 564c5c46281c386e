// What the peers in JavaScript have in common: the cases of bench/outcomes.c as objects, and the turns in which they
// are measured.

import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

// ---- cases --------------------------------------------------------------------------------------------------------

const TYPES = {
  '|u1': Uint8Array, '|i1': Int8Array, '<u2': Uint16Array,
  '<i4': Int32Array, '<u4': Uint32Array, '<i8': BigInt64Array,
};
const HEADER = 128; // bytes before the elements, as bench/cases.c writes them
const PERIODS = [null, 'week', 'two_weeks', 'half_month', 'month', 'year'];
const KINDS = ['parent', 'custodian', 'agency'];
const YES = 2, TIERS = 1, UNLIMITED = 1, NOT_ENROLLED = 1;

// The columns of a directory, read as they are asked for: columns(name)[i].
function columnsOf(directory) {
  const read = new Map();
  return (name) => {
    if (!read.has(name)) {
      const file = readFileSync(`${directory}/${name}.npy`);
      const type = file.toString('latin1', 0, HEADER).match(/'descr': '([^']+)'/)[1];
      const bytes = file.buffer.slice(file.byteOffset + HEADER, file.byteOffset + file.length);
      read.set(name, Array.from(new TYPES[type](bytes), Number));
    }
    return read.get(name);
  };
}

function planOf(of) {
  const entries = (...names) => names.map(of).filter((code) => code !== 0);
  const counties = [0, 1].map((k) => ({ state: of(`county_state_${k}`), county: of(`county_${k}`) }));
  const cost = of('basis') === TIERS
    ? { self_only: of('self_only'), family: of('family') }
    : { add_dependents: of('add_dependents') };
  return {
    medical: of('medical') === 1,
    covers: of('covers') === YES,
    covered_until: of('covered_until') || null,
    available_from: of('available_from') || null,
    per: PERIODS[of('per')],
    ...cost,
    unlimited: of('area') === UNLIMITED,
    zips: entries('zip_0', 'zip_1', 'zip_2'),
    states: entries('state'),
    counties: counties.filter(({ county }) => county !== 0),
  };
}

function parentOf(of) {
  return {
    income: of('income'),
    per: PERIODS[of('income_per')],
    plans: [0, 1].slice(0, of('plan_count')).map((k) => planOf((name) => of(`${k}_${name}`))),
  };
}

// The first `count` cases of a directory to which bench/outcomes.c has written them, all facts known. Dates are day
// numbers, amounts are cents, and places are codes.
export function readCases(directory, count) {
  const columns = columnsOf(directory);
  return Array.from({ length: count }, (_, i) => {
    const of = (name) => columns(name)[i];
    return {
      as_of: of('as_of'),
      kind: KINDS[of('kind')],
      wish: of('wish') === YES,
      enrolled: of('public_coverage') !== NOT_ENROLLED,
      zip: of('zip'),
      state: of('state'),
      county: of('county'),
      pns: parentOf((name) => of(`pns_${name}`)),
      pss: parentOf((name) => of(`pss_${name}`)),
    };
  });
}

// ---- turns --------------------------------------------------------------------------------------------------------

// Nanoseconds a case, by the clock or in processor time of the whole process, whichever is less.
async function measure(decide, answers) {
  const processor = process.cpuUsage();
  const start = process.hrtime.bigint();
  const found = await decide();
  const passed = Number(process.hrtime.bigint() - start);
  const { user, system } = process.cpuUsage(processor);
  if (found.join('') !== answers) {
    throw new Error('not the paragraphs of the first time');
  }
  return Math.min(passed, 1000 * (user + system)) / found.length;
}

// Decides with the first way, writes the paragraphs to `path`, a byte each, and their number to the standard output.
// Then it measures every way for each line that comes in, and answers with the nanoseconds a case of each. A way
// resolves to the letters of the paragraphs of all cases.
export async function takeTurns(path, ways) {
  const first = await ways[0]();
  const answers = first.join('');
  writeFileSync(path, Uint8Array.from(first, (letter) => letter.charCodeAt(0) - 'A'.charCodeAt(0)));
  console.log(first.length);
  for await (const _ of createInterface({ input: process.stdin })) {
    const found = [];
    for (const decide of ways) {
      found.push((await measure(decide, answers)).toFixed(1));
    }
    console.log(found.join(' '));
  }
}
