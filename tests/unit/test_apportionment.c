/* law/apportionment.c: 13 CSR 40-112.010(5)(E) and (F), RSMo 454.633.1 and .3. */
#include <medsupport/apportionment.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static ms_amount cents(ms_cents amount)
{
    return (ms_amount){.known = true, .cents = amount};
}

static const ms_amount unknown = {.known = false, .cents = 77};

/* ---- what is shared ---------------------------------------------------------------------------------------------- */

typedef ms_range base_of(ms_amount cost, ms_amount paid);

static void assert_base(base_of *base, ms_amount cost, ms_amount paid, ms_cents lo, ms_cents hi)
{
    ms_range found = base(cost, paid);
    assert_int_equal(found.lo, lo);
    assert_int_equal(found.hi, hi);
}

/* Cites: 13 CSR 40-112.010(5)(E), (F) */
static void what_payments_leave(void **state)
{
    (void)state;
    base_of *const bases[] = {ms_uncovered_costs, ms_reasonable_costs};
    for (int i = 0; i < 2; i++) {
        assert_base(bases[i], cents(25000), cents(18000), 7000, 7000);
        assert_base(bases[i], cents(25000), cents(0), 25000, 25000);
        assert_base(bases[i], cents(25000), cents(25000), 0, 0);
        assert_base(bases[i], cents(25000), cents(25001), 0, 0);
        assert_base(bases[i], cents(25000), unknown, 0, 25000);
        assert_base(bases[i], unknown, cents(18000), 0, MS_MONEY_MAX - 18000);
        assert_base(bases[i], unknown, unknown, 0, MS_MONEY_MAX);
        assert_base(bases[i], unknown, cents(0), 0, MS_MONEY_MAX);
        assert_base(bases[i], cents(25000), cents(24999), 1, 1);
        assert_base(bases[i], cents(MS_MONEY_MAX), cents(0), MS_MONEY_MAX, MS_MONEY_MAX);
    }
}

/* ---- by which percentage ----------------------------------------------------------------------------------------- */

/* Cites: RSMo 454.633.1 */
static void liable_from_the_orders_date(void **state)
{
    (void)state;
    enum { ORDERED = 739000 };
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED, MS_NO), MS_YES);
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED + 400, MS_NO), MS_YES);
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED - 1, MS_NO), MS_NO);
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED, MS_YES), MS_NO);
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED, MS_UNKNOWN), MS_UNKNOWN);
    assert_int_equal(ms_liable_for_whole(ORDERED, ORDERED - 1, MS_UNKNOWN), MS_NO);
    assert_int_equal(ms_liable_for_whole(MS_NO_DATE, ORDERED, MS_NO), MS_UNKNOWN);
    assert_int_equal(ms_liable_for_whole(ORDERED, MS_NO_DATE, MS_NO), MS_UNKNOWN);
    assert_int_equal(ms_liable_for_whole(MS_NO_DATE, MS_NO_DATE, MS_YES), MS_NO);
}

static void assert_owed(ms_owed owed, bool known, int32_t percentage, ms_owed_basis basis)
{
    assert_int_equal(owed.known, known);
    assert_int_equal(owed.percentage, percentage);
    assert_int_equal(owed.basis, basis);
}

/* Cites: RSMo 454.633.1, RSMo 454.633.3 */
static void whole_named_or_half(void **state)
{
    (void)state;
    assert_owed(ms_owed_percentage(MS_YES, MS_YES, 6130), true, 10000, MS_OWED_WHOLE);
    assert_owed(ms_owed_percentage(MS_YES, MS_UNKNOWN, 0), true, 10000, MS_OWED_WHOLE);
    assert_owed(ms_owed_percentage(MS_NO, MS_YES, 6130), true, 6130, MS_OWED_NAMED);
    assert_owed(ms_owed_percentage(MS_NO, MS_YES, 0), true, 0, MS_OWED_NAMED);
    assert_owed(ms_owed_percentage(MS_NO, MS_NO, 6130), true, 5000, MS_OWED_DEFAULT);
    assert_owed(ms_owed_percentage(MS_NO, MS_UNKNOWN, 6130), false, 0, MS_OWED_UNKNOWN);
    assert_owed(ms_owed_percentage(MS_UNKNOWN, MS_YES, 6130), false, 0, MS_OWED_UNKNOWN);
    assert_owed(ms_owed_percentage(MS_UNKNOWN, MS_YES, 10000), true, 10000, MS_OWED_UNKNOWN);
    assert_owed(ms_owed_percentage(MS_UNKNOWN, MS_NO, 10000), false, 0, MS_OWED_UNKNOWN);
    assert_owed(ms_owed_percentage(MS_UNKNOWN, MS_UNKNOWN, 10000), false, 0, MS_OWED_UNKNOWN);
}

/* ---- cents ------------------------------------------------------------------------------------------------------- */

static void assert_split(ms_cents cost, int32_t percentage, ms_cents share)
{
    ms_split split = ms_apportion(cost, percentage);
    assert_int_equal(split.share, share);
    assert_int_equal(split.rest, cost - share);
}

/* Cites: 13 CSR 40-112.010(5)(E), (F) */
static void to_the_nearest_cent_and_half_a_cent_up(void **state)
{
    (void)state;
    assert_split(10000, 6130, 6130);
    assert_split(101, 5000, 51); /* 50.5 */
    assert_split(1, 5000, 1);
    assert_split(1, 4999, 0);
    assert_split(333, 3333, 111);  /* 110.98... */
    assert_split(1000, 6125, 613); /* 612.5 */
    assert_split(1000, 6124, 612);
    assert_split(0, 6130, 0);
    assert_split(MS_YEARLY_MAX, 10000, MS_YEARLY_MAX);
    assert_split(MS_YEARLY_MAX, 0, 0);
}

/* Cites: RSMo 454.633.3 */
static void shares_grow_with_the_percentage_and_the_cost(void **state)
{
    (void)state;
    for (ms_cents cost = 0; cost < 300; cost++) {
        ms_cents before = 0;
        for (int32_t percentage = 0; percentage <= 10000; percentage++) {
            ms_split split = ms_apportion(cost, percentage);
            assert_true(split.share >= before && split.rest >= 0);
            assert_true(ms_apportion(cost + 1, percentage).share - split.share <= 1);
            assert_true(ms_apportion(cost + 1, percentage).share >= split.share);
            assert_int_equal(split.share + split.rest, cost);
            before = split.share;
        }
        assert_int_equal(before, cost);
    }
}

static void assert_parts(ms_cents amount, uint32_t count, const int32_t *weights, const ms_cents *expected)
{
    ms_cents parts[MS_MAX_PARTS];
    ms_apportion_over(amount, count, weights, parts);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(parts[i], expected[i]);
    }
}

/* Cites: RSMo 454.633.3 */
static void the_largest_remainder_first(void **state)
{
    (void)state;
    assert_parts(101, 2, (int32_t[]){5000, 5000}, (ms_cents[]){51, 50}); /* equal: the earlier one */
    assert_parts(100, 3, (int32_t[]){3333, 3333, 3334}, (ms_cents[]){33, 33, 34});
    assert_parts(100, 3, (int32_t[]){1, 1, 1}, (ms_cents[]){34, 33, 33});
    assert_parts(101, 3, (int32_t[]){1, 1, 1}, (ms_cents[]){34, 34, 33});
    assert_parts(10, 2, (int32_t[]){6130, 3870}, (ms_cents[]){6, 4}); /* 6.13, 3.87 */
    assert_parts(10, 3, (int32_t[]){0, 9, 0}, (ms_cents[]){0, 10, 0});
    assert_parts(7, 1, (int32_t[]){1}, (ms_cents[]){7});
    assert_parts(0, 4, (int32_t[]){1, 2, 3, 4}, (ms_cents[]){0, 0, 0, 0});
    assert_parts(3, 4, (int32_t[]){1, 1, 1, 1}, (ms_cents[]){1, 1, 1, 0});
    assert_parts(MS_YEARLY_MAX, 2, (int32_t[]){10000, 10000}, (ms_cents[]){MS_YEARLY_MAX / 2, MS_YEARLY_MAX / 2});
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 20;
}

/* Parts sum to the whole, none is a whole cent from its exact share, and no part that got no cent beyond its whole ones
 * had more left than one that did. */
/* Cites: RSMo 454.633.3 */
static void parts_sum_to_the_whole(void **state)
{
    (void)state;
    uint64_t seed = 20261122;
    for (int round = 0; round < 200000; round++) {
        int32_t weights[MS_MAX_PARTS];
        ms_cents parts[MS_MAX_PARTS];
        uint32_t count = 1 + (uint32_t)(next_random(&seed) % MS_MAX_PARTS);
        int64_t total = 0, sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            weights[i] = (int32_t)(next_random(&seed) % (round % 2 == 0 ? 10001 : 4));
            total += weights[i];
        }
        weights[0] += total == 0 ? 1 : 0;
        total += total == 0 ? 1 : 0;
        ms_cents amount = (ms_cents)(next_random(&seed) % (round % 3 == 0 ? 100 : (uint64_t)MS_YEARLY_MAX + 1));
        ms_apportion_over(amount, count, weights, parts);
        for (uint32_t i = 0; i < count; i++) {
            sum += parts[i];
            int64_t left = amount * weights[i] - parts[i] * total;
            assert_true(left > -total && left < total && parts[i] >= 0);
            for (uint32_t k = 0; k < count; k++) {
                int64_t other = amount * weights[k] - parts[k] * total; /* below 0: got the cent */
                bool behind = other < 0 && left > 0 && (left > other + total || (left == other + total && i < k));
                assert_false(behind);
            }
        }
        assert_int_equal(sum, amount);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_payments_leave),
        cmocka_unit_test(liable_from_the_orders_date),
        cmocka_unit_test(whole_named_or_half),
        cmocka_unit_test(to_the_nearest_cent_and_half_a_cent_up),
        cmocka_unit_test(shares_grow_with_the_percentage_and_the_cost),
        cmocka_unit_test(the_largest_remainder_first),
        cmocka_unit_test(parts_sum_to_the_whole),
    };
    return cmocka_run_group_tests_name("apportionment", tests, NULL, NULL);
}
