#define _XOPEN_SOURCE 700
#include "cli/bus_error.h"

#include "cli/command.h"
#include "cli/stream.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static const char *folder_read;

static void put(const char *text)
{
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written; /* there is nobody left to tell */
}

static void end(int signal_number)
{
    static atomic_flag ending = ATOMIC_FLAG_INIT;
    (void)signal_number;
    while (atomic_flag_test_and_set(&ending)) {
        pause(); /* another thread met it first, and says so */
    }
    ms_stream_remove_temporary();
    put("medsupport: ");
    put(folder_read);
    put(": a table became shorter while it was read; begin anew\n");
    _exit(MS_EXIT_BAD);
}

void ms_end_on_bus_error(const char *folder)
{
    struct sigaction action = {.sa_handler = end};
    sigemptyset(&action.sa_mask);
    folder_read = folder;
    sigaction(SIGBUS, &action, NULL);
}
