-- Tests of rule.sql that need nothing but rule.sql:
--
--     cat rule.sql check.sql | sqlite3 -bail
--
-- prints one line a check and fails where one does not hold.

CREATE TABLE check_result (
  id INTEGER PRIMARY KEY, name TEXT, expected NOT NULL, found
);


-- 1. Sizes ------------------------------------------------------------------

INSERT INTO check_result (name, expected, found)
SELECT 'kinds of plan', 65, count(*) FROM plan_kind;

INSERT INTO check_result (name, expected, found)
SELECT 'sets of readings, numbered from 0 without a hole', '288 0 287',
       printf('%d %d %d', count(*), min(id), max(id))
FROM reading_set;

INSERT INTO check_result (name, expected, found)
SELECT 'set 0 has every default, in order',
       'not-maintained go-on as-E five-percent same-plan left-out '
       || 'never-ordered',
       unwilling_coverage || ' ' || inaccessible_plan || ' '
       || public_through_other || ' ' || non_employer_cost || ' '
       || covered_exemption || ' ' || dental_only || ' ' || custodian
FROM reading_set WHERE id = 0;

-- Parent and custodian: 65 x 65 plans, 2 wishes, 3 kinds of public coverage,
-- 2 answers about someone else's plan. Agency: 65 plans, 3, 2.
INSERT INTO check_result (name, expected, found)
SELECT 'situations under sets of readings',
       (2 * 65 * 65 * 2 * 3 * 2 + 65 * 3 * 2) * 288, count(*)
FROM oracle;


-- 2. Each decision table answers every question once -------------------------

INSERT INTO check_result (name, expected, found)
SELECT 'is_plan answers once', '4 1 1',
       printf('%d %d %d', count(*), min(rows), max(rows))
FROM (
  SELECT count(t.counts) AS rows
  FROM answer AS m
  JOIN reading_choice AS r ON r.reading = 'dental-only'
  LEFT JOIN is_plan AS t
    ON m.yes = ifnull(t.medical, m.yes)
   AND r.choice = ifnull(t.dental_only, r.choice)
  GROUP BY m.yes, r.choice
);

INSERT INTO check_result (name, expected, found)
SELECT 'exemption answers once', '12 1 1',
       printf('%d %d %d', count(*), min(rows), max(rows))
FROM (
  SELECT count(t.exempt) AS rows
  FROM answer AS this
  JOIN answer AS anyone
  JOIN reading_choice AS r ON r.reading = 'covered-exemption'
  LEFT JOIN exemption AS t
    ON r.choice = ifnull(t.covered_exemption, r.choice)
   AND this.yes = ifnull(t.this_covers, this.yes)
   AND anyone.yes = ifnull(t.any_covers, anyone.yes)
  GROUP BY this.yes, anyone.yes, r.choice
);

INSERT INTO check_result (name, expected, found)
SELECT 'reasonable_cost answers once', '48 1 1',
       printf('%d %d %d', count(*), min(rows), max(rows))
FROM (
  SELECT count(t.reasonable) AS rows
  FROM answer AS a
  JOIN answer AS e
  JOIN answer AS w
  JOIN answer AS i
  JOIN reading_choice AS r ON r.reading = 'non-employer-cost'
  LEFT JOIN reasonable_cost AS t
    ON a.yes = ifnull(t.available, a.yes)
   AND e.yes = ifnull(t.exempt, e.yes)
   AND w.yes = ifnull(t.workplace, w.yes)
   AND i.yes = ifnull(t.within, i.yes)
   AND r.choice = ifnull(t.non_employer_cost, r.choice)
  GROUP BY a.yes, e.yes, w.yes, i.yes, r.choice
);

INSERT INTO check_result (name, expected, found)
SELECT 'standing answers once', '6 1 1',
       printf('%d %d %d', count(*), min(rows), max(rows))
FROM (
  SELECT count(t.pss_is_parent) AS rows
  FROM (SELECT DISTINCT kind FROM setting) AS k
  JOIN reading_choice AS r ON r.reading = 'custodian'
  LEFT JOIN standing AS t
    ON k.kind = ifnull(t.kind, k.kind)
   AND r.choice = ifnull(t.custodian, r.choice)
  GROUP BY k.kind, r.choice
);

INSERT INTO check_result (name, expected, found)
SELECT 'no two rows of one paragraph of (5) hold at once', 0, count(*)
FROM (
  SELECT 1 FROM holds
  WHERE letter IS NOT NULL
  GROUP BY setting, pns_state, pss_state, reading, letter
  HAVING count(*) > 1
);


-- 3. The literal text, nine facts: 288 situations (digest 6.0) ---------------

-- One wishes to maintain only what covers; whoever the parent seeking support
-- has on public coverage is enrolled in it.
CREATE TABLE nine_facts AS
SELECT nc.yes AS pns_covers, nr.yes AS pns_reasonable, na.yes AS pns_accessible,
       sc.yes AS pss_covers, sr.yes AS pss_reasonable, sa.yes AS pss_accessible,
       w.yes AS wants, ps.yes AS public_through_pss, pe.yes AS enrolled
FROM answer AS nc, answer AS nr, answer AS na,
     answer AS sc, answer AS sr, answer AS sa,
     answer AS w, answer AS ps, answer AS pe
WHERE w.yes <= sc.yes AND ps.yes <= pe.yes;

-- The paragraphs that hold in each, every one read on its own.
CREATE TABLE literal AS
SELECT f.*, h.pns_suitable, h.pss_suitable, h.public,
       count(h.letter) AS outcomes,
       min(h.letter) AS first, max(h.letter) AS last
FROM nine_facts AS f
JOIN holds AS h
  ON h.pns_covers = f.pns_covers
 AND h.pns_reasonable = f.pns_reasonable
 AND h.pns_suitable = (f.pns_reasonable AND f.pns_accessible)
 AND h.wants = f.wants
JOIN plan_state AS s
  ON s.id = h.pss_state
 AND s.covers = f.pss_covers
 AND s.reasonable = f.pss_reasonable
 AND s.suitable = (f.pss_reasonable AND f.pss_accessible)
JOIN cascade_reading AS r
  ON r.id = h.reading
 AND r.unwilling_coverage = 'literal'
 AND r.inaccessible_plan = 'literal'
 AND r.public_through_other = 'literal'
 AND r.custodian = 'as-parent'
WHERE h.kind = 'parent'
  AND h.public = CASE WHEN f.public_through_pss THEN 'pss'
                      WHEN f.enrolled THEN 'other' ELSE 'none' END
GROUP BY f.pns_covers, f.pns_reasonable, f.pns_accessible,
         f.pss_covers, f.pss_reasonable, f.pss_accessible,
         f.wants, f.public_through_pss, f.enrolled;

INSERT INTO check_result (name, expected, found)
SELECT 'literal text: one outcome, none, two, more', '156 36 96 0',
       printf('%d %d %d %d', sum(outcomes = 1), sum(outcomes = 0),
              sum(outcomes = 2), sum(outcomes > 2))
FROM literal;

INSERT INTO check_result (name, expected, found)
SELECT 'gap G1: unwilling coverage, suitable plan of the other parent', 12,
       count(*)
FROM literal
WHERE outcomes = 0 AND pss_covers AND NOT wants AND pns_suitable;

INSERT INTO check_result (name, expected, found)
SELECT 'gap G2: reasonable but inaccessible plan', 6, count(*)
FROM literal
WHERE outcomes = 0 AND pns_reasonable AND NOT pns_accessible AND pss_suitable;

INSERT INTO check_result (name, expected, found)
SELECT 'gap G3: on public coverage through another', 18, count(*)
FROM literal
WHERE outcomes = 0 AND public = 'other'
  AND NOT pns_suitable AND NOT pss_suitable;

INSERT INTO check_result (name, expected, found)
SELECT 'doubles: (A) or (B) with (D), (E) or (F)', 'AD AE AF BD BE BF',
       group_concat(pair, ' ')
FROM (SELECT DISTINCT first || last AS pair FROM literal
      WHERE outcomes = 2 ORDER BY pair);


-- 4. Which readings leave the text without an outcome ------------------------

INSERT INTO check_result (name, expected, found)
SELECT 'every situation has an outcome unless one of three is literal',
       count(*),
       (SELECT count(DISTINCT reading) FROM decision WHERE outcome = 'none')
FROM cascade_reading
WHERE 'literal' IN (unwilling_coverage, inaccessible_plan,
                    public_through_other);

INSERT INTO check_result (name, expected, found)
SELECT 'all seven outcomes are reached', 'A B C D E F none',
       group_concat(outcome, ' ')
FROM (SELECT DISTINCT outcome FROM decision ORDER BY outcome);


-- 5. The worked conflicts (digest 6.6) ---------------------------------------

CREATE TABLE sample (
  name TEXT PRIMARY KEY,
  has_plan INTEGER, medical INTEGER, workplace INTEGER, covers INTEGER,
  available INTEGER, within INTEGER, accessible INTEGER
);
INSERT INTO sample VALUES
-- plan                   has med work cov avail within acc
  ('none',                0,  0,  0,   0,  0,    0,     0),
  ('covers at 9 %',       1,  1,  1,   1,  1,    0,     1),
  ('covers at 3 %',       1,  1,  1,   1,  1,    1,     1),
  ('covers, dental',      1,  0,  1,   1,  1,    1,     1),
  ('within',              1,  1,  1,   0,  1,    1,     1),
  ('within, far away',    1,  1,  1,   0,  1,    1,     0),
  ('over',                1,  1,  1,   0,  1,    0,     1),
  ('own, within',         1,  1,  0,   0,  1,    1,     1),
  ('own, over',           1,  1,  0,   0,  1,    0,     1),
  ('own, covers at 9 %',  1,  1,  0,   1,  1,    0,     1);

CREATE TABLE worked (
  title TEXT, kind TEXT, pns TEXT, pss TEXT, wants INTEGER, public TEXT,
  literal TEXT,   -- every paragraph that holds on its own
  usual TEXT      -- the outcome under the defaults
);
INSERT INTO worked VALUES
  ('PNS covers at 9 %, PSS has 3 %',
   'parent', 'covers at 9 %', 'within', 0, 'none', 'AD', 'A'),
  ('PNS 3 % not accessible, PSS 4 %',
   'parent', 'within, far away', 'within', 0, 'none', '', 'D'),
  ('PSS covers unwillingly, PNS 4 %',
   'parent', 'within', 'covers at 3 %', 0, 'none', '', 'C'),
  ('PSS covers unwillingly at 2 %, PNS 8 %',
   'parent', 'over', 'covers at 3 %', 0, 'none', 'D', 'D'),
  ('no plan, CHIP through PNS',
   'parent', 'none', 'none', 0, 'other', '', 'E'),
  ('no plan, not enrolled',
   'parent', 'none', 'none', 0, 'none', 'F', 'F'),
  ('agency enrolled the child, PNS 7 %',
   'agency', 'over', 'none', 0, 'pss', 'E', 'E'),
  ('split: first child on the plan of PNS',
   'parent', 'covers at 3 %', 'none', 0, 'none', 'A', 'A'),
  ('split: second on Medicaid, adding it is within',
   'parent', 'within', 'none', 0, 'pss', 'C', 'C'),
  ('split: second on Medicaid, adding it is over',
   'parent', 'over', 'none', 0, 'pss', 'E', 'E'),
  ('PNS covers with dental benefits alone',
   'parent', 'covers, dental', 'none', 0, 'none', 'A', 'F');

-- The worked rows test cost freely beside cover, so their literal reading of
-- the exemption in (2) is only-kept.
INSERT INTO check_result (name, expected, found)
SELECT w.title || ' (literal)', w.literal,
       (SELECT ifnull(group_concat(h.letter, ''), '')
        FROM (SELECT * FROM holds ORDER BY letter) AS h
        WHERE h.setting = g.id AND h.reading = cr.id
          AND h.pns_state = t.pns_state AND h.pss_state = t.pss_state)
FROM worked AS w
JOIN sample AS sn ON sn.name = w.pns
JOIN sample AS ss ON ss.name = w.pss
JOIN plan_kind AS n USING (has_plan, medical, workplace, covers, available,
                           within, accessible)
JOIN plan_kind AS s
  ON s.has_plan = ss.has_plan AND s.medical = ss.medical
 AND s.workplace = ss.workplace AND s.covers = ss.covers
 AND s.available = ss.available AND s.within = ss.within
 AND s.accessible = ss.accessible
JOIN setting AS g
  ON g.kind = w.kind AND g.wants = w.wants AND g.public = w.public
JOIN plan_reading AS pr
  ON pr.non_employer_cost = 'five-percent'
 AND pr.covered_exemption = 'only-kept' AND pr.dental_only = 'counts'
JOIN cascade_reading AS cr
  ON cr.unwilling_coverage = 'literal' AND cr.inaccessible_plan = 'literal'
 AND cr.public_through_other = 'literal' AND cr.custodian = 'as-parent'
JOIN tested_pair AS t
  ON t.pns_plan = n.id AND t.pss_plan = s.id
 AND t.other_private = 0 AND t.reading = pr.id;

INSERT INTO check_result (name, expected, found)
SELECT w.title || ' (defaults)', w.usual, o.outcome
FROM worked AS w
JOIN sample AS n ON n.name = w.pns
JOIN sample AS s ON s.name = w.pss
JOIN oracle AS o
  ON o.kind = w.kind
 AND o.pns_has_plan = n.has_plan AND o.pns_medical = n.medical
 AND o.pns_workplace = n.workplace AND o.pns_covers = n.covers
 AND o.pns_available = n.available AND o.pns_within = n.within
 AND o.pns_accessible = n.accessible
 AND o.pss_has_plan = s.has_plan AND o.pss_medical = s.medical
 AND o.pss_workplace = s.workplace AND o.pss_covers = s.covers
 AND o.pss_available = s.available AND o.pss_within = s.within
 AND o.pss_accessible = s.accessible
 AND o.wants = w.wants AND o.public = w.public
 AND o.other_private = 0 AND o.reading_id = 0;

INSERT INTO check_result (name, expected, found)
SELECT 'worked conflicts tested, twice each', 2 * (SELECT count(*) FROM worked),
       count(*)
FROM check_result WHERE name LIKE '%(literal)' OR name LIKE '%(defaults)';


-- 6. One reading switched, the others at their defaults ----------------------

CREATE TABLE switched (
  reading TEXT, choice TEXT, kind TEXT, pns TEXT, pss TEXT, wants INTEGER,
  public TEXT, other_private INTEGER, outcome TEXT
);
INSERT INTO switched VALUES
  ('unwilling-coverage', 'not-maintained',
   'parent', 'within', 'covers at 3 %', 0, 'none', 0, 'C'),
  ('unwilling-coverage', 'not-maintained',
   'parent', 'none', 'within', 1, 'none', 0, 'D'),
  ('unwilling-coverage', 'literal',
   'parent', 'within', 'covers at 3 %', 0, 'none', 0, 'none'),
  ('inaccessible-plan', 'go-on',
   'parent', 'within, far away', 'within', 0, 'none', 0, 'D'),
  ('inaccessible-plan', 'go-on',
   'parent', 'within, far away', 'none', 0, 'none', 0, 'F'),
  ('inaccessible-plan', 'literal',
   'parent', 'within, far away', 'within', 0, 'none', 0, 'none'),
  ('inaccessible-plan', 'literal',
   'parent', 'within, far away', 'none', 0, 'none', 0, 'F'),
  ('public-through-other', 'as-E',
   'parent', 'none', 'none', 0, 'other', 0, 'E'),
  ('public-through-other', 'literal',
   'parent', 'none', 'none', 0, 'other', 0, 'none'),
  ('non-employer-cost', 'five-percent',
   'parent', 'own, within', 'none', 0, 'none', 0, 'C'),
  ('non-employer-cost', 'five-percent',
   'parent', 'own, over', 'none', 0, 'none', 0, 'F'),
  ('non-employer-cost', 'never-reasonable',
   'parent', 'own, within', 'none', 0, 'none', 0, 'F'),
  ('non-employer-cost', 'never-reasonable',
   'parent', 'own, over', 'own, covers at 9 %', 0, 'none', 0, 'D'),
  ('non-employer-cost', 'always-reasonable',
   'parent', 'own, over', 'none', 0, 'none', 0, 'C'),
  ('covered-exemption', 'same-plan',
   'parent', 'over', 'own, covers at 9 %', 0, 'none', 0, 'D'),
  ('covered-exemption', 'same-plan',
   'parent', 'over', 'none', 0, 'none', 1, 'F'),
  ('covered-exemption', 'any-plan',
   'parent', 'over', 'own, covers at 9 %', 0, 'none', 0, 'C'),
  ('covered-exemption', 'any-plan',
   'custodian', 'over', 'own, covers at 9 %', 1, 'none', 0, 'C'),
  ('covered-exemption', 'any-plan',
   'parent', 'over', 'none', 0, 'none', 1, 'C'),
  ('covered-exemption', 'any-plan',
   'parent', 'over', 'none', 0, 'none', 0, 'F'),
  ('covered-exemption', 'only-kept',
   'parent', 'over', 'own, covers at 9 %', 0, 'none', 0, 'F'),
  ('dental-only', 'left-out',
   'parent', 'covers, dental', 'none', 0, 'pss', 0, 'E'),
  ('dental-only', 'counts',
   'parent', 'covers, dental', 'none', 0, 'pss', 0, 'A'),
  ('custodian', 'never-ordered',
   'custodian', 'none', 'covers at 3 %', 1, 'pss', 0, 'E'),
  ('custodian', 'never-ordered',
   'custodian', 'within', 'covers at 3 %', 1, 'none', 0, 'C'),
  ('custodian', 'never-ordered',
   'custodian', 'none', 'within', 0, 'other', 0, 'E'),
  ('custodian', 'never-ordered',
   'custodian', 'within, far away', 'within', 0, 'none', 0, 'F'),
  ('custodian', 'as-parent',
   'custodian', 'within', 'covers at 3 %', 1, 'none', 0, 'B'),
  ('custodian', 'as-parent',
   'custodian', 'none', 'within', 0, 'none', 0, 'D');

INSERT INTO check_result (name, expected, found)
SELECT w.reading || '=' || w.choice || ', ' || w.kind || ': ' || w.pns || ' / '
       || w.pss, w.outcome, o.outcome
FROM switched AS w
JOIN reading_choice AS r ON r.reading = w.reading AND r.choice = w.choice
JOIN sample AS n ON n.name = w.pns
JOIN sample AS s ON s.name = w.pss
JOIN oracle AS o
  ON o.kind = w.kind
 AND o.pns_has_plan = n.has_plan AND o.pns_medical = n.medical
 AND o.pns_workplace = n.workplace AND o.pns_covers = n.covers
 AND o.pns_available = n.available AND o.pns_within = n.within
 AND o.pns_accessible = n.accessible
 AND o.pss_has_plan = s.has_plan AND o.pss_medical = s.medical
 AND o.pss_workplace = s.workplace AND o.pss_covers = s.covers
 AND o.pss_available = s.available AND o.pss_within = s.within
 AND o.pss_accessible = s.accessible
 AND o.wants = w.wants AND o.public = w.public
 AND o.other_private = w.other_private
 AND o.reading_id = r.digit * r.weight;

INSERT INTO check_result (name, expected, found)
SELECT 'every choice of every reading tested', count(*),
       (SELECT count(DISTINCT reading || choice) FROM switched)
FROM reading_choice;

INSERT INTO check_result (name, expected, found)
SELECT 'switched readings tested', (SELECT count(*) FROM switched), count(*)
FROM check_result WHERE name LIKE '%=%';


-- 7. Result -----------------------------------------------------------------

SELECT CASE WHEN expected IS found THEN 'ok    ' ELSE 'FAILED' END, name,
       CASE WHEN expected IS found THEN expected
            ELSE 'expected ' || expected
                 || ', found ' || ifnull(found, 'nothing') END
FROM check_result ORDER BY id;

-- The statement that fails where a check did.
CREATE TABLE every_check_holds (failed INTEGER CHECK (failed = 0));
INSERT INTO every_check_holds
SELECT sum(expected IS NOT found) FROM check_result;
