// One-fault documents against the case schema: what it must accept, what it must
// refuse, and what only the reader can refuse (the schema lets it pass).
//
//   node faults.js SCHEMA              checks all of them
//   node faults.js --write DIRECTORY   writes DIRECTORY/{accepted,refused,reader-only}/NAME.json,
//                                      so that the reader can be held against the same documents
'use strict';

const fs = require('fs');
const path = require('path');

const BASE = {
  format: 'medsupport.case/1',
  case_id: 'base',
  action: 'establish',
  as_of: '2026-11-02',
  children: [{
    id: 'c1',
    name: 'Ana Diaz',
    date_of_birth: '2015-03-02',
    residence: { state: 'MO', county: 'Cole', zip: '65101' },
    public_coverage: { program: 'medicaid', through: 'parent_seeking' },
    other_private_coverage: false,
  }],
  parent_not_seeking: {
    name: 'Luis Diaz',
    gross_income: { amount: '4000.00', per: 'month' },
    plans: [{
      id: 'p1',
      source: 'employer',
      benefits: ['medical'],
      holder: 'Luis Diaz',
      employer: 'Acme Foods',
      available_from: null,
      covered_until: null,
      covers: [],
      cost: { per: 'month', self_only: '120.00', family: '310.00' },
      service_area: { zips: ['65101'], counties: [{ state: 'MO', county: 'Cole' }], states: [] },
    }],
  },
  parent_seeking: {
    kind: 'parent',
    name: 'Mara Diaz',
    gross_income: { amount: 900, per: 'two_weeks' },
    plans: [],
    maintain_coverage: null,
  },
  form_14: { calculated: true, line_4_percent: '61.3' },
  information_requests: [{ of: 'parent_seeking', sent: '2026-09-14', answered: null }],
  provenance: { '/form_14': { source: 'division', received: '2026-10-01', evidence: 'worksheet' } },
  notes: 'free text',
};

const CHILD = '/children/0';
const PLAN = '/parent_not_seeking/plans/0';
const INCOME = '/parent_not_seeking/gross_income/amount';
const COST = `${PLAN}/cost`;
const AREA = `${PLAN}/service_area`;
const ORDER = { children: ['c1'], obligor: 'parent_not_seeking', obligation: 'provide_coverage' };
const PERCENT_ORDER = { ...ORDER, obligation: 'pay_percentage_of_reasonable_costs', percentage: '50.00' };
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const child = (i) => ({ id: `c${i + 1}` });
const plan = (i) => ({ id: `p${i + 1}` });
const zip = (i) => String(10000 + i);
const COLUMNS = { parent_not_seeking: { line_1: '2480.00' }, parent_seeking: null };

// [name, pointer, value]: the base document with one thing set; undefined takes it away.
const ACCEPTED = [
  ['base', '/notes', 'nothing changed'],
  ['group', '/group_id', 'family-1'],
  ['action-null', '/action', null],
  ['modify-order-unknown', '/action', 'modify'],
  ['as-of-absent', '/as_of', undefined],
  ['not-seeking-absent', '/parent_not_seeking', undefined],
  ['not-seeking-null', '/parent_not_seeking', null],
  ['not-seeking-empty', '/parent_not_seeking', {}],
  ['seeking-absent', '/parent_seeking', undefined],
  ['seeking-null', '/parent_seeking', null],
  ['children-32', '/children', many(32, child)],
  ['plans-32', '/parent_not_seeking/plans', many(32, plan)],
  ['id-64', '/case_id', 'x'.repeat(64)],
  ['id-all-characters', '/case_id', '0A.b_c-d'],
  ['name-200-beyond-the-basic-plane', `${CHILD}/name`, '\u{1F600}'.repeat(200)],
  ['notes-10000', '/notes', 'n'.repeat(10000)],
  ['notes-empty', '/notes', ''],
  ['birth-unknown', `${CHILD}/date_of_birth`, null],
  ['residence-empty', `${CHILD}/residence`, {}],
  ['zip-plus-four', `${CHILD}/residence/zip`, '65101-1234'],
  ['state-military', `${CHILD}/residence/state`, 'AE'],
  ['public-false', `${CHILD}/public_coverage`, false],
  ['public-null', `${CHILD}/public_coverage`, null],
  ['public-empty', `${CHILD}/public_coverage`, {}],
  ['public-through-unknown', `${CHILD}/public_coverage`, { program: 'chip', through: null }],
  ['money-zero', INCOME, 0],
  ['money-zero-string', INCOME, '0'],
  ['money-one-decimal', INCOME, '0.5'],
  ['money-most', INCOME, '999999999.99'],
  ['money-most-number', INCOME, 999999999.99],
  ['money-cents-number', INCOME, 0.29],
  ['income-empty', '/parent_not_seeking/gross_income', {}],
  ['cost-empty', COST, {}],
  ['cost-half', COST, { per: 'month', family: '310.00' }],
  ['cost-add', COST, { per: 'month', add_dependents: '90.00' }],
  ['cost-add-with-null-pair', COST, { per: 'month', add_dependents: '90.00', self_only: null, family: null }],
  ['cost-pair-with-null-add', `${COST}/add_dependents`, null],
  ['area-unlimited', AREA, 'unlimited'],
  ['area-unknown', AREA, null],
  ['area-empty', AREA, {}],
  ['area-zips-2000', `${AREA}/zips`, many(2000, zip)],
  ['area-counties-300', `${AREA}/counties`, many(300, (i) => ({ state: 'MO', county: `County ${i}` }))],
  ['area-states-60', `${AREA}/states`, many(60, () => 'MO')],
  ['benefits-both', `${PLAN}/benefits`, ['dental', 'medical']],
  ['covers-unknown', `${PLAN}/covers`, null],
  ['agency-alone', '/parent_seeking', { kind: 'agency', name: 'Family Support Division' }],
  ['agency-with-nothing', '/parent_seeking', { kind: 'agency', plans: [], gross_income: null, maintain_coverage: null }],
  ['custodian', '/parent_seeking/kind', 'custodian'],
  ['form-false', '/form_14', { calculated: false }],
  ['form-empty', '/form_14', {}],
  ['form-line-4-open', '/form_14', { calculated: true }],
  ['form-line-4-number', '/form_14', { calculated: true, line_4_percent: 61.3 }],
  ['form-line-4-hundred', '/form_14', { calculated: true, line_4_percent: '100.0' }],
  ['form-lines', '/form_14', { calculated: true, lines: COLUMNS }],
  ['requests-64', '/information_requests', many(64, () => ({ of: 'parent_seeking', sent: '2026-09-14' }))],
  ['provenance-entry-null', '/provenance', { '/form_14': null }],
  ['provenance-text-500', '/provenance', { '/form_14': { evidence: 'e'.repeat(500) } }],
  ['provenance-escaped-pointer', '/provenance', { '/provenance/~1form_14': {}, '/form_14': {} }],
  ['modify', '', { action: 'modify', current_obligations: [ORDER] }],
  ['modify-percentage', '', { action: 'modify', current_obligations: [PERCENT_ORDER] }],
  ['modify-no-obligation', '', { action: 'modify', current_obligations: [] }],
];

const REFUSED = [
  ['format-absent', '/format', undefined],
  ['format-other', '/format', 'medsupport.case/2'],
  ['case-id-absent', '/case_id', undefined],
  ['case-id-null', '/case_id', null],
  ['case-id-empty', '/case_id', ''],
  ['case-id-65', '/case_id', 'x'.repeat(65)],
  ['case-id-space', '/case_id', 'a b'],
  ['case-id-first-dash', '/case_id', '-a'],
  ['group-id-empty', '/group_id', ''],
  ['unknown-name', '/childs', []],
  ['unknown-name-in-child', `${CHILD}/nam`, 'Ana'],
  ['unknown-name-in-residence', `${CHILD}/residence/city`, 'Jefferson City'],
  ['unknown-name-in-public', `${CHILD}/public_coverage/plan`, 'x'],
  ['unknown-name-in-parent', '/parent_not_seeking/kind', 'parent'],
  ['unknown-name-in-plan', `${PLAN}/premium`, '10.00'],
  ['unknown-name-in-cost', `${COST}/total`, '10.00'],
  ['unknown-name-in-area', `${AREA}/zip`, []],
  ['unknown-name-in-form', '/form_14/line_4', '61.3'],
  ['action-other', '/action', 'terminate'],
  ['as-of-number', '/as_of', 20261102],
  ['as-of-month-13', '/as_of', '2026-13-01'],
  ['as-of-day-32', '/as_of', '2026-01-32'],
  ['as-of-day-0', '/as_of', '2026-01-00'],
  ['as-of-with-time', '/as_of', '2026-11-02T00:00:00Z'],
  ['children-absent', '/children', undefined],
  ['children-none', '/children', []],
  ['children-33', '/children', many(33, child)],
  ['child-null', '/children', [null]],
  ['child-without-id', '/children', [{}]],
  ['name-empty', `${CHILD}/name`, ''],
  ['name-201', `${CHILD}/name`, 'n'.repeat(201)],
  ['name-with-nul', `${CHILD}/name`, 'A\u0000na'],
  ['birth-words', `${CHILD}/date_of_birth`, 'March 2015'],
  ['zip-four-digits', `${CHILD}/residence/zip`, '6510'],
  ['zip-number', `${CHILD}/residence/zip`, 65101],
  ['zip-plus-three', `${CHILD}/residence/zip`, '65101-123'],
  ['state-small', `${CHILD}/residence/state`, 'mo'],
  ['state-none', `${CHILD}/residence/state`, 'XX'],
  ['county-empty', `${CHILD}/residence/county`, ''],
  ['county-101', `${CHILD}/residence/county`, 'c'.repeat(101)],
  ['public-true', `${CHILD}/public_coverage`, true],
  ['public-text', `${CHILD}/public_coverage`, 'medicaid'],
  ['public-program-other', `${CHILD}/public_coverage/program`, 'medicare'],
  ['public-through-other-word', `${CHILD}/public_coverage/through`, 'grandmother'],
  ['other-private-text', `${CHILD}/other_private_coverage`, 'no'],
  ['parent-list', '/parent_not_seeking', []],
  ['money-negative', INCOME, -0.01],
  ['money-minus-string', INCOME, '-1'],
  ['money-three-decimals', INCOME, '1.234'],
  ['money-no-decimals', INCOME, '1.'],
  ['money-no-units', INCOME, '.50'],
  ['money-leading-zero', INCOME, '01.00'],
  ['money-exponent', INCOME, '1e3'],
  ['money-comma', INCOME, '4,000.00'],
  ['money-dollar', INCOME, '$4000'],
  ['money-space', INCOME, ' 4000'],
  ['money-empty', INCOME, ''],
  ['money-too-much', INCOME, '1000000000.00'],
  ['money-too-much-number', INCOME, 1000000000],
  ['money-boolean', INCOME, true],
  ['per-other', '/parent_not_seeking/gross_income/per', 'fortnight'],
  ['plans-33', '/parent_not_seeking/plans', many(33, plan)],
  ['plan-without-id', '/parent_not_seeking/plans', [{}]],
  ['plan-null', '/parent_not_seeking/plans', [null]],
  ['source-other', `${PLAN}/source`, 'marketplace'],
  ['benefits-none', `${PLAN}/benefits`, []],
  ['benefits-twice', `${PLAN}/benefits`, ['medical', 'medical']],
  ['benefits-vision', `${PLAN}/benefits`, ['vision']],
  ['covers-text', `${PLAN}/covers`, 'c1'],
  ['covers-null-entry', `${PLAN}/covers`, [null]],
  ['covers-twice', `${PLAN}/covers`, ['c1', 'c1']],
  ['cost-number', COST, 190],
  ['cost-both', COST, { per: 'month', self_only: '1.00', family: '2.00', add_dependents: '1.00' }],
  ['cost-add-and-family', COST, { per: 'month', family: '2.00', add_dependents: '1.00' }],
  ['cost-add-and-self-only', COST, { per: 'month', self_only: '2.00', add_dependents: '1.00' }],
  ['area-other-word', AREA, 'nationwide'],
  ['area-true', AREA, true],
  ['area-list', AREA, ['65101']],
  ['area-zips-2001', `${AREA}/zips`, many(2001, zip)],
  ['area-counties-301', `${AREA}/counties`, many(301, () => ({ state: 'MO', county: 'Cole' }))],
  ['area-states-61', `${AREA}/states`, many(61, () => 'MO')],
  ['area-county-text', `${AREA}/counties`, ['Cole']],
  ['area-county-without-state', `${AREA}/counties`, [{ county: 'Cole' }]],
  ['area-county-null-state', `${AREA}/counties`, [{ state: null, county: 'Cole' }]],
  ['area-state-object', `${AREA}/states`, [{ state: 'MO' }]],
  ['kind-other', '/parent_seeking/kind', 'grandparent'],
  ['agency-with-plan', '/parent_seeking', { kind: 'agency', plans: [{ id: 'p9' }] }],
  ['agency-with-income', '/parent_seeking', { kind: 'agency', gross_income: { amount: '1.00', per: 'year' } }],
  ['agency-with-empty-income', '/parent_seeking', { kind: 'agency', gross_income: {} }],
  ['agency-with-wish', '/parent_seeking', { kind: 'agency', maintain_coverage: false }],
  ['wish-text', '/parent_seeking/maintain_coverage', 'yes'],
  ['form-false-with-line', '/form_14', { calculated: false, line_4_percent: '61.3' }],
  ['form-unknown-with-line', '/form_14', { line_4_percent: '61.3' }],
  ['form-false-with-lines', '/form_14', { calculated: false, lines: COLUMNS }],
  ['form-unknown-with-lines', '/form_14', { lines: COLUMNS }],
  ['form-line-and-lines', '/form_14', { calculated: true, line_4_percent: '61.3', lines: COLUMNS }],
  ['form-two-decimals', '/form_14/line_4_percent', '61.35'],
  ['form-over-hundred', '/form_14/line_4_percent', '100.1'],
  ['form-over-hundred-number', '/form_14/line_4_percent', 100.1],
  ['form-percent-sign', '/form_14/line_4_percent', '61.3%'],
  ['form-line-other', '/form_14', { calculated: true, lines: { parent_seeking: { line_3: '1.00' } } }],
  ['requests-65', '/information_requests', many(65, () => ({ of: 'parent_seeking', sent: '2026-09-14' }))],
  ['request-of-nobody', '/information_requests', [{ sent: '2026-09-14' }]],
  ['request-of-agency', '/information_requests', [{ of: 'agency', sent: '2026-09-14' }]],
  ['request-never-sent', '/information_requests', [{ of: 'parent_seeking' }]],
  ['request-sent-null', '/information_requests', [{ of: 'parent_seeking', sent: null }]],
  ['provenance-no-pointer', '/provenance', { form_14: {} }],
  ['provenance-bad-escape', '/provenance', { '/form~2': {} }],
  ['provenance-text', '/provenance', { '/form_14': 'worksheet' }],
  ['provenance-text-501', '/provenance', { '/form_14': { evidence: 'e'.repeat(501) } }],
  ['provenance-513', '/provenance', Object.fromEntries(many(513, (i) => [`/children/${i}`, {}]))],
  ['notes-10001', '/notes', 'n'.repeat(10001)],
  ['notes-list', '/notes', []],
  ['order-without-modify', '/current_obligations', [ORDER]],
  ['order-empty-without-modify', '/current_obligations', []],
  ['order-no-obligor', '', { action: 'modify', current_obligations: [{ ...ORDER, obligor: undefined }] }],
  ['order-no-children', '', { action: 'modify', current_obligations: [{ ...ORDER, children: [] }] }],
  ['order-paragraph-other', '', { action: 'modify', current_obligations: [{ ...ORDER, paragraph: '(5)(G)' }] }],
  ['order-percentage-one-decimal', '', { action: 'modify', current_obligations: [{ ...PERCENT_ORDER, percentage: '50.0' }] }],
  ['order-percentage-number', '', { action: 'modify', current_obligations: [{ ...PERCENT_ORDER, percentage: 50 }] }],
  ['order-65', '', { action: 'modify', current_obligations: many(65, () => ORDER) }],
];

const READER_ONLY = [
  ['date-not-real', '/as_of', '2025-02-30'],
  ['child-id-twice', '/children', [{ id: 'c1' }, { id: 'c1' }]],
  ['plan-id-twice', '/parent_seeking/plans', [{ id: 'p1' }]],
  ['covers-nobody-of-that-id', `${PLAN}/covers`, ['c2']],
  ['order-of-no-child', '', { action: 'modify', current_obligations: [{ ...ORDER, children: ['c2'] }] }],
  ['provenance-of-nothing', '/provenance', { '/children/7': {} }],
];

// [name, text in the base document, what to write instead]: what JSON.parse does not keep.
const READER_ONLY_TEXT = [
  ['name-twice', '"case_id": "base"', '"case_id": "base", "case_id": "base"'],
  ['name-twice-escaped', '"case_id": "base"', '"case_id": "base", "case\\u005fid": "base"'],
  ['number-three-decimals', '"amount": 900', '"amount": 900.005'],
  ['number-exponent', '"amount": 900', '"amount": 9e2'],
  ['number-minus-zero', '"amount": 900', '"amount": -0'],
  ['percentage-two-decimals', '"line_4_percent": "61.3"', '"line_4_percent": 61.35'],
  ['lone-surrogate', '"notes": "free text"', '"notes": "\\ud800"'],
];

function assign(document, pointer, value) {
  if (pointer === '') {
    Object.assign(document, value);
    return;
  }
  const steps = pointer.split('/').slice(1);
  const last = steps.pop();
  const target = steps.reduce((node, step) => node[step], document);
  if (value === undefined) {
    delete target[last];
  } else {
    target[last] = value;
  }
}

function textOf([, pointer, value]) {
  const document = JSON.parse(JSON.stringify(BASE));
  assign(document, pointer, value);
  return JSON.stringify(document, null, 2);
}

function replacedText([name, found, instead]) {
  const text = JSON.stringify(BASE, null, 2);
  if (!text.includes(found)) {
    throw new Error(`${name}: the base document holds no ${found}`);
  }
  return text.replace(found, () => instead);
}

function documents() {
  const named = (folder, make) => (row) => ({ folder, name: row[0], text: make(row) });
  return [
    ...ACCEPTED.map(named('accepted', textOf)),
    ...REFUSED.map(named('refused', textOf)),
    ...READER_ONLY.map(named('reader-only', textOf)),
    ...READER_ONLY_TEXT.map(named('reader-only', replacedText)),
  ];
}

function write(directory) {
  for (const { folder, name, text } of documents()) {
    fs.mkdirSync(path.join(directory, folder), { recursive: true });
    fs.writeFileSync(path.join(directory, folder, `${name}.json`), `${text}\n`);
  }
}

function check(schemaPath) {
  const Ajv = require('ajv');
  const validate = new Ajv({ schemaId: '$id' }).compile(JSON.parse(fs.readFileSync(schemaPath, 'utf8')));
  let failed = 0;
  const all = documents();
  for (const { folder, name, text } of all) {
    const valid = validate(JSON.parse(text));
    if (valid !== (folder !== 'refused')) {
      failed += 1;
      const why = valid ? 'the schema lets it pass' : JSON.stringify(validate.errors);
      process.stdout.write(`${folder}/${name}: ${why}\n`);
    }
  }
  process.stdout.write(`${all.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

const args = process.argv.slice(2);
if (args[0] === '--write' && args.length === 2) {
  write(args[1]);
} else if (args.length === 1) {
  process.exit(check(args[0]));
} else {
  process.stderr.write('usage: node faults.js SCHEMA | node faults.js --write DIRECTORY\n');
  process.exit(2);
}
