/* 13 CSR 40-112.010(3): when a plan is accessible to the child. */
#include <medsupport/rule.h>

/* What is known of an entry of a list, which is never 0, and a part of the home, where 0 is unknown: that they are the
 * same, that they are not, or neither. */
/*@ predicate surely_same(integer entry, integer part) = entry == part;

    predicate surely_apart(integer entry, integer part) = part != 0 && entry != part;

    predicate county_holds(ms_place county, ms_place home) =
        surely_same(county.state, home.state) && surely_same(county.county, home.county);

    predicate county_cannot_hold(ms_place county, ms_place home) =
        surely_apart(county.state, home.state) || surely_apart(county.county, home.county);

    predicate zip_holds(ms_area *area, integer zip) =
        \exists integer i; 0 <= i < area->zip_count && surely_same(area->zips[i], zip);

    predicate no_zip_can_hold(ms_area *area, integer zip) =
        \forall integer i; 0 <= i < area->zip_count ==> surely_apart(area->zips[i], zip);

    predicate state_holds(ms_area *area, integer state) =
        \exists integer i; 0 <= i < area->state_count && surely_same(area->states[i], state);

    predicate no_state_can_hold(ms_area *area, integer state) =
        \forall integer i; 0 <= i < area->state_count ==> surely_apart(area->states[i], state);

    predicate a_county_holds(ms_area *area, ms_place home) =
        \exists integer i; 0 <= i < area->county_count && county_holds(area->counties[i], home);

    predicate no_county_can_hold(ms_area *area, ms_place home) =
        \forall integer i; 0 <= i < area->county_count ==> county_cannot_hold(area->counties[i], home);

    predicate is_area(ms_area *area) =
        \valid_read(area->zips + (0 .. area->zip_count - 1))
        && \valid_read(area->counties + (0 .. area->county_count - 1))
        && \valid_read(area->states + (0 .. area->state_count - 1))
        && (\forall integer i; 0 <= i < area->zip_count ==> area->zips[i] != 0)
        && (\forall integer i; 0 <= i < area->county_count
            ==> area->counties[i].state != 0 && area->counties[i].county != 0)
        && (\forall integer i; 0 <= i < area->state_count ==> area->states[i] != 0);
*/

/* Whether an entry of a list is that part of the home; unknown where the part is unknown (0). */
/*@ requires entry != 0;
    assigns \nothing;
    ensures \result == MS_YES <==> surely_same(entry, part);
    ensures \result == MS_NO <==> surely_apart(entry, part);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static ms_truth same(uint32_t entry, uint32_t part)
{
    return part == 0 ? MS_UNKNOWN : ms_truth_of(entry == part);
}

/* Whether one of the numbers is the home's; an empty list holds nobody, and no unknown makes it hold anybody. */
/*@ requires \valid_read(area);
    requires is_area(area);
    assigns \nothing;
    ensures \result == MS_YES <==> zip_holds(area, zip);
    ensures \result == MS_NO <==> no_zip_can_hold(area, zip);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static ms_truth zip_listed(const ms_area *area, uint32_t zip)
{
    ms_truth listed = MS_NO;
    /*@ loop invariant 0 <= i <= area->zip_count;
        loop invariant listed == MS_NO || listed == MS_YES || listed == MS_UNKNOWN;
        loop invariant listed == MS_YES <==> \exists integer k; 0 <= k < i && surely_same(area->zips[k], zip);
        loop invariant listed == MS_NO <==> \forall integer k; 0 <= k < i ==> surely_apart(area->zips[k], zip);
        loop assigns i, listed;
        loop variant area->zip_count - i; */
    for (uint32_t i = 0; i < area->zip_count && listed != MS_YES; i++) {
        listed = ms_or(listed, same(area->zips[i], zip));
    }
    return listed;
}

/*@ requires \valid_read(area);
    requires is_area(area);
    assigns \nothing;
    ensures \result == MS_YES <==> state_holds(area, state);
    ensures \result == MS_NO <==> no_state_can_hold(area, state);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static ms_truth state_listed(const ms_area *area, uint16_t state)
{
    ms_truth listed = MS_NO;
    /*@ loop invariant 0 <= i <= area->state_count;
        loop invariant listed == MS_NO || listed == MS_YES || listed == MS_UNKNOWN;
        loop invariant listed == MS_YES <==> \exists integer k; 0 <= k < i && surely_same(area->states[k], state);
        loop invariant listed == MS_NO <==> \forall integer k; 0 <= k < i ==> surely_apart(area->states[k], state);
        loop assigns i, listed;
        loop variant area->state_count - i; */
    for (uint32_t i = 0; i < area->state_count && listed != MS_YES; i++) {
        listed = ms_or(listed, same(area->states[i], state));
    }
    return listed;
}

/*@ requires \valid_read(area) && \valid_read(home);
    requires is_area(area);
    assigns \nothing;
    ensures \result == MS_YES <==> a_county_holds(area, *home);
    ensures \result == MS_NO <==> no_county_can_hold(area, *home);
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN; */
static ms_truth county_listed(const ms_area *area, const ms_place *home)
{
    ms_truth listed = MS_NO;
    /*@ loop invariant 0 <= i <= area->county_count;
        loop invariant listed == MS_NO || listed == MS_YES || listed == MS_UNKNOWN;
        loop invariant listed == MS_YES <==> \exists integer k; 0 <= k < i && county_holds(area->counties[k], *home);
        loop invariant listed == MS_NO <==> \forall integer k; 0 <= k < i ==> county_cannot_hold(area->counties[k], *home);
        loop assigns i, listed;
        loop variant area->county_count - i; */
    for (uint32_t i = 0; i < area->county_count && listed != MS_YES; i++) {
        const ms_place *county = &area->counties[i];
        listed = ms_or(listed, ms_and(same(county->state, home->state), same(county->county, home->county)));
    }
    return listed;
}

/*@ requires \valid_read(area) && \valid_read(home);
    requires MS_AREA_UNKNOWN <= area->kind <= MS_AREA_LISTS;
    requires area->kind == MS_AREA_LISTS ==> is_area(area);
    assigns \nothing;
    ensures \result == MS_NO || \result == MS_YES || \result == MS_UNKNOWN;
    behavior not_limited:
      assumes area->kind == MS_AREA_UNLIMITED;
      ensures \result == MS_YES;
    behavior area_unknown:
      assumes area->kind == MS_AREA_UNKNOWN;
      ensures \result == MS_UNKNOWN;
    behavior limited:
      assumes area->kind == MS_AREA_LISTS;
      ensures \result == MS_YES
              <==> (zip_holds(area, home->zip) || a_county_holds(area, *home) || state_holds(area, home->state));
      ensures \result == MS_NO
              <==> (no_zip_can_hold(area, home->zip) && no_county_can_hold(area, *home)
                    && no_state_can_hold(area, home->state));
    complete behaviors;
    disjoint behaviors; */
/* Cites: 13 CSR 40-112.010(3) */
ms_truth ms_rule_3_accessible(const ms_area *area, const ms_place *home)
{
    if (area->kind == MS_AREA_UNLIMITED) {
        return MS_YES;
    }
    if (area->kind == MS_AREA_UNKNOWN) {
        return MS_UNKNOWN;
    }
    return ms_or(zip_listed(area, home->zip), ms_or(county_listed(area, home), state_listed(area, home->state)));
}
