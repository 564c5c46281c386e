#include "cli/database.h"

#include "cli/command.h"
#include "cli/message.h"

#include <stdlib.h>

const char *ms_database_location(const ms_options *options)
{
    const char *environment = getenv("MEDSUPPORT_DB");
    if (options->texts[MS_OPTION_DB] != NULL) {
        return options->texts[MS_OPTION_DB];
    }
    return environment != NULL && environment[0] != '\0' ? environment : "medsupport.db";
}

int ms_database_exit(const ms_store *store, ms_store_status status)
{
    if (status == MS_STORE_OK) {
        return MS_EXIT_OK;
    }
    ms_complain("%s", store == NULL ? "out of memory" : ms_store_message(store));
    return status == MS_STORE_DAMAGED ? MS_EXIT_DAMAGED : MS_EXIT_BAD;
}

ms_store *ms_database_open(const ms_options *options, ms_store_mode mode, int *exit)
{
    ms_store *store;
    ms_store_status status = ms_store_open(ms_database_location(options), mode, &store);
    *exit = ms_database_exit(store, status);
    if (*exit == MS_EXIT_OK) {
        return store;
    }
    ms_store_close(store);
    return NULL;
}
