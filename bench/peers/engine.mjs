// The rule in json-rules-engine, a peer against which bench/outcomes.c is measured: node engine.mjs CASES ANSWERS
//
// One engine, made once; a rule for each paragraph of (5), by priority, of which the first that holds stops the run;
// (2) and (3) in operators of its own, since conditions have no arithmetic. Each case is one fact, made before
// anything is measured: every further fact and every condition costs promises and copies. One case runs at a time,
// for stopping stops the engine; to let many run together, with every rule to its end, takes longer.

import { Engine, Fact } from 'json-rules-engine';
import { readCases, takeTurns } from './peer.mjs';

const CASES = 8192;
const A_YEAR = { week: 52, two_weeks: 26, half_month: 24, month: 12, year: 1 };

function covers(plan, day) {
  return plan.medical && plan.covers && (plan.covered_until === null || plan.covered_until >= day);
}

function isAvailable(plan, day) {
  return plan.medical && (plan.available_from === null || plan.available_from <= day);
}

// (2) 5 % is a twentieth; that the plan covers the child lifts the test.
function isReasonable(plan, parent, day) {
  const increase = plan.add_dependents ?? plan.family - plan.self_only;
  return increase * A_YEAR[plan.per] * 20 <= parent.income * A_YEAR[parent.per] || covers(plan, day);
}

// (3)
function isAccessible(plan, home) {
  return plan.unlimited || plan.zips.includes(home.zip) || plan.states.includes(home.state)
    || plan.counties.some(({ state, county }) => state === home.state && county === home.county);
}

function makeEngine() {
  const engine = new Engine([], { pathResolver: (value, path) => value[path] });
  engine.addOperator('covered by', (facts, party) => facts[party].plans.some((plan) => covers(plan, facts.as_of)));
  engine.addOperator('can be covered by', (facts, party) => facts[party].plans.some(
    (plan) => isAvailable(plan, facts.as_of) && isReasonable(plan, facts[party], facts.as_of)
      && isAccessible(plan, facts)));
  const is = (operator, party) => ({ fact: 'case', operator, value: party });
  const has = (path, value) => ({ fact: 'case', path, operator: 'equal', value });
  const rules = {
    A: [is('covered by', 'pns')],
    B: [has('kind', 'parent'), has('wish', true), is('covered by', 'pss')],
    C: [is('can be covered by', 'pns')],
    D: [has('kind', 'parent'), is('can be covered by', 'pss')],
    E: [has('enrolled', true)],
    F: [has('enrolled', false)],
  };
  Object.entries(rules).forEach(([type, all], i) => {
    engine.addRule({ conditions: { all }, event: { type }, priority: 6 - i });
  });
  engine.on('success', () => engine.stop());
  return engine;
}

const [directory, path] = process.argv.slice(2);
const engine = makeEngine();
const facts = readCases(directory, CASES).map((one) => ({ case: new Fact('case', one, { cache: false }) }));

async function oneByOne() {
  const found = [];
  for (const one of facts) {
    const { events } = await engine.run(one);
    found.push(events[0].type);
  }
  return found;
}

await takeTurns(path, [oneByOne]);
