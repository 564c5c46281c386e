-- 13 CSR 40-112.010 as decision tables (SQLite 3.40).
--
-- A second encoding of the rule, written from its text and from the table of
-- readings, to be compared with the C. Run this file on an empty database and
-- stream `SELECT * FROM oracle`: every situation under every set of readings.
--
-- In a decision table each row is one sentence: where all its conditions hold,
-- its last column follows. NULL is "whatever the answer". README.md says from
-- which words each table was made; check.sql tests the tables themselves.


-- 1. Readings ---------------------------------------------------------------

-- The default has digit 0. A set's number is the sum of digit x weight.
CREATE TABLE reading_choice (
  reading TEXT, weight INTEGER, digit INTEGER, choice TEXT,
  PRIMARY KEY (reading, digit)
) WITHOUT ROWID;

INSERT INTO reading_choice VALUES
  ('unwilling-coverage',   144, 0, 'not-maintained'),
  ('unwilling-coverage',   144, 1, 'literal'),
  ('inaccessible-plan',     72, 0, 'go-on'),
  ('inaccessible-plan',     72, 1, 'literal'),
  ('public-through-other',  36, 0, 'as-E'),
  ('public-through-other',  36, 1, 'literal'),
  ('non-employer-cost',     12, 0, 'five-percent'),
  ('non-employer-cost',     12, 1, 'never-reasonable'),
  ('non-employer-cost',     12, 2, 'always-reasonable'),
  ('covered-exemption',      4, 0, 'same-plan'),
  ('covered-exemption',      4, 1, 'any-plan'),
  ('covered-exemption',      4, 2, 'only-kept'),
  ('dental-only',            2, 0, 'left-out'),
  ('dental-only',            2, 1, 'counts'),
  ('custodian',              1, 0, 'never-ordered'),
  ('custodian',              1, 1, 'as-parent');

CREATE TABLE reading_set (
  id INTEGER PRIMARY KEY,
  unwilling_coverage TEXT, inaccessible_plan TEXT, public_through_other TEXT,
  non_employer_cost TEXT, covered_exemption TEXT, dental_only TEXT,
  custodian TEXT
);

INSERT INTO reading_set
SELECT u.digit * u.weight + i.digit * i.weight + p.digit * p.weight
       + n.digit * n.weight + e.digit * e.weight + d.digit * d.weight
       + c.digit * c.weight,
       u.choice, i.choice, p.choice, n.choice, e.choice, d.choice, c.choice
FROM reading_choice AS u, reading_choice AS i, reading_choice AS p,
     reading_choice AS n, reading_choice AS e, reading_choice AS d,
     reading_choice AS c
WHERE u.reading = 'unwilling-coverage'
  AND i.reading = 'inaccessible-plan'
  AND p.reading = 'public-through-other'
  AND n.reading = 'non-employer-cost'
  AND e.reading = 'covered-exemption'
  AND d.reading = 'dental-only'
  AND c.reading = 'custodian';

-- Three readings bear on a plan and four on the paragraphs of (5). As the
-- number of a set is a sum, it is the sum of the numbers of its two parts.
CREATE VIEW plan_reading AS
SELECT id, non_employer_cost, covered_exemption, dental_only
FROM reading_set
WHERE unwilling_coverage = 'not-maintained' AND inaccessible_plan = 'go-on'
  AND public_through_other = 'as-E' AND custodian = 'never-ordered';

CREATE VIEW cascade_reading AS
SELECT id, unwilling_coverage, inaccessible_plan, public_through_other,
       custodian
FROM reading_set
WHERE non_employer_cost = 'five-percent' AND covered_exemption = 'same-plan'
  AND dental_only = 'left-out';


-- 2. Facts ------------------------------------------------------------------

CREATE TABLE answer (yes INTEGER PRIMARY KEY);
INSERT INTO answer VALUES (0), (1);

-- What can be so of one parent's plan; number 0 is no plan.
CREATE TABLE plan_kind (
  id INTEGER PRIMARY KEY,
  has_plan INTEGER,
  medical INTEGER,     -- 0: dental benefits alone
  workplace INTEGER,   -- through an employer or union
  covers INTEGER,      -- the child is on it now
  available INTEGER,   -- it can be had
  within INTEGER,      -- the increase is no more than the ceiling of (2)
  accessible INTEGER   -- (3)
);

INSERT INTO plan_kind VALUES (0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO plan_kind
SELECT 1 + 32 * m.yes + 16 * w.yes + 8 * c.yes + 4 * a.yes + 2 * i.yes + g.yes,
       1, m.yes, w.yes, c.yes, a.yes, i.yes, g.yes
FROM answer AS m, answer AS w, answer AS c, answer AS a, answer AS i,
     answer AS g;

-- The rest of a situation, save whether someone else's plan covers the child.
-- An agency has no plan to keep, so it has no wish.
CREATE TABLE setting (
  id INTEGER PRIMARY KEY, kind TEXT, wants INTEGER, public TEXT
);

INSERT INTO setting (kind, wants, public)
SELECT k.column1, w.yes, p.column1
FROM (VALUES ('parent'), ('custodian'), ('agency')) AS k,
     answer AS w,
     (VALUES ('none'), ('pss'), ('other')) AS p
WHERE NOT (k.column1 = 'agency' AND w.yes = 1);


-- 3. Decision tables on one plan --------------------------------------------

-- (1)(D): medical or dental benefits make a plan. A plan left out is as if it
-- were not there.
CREATE TABLE is_plan (medical INTEGER, dental_only TEXT, counts INTEGER);
INSERT INTO is_plan VALUES
-- medical  dental-only   counts
  (1,       NULL,         1),
  (0,       'counts',     1),
  (0,       'left-out',   0);

-- (2), last sentence: the child is covered already, and the test is off.
CREATE TABLE exemption (
  covered_exemption TEXT, this_covers INTEGER, any_covers INTEGER,
  exempt INTEGER
);
INSERT INTO exemption VALUES
-- covered-exemption  this  any    exempt
  ('same-plan',       1,    NULL,  1),
  ('same-plan',       0,    NULL,  0),
  ('any-plan',        NULL, 1,     1),
  ('any-plan',        NULL, 0,     0),
  ('only-kept',       NULL, NULL,  0);

-- (2), first sentence, as (5)(C)-(F) ask it: "available at a reasonable cost".
CREATE TABLE reasonable_cost (
  available INTEGER, exempt INTEGER, workplace INTEGER, within INTEGER,
  non_employer_cost TEXT, reasonable INTEGER
);
INSERT INTO reasonable_cost VALUES
-- avail. exempt workpl. within  non-employer-cost     reasonable
  (0,     NULL,  NULL,   NULL,   NULL,                 0),
  (1,     1,     NULL,   NULL,   NULL,                 1),
  (1,     0,     1,      1,      NULL,                 1),
  (1,     0,     1,      0,      NULL,                 0),
  (1,     0,     0,      1,      'five-percent',       1),
  (1,     0,     0,      0,      'five-percent',       0),
  (1,     0,     0,      NULL,   'never-reasonable',   0),
  (1,     0,     0,      NULL,   'always-reasonable',  1);


-- 4. Decision tables on the parents -----------------------------------------

-- (1)(B) calls the seeker a parent, whoever it is. May the words of (5) that
-- order "that parent", or speak of "neither parent", mean this seeker?
CREATE TABLE standing (kind TEXT, custodian TEXT, pss_is_parent INTEGER);
INSERT INTO standing VALUES
  ('parent',    NULL,            1),
  ('custodian', 'as-parent',     1),
  ('custodian', 'never-ordered', 0),
  ('agency',    NULL,            0);

-- (5). Each row stands on the words of its own paragraph; that an earlier
-- paragraph comes first is said once, where the decision is made. A suitable
-- plan is reasonable and accessible, both at once.
CREATE TABLE paragraph (
  letter TEXT,
  pns_covers INTEGER,
  pss_is_parent INTEGER, pss_covers INTEGER, wants INTEGER,
  unwilling_coverage TEXT,
  pns_reasonable INTEGER, pns_suitable INTEGER, inaccessible_plan TEXT,
  pss_suitable INTEGER,
  public TEXT, public_through_other TEXT
);

-- (A) and (B): a parent has the child covered.
INSERT INTO paragraph
  (letter, pns_covers, pss_is_parent, pss_covers, wants) VALUES
  ('A',    1,          NULL,          NULL,       NULL),
  ('B',    0,          1,             1,          1);

-- (C): neither parent maintains coverage, and the parent not seeking support
-- has a suitable plan.
INSERT INTO paragraph
  (letter, pns_covers, pss_is_parent, pss_covers, wants, unwilling_coverage,
   pns_suitable) VALUES
  ('C', 0, 0,    NULL, NULL, NULL,             1),
  ('C', 0, 1,    0,    NULL, NULL,             1),
  ('C', 0, 1,    1,    0,    'not-maintained', 1);

-- (D): the parent not seeking support has no reasonable plan, or, where we go
-- on, none that is accessible too; the parent seeking support has a suitable
-- one.
INSERT INTO paragraph
  (letter, pns_reasonable, pns_suitable, inaccessible_plan,
   pss_is_parent, pss_suitable) VALUES
  ('D', 0, NULL, NULL,    1, 1),
  ('D', 1, 0,    'go-on', 1, 1);

-- (E) and (F): neither parent has a suitable plan.
INSERT INTO paragraph
  (letter, pns_suitable, pss_is_parent, pss_suitable,
   public, public_through_other) VALUES
  ('E', 0, 0, NULL, 'pss',   NULL),
  ('E', 0, 1, 0,    'pss',   NULL),
  ('E', 0, 0, NULL, 'other', 'as-E'),
  ('E', 0, 1, 0,    'other', 'as-E'),
  ('F', 0, 0, NULL, 'none',  NULL),
  ('F', 0, 1, 0,    'none',  NULL);


-- 5. The tables applied -----------------------------------------------------

-- All that (5) can see of one parent's plan.
CREATE TABLE plan_state (
  id INTEGER PRIMARY KEY,
  covers INTEGER, reasonable INTEGER, suitable INTEGER
);
INSERT INTO plan_state VALUES
  (0, 0, 0, 0), (1, 0, 1, 0), (2, 0, 1, 1),
  (3, 1, 0, 0), (4, 1, 1, 0), (5, 1, 1, 1);

-- (1)(D): the plans as they count.
CREATE TABLE counted_plan (
  plan INTEGER, dental_only TEXT,
  covers INTEGER, available INTEGER,
  PRIMARY KEY (plan, dental_only)
) WITHOUT ROWID;

INSERT INTO counted_plan
SELECT k.id, r.choice,
       k.has_plan AND t.counts AND k.covers,
       k.has_plan AND t.counts AND k.available
FROM plan_kind AS k
JOIN reading_choice AS r ON r.reading = 'dental-only'
JOIN is_plan AS t
  ON k.medical = t.medical
 AND r.choice = ifnull(t.dental_only, r.choice);

-- (2) and (3): each plan under each reading that bears on it.
CREATE TABLE tested_plan (
  plan INTEGER, any_covers INTEGER, reading INTEGER, state INTEGER,
  PRIMARY KEY (plan, any_covers, reading)
) WITHOUT ROWID;

INSERT INTO tested_plan
SELECT k.id, a.yes, r.id, s.id
FROM plan_kind AS k
JOIN answer AS a
JOIN plan_reading AS r
JOIN counted_plan AS c
  ON c.plan = k.id AND c.dental_only = r.dental_only
JOIN exemption AS x
  ON r.covered_exemption = x.covered_exemption
 AND c.covers = ifnull(x.this_covers, c.covers)
 AND a.yes = ifnull(x.any_covers, a.yes)
JOIN reasonable_cost AS t
  ON c.available = t.available
 AND x.exempt = ifnull(t.exempt, x.exempt)
 AND k.workplace = ifnull(t.workplace, k.workplace)
 AND k.within = ifnull(t.within, k.within)
 AND r.non_employer_cost = ifnull(t.non_employer_cost, r.non_employer_cost)
JOIN plan_state AS s
  ON s.covers = c.covers AND s.reasonable = t.reasonable
 AND s.suitable = (t.reasonable AND k.accessible);

-- Both plans side by side: here it is known whether anyone's plan covers.
CREATE TABLE tested_pair (
  pns_plan INTEGER, pss_plan INTEGER, other_private INTEGER, reading INTEGER,
  pns_state INTEGER, pss_state INTEGER,
  PRIMARY KEY (pns_plan, pss_plan, other_private, reading)
) WITHOUT ROWID;

INSERT INTO tested_pair
SELECT pns.plan, pss.plan, o.yes, r.id, n.state, s.state
FROM plan_reading AS r
JOIN counted_plan AS pns ON pns.dental_only = r.dental_only
JOIN counted_plan AS pss ON pss.dental_only = r.dental_only
JOIN answer AS o
JOIN tested_plan AS n
  ON n.plan = pns.plan AND n.reading = r.id
 AND n.any_covers = (pns.covers OR pss.covers OR o.yes)
JOIN tested_plan AS s
  ON s.plan = pss.plan AND s.reading = r.id
 AND s.any_covers = (pns.covers OR pss.covers OR o.yes);

-- What (5) asks, for every way in which it can be answered.
CREATE VIEW asked AS
SELECT n.id AS pns_state, s.id AS pss_state, g.id AS setting, r.id AS reading,
       n.covers AS pns_covers, n.reasonable AS pns_reasonable,
       n.suitable AS pns_suitable,
       s.covers AS pss_covers, s.suitable AS pss_suitable,
       t.pss_is_parent, g.kind, g.wants, g.public,
       r.unwilling_coverage, r.inaccessible_plan, r.public_through_other
FROM plan_state AS n
JOIN plan_state AS s
JOIN setting AS g
JOIN cascade_reading AS r
JOIN standing AS t
  ON g.kind = t.kind AND r.custodian = ifnull(t.custodian, r.custodian);

-- The paragraphs that hold, each read on its own; no letter where none does.
CREATE VIEW holds AS
SELECT a.*, p.letter
FROM asked AS a
LEFT JOIN paragraph AS p
  ON a.pns_covers = ifnull(p.pns_covers, a.pns_covers)
 AND a.pss_is_parent = ifnull(p.pss_is_parent, a.pss_is_parent)
 AND a.pss_covers = ifnull(p.pss_covers, a.pss_covers)
 AND a.wants = ifnull(p.wants, a.wants)
 AND a.unwilling_coverage = ifnull(p.unwilling_coverage, a.unwilling_coverage)
 AND a.pns_reasonable = ifnull(p.pns_reasonable, a.pns_reasonable)
 AND a.pns_suitable = ifnull(p.pns_suitable, a.pns_suitable)
 AND a.inaccessible_plan = ifnull(p.inaccessible_plan, a.inaccessible_plan)
 AND a.pss_suitable = ifnull(p.pss_suitable, a.pss_suitable)
 AND a.public = ifnull(p.public, a.public)
 AND a.public_through_other
     = ifnull(p.public_through_other, a.public_through_other);

-- (5), read in order: the first paragraph that holds decides.
CREATE TABLE decision (
  setting INTEGER, pns_state INTEGER, pss_state INTEGER, reading INTEGER,
  outcome TEXT NOT NULL,
  PRIMARY KEY (setting, pns_state, pss_state, reading)
) WITHOUT ROWID;

INSERT INTO decision
SELECT setting, pns_state, pss_state, reading, ifnull(min(letter), 'none')
FROM holds
GROUP BY setting, pns_state, pss_state, reading;


-- 6. Every situation under every set of readings ----------------------------

-- CROSS JOIN keeps this order of loops, so that the innermost one walks along
-- sixteen neighbouring rows of `decision`.
CREATE VIEW oracle AS
SELECT g.kind AS kind,
       n.has_plan AS pns_has_plan, n.medical AS pns_medical,
       n.workplace AS pns_workplace, n.covers AS pns_covers,
       n.available AS pns_available, n.within AS pns_within,
       n.accessible AS pns_accessible,
       s.has_plan AS pss_has_plan, s.medical AS pss_medical,
       s.workplace AS pss_workplace, s.covers AS pss_covers,
       s.available AS pss_available, s.within AS pss_within,
       s.accessible AS pss_accessible,
       g.wants AS wants, g.public AS public,
       t.other_private AS other_private,
       t.reading + d.reading AS reading_id,
       d.outcome AS outcome
FROM setting AS g
CROSS JOIN plan_kind AS n
CROSS JOIN plan_kind AS s
CROSS JOIN tested_pair AS t
CROSS JOIN decision AS d
WHERE NOT (g.kind = 'agency' AND s.has_plan = 1)
  AND t.pns_plan = n.id AND t.pss_plan = s.id
  AND d.setting = g.id
  AND d.pns_state = t.pns_state AND d.pss_state = t.pss_state;
