-- The rule over the cases of bench/cases.c in one table, for SQLite: bench/peers/sqlite.c.
--
-- All facts are known. The codes are those of facts.h and truth.h, dates are day numbers, amounts are cents, and 0
-- stands for no date and for no entry of a list. The columns stand in the order in which the paragraphs come to them,
-- since SQLite walks a row from its front. Every test is written out where it is asked: SQLite leaves out the rest of
-- an AND or OR that is settled, but not in the column of a subquery.

CREATE TABLE cases (
    as_of INTEGER, kind INTEGER, wish INTEGER, public_coverage INTEGER,
    pns_0_medical INTEGER, pns_0_covers INTEGER, pns_0_covered_until INTEGER,
    pns_1_medical INTEGER, pns_1_covers INTEGER, pns_1_covered_until INTEGER,
    pss_0_medical INTEGER, pss_0_covers INTEGER, pss_0_covered_until INTEGER,
    pss_1_medical INTEGER, pss_1_covers INTEGER, pss_1_covered_until INTEGER,
    zip INTEGER, state INTEGER, county INTEGER,
    pns_income INTEGER, pns_income_per INTEGER, pss_income INTEGER, pss_income_per INTEGER,
    pns_0_available_from INTEGER, pns_0_basis INTEGER, pns_0_per INTEGER,
    pns_0_self_only INTEGER, pns_0_family INTEGER, pns_0_add_dependents INTEGER, pns_0_area INTEGER,
    pns_1_available_from INTEGER, pns_1_basis INTEGER, pns_1_per INTEGER,
    pns_1_self_only INTEGER, pns_1_family INTEGER, pns_1_add_dependents INTEGER, pns_1_area INTEGER,
    pss_0_available_from INTEGER, pss_0_basis INTEGER, pss_0_per INTEGER,
    pss_0_self_only INTEGER, pss_0_family INTEGER, pss_0_add_dependents INTEGER, pss_0_area INTEGER,
    pss_1_available_from INTEGER, pss_1_basis INTEGER, pss_1_per INTEGER,
    pss_1_self_only INTEGER, pss_1_family INTEGER, pss_1_add_dependents INTEGER, pss_1_area INTEGER,
    pns_0_zip_0 INTEGER, pns_0_zip_1 INTEGER, pns_0_zip_2 INTEGER, pns_0_state INTEGER,
    pns_0_county_state_0 INTEGER, pns_0_county_0 INTEGER, pns_0_county_state_1 INTEGER, pns_0_county_1 INTEGER,
    pns_1_zip_0 INTEGER, pns_1_zip_1 INTEGER, pns_1_zip_2 INTEGER, pns_1_state INTEGER,
    pns_1_county_state_0 INTEGER, pns_1_county_0 INTEGER, pns_1_county_state_1 INTEGER, pns_1_county_1 INTEGER,
    pss_0_zip_0 INTEGER, pss_0_zip_1 INTEGER, pss_0_zip_2 INTEGER, pss_0_state INTEGER,
    pss_0_county_state_0 INTEGER, pss_0_county_0 INTEGER, pss_0_county_state_1 INTEGER, pss_0_county_1 INTEGER,
    pss_1_zip_0 INTEGER, pss_1_zip_1 INTEGER, pss_1_zip_2 INTEGER, pss_1_state INTEGER,
    pss_1_county_state_0 INTEGER, pss_1_county_0 INTEGER, pss_1_county_state_1 INTEGER, pss_1_county_1 INTEGER
);

-- 5 % is a twentieth, (2). That a plan covers the child lifts the test; one of the parent not seeking support that does
-- has been ordered under (A) before.
SELECT CASE
    WHEN pns_0_medical AND pns_0_covers = 2 AND (pns_0_covered_until = 0 OR pns_0_covered_until >= as_of)
        OR pns_1_medical AND pns_1_covers = 2 AND (pns_1_covered_until = 0 OR pns_1_covered_until >= as_of)
        THEN 0 -- (5)(A)
    WHEN kind = 0 AND wish = 2
        AND (pss_0_medical AND pss_0_covers = 2 AND (pss_0_covered_until = 0 OR pss_0_covered_until >= as_of)
            OR pss_1_medical AND pss_1_covers = 2 AND (pss_1_covered_until = 0 OR pss_1_covered_until >= as_of))
        THEN 1 -- (5)(B)
    WHEN pns_0_medical AND pns_0_available_from <= as_of
        AND CASE pns_0_basis WHEN 1 THEN pns_0_family - pns_0_self_only ELSE pns_0_add_dependents END
                * CASE pns_0_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END * 20
                <= pns_income
                    * CASE pns_income_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END
        AND (pns_0_area = 1 OR pns_0_zip_0 = zip OR pns_0_zip_1 = zip OR pns_0_zip_2 = zip OR pns_0_state = state
            OR pns_0_county_state_0 = state AND pns_0_county_0 = county
            OR pns_0_county_state_1 = state AND pns_0_county_1 = county)
        THEN 2 -- (5)(C)
    WHEN pns_1_medical AND pns_1_available_from <= as_of
        AND CASE pns_1_basis WHEN 1 THEN pns_1_family - pns_1_self_only ELSE pns_1_add_dependents END
                * CASE pns_1_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END * 20
                <= pns_income
                    * CASE pns_income_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END
        AND (pns_1_area = 1 OR pns_1_zip_0 = zip OR pns_1_zip_1 = zip OR pns_1_zip_2 = zip OR pns_1_state = state
            OR pns_1_county_state_0 = state AND pns_1_county_0 = county
            OR pns_1_county_state_1 = state AND pns_1_county_1 = county)
        THEN 2 -- (5)(C)
    WHEN kind = 0 AND pss_0_medical AND pss_0_available_from <= as_of
        AND (
            CASE pss_0_basis WHEN 1 THEN pss_0_family - pss_0_self_only ELSE pss_0_add_dependents END
                * CASE pss_0_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END * 20
                <= pss_income
                    * CASE pss_income_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END
            OR pss_0_medical AND pss_0_covers = 2 AND (pss_0_covered_until = 0 OR pss_0_covered_until >= as_of)
        )
        AND (pss_0_area = 1 OR pss_0_zip_0 = zip OR pss_0_zip_1 = zip OR pss_0_zip_2 = zip OR pss_0_state = state
            OR pss_0_county_state_0 = state AND pss_0_county_0 = county
            OR pss_0_county_state_1 = state AND pss_0_county_1 = county)
        THEN 3 -- (5)(D)
    WHEN kind = 0 AND pss_1_medical AND pss_1_available_from <= as_of
        AND (
            CASE pss_1_basis WHEN 1 THEN pss_1_family - pss_1_self_only ELSE pss_1_add_dependents END
                * CASE pss_1_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END * 20
                <= pss_income
                    * CASE pss_income_per WHEN 1 THEN 52 WHEN 2 THEN 26 WHEN 3 THEN 24 WHEN 4 THEN 12 ELSE 1 END
            OR pss_1_medical AND pss_1_covers = 2 AND (pss_1_covered_until = 0 OR pss_1_covered_until >= as_of)
        )
        AND (pss_1_area = 1 OR pss_1_zip_0 = zip OR pss_1_zip_1 = zip OR pss_1_zip_2 = zip OR pss_1_state = state
            OR pss_1_county_state_0 = state AND pss_1_county_0 = county
            OR pss_1_county_state_1 = state AND pss_1_county_1 = county)
        THEN 3 -- (5)(D)
    WHEN public_coverage <> 1
        THEN 4 -- (5)(E)
    ELSE 5 -- (5)(F)
END
FROM cases;
