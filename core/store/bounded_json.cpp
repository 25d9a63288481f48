#include "core/store/bounded_json.h"

#include "core/store/plain_function.h"

#include <sqlite3.h>

#include <cstdio>
#include <deque>
#include <memory>
#include <new>
#include <string>
#include <string_view>

namespace qd::store {

namespace {

constexpr unsigned JsonSubtype = 'J'; ///< what SQLite's functions mark JSON with

/// What has been put together, and how long each part is, for windows that leave parts behind.
struct Group {
    std::string text; ///< each part with a comma behind it
    std::deque<std::size_t> parts;
};

std::string_view textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return text ? std::string_view(text, std::size_t(sqlite3_value_bytes(value))) : std::string_view();
}

void addQuoted(std::string &made, std::string_view text)
{
    made += '"';
    for (const char letter : text) {
        const char *const known = letter == '"' ? "\\\""
            : letter == '\\'                    ? "\\\\"
            : letter == '\b'                    ? "\\b"
            : letter == '\f'                    ? "\\f"
            : letter == '\n'                    ? "\\n"
            : letter == '\r'                    ? "\\r"
            : letter == '\t'                    ? "\\t"
                                                : nullptr;
        if (known) {
            made += known;
        } else if (static_cast<unsigned char>(letter) < 0x20) {
            constexpr const char *Digits = "0123456789abcdef";
            made += "\\u00";
            made += Digits[letter >> 4];
            made += Digits[letter & 0x0F];
        } else {
            made += letter;
        }
    }
    made += '"';
}

/// False for a blob, which JSON cannot hold.
bool addValue(std::string &made, sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        made += "null";
        return true;
    case SQLITE_BLOB:
        return false;
    case SQLITE_TEXT:
        if (sqlite3_value_subtype(value) != JsonSubtype) {
            addQuoted(made, textOf(value));
            return true;
        }
        [[fallthrough]];
    default:
        made += textOf(value);
        return true;
    }
}

/// SQLite keeps room for a pointer a group; the group hangs on it.
Group **placeOf(sqlite3_context *call)
{
    return static_cast<Group **>(sqlite3_aggregate_context(call, int(sizeof(Group *))));
}

bool isObject(sqlite3_context *call)
{
    return *static_cast<const char *>(sqlite3_user_data(call)) == '{';
}

void add(sqlite3_context *call, int, sqlite3_value **values)
{
    try {
        Group **place = placeOf(call);
        if (!place)
            return sqlite3_result_error_nomem(call);
        if (!*place)
            *place = std::make_unique<Group>().release();
        std::string part;
        if (isObject(call)) {
            addQuoted(part, textOf(values[0]));
            part += ':';
        }
        if (!addValue(part, values[isObject(call) ? 1 : 0]))
            return sqlite3_result_error(call, "JSON cannot hold BLOB values", -1);
        part += ',';
        const auto most = std::size_t(sqlite3_limit(sqlite3_context_db_handle(call), SQLITE_LIMIT_LENGTH, -1));
        if ((*place)->text.size() + part.size() > most)
            return sqlite3_result_error_toobig(call);
        (*place)->text += part;
        (*place)->parts.push_back(part.size());
    } catch (const std::bad_alloc &) { // SQLite is C
        sqlite3_result_error_nomem(call);
    }
}

/// The earliest row leaves a window.
void takeAway(sqlite3_context *call, int, sqlite3_value **)
{
    Group **place = placeOf(call);
    if (!place || !*place || (*place)->parts.empty())
        return;
    (*place)->text.erase(0, (*place)->parts.front());
    (*place)->parts.pop_front();
}

void give(sqlite3_context *call, const Group *group)
{
    try {
        std::string made(1, isObject(call) ? '{' : '[');
        if (group && !group->text.empty())
            made.append(group->text, 0, group->text.size() - 1); // without the last comma
        made += isObject(call) ? '}' : ']';
        sqlite3_result_text64(call, made.data(), made.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        sqlite3_result_subtype(call, JsonSubtype);
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(call);
    }
}

/// So far, within a window.
void current(sqlite3_context *call)
{
    Group **place = placeOf(call);
    give(call, place ? *place : nullptr);
}

/// Also called where the query was stopped, so that nothing stays behind.
void finish(sqlite3_context *call)
{
    Group **place = placeOf(call);
    const std::unique_ptr<Group> group(place ? *place : nullptr);
    give(call, group.get());
}

/// SQLite looks each key of the one up among all of the other.
void patch(sqlite3_context *call, int count, sqlite3_value **values)
{
    constexpr double MostWork = 1e9; // bytes of the one times bytes of the other: a tenth of a second
    try {
        if (double(textOf(values[0]).size()) * double(textOf(values[1]).size()) > MostWork)
            return sqlite3_result_error(call, "the texts of json_patch() are too long together", -1);
        static_cast<PlainFunction *>(sqlite3_user_data(call))->give(call, count, values);
        sqlite3_result_subtype(call, JsonSubtype);
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(call);
    }
}

} // namespace

int registerBoundedJson(sqlite3 *db)
{
    static char array = '[';
    static char object = '{';
    int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS | SQLITE_SUBTYPE;
#ifdef SQLITE_RESULT_SUBTYPE
    kind |= SQLITE_RESULT_SUBTYPE;
#endif
    int made = sqlite3_create_function_v2(db, "json_patch", 2, kind, new PlainFunction("json_patch"), patch, nullptr,
        nullptr, [](void *gone) { delete static_cast<PlainFunction *>(gone); });
    if (made == SQLITE_OK)
        made = sqlite3_create_window_function(
            db, "json_group_array", 1, kind, &array, add, finish, current, takeAway, nullptr);
    return made != SQLITE_OK ? made
                             : sqlite3_create_window_function(
                                 db, "json_group_object", 2, kind, &object, add, finish, current, takeAway, nullptr);
}

} // namespace qd::store
