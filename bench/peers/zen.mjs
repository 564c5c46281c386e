// The rule in GoRules ZEN, a peer against which bench/outcomes.c is measured: node zen.mjs CASES ANSWERS
//
// One decision table, compiled once: a row for each paragraph of (5), of which the first that holds counts.
// Evaluating answers with a promise, so there are three ways to go through the cases, of which the fastest counts:
// one evaluation at a time, many that are waited for together, and many cases in one evaluation, where the table goes
// through a list.

import { ZenDecisionContent, ZenEngine, overrideConfig } from '@gorules/zen-engine';
import { readCases, takeTurns } from './peer.mjs';

const CASES = 8192;
const TOGETHER = 64;

// ---- the rule -----------------------------------------------------------------------------------------------------

const COVERS = '#.medical and #.covers and (#.covered_until == null or #.covered_until >= as_of)';
const IS_AVAILABLE = '#.medical and (#.available_from == null or #.available_from <= as_of)';
const IS_ACCESSIBLE = '#.unlimited or zip in #.zips or state in #.states'
  + ' or some(#.counties, #.state == state and #.county == county)'; // (3)

function aYear(per) {
  return `(${per} == 'month' ? 12 : ${per} == 'two_weeks' ? 26 : ${per} == 'week' ? 52`
    + ` : ${per} == 'half_month' ? 24 : 1)`;
}

function isCovered(party) {
  return `some(${party}.plans, ${COVERS})`;
}

// (2) 5 % is a twentieth; that the plan covers the child lifts the test.
function canBeCovered(party) {
  const increase = `(#.add_dependents ?? (#.family - #.self_only)) * ${aYear('#.per')}`;
  const isReasonable = `${increase} * 20 <= ${party}.income * ${aYear(`${party}.per`)} or ${COVERS}`;
  return `some(${party}.plans, ${IS_AVAILABLE} and (${isReasonable}) and (${IS_ACCESSIBLE}))`;
}

const ROWS = {
  A: isCovered('pns'),
  B: `kind == 'parent' and wish and ${isCovered('pss')}`,
  C: canBeCovered('pns'),
  D: `kind == 'parent' and ${canBeCovered('pss')}`,
  E: 'enrolled',
  F: '',
};

function decisionOf(engine, settings) {
  const table = {
    hitPolicy: 'first',
    passThrough: false,
    inputs: [{ id: 'when', name: 'when', field: '' }],
    outputs: [{ id: 'then', name: 'paragraph', field: 'paragraph' }],
    rules: Object.entries(ROWS).map(([letter, when]) => ({ _id: letter, when, then: `'${letter}'` })),
    ...settings,
  };
  const node = (id, type, content = {}) => ({ id, type, name: id, position: { x: 0, y: 0 }, content });
  const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId });
  const graph = {
    nodes: [node('facts', 'inputNode'), node('rule', 'decisionTableNode', table), node('order', 'outputNode')],
    edges: [edge('facts', 'rule'), edge('rule', 'order')],
  };
  return engine.createDecision(new ZenDecisionContent(graph));
}

// ---- the ways -----------------------------------------------------------------------------------------------------

function slices(list) {
  return Array.from({ length: list.length / TOGETHER }, (_, i) => list.slice(i * TOGETHER, (i + 1) * TOGETHER));
}

const [directory, path] = process.argv.slice(2);
overrideConfig({ nodesInContext: false }); // no node refers to another by name
const engine = new ZenEngine();
const single = decisionOf(engine, {});
const looping = decisionOf(engine, { executionMode: 'loop', inputField: 'cases', outputPath: 'cases' });
const cases = readCases(directory, CASES);
const groups = slices(cases);
const lists = groups.map((group) => ({ cases: group }));

async function oneByOne() {
  const found = [];
  for (const one of cases) {
    found.push((await single.evaluate(one)).result.paragraph);
  }
  return found;
}

async function together() {
  const found = [];
  for (const group of groups) {
    const answers = await Promise.all(group.map((one) => single.evaluate(one)));
    found.push(...answers.map(({ result }) => result.paragraph));
  }
  return found;
}

async function listByList() {
  const found = [];
  for (const list of lists) {
    const { result } = await looping.evaluate(list);
    found.push(...result.cases.map(({ paragraph }) => paragraph));
  }
  return found;
}

await takeTurns(path, [oneByOne, together, listByList]);
process.exit(0); // its threads would go on
