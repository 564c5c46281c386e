/* A document as text, with every fact and every text that it holds, so that two can be compared. */
#ifndef MEDSUPPORT_TESTS_DIGEST_H
#define MEDSUPPORT_TESTS_DIGEST_H

#include "base/buffer.h"
#include "facts/document.h"

static inline void digest_number(ms_buffer *out, int64_t number)
{
    ms_buffer_put(out, number < 0 ? " -" : " ");
    ms_buffer_put_number(out, (unsigned long long)(number < 0 ? -number : number));
}

static inline void digest_text(ms_buffer *out, ms_text text)
{
    ms_buffer_put(out, text.at == NULL ? " none" : " '");
    if (text.at != NULL) {
        ms_buffer_add(out, text.at, text.length);
        ms_buffer_put(out, "'");
    }
}

static inline void digest_amount(ms_buffer *out, ms_amount amount)
{
    digest_number(out, amount.known);
    digest_number(out, amount.cents);
}

static inline void digest_place(ms_buffer *out, ms_place place)
{
    digest_number(out, place.state);
    digest_number(out, place.county);
    digest_number(out, place.zip);
}

static inline void digest_area(ms_buffer *out, const ms_area *area)
{
    digest_number(out, area->kind);
    digest_number(out, area->zip_count);
    for (uint32_t i = 0; i < area->zip_count; i++) {
        digest_number(out, area->zips[i]);
    }
    digest_number(out, area->county_count);
    for (uint32_t i = 0; i < area->county_count; i++) {
        digest_place(out, area->counties[i]);
    }
    digest_number(out, area->state_count);
    for (uint32_t i = 0; i < area->state_count; i++) {
        digest_number(out, area->states[i]);
    }
}

static inline void digest_plan(ms_buffer *out, const ms_plan *plan, const ms_plan_texts *texts)
{
    ms_buffer_put(out, "\nplan");
    digest_text(out, texts->id);
    digest_text(out, texts->holder);
    digest_text(out, texts->employer);
    const int64_t numbers[] = {plan->medical,    plan->dental,  plan->other_holder,   plan->covers_known,
                               plan->covers,     plan->source,  plan->available_from, plan->covered_until,
                               plan->cost.basis, plan->cost.per};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        digest_number(out, numbers[i]);
    }
    digest_amount(out, plan->cost.self_only);
    digest_amount(out, plan->cost.family);
    digest_amount(out, plan->cost.add_dependents);
    digest_area(out, &plan->area);
}

static inline void digest_parent(ms_buffer *out, const ms_document *document, int party)
{
    const ms_parent *parent = &document->facts.parents[party];
    ms_buffer_put(out, "\nparent");
    digest_text(out, document->parent_names[party]);
    digest_amount(out, parent->income.amount);
    digest_number(out, parent->income.per);
    digest_number(out, parent->plans_known);
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        digest_plan(out, &parent->plans[i], &document->plans[party][i]);
    }
}

static inline void digest_form(ms_buffer *out, const ms_form14 *form)
{
    ms_buffer_put(out, "\nform");
    digest_number(out, form->calculated);
    digest_number(out, form->source);
    digest_number(out, form->line_4);
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        digest_amount(out, form->columns[party].line_1);
        digest_amount(out, form->columns[party].line_1a);
        digest_amount(out, form->columns[party].line_2a);
        digest_amount(out, form->columns[party].line_2b);
        digest_amount(out, form->columns[party].line_2c);
    }
}

static inline void digest_children(ms_buffer *out, const ms_document *document)
{
    for (uint32_t i = 0; i < document->facts.child_count; i++) {
        const ms_child *child = &document->facts.children[i];
        ms_buffer_put(out, "\nchild");
        digest_text(out, document->children[i].id);
        digest_text(out, document->children[i].name);
        digest_text(out, document->children[i].program);
        digest_text(out, document->children[i].zip);
        digest_place(out, child->home);
        digest_number(out, child->public_coverage);
        digest_number(out, child->other_private_coverage);
        digest_number(out, child->date_of_birth);
    }
}

static inline void digest_records(ms_buffer *out, const ms_document *document)
{
    for (uint32_t i = 0; i < document->facts.request_count; i++) {
        const ms_request *request = &document->facts.requests[i];
        ms_buffer_put(out, "\nrequest");
        digest_number(out, request->of);
        digest_number(out, request->sent);
        digest_number(out, request->answered);
    }
    for (size_t i = 0; i < document->current_count; i++) {
        const ms_current_obligation *current = &document->current[i];
        ms_buffer_put(out, "\nobligation");
        const int64_t numbers[] = {current->children,   current->paragraph,        current->obligor,
                                   current->obligation, current->percentage_known, current->percentage};
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
            digest_number(out, numbers[k]);
        }
        for (uint32_t plan = 0; plan < current->plan_count; plan++) {
            digest_text(out, current->plans[plan]);
        }
    }
    for (size_t i = 0; i < document->provenance_count; i++) {
        const ms_provenance *entry = &document->provenance[i];
        ms_buffer_put(out, "\nsource");
        digest_text(out, entry->pointer);
        digest_text(out, entry->source);
        digest_text(out, entry->evidence);
        digest_number(out, entry->received);
    }
}

/* Appends the whole document. */
static inline void digest_document(ms_buffer *out, const ms_document *document)
{
    const ms_case *facts = &document->facts;
    digest_text(out, document->case_id);
    digest_text(out, document->group_id);
    digest_text(out, document->notes);
    const int64_t numbers[] = {facts->action, facts->as_of, facts->kind, facts->maintain_coverage, facts->in_group};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        digest_number(out, numbers[i]);
    }
    digest_children(out, document);
    digest_parent(out, document, MS_PNS);
    digest_parent(out, document, MS_PSS);
    digest_form(out, &facts->form14);
    digest_records(out, document);
    ms_buffer_put(out, "\ncounties");
    for (size_t i = 0; i < document->county_count; i++) {
        digest_text(out, document->counties[i]);
    }
}

#endif
