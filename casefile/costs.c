/* The courses of costs, payments, failures to maintain coverage, and judgments. */
#include "casefile/costs.h"

static const char necessary_care[] = "13 CSR 40-112.010(5)(E), (F)";
static const char apportionment[] = "RSMo 454.633.3";
static const char sum_certain[] = "13 CSR 40-112.010(5)(E), (F)";

/* ---- a cost ------------------------------------------------------------------------------------------------------ */

enum { CLAIMED, RESTATED, DISPUTED, DECIDED, DEMANDED, REVERSED, COST_COLUMNS };

static const ms_event_kind *const cost_events[COST_COLUMNS + 1] = {
    [CLAIMED] = &ms_kind_cost_claimed,
    [RESTATED] = &ms_kind_cost_restated,
    [DISPUTED] = &ms_kind_cost_disputed,
    [DECIDED] = &ms_kind_cost_decided,
    [DEMANDED] = &ms_kind_cost_demanded,
    [REVERSED] = &ms_kind_cost_reversed,
    [COST_COLUMNS] = NULL,
};

static const ms_course_state cost_states[MS_BILL_STATES] = {
    [MS_BILL_NONE] = {"none", "not claimed", apportionment, "nothing is owed of a cost before it is claimed", false},
    [MS_BILL_CLAIMED] = {"claimed", "claimed", apportionment, "another cost is claimed by itself", false},
    [MS_BILL_DISPUTED] = {"disputed", "disputed", necessary_care, "the dispute is open", false},
    [MS_BILL_DEMANDED] = {"demanded", "demanded", apportionment, "another cost is claimed by itself", false},
    [MS_BILL_CONTESTED] = {"contested", "demanded, disputed", necessary_care, "the dispute is open", false},
    [MS_BILL_REVERSED] = {"reversed", "reversed", apportionment,
                          "the claim was taken back, and nothing is owed of it; claim the cost anew", true},
};

static const char decide_first[] =
    "a share is owed of the costs of necessary care, and whether they are such is disputed; the dispute is decided first";
static const char taken_back[] = "the claim was taken back before, and nothing is owed of it";

static const ms_course_cell cost_cells[MS_BILL_STATES][COST_COLUMNS] = {
    [MS_BILL_NONE] = {[CLAIMED] = {.next = MS_BILL_CLAIMED}},
    [MS_BILL_CLAIMED] =
        {
            [RESTATED] = {.next = MS_BILL_CLAIMED},
            [DISPUTED] = {.next = MS_BILL_DISPUTED},
            [DECIDED] = {.next = MS_BILL_CLAIMED},
            [DEMANDED] = {.next = MS_BILL_DEMANDED},
            [REVERSED] = {.next = MS_BILL_REVERSED},
        },
    [MS_BILL_DISPUTED] =
        {
            [RESTATED] = {.next = MS_BILL_DISPUTED},
            [DISPUTED] = {.next = MS_BILL_DISPUTED},
            [DECIDED] = {.next = MS_BILL_CLAIMED},
            [DEMANDED] = {0, necessary_care, decide_first, false},
            [REVERSED] = {.next = MS_BILL_REVERSED},
        },
    [MS_BILL_DEMANDED] =
        {
            [RESTATED] = {.next = MS_BILL_DEMANDED},
            [DISPUTED] = {.next = MS_BILL_CONTESTED},
            [DECIDED] = {.next = MS_BILL_DEMANDED},
            [DEMANDED] = {.next = MS_BILL_DEMANDED},
            [REVERSED] = {.next = MS_BILL_REVERSED},
        },
    [MS_BILL_CONTESTED] =
        {
            [RESTATED] = {.next = MS_BILL_CONTESTED},
            [DISPUTED] = {.next = MS_BILL_CONTESTED},
            [DECIDED] = {.next = MS_BILL_DEMANDED},
            [DEMANDED] = {0, necessary_care, decide_first, false},
            [REVERSED] = {.next = MS_BILL_REVERSED},
        },
    [MS_BILL_REVERSED] =
        {
            [RESTATED] = {MS_BILL_REVERSED, apportionment, taken_back, true},
            [DISPUTED] = {MS_BILL_REVERSED, apportionment, taken_back, true},
            [DECIDED] = {MS_BILL_REVERSED, apportionment, taken_back, true},
        },
};

const ms_course ms_cost_course = {
    .name = "cost",
    .words = "cost",
    .states = cost_states,
    .state_count = MS_BILL_STATES,
    .events = cost_events,
    .event_count = COST_COLUMNS,
    .cells = &cost_cells[0][0],
};

/* ---- a payment --------------------------------------------------------------------------------------------------- */

enum { RECEIVED, RETURNED, PAYMENT_COLUMNS };

static const ms_event_kind *const payment_events[PAYMENT_COLUMNS + 1] = {
    [RECEIVED] = &ms_kind_payment_received, [RETURNED] = &ms_kind_payment_reversed, [PAYMENT_COLUMNS] = NULL};

static const ms_course_state payment_states[MS_PAYMENT_STATES] = {
    [MS_PAYMENT_NONE] = {"none", "not received", ms_record_keeping, "a payment is received before it is reversed",
                         false},
    [MS_PAYMENT_RECEIVED] = {"received", "received", ms_record_keeping, "another payment is recorded by itself", false},
    [MS_PAYMENT_REVERSED] = {"reversed", "reversed", ms_record_keeping, "it was reversed already", true},
};

static const ms_course_cell payment_cells[MS_PAYMENT_STATES][PAYMENT_COLUMNS] = {
    [MS_PAYMENT_NONE] = {[RECEIVED] = {.next = MS_PAYMENT_RECEIVED}},
    [MS_PAYMENT_RECEIVED] = {[RETURNED] = {.next = MS_PAYMENT_REVERSED}},
};

const ms_course ms_payment_course = {
    .name = "payment",
    .words = "payment",
    .states = payment_states,
    .state_count = MS_PAYMENT_STATES,
    .events = payment_events,
    .event_count = PAYMENT_COLUMNS,
    .cells = &payment_cells[0][0],
};

/* ---- a failure to maintain coverage ------------------------------------------------------------------------------ */

enum { FAILED, RESUMED, LAPSE_COLUMNS };

static const ms_event_kind *const lapse_events[LAPSE_COLUMNS + 1] = {
    [FAILED] = &ms_kind_maintenance_failed, [RESUMED] = &ms_kind_maintenance_resumed, [LAPSE_COLUMNS] = NULL};

static const ms_course_state lapse_states[MS_LAPSE_STATES] = {
    [MS_LAPSE_NONE] = {"none", "not recorded", ms_record_keeping, "a failure begins before it ends", false},
    [MS_LAPSE_OPEN] = {"open", "open", ms_record_keeping, "another failure is recorded by itself", false},
    [MS_LAPSE_ENDED] = {"ended", "ended", ms_record_keeping, "the coverage was resumed already", true},
};

static const ms_course_cell lapse_cells[MS_LAPSE_STATES][LAPSE_COLUMNS] = {
    [MS_LAPSE_NONE] = {[FAILED] = {.next = MS_LAPSE_OPEN}},
    [MS_LAPSE_OPEN] = {[RESUMED] = {.next = MS_LAPSE_ENDED}},
};

const ms_course ms_lapse_course = {
    .name = "lapse",
    .words = "lapse",
    .states = lapse_states,
    .state_count = MS_LAPSE_STATES,
    .events = lapse_events,
    .event_count = LAPSE_COLUMNS,
    .cells = &lapse_cells[0][0],
};

/* ---- a judgment -------------------------------------------------------------------------------------------------- */

enum { ENTERED, COLLECTED, SATISFIED, VACATED, JUDGMENT_COLUMNS };

static const ms_event_kind *const judgment_events[JUDGMENT_COLUMNS + 1] = {
    [ENTERED] = &ms_kind_judgment_entered,
    [COLLECTED] = &ms_kind_collection_made,
    [SATISFIED] = &ms_kind_judgment_satisfied,
    [VACATED] = &ms_kind_judgment_vacated,
    [JUDGMENT_COLUMNS] = NULL,
};

static const ms_course_state judgment_states[MS_JUDGMENT_STATES] = {
    [MS_JUDGMENT_NONE] = {"none", "not entered", sum_certain,
                          "the division collects what a court has entered a sum-certain judgment for, and nothing else",
                          false},
    [MS_JUDGMENT_STANDS] = {"stands", "standing", sum_certain, "another judgment is recorded by itself", false},
    [MS_JUDGMENT_SATISFIED] = {"satisfied", "satisfied", sum_certain,
                               "the judgment is satisfied, and nothing of it is left to collect", true},
    [MS_JUDGMENT_VACATED] = {"vacated", "vacated", sum_certain,
                             "the division collects the amount of a court's judgment, and this one stands no more",
                             true},
};

static const ms_course_cell judgment_cells[MS_JUDGMENT_STATES][JUDGMENT_COLUMNS] = {
    [MS_JUDGMENT_NONE] = {[ENTERED] = {.next = MS_JUDGMENT_STANDS}},
    [MS_JUDGMENT_STANDS] =
        {
            [COLLECTED] = {.next = MS_JUDGMENT_STANDS},
            [SATISFIED] = {.next = MS_JUDGMENT_SATISFIED},
            [VACATED] = {.next = MS_JUDGMENT_VACATED},
        },
    [MS_JUDGMENT_SATISFIED] =
        {
            [SATISFIED] = {MS_JUDGMENT_SATISFIED, ms_record_keeping, "it was satisfied already", true},
            [VACATED] = {.next = MS_JUDGMENT_VACATED},
        },
    [MS_JUDGMENT_VACATED] =
        {
            [SATISFIED] = {MS_JUDGMENT_VACATED, sum_certain, "it was vacated, and nothing was left to satisfy", true},
            [VACATED] = {MS_JUDGMENT_VACATED, ms_record_keeping, "it was vacated already", true},
        },
};

const ms_course ms_judgment_course = {
    .name = "judgment",
    .words = "judgment",
    .states = judgment_states,
    .state_count = MS_JUDGMENT_STATES,
    .events = judgment_events,
    .event_count = JUDGMENT_COLUMNS,
    .cells = &judgment_cells[0][0],
};
