/* What is open in a case: each task with its due day and its basis; and what the list of cases shows. */
#ifndef MEDSUPPORT_CASEFILE_TASKS_H
#define MEDSUPPORT_CASEFILE_TASKS_H

#include "casefile/clocks.h"
#include "casefile/kinds.h"
#include "casefile/view.h"

typedef enum ms_task_kind {
    MS_TASK_ANSWER = 0,       /* a parent's answer is awaited, (4) */
    MS_TASK_RESOLVE,          /* sources disagree */
    MS_TASK_DETERMINE,        /* the case is not determined yet */
    MS_TASK_REDETERMINE,      /* a fact that the determination rests on has changed */
    MS_TASK_TELL,             /* a parent is to be told of an order in force */
    MS_TASK_ISSUE,            /* the division's own order was asked for */
    MS_TASK_DUTY,             /* the duty for a child may end; what carries it on is not recorded */
    MS_TASK_DUTY_END,         /* the duty for a child ends on a known day, which is not recorded */
    MS_TASK_ORDER_END,        /* the period that an order names is over */
    MS_TASK_REPORT,           /* noncompliance was reported, and nothing is before a court */
    MS_TASK_HEARING,          /* a hearing is set */
    MS_TASK_PURGE,            /* a contempt is to be purged */
    MS_TASK_DISPUTE,          /* a cost is disputed */
    MS_TASK_PLAN_PAID,        /* what plans paid of a cost is not known */
    MS_TASK_DEMAND,           /* a share of a cost is to be demanded */
    MS_TASK_PAY,              /* a parent is to pay */
    MS_TASK_COLLECT,          /* a judgment is to be collected */
    MS_TASK_FIND_EMPLOYER,    /* an order in force is carried out by nobody */
    MS_TASK_SEND_NOTICE,      /* a notice is to be sent to an employer */
    MS_TASK_FORWARD_NOTICE,   /* the employer passes it to the plan */
    MS_TASK_EMPLOYER_ANSWERS, /* the employer answers that there is no coverage */
    MS_TASK_PLAN_ANSWERS,     /* the plan administrator answers */
    MS_TASK_SELECT_OPTION,    /* one of the plan's options is to be selected */
    MS_TASK_ENROL,            /* the plan enrols the child */
    MS_TASK_WAIT,             /* a waiting period or an absence ends */
    MS_TASK_CORRECT_NOTICE,   /* the plan says that the notice is not qualified */
    MS_TASK_RENEW_NOTICE,     /* the order has changed, and the notice has to say so */
    MS_TASK_WITHOUT_EFFECT,   /* no coverage came of a notice */
    MS_TASK_TERMINATE_NOTICE, /* the employer is to be told that it is over */
    MS_TASK_CONTEST,          /* the obligor may contest it */
    MS_TASK_HEAR_CONTEST,     /* the obligor is to be heard */
    MS_TASK_RETALIATION,      /* a discharge is presumed to be retaliation */
    MS_TASK_OLDER_ARREARS,    /* arrears grow so old that more may be withheld */
    MS_TASK_NEXT_EMPLOYER,    /* the parent has left, and no next employer is known */
    MS_TASK_CHECK_COVERAGE,   /* coverage runs although the notice that brought it is over */
    MS_TASK_COVERAGE_LOST,    /* a child is without coverage that an order requires */
    MS_TASK_KINDS
} ms_task_kind;

typedef struct ms_open_task {
    ms_task_kind kind;
    ms_date due;
    ms_date closes;            /* the day from which an event dated ahead closes it; MS_NO_DATE: none does */
    const ms_clock_row *clock; /* NULL: no period of law; it is due on the day on which it arose */
    ms_party party;            /* of an answer */
    uint64_t of;               /* the request, or the determination; 0: none */
    const ms_fact_slot *slot;  /* of a conflict */
    const ms_matter *matter;   /* the order, notice, cost and so on; NULL: none */
    ms_text child;             /* whose; at NULL: none */
} ms_open_task;

typedef struct ms_open_tasks {
    size_t count;
    ms_open_task *tasks; /* by due day */
} ms_open_tasks;

/* "answer" */
const char *ms_task_name(ms_task_kind kind);

/* What rests on what: the clock's citation, or what stands for it. */
const char *ms_task_citation(const ms_open_task *task);

/* Finds what is open. Nothing here depends on today: whether a task is overdue is the reader's to say. An event dated
 * ahead of its recording changes nothing before its day: what it closes is found too, with the day from which it does. */
ms_status ms_tasks_find(const ms_state *state, ms_tools *tools, ms_open_tasks *tasks);

/* Leaves of the tasks those that are open on a day. */
void ms_tasks_on(ms_open_tasks *tasks, ms_date on);

/* "the parent seeking support answers request 7" */
void ms_task_say(ms_buffer *out, const ms_open_task *task);

/* The tasks as a JSON list on one line, for the store and for --json. */
void ms_tasks_put(ms_buffer *out, const ms_state *state, const ms_open_tasks *tasks);

/* What the list of cases shows, a JSON object on one line. */
ms_status ms_summary_put(const ms_state *state, ms_tools *tools, const ms_open_tasks *tasks, ms_buffer *out);

/* The day on which the last of all events takes effect. */
ms_date ms_state_latest(const ms_state *state);

/* Whether the last determination is stale on a day, and since when: MS_NO_DATE while it is not. */
ms_status ms_stale_since(const ms_state *state, ms_tools *tools, ms_date on, ms_date *since);

#endif
