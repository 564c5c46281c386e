/*
 * The ledger of a case: what each parent was charged, paid and still owes, as of a day. A pure fold of the events of costs,
 * payments and judgments, in the order of the days on which they take effect, and on one day in the order in which they
 * were recorded. Nothing is ever changed in it: a correction or a reversal is an entry that takes another back.
 *
 * Payments are applied to what is owed, oldest due first; they are applied anew whenever the ledger is made, so that the
 * order in which they were recorded does not matter. A disputed cost waits. A judgment takes the place of what was open on
 * its costs when it was entered, and is a debt of its own from then on.
 */
#ifndef MEDSUPPORT_CASEFILE_LEDGER_H
#define MEDSUPPORT_CASEFILE_LEDGER_H

#include "casefile/costs.h"

typedef enum ms_posting_kind {
    MS_POST_DEMAND = 0, /* a share of a cost is demanded */
    MS_POST_CHANGE,     /* the amounts of a cost, or a decision, changed a share */
    MS_POST_REVERSAL,   /* the claim of a cost was taken back */
    MS_POST_PAYMENT,
    MS_POST_RETURN,     /* a payment was reversed */
    MS_POST_JUDGMENT,   /* what a judgment adds to what was open on its costs; below 0: it gives less */
    MS_POST_COLLECTION, /* the division collected on a judgment */
    MS_POST_RELEASE,    /* a judgment was satisfied with something open on it */
    MS_POST_VACATED,    /* a judgment was vacated: the shares stand in its place again */
    MS_POSTING_KINDS
} ms_posting_kind;

/* One line of the ledger. */
typedef struct ms_posting {
    ms_posting_kind kind;
    ms_party party;
    ms_date on;              /* the day on which it counts */
    uint64_t event;          /* that says it */
    const ms_matter *matter; /* the cost, payment or judgment */
    ms_cents amount;         /* added to what is owed; below 0: taken from it */
    ms_cents balance;        /* of the party, after it; below 0: a credit */
    uint64_t taken_back_by;  /* the correction, whose line follows; 0: none */
    uint64_t takes_back;     /* the event that this line takes back; then `event` is the correction. 0: none */
} ms_posting;

/* What one parent owes on one cost or judgment. */
typedef struct ms_debt {
    const ms_matter *matter;
    ms_party party;
    uint64_t event;               /* the demand, or the entry of the judgment */
    ms_date since;                /* its day */
    ms_date due;                  /* a cost: by the order's days to pay; a judgment: at once */
    ms_date service;              /* of a cost; MS_NO_DATE: a judgment */
    bool silent;                  /* the order names no days to pay: due on demand */
    bool disputed;                /* a dispute on the cost is open */
    bool ended;                   /* a judgment that is satisfied or vacated */
    const struct ms_debt *judged; /* the judgment in whose amount what was open on the cost went on; NULL: none */
    ms_cost_share share;          /* of a cost */
    ms_cents replaced;            /* by a judgment: what was open on its costs when it was entered */
    ms_cents amount;              /* owed in all */
    ms_cents collected;           /* of a judgment, by the division */
    ms_cents applied;             /* of payments */
    ms_cents open;                /* amount - collected - applied */
} ms_debt;

/* A cost that is claimed, demanded or not. */
typedef struct ms_cost_line {
    const ms_matter *matter;
    const ms_bill *bill;
    ms_bill_amounts amounts; /* as they stand */
    bool reversed;
    ms_cost_share shares[2]; /* by ms_party */
    ms_debt *debts[2];       /* NULL: not demanded of that parent */
} ms_cost_line;

/* What one parent's side comes to. */
typedef struct ms_account {
    ms_cents owed;      /* on all costs and judgments */
    ms_cents paid;      /* payments that stand */
    ms_cents collected; /* by the division */
    ms_cents open;      /* owed and not paid, but for what is disputed */
    ms_cents due;       /* of it: due by the day */
    ms_cents overdue;   /* of it: due before the day */
    ms_cents disputed;  /* open on costs in dispute */
    ms_cents credit;    /* paid, and nothing to apply it to */
    ms_cents balance;   /* owed - paid - collected: open + disputed - credit */
} ms_account;

typedef struct ms_ledger {
    ms_look look;
    size_t cost_count, debt_count, posting_count;
    ms_cost_line *costs; /* by number */
    ms_debt *debts;      /* in the order of their days */
    ms_posting *postings;
    ms_account accounts[2]; /* by ms_party */
} ms_ledger;

/* Makes the ledger as of a day; it belongs to the arena. MS_ERROR_MEMORY. */
ms_status ms_ledger_make(const ms_state *state, ms_look look, ms_arena *arena, ms_ledger *ledger);

/* The debt on a cost or judgment; NULL: none. */
const ms_debt *ms_ledger_debt(const ms_ledger *ledger, const ms_matter *matter, ms_party party);

/* The cost of a number; NULL: none that stands. */
const ms_cost_line *ms_ledger_cost(const ms_ledger *ledger, uint64_t number);

/* The judgment that stands on a cost against a party, by what is recorded; NULL: none. */
const ms_matter *ms_judgment_on(const ms_state *state, ms_look look, uint64_t cost, ms_party debtor);

/* "demand" */
const char *ms_posting_name(ms_posting_kind kind);

#endif
