// The limit of the paths that read NDJSON: a file read and parsed by simdjson, and no more.
//
//   bench-caseload-raw FILE
//
// says how many documents there are. Then it reads and parses the file once for each line that comes in, and answers
// with the nanoseconds of processor time that one document took.
#include "bench/clock.h"

#include <simdjson.h>

#include <cinttypes>
#include <cstdio>

namespace
{

// How many documents there are; 0 when one cannot be parsed.
size_t parse(const char *path)
{
    simdjson::dom::parser parser;
    parser.threaded = false; // else a thread of its own makes the first pass over what comes next
    simdjson::dom::document_stream documents;
    if (parser.load_many(path).get(documents) != simdjson::SUCCESS) {
        return 0;
    }
    size_t count = 0;
    for (auto document : documents) {
        if (document.error() != simdjson::SUCCESS) {
            return 0;
        }
        count++;
    }
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    size_t count = argc == 2 ? parse(argv[1]) : 0;
    if (count == 0) {
        std::fprintf(stderr, "bench-caseload-raw FILE: a file of JSON documents\n");
        return 1;
    }
    std::printf("%zu\n", count);
    std::fflush(stdout);
    char line[16];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        int64_t start = nanoseconds();
        if (parse(argv[1]) != count) {
            return 1;
        }
        std::printf("%.1f\n", static_cast<double>(nanoseconds() - start) / static_cast<double>(count));
        std::fflush(stdout);
    }
    return 0;
}
