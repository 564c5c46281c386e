#include "batch/input.h"

static ms_lines_status next_part(ms_input *input, ms_work *work)
{
    if (input->next_part == ms_tables_part_count(input->tables)) {
        return MS_LINES_END;
    }
    work->part = ms_tables_part(input->tables, input->next_part++);
    work->number = input->parts_taken++;
    work->bytes = work->part.bytes;
    return MS_LINES_MORE;
}

ms_lines_status ms_input_next(ms_input *input, ms_work *work)
{
    if (input->tables != NULL) {
        return next_part(input, work);
    }
    ms_lines_status status = ms_lines_next(input->lines, &work->portion);
    work->number = work->portion.number;
    work->bytes = work->portion.end.offset - work->portion.begin.offset;
    return status;
}

void ms_input_stop(ms_input *input)
{
    if (input->lines != NULL) {
        ms_lines_stop(input->lines);
    }
}

uint64_t ms_input_check(const ms_input *input)
{
    return input->tables != NULL ? ms_tables_check(input->tables) : ms_lines_check(input->lines);
}

ms_lines_mark ms_input_mark(const ms_input *input, const ms_work *work)
{
    if (input->tables != NULL) {
        return (ms_lines_mark){.place = {.offset = work->part.number + 1, .line = 1}};
    }
    return ms_lines_mark_of(&work->portion);
}

bool ms_input_go_to(ms_input *input, const ms_lines_mark *mark)
{
    if (input->tables != NULL) {
        input->next_part = mark->place.offset;
        return mark->place.offset <= ms_tables_part_count(input->tables);
    }
    return ms_lines_go_to(input->lines, mark);
}

uint64_t ms_input_total(const ms_input *input)
{
    return input->tables != NULL ? ms_tables_bytes(input->tables) : ms_lines_total(input->lines);
}

void ms_work_free(ms_work *work)
{
    ms_portion_free(&work->portion);
}
