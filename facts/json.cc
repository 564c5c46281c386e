// The one C++ file: simdjson On Demand behind json.h. Built without exceptions and RTTI.
#include "facts/json.h"

#include "facts/json_text.h"

#include <medsupport/case.h>

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

namespace ondemand = simdjson::ondemand;

struct ms_json {
    ondemand::parser parser;
    char *text = nullptr;
    ms_json_node *nodes = nullptr;
    size_t capacity = 0; // the longest text that there is room for
};

namespace
{

constexpr size_t smallest_capacity = 16 * 1024;

// A value takes at least a byte and the separator after it, so a text has no more nodes than this.
constexpr size_t most_nodes(size_t length)
{
    return length / 2 + 2;
}

bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// The token without the white space that stands between it and the next.
std::string_view trim(std::string_view token)
{
    while (!token.empty() && is_space(token.back())) {
        token.remove_suffix(1);
    }
    return token;
}

class flattener
{
  public:
    flattener(const char *document, ms_json_node *room, size_t capacity)
        : text(document), nodes(room), room_count(capacity)
    {
    }

    bool document(ondemand::document &root)
    {
        ms_json_node *node = add(0, 0);
        ondemand::object object;
        if (node == nullptr || root.get_object().get(object) != simdjson::SUCCESS) {
            return false;
        }
        node->type = MS_JSON_OBJECT;
        return members(object, 0, 1) && root.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }

    uint32_t size() const
    {
        return count;
    }

  private:
    const char *text;
    ms_json_node *nodes;
    size_t room_count;
    uint32_t count = 0;

    ms_json_node *add(uint32_t parent, uint32_t position)
    {
        if (count == room_count) {
            return nullptr;
        }
        ms_json_node *node = &nodes[count++];
        *node = ms_json_node{};
        node->parent = parent;
        node->position = position;
        return node;
    }

    uint32_t offset(const char *at) const
    {
        return static_cast<uint32_t>(at - text);
    }

    bool members(ondemand::object object, uint32_t parent, int depth)
    {
        uint32_t held = 0;
        for (simdjson::simdjson_result<ondemand::field> result : object) {
            ondemand::field field;
            if (std::move(result).get(field) != simdjson::SUCCESS) {
                return false;
            }
            ms_json_node *node = add(parent, held++);
            if (node == nullptr || !name(field.key().raw(), *node) || !value(field.value(), *node, depth)) {
                return false;
            }
        }
        close(parent, held);
        return true;
    }

    bool elements(ondemand::array array, uint32_t parent, int depth)
    {
        uint32_t held = 0;
        for (simdjson::simdjson_result<ondemand::value> result : array) {
            ondemand::value element;
            if (std::move(result).get(element) != simdjson::SUCCESS) {
                return false;
            }
            ms_json_node *node = add(parent, held++);
            if (node == nullptr || !value(element, *node, depth)) {
                return false;
            }
        }
        close(parent, held);
        return true;
    }

    void close(uint32_t container, uint32_t held)
    {
        nodes[container].count = held;
        nodes[container].next = count;
    }

    // simdjson has found the closing quotation mark already, so the search ends.
    bool name(const char *raw, ms_json_node &node) const
    {
        const char *end = raw;
        while (*end != '"') {
            bool slash = *end == '\\';
            node.name_escaped = node.name_escaped || slash;
            end += slash ? 2 : 1;
        }
        node.name_at = offset(raw);
        node.name_length = static_cast<uint32_t>(end - raw);
        return !node.name_escaped || ms_json_escapes_valid(raw, node.name_length);
    }

    bool value(ondemand::value value, ms_json_node &node, int depth)
    {
        std::string_view token = trim(value.raw_json_token());
        node.at = offset(token.data());
        node.length = static_cast<uint32_t>(token.size());
        node.next = count;
        switch (token.empty() ? '\0' : token.front()) {
        case '{':
            return object(value, node, depth);
        case '[':
            return array(value, node, depth);
        case '"':
            // Taken from the iterator here: left to be skipped, a text before a colon would pass for a name.
            return value.get_raw_json_string().error() == simdjson::SUCCESS && string(token, node);
        default:
            return scalar(token, node);
        }
    }

    bool object(ondemand::value &value, ms_json_node &node, int depth)
    {
        ondemand::object object;
        node.type = MS_JSON_OBJECT;
        return depth < MS_MAX_DEPTH && value.get_object().get(object) == simdjson::SUCCESS
               && members(object, static_cast<uint32_t>(&node - nodes), depth + 1);
    }

    bool array(ondemand::value &value, ms_json_node &node, int depth)
    {
        ondemand::array array;
        node.type = MS_JSON_ARRAY;
        return depth < MS_MAX_DEPTH && value.get_array().get(array) == simdjson::SUCCESS
               && elements(array, static_cast<uint32_t>(&node - nodes), depth + 1);
    }

    static bool string(std::string_view token, ms_json_node &node)
    {
        if (token.size() < 2 || token.back() != '"') {
            return false;
        }
        node.type = MS_JSON_STRING;
        node.at++;
        node.length -= 2;
        node.escaped = std::memchr(token.data() + 1, '\\', node.length) != nullptr;
        return !node.escaped || ms_json_escapes_valid(token.data() + 1, node.length);
    }

    static bool scalar(std::string_view token, ms_json_node &node)
    {
        if (token == "null" || token == "true" || token == "false") {
            node.type = token == "null" ? MS_JSON_NULL : token == "true" ? MS_JSON_TRUE : MS_JSON_FALSE;
            return true;
        }
        node.type = MS_JSON_NUMBER;
        return !token.empty() && ms_json_number_length(token.data(), token.size()) == token.size();
    }
};

// Room for a text of `length` bytes and all its nodes.
bool reserve(ms_json &json, size_t length)
{
    if (json.capacity > 0 && length <= json.capacity) {
        return true;
    }
    size_t capacity = json.capacity == 0 ? smallest_capacity : json.capacity;
    while (capacity < length) {
        capacity *= 2;
    }
    json.capacity = 0;
    std::free(json.text);
    std::free(json.nodes);
    json.text = static_cast<char *>(std::malloc(capacity + simdjson::SIMDJSON_PADDING));
    json.nodes = static_cast<ms_json_node *>(std::malloc(most_nodes(capacity) * sizeof(ms_json_node)));
    if (json.text == nullptr || json.nodes == nullptr
        || json.parser.allocate(capacity, MS_MAX_DEPTH + 1) != simdjson::SUCCESS) {
        return false;
    }
    json.capacity = capacity;
    return true;
}

} // namespace

ms_status ms_json_new(ms_json **json)
{
    *json = new (std::nothrow) ms_json;
    return *json == nullptr ? MS_ERROR_MEMORY : MS_OK;
}

void ms_json_free(ms_json *json)
{
    if (json == nullptr) {
        return;
    }
    std::free(json->text);
    std::free(json->nodes);
    delete json;
}

ms_status ms_json_flatten(ms_json *json, const char *text, size_t length, ms_json_tree *tree)
{
    if (!reserve(*json, length)) {
        return MS_ERROR_MEMORY;
    }
    if (length > 0) {
        std::memcpy(json->text, text, length);
    }
    std::memset(json->text + length, 0, simdjson::SIMDJSON_PADDING);
    *tree = ms_json_tree{json->text, length, json->nodes, 0};
    ondemand::document document;
    size_t allocated = length + simdjson::SIMDJSON_PADDING;
    simdjson::error_code error = json->parser.iterate(json->text, length, allocated).get(document);
    if (error == simdjson::MEMALLOC) {
        return MS_ERROR_MEMORY;
    }
    flattener nodes(json->text, json->nodes, most_nodes(json->capacity));
    if (error != simdjson::SUCCESS || !nodes.document(document)) {
        return MS_ERROR_INVALID;
    }
    tree->count = nodes.size();
    return MS_OK;
}
