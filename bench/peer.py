"""The rule over whole columns in NumPy: the peer against which bench/outcomes.c is measured.

The same facts under the default readings, and the same answer: which paragraphs are possible in each case. Truths are
bits as in truth.h: 1 no, 2 yes, 3 unknown. What a parent's plans come to is one of six sides, a set of sides is a byte,
and what a plan, two plans, or both parents come to is looked up in tables that are made once. What is unknown and
shared (an income, the home) is worked out for those rows alone in which it is.
"""

import numpy as np

NO, YES, UNKNOWN = 1, 2, 3
MOST = 99_999_999_999  # cents
PERCENT = 500  # hundredths of a percent, (2)
WHOLE = 10_000
ANSWER_DAYS = 30  # (4)
PERIODS = np.array([0, 52, 26, 24, 12, 1], np.int64)
KIND_PARENT = 0
UNLIMITED, LISTS = 1, 2
ELSEWHERE = 0xFFFF  # a number that no list holds
# Covers or not; no reasonable plan, a reasonable one, one that is accessible too.
SIDES = [(covers, level) for covers in (0, 1) for level in (0, 1, 2)]
NO_PLAN, ANY_SIDE = 1, 63


# ---- tables -------------------------------------------------------------------------------------------------------

def answers(truth):
    return [answer for answer in (0, 1) if truth >> answer & 1]


def sides_of(not_shown, available, covers, test, accessible):
    """The sides of one plan; that it covers the child lifts its test, (2)."""
    if not_shown:
        covers = NO if covers == UNKNOWN else covers
        test = NO if test == UNKNOWN else test
    sides = {SIDES.index((c, 1 + a if available and (t or c) else 0))
             for c in answers(covers) for t in answers(test) for a in answers(accessible)}
    return sum(1 << side for side in sides)


def plan_table():
    """By not shown, available, covers, test, accessible, as bits 7, 6, 5-4, 3-2, 1-0; covers 0 is no plan."""
    table = np.full(256, NO_PLAN, np.uint8)
    for index in range(256):
        if index >> 4 & 3 and index >> 2 & 3 and index & 3:
            table[index] = sides_of(index >> 7, index >> 6 & 1, index >> 4 & 3, index >> 2 & 3, index & 3)
    return table


def both_table():
    """What two plans together may come to, by their sets of sides."""
    table = np.zeros((64, 64), np.uint8)
    for i, first in enumerate(SIDES):
        for j, second in enumerate(SIDES):
            side = SIDES.index((first[0] | second[0], max(first[1], second[1])))
            sets = np.arange(64)
            table[np.ix_(sets >> i & 1 == 1, sets >> j & 1 == 1)] |= 1 << side
    return table.reshape(-1)


def paragraph(pns, pss, orderable, wants, way):
    """(5), its paragraphs in their order."""
    if pns[0]:
        return 0
    if orderable and pss[0] and wants:
        return 1
    if pns[1] == 2:
        return 2
    if orderable and pss[1] == 2:
        return 3
    return 5 if way == 0 else 4


def possible_table():
    """By the wish, whether the seeker can be ordered, public coverage, and both sets of sides."""
    table = np.zeros((4, 2, 8, 64, 64), np.uint8)
    sets, wishes, ways = np.arange(64), np.arange(4), np.arange(8)
    for i, pns in enumerate(SIDES):
        for j, pss in enumerate(SIDES):
            for orderable in (0, 1):
                for wants in (0, 1):
                    for way in range(3):
                        where = np.ix_(wishes >> wants & 1 == 1, [orderable], ways >> way & 1 == 1,
                                       sets >> i & 1 == 1, sets >> j & 1 == 1)
                        table[where] |= 1 << paragraph(pns, pss, orderable, wants, way)
    return table.reshape(-1)


def union_table():
    """The reaches that a home may have, by its reach by zip and the set of its reaches by state and county."""
    table = np.zeros((16, 65536), np.uint16)
    sets = np.arange(65536)
    for i in range(16):
        for j in range(16):
            table[i] |= ((sets >> j & 1) << (i | j)).astype(np.uint16)
    return table


PLAN, BOTH, POSSIBLE, UNION = plan_table(), both_table(), possible_table(), union_table()
PUBLIC = np.array([7, 1, 2, 4, 4, 6], np.int32)  # (1)(E): not enrolled, through the seeker, otherwise
SEVERAL = np.array([bin(paragraphs).count("1") > 1 for paragraphs in range(256)])
OPEN_PLANS = np.array([bin(plans).count("1") for plans in range(16)], np.uint8)


# ---- one parent ---------------------------------------------------------------------------------------------------

def is_past(cases, party):
    """(4) Whether the request is past its last day, and whether it has been answered."""
    sent, answered = cases[party + "_sent"], cases[party + "_answered"]
    as_of = cases["as_of"]
    return (sent != 0) & (as_of > sent + ANSWER_DAYS), (answered != 0) & (answered <= as_of)


def not_shown(cases, party, other):
    """(4) A silent parent, where the other has answered."""
    past, answered = is_past(cases, party)
    return past & ~answered & is_past(cases, other)[1]


def increase(cases, plan):
    """(2) The least and the most that the increase may be, a year, in hundredths of a percent of a cent."""
    least, most = np.empty((2, cases["as_of"].size), np.int64)
    basis, per = cases[plan + "basis"], cases[plan + "per"]
    adding, family, alone = (cases[plan + name] for name in ("add_dependents", "family", "self_only"))
    np.subtract(np.maximum(family, 0), np.where(alone < 0, MOST, alone), out=least)
    np.subtract(np.where(family < 0, MOST, family), np.maximum(alone, 0), out=most)
    np.copyto(least, np.maximum(adding, 0), where=basis == 2)
    np.copyto(most, np.where(adding < 0, MOST, adding), where=basis == 2)
    unknown = basis == 0
    np.copyto(least, -MOST, where=unknown)
    np.copyto(most, MOST, where=unknown)
    periods = PERIODS.take(per)
    unknown = np.flatnonzero(per == 0)
    if unknown.size:
        periods[unknown] = 1
        least[unknown] = np.where(least[unknown] < 0, 52 * least[unknown], least[unknown])
        most[unknown] = np.where(most[unknown] > 0, 52 * most[unknown], most[unknown])
    periods *= WHOLE
    least *= periods
    most *= periods
    return least, most


class Parent:
    """What of one parent's plans does not turn on the home, and the sides that they may come to at a home."""

    def __init__(self, cases, party, other):
        self.shown_not = not_shown(cases, party, other)
        self.plan_count = cases[party + "_plan_count"]
        self.plans = [self.plan(cases, f"{party}_{k}_", k) for k in (0, 1)]
        self.increases = [increase(cases, f"{party}_{k}_") for k in (0, 1)]
        self.take_income(cases, party)

    def plan(self, cases, name, k):
        """The part of an index of PLAN that is settled; 0 for no plan that counts."""
        as_of, until, start = cases["as_of"], cases[name + "covered_until"], cases[name + "available_from"]
        covers = np.where((until != 0) & (until < as_of), np.uint8(NO), cases[name + "covers"])
        index = covers << 4
        index |= (start <= as_of).astype(np.uint8) << 6
        index |= self.shown_not.astype(np.uint8) << 7
        index *= (self.plan_count > k) & (cases[name + "medical"] != 0)
        return index

    def take_income(self, cases, party):
        """The income a year, where it is one; else, in the rows where it is open, every one that makes a difference."""
        amount, per = cases[party + "_income"], cases[party + "_income_per"]
        periods = PERIODS.take(per)
        unknown = (amount < 0) | (per == 0)
        self.ceiling = amount * periods * PERCENT
        unknown_rows = np.flatnonzero(unknown)
        self.open = unknown & ~self.shown_not
        self.open_rows = np.flatnonzero(self.open)
        if unknown_rows.size:
            # Where it counts as not shown, and as the first of the open ones, the least.
            least = np.maximum(amount[unknown_rows], 0) * np.maximum(periods[unknown_rows], 1)
            self.ceiling[unknown_rows] = least * PERCENT
        rows = self.open_rows
        if rows.size:
            self.ceilings = self.open_ceilings(amount[rows], periods[rows], rows)
            self.place = np.zeros(amount.size, np.int32)
            self.place[rows] = np.arange(rows.size)

    def open_ceilings(self, amount, periods, rows):
        known = amount >= 0
        step = np.maximum(periods, 1)
        most = np.where(periods == 0, 52, periods) * MOST
        found = []
        costs = [bound[rows] // WHOLE for bounds in self.increases for bound in bounds]
        for factor, cost in zip((12, 24, 26, 52, 52, 52), [np.ones_like(amount)] + costs + [None]):
            if cost is None:
                income = most
            else:
                # The least income, a whole number of periods, at which the cost passes; none above the most.
                passing = -(-(-(-cost * WHOLE // PERCENT)) // step) * step
                income = np.where((cost > 0) & (passing <= most), passing, 0)
            found.append(np.where(known, amount * factor, income) * PERCENT)
        return found

    def sides_at(self, ceiling, access, rows=None):
        sets = []
        for plan, (least, most), accessible in zip(self.plans, self.increases, access):
            if rows is not None:
                plan, least, most, accessible = plan[rows], least[rows], most[rows], accessible
            index = (least <= ceiling).view(np.uint8) << 1
            index |= (most > ceiling).view(np.uint8)
            index <<= 2
            index |= plan
            index |= accessible
            sets.append(PLAN.take(index))
        both = sets[0].astype(np.uint16)
        both <<= 6
        both |= sets[1]
        return BOTH.take(both)

    def sides(self, access, rows=None):
        """The sides at homes where the plans are accessible so, over all incomes; in some rows, or in all."""
        ceiling = self.ceiling if rows is None else self.ceiling[rows]
        found = self.sides_at(ceiling, access, rows)
        within = self.open_rows if rows is None else np.flatnonzero(self.open[rows])
        if within.size:
            here = within if rows is None else rows[within]
            open_access = [accessible[within] for accessible in access]
            sides = found[within]
            for ceiling in self.ceilings:
                sides |= self.sides_at(ceiling[self.place[here]], open_access, here)
            found[within] = sides
        count = self.plan_count if rows is None else self.plan_count[rows]
        shown_not = self.shown_not if rows is None else self.shown_not[rows]
        np.copyto(found, np.uint8(ANY_SIDE), where=(count < 0) & ~shown_not)
        return found


# ---- homes --------------------------------------------------------------------------------------------------------

NAMES = ("pns_0_", "pns_1_", "pss_0_", "pss_1_")
ZIPS = ("zip_0", "zip_1", "zip_2")
COUNTIES = (("county_state_0", "county_0"), ("county_state_1", "county_1"))


def holds_zip(cases, name, code):
    return np.logical_or.reduce([cases[name + entry] == code for entry in ZIPS])


def holds_place(cases, name, state, county):
    found = cases[name + "state"] == state
    for of_state, of_county in COUNTIES:
        found |= (cases[name + of_state] == state) & (cases[name + of_county] == county)
    return found


def home_of(cases):
    """The home, what is unknown of it being a number that no list holds."""
    return [np.where(cases[name] == 0, cases[name].dtype.type(-1), cases[name]) for name in ("zip", "state", "county")]


def may_hold(cases, name, rows):
    """Whether the unknown part of the home may place it in a list."""
    code, state, county = (cases[part][rows] for part in ("zip", "state", "county"))
    found = (code == 0) & (cases[name + "zip_0"][rows] != 0) | (state == 0) & (cases[name + "state"][rows] != 0)
    for of_state, of_county in COUNTIES:
        listed_state, listed_county = cases[name + of_state][rows], cases[name + of_county][rows]
        found |= ((listed_county != 0) & ((state == 0) | (state == listed_state))
                  & ((county == 0) | (county == listed_county)))
    return found


def accessible(cases, parents):
    """(3) The truth for each plan, and, as bits, the plans for which it turns on what is unknown of the home."""
    code, state, county = home_of(cases)
    part_open = np.flatnonzero((cases["zip"] == 0) | (cases["state"] == 0) | (cases["county"] == 0))
    turning = np.zeros(code.size, np.uint8)
    truths = []
    for bit, name in enumerate(NAMES):
        parent, area = parents[bit // 2], cases[name + "area"]
        yes = holds_zip(cases, name, code)
        yes |= holds_place(cases, name, state, county)
        yes |= area == UNLIMITED
        truth = yes.astype(np.uint8)
        truth += NO
        unknown = np.flatnonzero(area == 0)
        if unknown.size:
            truth[unknown] = np.where(parent.shown_not[unknown], NO, UNKNOWN)
        if part_open.size:
            may = may_hold(cases, name, part_open) & ~yes[part_open]
            truth[part_open[may]] = UNKNOWN
            turning[part_open] |= (may & (parent.plans[bit % 2][part_open] != 0)).astype(np.uint8) << bit
        truths.append(truth)
    return truths, turning


def as_set(reach):
    return np.left_shift(1, reach, dtype=np.int32)


def reaches_of_zip(here):
    """The plans that hold the home by its zip, over all the zips that it may have, as a set of sets of plans."""
    def reach(code):
        return sum(holds_zip(here, name, code).astype(np.int32) << bit for bit, name in enumerate(NAMES))

    unknown = here["zip"] == 0
    found = as_set(np.where(unknown, 0, reach(here["zip"])))
    for name in NAMES:
        for entry in ZIPS:
            code = np.where(here[name + entry] == 0, np.uint32(ELSEWHERE), here[name + entry])
            found |= np.where(unknown, as_set(reach(code)), 0)
    return found


def reaches_of_place(here):
    """The same by its state and county."""
    def reach(state, county):
        return sum(holds_place(here, name, state, county).astype(np.int32) << bit for bit, name in enumerate(NAMES))

    def known_or(part, other):
        other = np.where(other == 0, np.uint16(ELSEWHERE), other)
        return np.where(here[part] == 0, other, here[part])

    nowhere = np.zeros_like(here["state"])
    found = as_set(reach(known_or("state", nowhere), known_or("county", nowhere)))
    for name in NAMES:
        found |= as_set(reach(known_or("state", here[name + "state"]), known_or("county", nowhere)))
        for of_state, of_county in COUNTIES:
            state = known_or("state", here[name + of_state])
            found |= as_set(reach(state, known_or("county", nowhere)))
            found |= as_set(reach(state, known_or("county", here[name + of_county])))
    return found


def over_homes(cases, parents, truths, rest, rows):
    """The paragraphs that are possible over every home, in some rows."""
    here = {name: column[rows] for name, column in cases.items()}
    by_zip, by_place = reaches_of_zip(here), reaches_of_place(here)
    reaches = np.zeros(rows.size, np.int32)
    for i in range(16):
        reaches |= np.where(by_zip >> i & 1 == 1, UNION[i].take(by_place), 0)
    sides = []
    for party, parent in enumerate(parents):
        for held in range(4):
            access = [np.where(here[NAMES[2 * party + k] + "area"] == LISTS, np.uint8(YES if held >> k & 1 else NO),
                               truths[2 * party + k][rows]) for k in (0, 1)]
            sides.append(parent.sides(access, rows).astype(np.int32))
    found = np.zeros(rows.size, np.uint8)
    for reach in range(16):
        index = rest[rows] | sides[reach & 3] << 6 | sides[4 + (reach >> 2)]
        found |= np.where(reaches >> reach & 1 == 1, POSSIBLE.take(index), 0)
    return found


# ---- the rule -----------------------------------------------------------------------------------------------------

def possible(cases):
    """Which paragraphs are possible in each case, a bit each."""
    parents = (Parent(cases, "pns", "pss"), Parent(cases, "pss", "pns"))
    truths, turning = accessible(cases, parents)
    rest = cases["wish"].astype(np.int32)
    rest <<= 1
    rest |= cases["kind"] == KIND_PARENT
    rest <<= 3
    rest |= PUBLIC.take(cases["public_coverage"])
    rest <<= 12
    index = parents[0].sides(truths[:2]).astype(np.int32)
    index <<= 6
    index |= parents[1].sides(truths[2:])
    index |= rest
    found = POSSIBLE.take(index)
    # Two plans that turn on one home are not independent of each other; one is.
    rows = np.flatnonzero(turning)
    rows = rows[SEVERAL[found[rows]] & (OPEN_PLANS[turning[rows]] > 1)]
    if rows.size:
        found[rows] = over_homes(cases, parents, truths, rest, rows)
    return found
