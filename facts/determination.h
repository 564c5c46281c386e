/* What a determination holds: the document it was made from, the explanation, and the orders that follow from it. */
#ifndef MEDSUPPORT_FACTS_DETERMINATION_H
#define MEDSUPPORT_FACTS_DETERMINATION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "determine/explanation.h"
#include "facts/document.h"

#include <medsupport/date.h>
#include <medsupport/determination.h>

/* What one order asks of one parent for some children. */
typedef struct ms_order {
    uint32_t children; /* bit i: child i */
    ms_paragraph paragraph;
    ms_party obligor;
    ms_obligation obligation;
    uint32_t plan_count;
    const ms_text *plans; /* their ids */
    bool percentage_known;
    int32_t percentage; /* hundredths of a percent */
} ms_order;

typedef enum ms_order_change_kind { MS_ORDER_ENDS = 0, MS_ORDER_BEGINS, MS_ORDER_STAYS } ms_order_change_kind;

/* What becomes of an obligation when the case is modified. */
typedef struct ms_order_change {
    ms_order_change_kind what;
    ms_order order;
} ms_order_change;

struct ms_determination {
    const ms_document *document; /* NULL when the last making failed */
    ms_settings settings;
    const ms_rule_version *version;
    ms_buffer head; /* rule and settings as JSON, written once for all determinations that share them */
    ms_date day;    /* of the document, and as text: it is mostly that of the one before */
    char as_of[MS_DATE_TEXT_SIZE];
    ms_arena arena; /* holds all that follows */
    ms_explanation explanation;
    uint32_t order_count;
    ms_order *orders; /* of the determined children, alike ones together */
    uint32_t change_count;
    ms_order_change *changes; /* of MS_MODIFY */
};

#endif
