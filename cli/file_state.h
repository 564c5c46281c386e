/* What is at a path at one moment, so that at another it is seen whether anybody changed it. */
#ifndef MEDSUPPORT_CLI_FILE_STATE_H
#define MEDSUPPORT_CLI_FILE_STATE_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialised: no file. Of what is no regular file that much alone is kept, for it is not replaced. */
typedef struct ms_file_state {
    bool there;
    bool write_protected;    /* by its permissions: against all, or against who runs this */
    uint64_t device, number; /* of the file: its inode */
    int64_t size;
    int64_t seconds, nanoseconds; /* when it was changed last */
} ms_file_state;

ms_file_state ms_file_state_of(const char *path);

/* Why a file may not be replaced unasked, in words after its name: it was changed since it was as `known`, it has come to
 * be, or it is write-protected. NULL where it may. */
const char *ms_file_objection(const char *path, const ms_file_state *known);

#endif
