/* 13 CSR 40-112.010(4): information within thirty days of the request. */
#include <medsupport/rule.h>

/*@ predicate is_requests(ms_request *requests, integer count) =
        \valid_read(requests + (0 .. count - 1))
        && \forall integer i; 0 <= i < count ==> MS_NO_DATE <= requests[i].sent <= MS_LAST_DATE;

    predicate answered_by(ms_request request, integer parent, integer day) =
        request.of == parent && request.answered != MS_NO_DATE && request.answered <= day;

    predicate past_last_day(ms_request request, integer parent, integer day, integer days) =
        request.of == parent && request.sent != MS_NO_DATE && day > request.sent + days;

    predicate has_answered(ms_request *requests, integer count, integer parent, integer day) =
        \exists integer i; 0 <= i < count && answered_by(requests[i], parent, day);

    predicate is_past(ms_request *requests, integer count, integer parent, integer day, integer days) =
        \exists integer i; 0 <= i < count && past_last_day(requests[i], parent, day, days);
*/

/* Calendar days from the date of the request; nothing extends them for mail, weekends or holidays. */
/*@ requires 1 <= sent <= MS_LAST_DATE;
    requires 0 <= days <= 365;
    assigns \nothing;
    ensures \result == sent + days; */
/* Cites: 13 CSR 40-112.010(4) */
ms_date ms_rule_4_last_day(ms_date sent, int32_t days)
{
    return sent + days;
}

/* A late answer is an answer: what it brings is used. */
/*@ requires is_requests(requests, count);
    assigns \nothing;
    ensures \result <==> has_answered(requests, count, parent, as_of); */
/* Cites: 13 CSR 40-112.010(4) */
bool ms_rule_4_answered(const ms_request *requests, uint32_t count, ms_party parent, ms_date as_of)
{
    /*@ loop invariant 0 <= i <= count;
        loop invariant !has_answered(requests, i, parent, as_of);
        loop assigns i;
        loop variant count - i; */
    for (uint32_t i = 0; i < count; i++) {
        const ms_request *request = &requests[i];
        if (request->of == parent && request->answered != MS_NO_DATE && request->answered <= as_of) {
            return true;
        }
    }
    return false;
}

/*@ requires is_requests(requests, count);
    requires 0 <= days <= 365;
    assigns \nothing;
    ensures \result <==> is_past(requests, count, parent, as_of, days)
            && !has_answered(requests, count, parent, as_of); */
/* Cites: 13 CSR 40-112.010(4) */
bool ms_rule_4_silent(const ms_request *requests, uint32_t count, ms_party parent, ms_date as_of, int32_t days)
{
    bool past = false;
    /*@ loop invariant 0 <= i <= count;
        loop invariant past <==> is_past(requests, i, parent, as_of, days);
        loop assigns i, past;
        loop variant count - i; */
    for (uint32_t i = 0; i < count; i++) {
        const ms_request *request = &requests[i];
        if (request->of == parent && request->sent != MS_NO_DATE) {
            past = past || as_of > ms_rule_4_last_day(request->sent, days);
        }
    }
    return past && !ms_rule_4_answered(requests, count, parent, as_of);
}

/* The paragraph settles only the case of one parent who provides information and one who does not. */
/*@ requires \valid_read(readings);
    assigns \nothing;
    ensures \result <==> silent
            && ((other_answered && readings->choice[MS_ONE_SILENT] == MS_USE_WHAT_IS_KNOWN)
                || (other_silent && readings->choice[MS_BOTH_SILENT] == MS_USE_WHAT_IS_KNOWN_OF_BOTH)); */
/* Cites: 13 CSR 40-112.010(4) */
bool ms_rule_4_not_shown(bool silent, bool other_silent, bool other_answered, const ms_readings *readings)
{
    if (!silent) {
        return false;
    }
    return (other_answered && readings->choice[MS_ONE_SILENT] == MS_USE_WHAT_IS_KNOWN)
           || (other_silent && readings->choice[MS_BOTH_SILENT] == MS_USE_WHAT_IS_KNOWN_OF_BOTH);
}
