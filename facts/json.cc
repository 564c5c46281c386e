// The one C++ file: simdjson behind json.h. Built without exceptions and RTTI.
#include "facts/json.h"

#include "facts/json_text.h"

#include <medsupport/case.h>

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

using simdjson_pass = simdjson::internal::dom_parser_implementation;

struct ms_json {
    std::unique_ptr<simdjson_pass> pass;
    ms_json_node *nodes = nullptr;
    size_t capacity = 0;  // the longest text whose words and nodes there is room for
    char *text = nullptr; // of ms_json_flatten
    size_t text_capacity = 0;
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

// Makes nodes of a text through which simdjson's first pass has gone. That pass has seen that the text is UTF-8 and that
// every string ends and holds no control character, and it has listed where each bracket, comma, colon, string and other
// word begins; what stands between one place and the next is that word and white space. What is left to see here is how
// the words may follow each other.
class flattener
{
  public:
    flattener(const ms_json_words &words, ms_json_node *room)
        : text(words.text), place(words.places), last(place + words.count), nodes(room),
          escapes(std::memchr(words.text, '\\', words.length) != nullptr)
    {
    }

    bool document()
    {
        add(0, 0);
        return next() == '{' && container(0, MS_JSON_OBJECT, 1) && place == last;
    }

    uint32_t size() const
    {
        return count;
    }

  private:
    const char *text;
    const uint32_t *place; // of the next word
    const uint32_t *last;  // behind the place of the last
    ms_json_node *nodes;
    bool escapes; // whether there is a backslash anywhere
    uint32_t count = 0;

    // The first byte of the next word; a NUL, which begins none, behind the last.
    char next() const
    {
        return text[*place];
    }

    // Takes the next word if it is this one.
    bool take(char c)
    {
        bool found = next() == c;
        place += found;
        return found;
    }

    // Takes the next word, whichever it is: from `begin` to the white space before the one after it.
    uint32_t take_word(uint32_t &begin)
    {
        begin = *place++;
        size_t end = *place;
        while (is_space(text[end - 1])) {
            end--;
        }
        return static_cast<uint32_t>(end);
    }

    uint32_t add(uint32_t parent, uint32_t position)
    {
        ms_json_node &node = nodes[count];
        node = ms_json_node{};
        node.parent = parent;
        node.position = position;
        return count++;
    }

    // Whether a string has escapes; false when it has and one is none.
    bool valid_escapes(uint32_t at, uint32_t size, bool &escaped) const
    {
        escaped = escapes && std::memchr(text + at, '\\', size) != nullptr;
        return !escaped || ms_json_escapes_valid(text + at, size);
    }

    // Takes a string: `at` and `size` are of what stands between its quotation marks.
    bool take_string(uint32_t &at, uint32_t &size, bool &escaped)
    {
        if (next() != '"') {
            return false;
        }
        uint32_t end = take_word(at);
        at++;
        size = end - 1 - at;
        return valid_escapes(at, size, escaped);
    }

    // What a container holds, its opening bracket being the next word. depth: its own, from 1.
    bool container(uint32_t node, ms_json_type type, int depth)
    {
        char closing = type == MS_JSON_OBJECT ? '}' : ']';
        uint32_t held = 0;
        nodes[node].type = static_cast<uint8_t>(type);
        nodes[node].at = *place++;
        if (!take(closing)) {
            do {
                if (!member(node, type, held++, depth)) {
                    return false;
                }
            } while (take(','));
            if (!take(closing)) {
                return false;
            }
        }
        nodes[node].length = place[-1] + 1 - nodes[node].at;
        nodes[node].count = held;
        nodes[node].next = count;
        return true;
    }

    // One member of an object with its name, or one element of an array.
    bool member(uint32_t parent, ms_json_type type, uint32_t position, int depth)
    {
        uint32_t node = add(parent, position);
        ms_json_node &n = nodes[node];
        if (type == MS_JSON_OBJECT && !(take_string(n.name_at, n.name_length, n.name_escaped) && take(':'))) {
            return false;
        }
        return value(node, depth);
    }

    bool value(uint32_t node, int depth)
    {
        ms_json_node &n = nodes[node];
        n.next = count;
        switch (next()) {
        case '{':
            return depth < MS_MAX_DEPTH && container(node, MS_JSON_OBJECT, depth + 1);
        case '[':
            return depth < MS_MAX_DEPTH && container(node, MS_JSON_ARRAY, depth + 1);
        case '"':
            n.type = MS_JSON_STRING;
            return take_string(n.at, n.length, n.escaped);
        default:
            return place != last && scalar(n);
        }
    }

    bool is_word(const ms_json_node &n, const char *word) const
    {
        return std::strlen(word) == n.length && std::memcmp(text + n.at, word, n.length) == 0;
    }

    // null, true, false or a number.
    bool scalar(ms_json_node &n)
    {
        n.length = take_word(n.at) - n.at;
        switch (text[n.at]) {
        case 'n':
            n.type = MS_JSON_NULL;
            return is_word(n, "null");
        case 't':
            n.type = MS_JSON_TRUE;
            return is_word(n, "true");
        case 'f':
            n.type = MS_JSON_FALSE;
            return is_word(n, "false");
        default:
            n.type = MS_JSON_NUMBER;
            return ms_json_number_length(text + n.at, n.length) == n.length;
        }
    }
};

// The least capacity for a text of `length` bytes, from another on.
size_t enough(size_t capacity, size_t length)
{
    size_t more = capacity == 0 ? smallest_capacity : capacity;
    while (more < length) {
        more *= 2;
    }
    return more;
}

// Room for the words of a text of `length` bytes and all its nodes.
bool reserve(ms_json &json, size_t length)
{
    if (json.capacity > 0 && length <= json.capacity) {
        return true;
    }
    size_t capacity = enough(json.capacity, length);
    json.capacity = 0;
    std::free(json.nodes);
    json.nodes = static_cast<ms_json_node *>(std::malloc(most_nodes(capacity) * sizeof(ms_json_node)));
    if (json.nodes == nullptr
        || simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, MS_MAX_DEPTH + 1,
                                                                                   json.pass)
               != simdjson::SUCCESS) {
        return false;
    }
    json.capacity = capacity;
    return true;
}

// A copy of a text with NUL behind it, until the next; a null pointer when memory is out.
const char *copy(ms_json &json, const char *text, size_t length)
{
    if (json.text_capacity == 0 || length > json.text_capacity) {
        size_t capacity = enough(json.text_capacity, length);
        json.text_capacity = 0;
        std::free(json.text);
        json.text = static_cast<char *>(std::malloc(capacity + MS_JSON_PADDING));
        if (json.text == nullptr) {
            return nullptr;
        }
        json.text_capacity = capacity;
    }
    if (length > 0) {
        std::memcpy(json.text, text, length);
    }
    std::memset(json.text + length, 0, MS_JSON_PADDING);
    return json.text;
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

ms_status ms_json_find_words(ms_json *json, const char *text, size_t length, ms_json_words *words)
{
    static_assert(MS_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "simdjson reads so many bytes behind a text");
    *words = ms_json_words{text, length, nullptr, 0};
    if (!reserve(*json, length)) {
        return MS_ERROR_MEMORY;
    }
    const auto *bytes = reinterpret_cast<const uint8_t *>(text);
    if (json->pass->stage1(bytes, length, simdjson::stage1_mode::regular) != simdjson::SUCCESS) {
        return MS_ERROR_INVALID;
    }
    words->places = json->pass->structural_indexes.get();
    words->count = json->pass->n_structural_indexes;
    return MS_OK;
}

ms_status ms_json_make_nodes(ms_json *json, const ms_json_words *words, ms_json_tree *tree)
{
    *tree = ms_json_tree{words->text, words->length, json->nodes, 0};
    flattener nodes(*words, json->nodes);
    if (words->places == nullptr || !nodes.document()) {
        return MS_ERROR_INVALID;
    }
    tree->count = nodes.size();
    return MS_OK;
}

ms_status ms_json_flatten(ms_json *json, const char *text, size_t length, ms_json_tree *tree)
{
    ms_json_words words;
    const char *copied = copy(*json, text, length);
    ms_status status = copied == nullptr ? MS_ERROR_MEMORY : ms_json_find_words(json, copied, length, &words);
    if (status == MS_ERROR_MEMORY) {
        return status;
    }
    return ms_json_make_nodes(json, &words, tree);
}
