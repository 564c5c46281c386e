#define _POSIX_C_SOURCE 200809L
#include "cli/processors.h"

#include "batch/pipeline.h"

#include <unistd.h>

unsigned ms_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1u : count > MS_MAX_THREADS ? (unsigned)MS_MAX_THREADS : (unsigned)count;
}
