; The rule for CLIPS, one case at a time: bench/peers/clips.c asserts a child and the plans, runs, and removes them.
;
; All facts are known. A number is a code of facts.h and truth.h, a day number or cents; 0 is no date, and no entry of a
; list. The paragraphs stand in their order by salience, and the first that fires ends the run. The tests of (2) and (3)
; stand in the rules of (5)(C) and (D): facts of their own, asserted for each plan, would take half as long again.

(deftemplate child
    (slot as-of) (slot kind) (slot wish) (slot public-coverage) (slot zip) (slot state) (slot county)
    (slot pns-income) (slot pns-per) (slot pss-income) (slot pss-per))

(deftemplate plan
    (slot party) (slot medical) (slot covers) (slot covered-until) (slot available-from)
    (slot basis) (slot per) (slot self-only) (slot family) (slot add-dependents)
    (slot area) (slot zip-0) (slot zip-1) (slot zip-2) (slot state)
    (slot county-state-0) (slot county-0) (slot county-state-1) (slot county-1))

; Weeks, two weeks, half months, months and years of a year, by the code of the period.
(defglobal ?*periods* = (create$ 52 26 24 12 1))

(defrule 5-A
    (declare (salience 5))
    (child (as-of ?day))
    (plan (party pns) (medical 1) (covers 2) (covered-until ?until&:(or (= ?until 0) (>= ?until ?day))))
    =>
    (order A)
    (halt))

(defrule 5-B
    (declare (salience 4))
    (child (as-of ?day) (kind parent) (wish 2))
    (plan (party pss) (medical 1) (covers 2) (covered-until ?until&:(or (= ?until 0) (>= ?until ?day))))
    =>
    (order B)
    (halt))

; That a plan covers the child lifts the test of (2); one of the parent not seeking support that does is (A)'s.
(defrule 5-C
    (declare (salience 3))
    (child (as-of ?day) (zip ?zip) (state ?state) (county ?county) (pns-income ?income) (pns-per ?income-per))
    (plan (party pns) (medical 1) (available-from ?from&:(<= ?from ?day))
        (basis ?basis) (per ?per) (self-only ?self-only) (family ?family) (add-dependents ?add-dependents)
        (area ?area) (zip-0 ?zip-0) (zip-1 ?zip-1) (zip-2 ?zip-2) (state ?of-state)
        (county-state-0 ?state-0) (county-0 ?county-0) (county-state-1 ?state-1) (county-1 ?county-1))
    ; (2) 5 % is a twentieth
    (test (<= (* 20 (nth$ ?per ?*periods*) (if (= ?basis 1) then (- ?family ?self-only) else ?add-dependents))
              (* ?income (nth$ ?income-per ?*periods*))))
    ; (3)
    (test (or (= ?area 1) (= ?zip ?zip-0) (= ?zip ?zip-1) (= ?zip ?zip-2) (= ?state ?of-state)
              (and (= ?state ?state-0) (= ?county ?county-0))
              (and (= ?state ?state-1) (= ?county ?county-1))))
    =>
    (order C)
    (halt))

(defrule 5-D
    (declare (salience 2))
    (child (as-of ?day) (kind parent)
        (zip ?zip) (state ?state) (county ?county) (pss-income ?income) (pss-per ?income-per))
    (plan (party pss) (medical 1) (available-from ?from&:(<= ?from ?day)) (covers ?covers) (covered-until ?until)
        (basis ?basis) (per ?per) (self-only ?self-only) (family ?family) (add-dependents ?add-dependents)
        (area ?area) (zip-0 ?zip-0) (zip-1 ?zip-1) (zip-2 ?zip-2) (state ?of-state)
        (county-state-0 ?state-0) (county-0 ?county-0) (county-state-1 ?state-1) (county-1 ?county-1))
    ; (2)
    (test (or (<= (* 20 (nth$ ?per ?*periods*) (if (= ?basis 1) then (- ?family ?self-only) else ?add-dependents))
                  (* ?income (nth$ ?income-per ?*periods*)))
              (and (= ?covers 2) (or (= ?until 0) (>= ?until ?day)))))
    ; (3)
    (test (or (= ?area 1) (= ?zip ?zip-0) (= ?zip ?zip-1) (= ?zip ?zip-2) (= ?state ?of-state)
              (and (= ?state ?state-0) (= ?county ?county-0))
              (and (= ?state ?state-1) (= ?county ?county-1))))
    =>
    (order D)
    (halt))

(defrule 5-E
    (declare (salience 1))
    (child (public-coverage ~1))
    =>
    (order E)
    (halt))

(defrule 5-F
    (child (public-coverage 1))
    =>
    (order F)
    (halt))
