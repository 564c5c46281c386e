#define _XOPEN_SOURCE     700
#define _FILE_OFFSET_BITS 64
#include "cli/file_uses.h"

#include "batch/columns.h"
#include "cli/message.h"
#include "cli/part.h"
#include "cli/target.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file by what it is: its number, or where none is yet the number of its folder and its name there. */
typedef struct file_use {
    const char *role; /* what it is written for; NULL: it is read */
    char *path;       /* NULL: of standard output */
    char *name;       /* NULL: the number is its own */
    dev_t device;
    ino_t number;
    bool known; /* what is no regular file, such as a device, can be used by several */
} file_use;

typedef struct file_uses {
    file_use *list;
    size_t count;
    bool out_of_memory;
} file_uses;

static void know_by_number(file_use *use, const struct stat *about)
{
    use->known = S_ISREG(about->st_mode);
    use->device = about->st_dev;
    use->number = about->st_ino;
}

/* Knows a file that is not there by its folder. */
static void know_by_folder(file_use *use, char *target)
{
    struct stat about;
    char *copy = strdup(target);
    use->name = strdup(basename(target));
    if (copy != NULL && use->name != NULL && stat(dirname(copy), &about) == 0) {
        use->known = true;
        use->device = about.st_dev;
        use->number = about.st_ino;
    }
    free(copy);
}

/* Adds the file to which a path leads, with an ending where it is one that stands beside it. */
static void add(file_uses *uses, const char *role, const char *path, const char *ending)
{
    struct stat about;
    file_use use = {.role = role, .path = ms_part_name(path, ending)};
    char *target = ms_target_of(path);
    char *whole = target == NULL ? NULL : ms_part_name(target, ending);
    if (use.path == NULL) {
        uses->out_of_memory = true;
    } else if (whole != NULL && stat(whole, &about) == 0) {
        know_by_number(&use, &about);
    } else if (whole != NULL) {
        know_by_folder(&use, whole);
    }
    free(target);
    free(whole);
    uses->list[uses->count++] = use;
}

static void add_read(file_uses *uses, const ms_options *options)
{
    const char *folder = options->texts[MS_OPTION_TABLES];
    for (int i = 0; i < options->operand_count; i++) {
        if (strcmp(options->operands[i], "-") != 0) {
            add(uses, NULL, options->operands[i], "");
        }
    }
    for (int table = 0; folder != NULL && table < MS_TABLE_COUNT; table++) {
        char *path = malloc(strlen(folder) + strlen(ms_table_kinds[table].file) + 2);
        if (path == NULL) {
            uses->out_of_memory = true;
            return;
        }
        strcat(strcat(strcpy(path, folder), "/"), ms_table_kinds[table].file);
        add(uses, NULL, path, "");
        free(path);
    }
}

/* What --output and --rejects write beside their files in a run that can be gone on with. */
static const char *const output_endings[] = {"", ".part", ".part-state", ".part-state-new"};
static const char *const rejects_endings[] = {"", ".part"};
enum {
    OUTPUT_FILES = sizeof output_endings / sizeof output_endings[0],
    REJECTS_FILES = sizeof rejects_endings / sizeof rejects_endings[0],
    OTHER_WRITTEN = 2
};

/* Adds what is written for an option, if it is given; `count` endings of what stands beside it in the meantime. */
static void add_written(file_uses *uses, const char *role, const char *path, const char *const *endings, int count)
{
    for (int i = 0; path != NULL && i < (ms_part_can_wait(path) ? count : 1); i++) {
        add(uses, role, path, endings[i]);
    }
}

/* Standard output may lead to a file, too. */
static void add_standard_output(file_uses *uses)
{
    struct stat about;
    if (fstat(STDOUT_FILENO, &about) == 0) {
        file_use use = {.role = "standard output"};
        know_by_number(&use, &about);
        uses->list[uses->count++] = use;
    }
}

static void add_outputs(file_uses *uses, const ms_options *options, bool keeps_parts)
{
    if (options->output == NULL) {
        add_standard_output(uses);
    }
    add_written(uses, "--output", options->output, output_endings, keeps_parts ? OUTPUT_FILES : 1);
    add_written(uses, "--rejects", options->texts[MS_OPTION_REJECTS], rejects_endings, keeps_parts ? REJECTS_FILES : 1);
    add_written(uses, "--html", options->texts[MS_OPTION_HTML], output_endings, 1);
    add_written(uses, "--moved", options->texts[MS_OPTION_MOVED], output_endings, 1);
}

static bool is_same(const file_use *a, const file_use *b)
{
    bool both_named = a->name != NULL && b->name != NULL && strcmp(a->name, b->name) == 0;
    bool neither = a->name == NULL && b->name == NULL;
    return a->known && b->known && a->device == b->device && a->number == b->number && (both_named || neither);
}

/* Says that a file that is written is the same as one that is used before it. */
static void complain(const file_use *before, const file_use *written)
{
    const char *path = written->path != NULL ? written->path : before->path;
    if (before->role != NULL) {
        ms_complain("%s and %s name the same file: both would write %s", before->role, written->role, path);
    } else if (strcmp(before->path, path) == 0) {
        ms_complain("%s would write %s, which is read; name another file", written->role, path);
    } else {
        ms_complain("%s would write %s, which is %s and is read; name another file", written->role, path, before->path);
    }
}

static bool are_apart(const file_uses *uses)
{
    for (size_t i = 0; i < uses->count; i++) {
        const file_use *written = &uses->list[i];
        for (size_t k = 0; k < i && written->role != NULL; k++) {
            const file_use *before = &uses->list[k];
            bool of_one = before->role != NULL && strcmp(before->role, written->role) == 0;
            if (!of_one && is_same(before, written)) {
                complain(before, written);
                return false;
            }
        }
    }
    return true;
}

bool ms_files_apart(const ms_options *options, bool keeps_parts)
{
    size_t most = (size_t)options->operand_count + MS_TABLE_COUNT + OUTPUT_FILES + REJECTS_FILES + OTHER_WRITTEN;
    file_uses uses = {.list = calloc(most, sizeof *uses.list)};
    if (uses.list != NULL) {
        add_read(&uses, options);
        add_outputs(&uses, options, keeps_parts);
    }
    bool good = uses.list != NULL && !uses.out_of_memory;
    if (!good) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    }
    good = good && are_apart(&uses);
    for (size_t i = 0; i < uses.count; i++) {
        free(uses.list[i].path);
        free(uses.list[i].name);
    }
    free(uses.list);
    return good;
}
