/* Words for events of notices whose body alone does not say what they come to. */
#ifndef MEDSUPPORT_CLI_NOTICE_WORDS_H
#define MEDSUPPORT_CLI_NOTICE_WORDS_H

#include "casefile/notices.h"

/* "withholding for notice 31: the premium of 45.00 fits whole under the ceiling of 550.00". */
void ms_say_withholding_set(ms_buffer *out, const ms_entry *entry);

/* "the plan's default option applies: PPO family, notice 31". */
void ms_say_default_taken(ms_buffer *out, const ms_entry *entry);

#endif
