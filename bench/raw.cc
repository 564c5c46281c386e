#include "bench/raw.h"

#include <simdjson.h>

#include <new>

static_assert(RAW_PADDING >= simdjson::SIMDJSON_PADDING, "simdjson reads past the end of a text");

struct raw_parser {
    simdjson::dom::parser parser;
};

raw_parser *raw_new(void)
{
    return new (std::nothrow) raw_parser;
}

void raw_free(raw_parser *parser)
{
    delete parser;
}

bool raw_parse(raw_parser *parser, const char *text, size_t length)
{
    simdjson::dom::element root;
    return parser->parser.parse(text, length, false).get(root) == simdjson::SUCCESS;
}
