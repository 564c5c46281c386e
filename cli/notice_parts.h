/* The parts of `medsupport notice`. */
#ifndef MEDSUPPORT_CLI_NOTICE_PARTS_H
#define MEDSUPPORT_CLI_NOTICE_PARTS_H

#include "base/buffer.h"
#include "cli/command.h"

#include <medsupport/withholding.h>

/* notice.c */
extern const ms_command ms_notice_new_hire, ms_notice_employer, ms_notice_not_required, ms_notice_send,
    ms_notice_terminate, ms_notice_select, ms_notice_default_taken, ms_notice_retaliation;

/* notice_answers.c */
extern const ms_command ms_notice_forwarded, ms_notice_unavailable, ms_notice_limits, ms_notice_wait, ms_notice_option,
    ms_notice_enrolled, ms_notice_rejected, ms_notice_employment_ended, ms_notice_contest, ms_notice_hear,
    ms_notice_contest_withdrawn, ms_notice_coverage_began, ms_notice_coverage_ended;

/* notice_withhold.c, notice_show.c */
extern const ms_command ms_notice_withhold, ms_notice_show, ms_notice_list, ms_notice_contests, ms_notice_coverage;

/* Appends what may be withheld in a pay period, for people, each line `indent` columns in. */
void ms_say_withholding(ms_buffer *out, size_t indent, const ms_pay_period *period, const ms_withholding *result);

/* The same as a JSON object. */
void ms_put_withholding(ms_buffer *out, const ms_pay_period *period, const ms_withholding *result);

#endif
