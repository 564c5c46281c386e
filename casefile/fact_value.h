/* Whether a value may stand at a path: read as the case document would hold it. */
#ifndef MEDSUPPORT_CASEFILE_FACT_VALUE_H
#define MEDSUPPORT_CASEFILE_FACT_VALUE_H

#include "casefile/kinds.h"

/* MS_OK, or MS_ERROR_INVALID with the reason. value: as value.h keeps it. */
ms_status ms_fact_value_check(const ms_state *state, ms_tools *tools, const ms_fact_path *path, ms_text value,
                              ms_refusal *refusal);

#endif
