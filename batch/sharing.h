/*
 * In which order the settings of a grid are best gone through, so that those that cannot differ for a child stand next
 * to each other and one determination serves them all. A setting stands next to those with the same choices of the
 * readings that bear on the child, and there with the next lower and higher percentage.
 */
#ifndef MEDSUPPORT_BATCH_SHARING_H
#define MEDSUPPORT_BATCH_SHARING_H

#include "batch/settings_grid.h"

#include <medsupport/status.h>

typedef struct ms_place_in_order {
    uint16_t setting;
    uint16_t percent; /* its place among the percentages */
    uint16_t share;   /* its place among the default shares */
    uint16_t kind;    /* the same for settings with the same choices of the readings that bear */
} ms_place_in_order;

typedef struct ms_sharing {
    const ms_grid *grid;
    uint32_t varied; /* bit r: settings differ in reading r */
    uint32_t percent_count, share_count;
    int32_t percents[MS_MAX_SETTINGS + 1]; /* of all settings, ascending, each once */
    int32_t shares[MS_MAX_SETTINGS + 1];
    uint16_t percent_of[MS_MAX_SETTINGS + 1]; /* by setting, its place among them */
    uint16_t share_of[MS_MAX_SETTINGS + 1];
    ms_place_in_order *orders; /* setting_count for each set of readings that may bear */
} ms_sharing;

/* The orders of a grid that is finished, which must outlive them, in *sharing, owned by the caller. MS_ERROR_MEMORY. */
ms_status ms_sharing_new(const ms_grid *grid, ms_sharing **sharing);

void ms_sharing_free(ms_sharing *sharing);

/* The order for a child on whom of the varied readings those in `bearing` may bear. */
const ms_place_in_order *ms_sharing_order(const ms_sharing *sharing, uint32_t bearing);

#endif
