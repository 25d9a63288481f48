#include "core/store/bounded_functions.h"

#include <sqlite3.h>

#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <unordered_set>

namespace qd::store {

namespace {

bool isNull(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL;
}

bool isBlob(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_BLOB;
}

std::string_view bytesOf(sqlite3_value *value)
{
    const auto *bytes = isBlob(value) ? static_cast<const char *>(sqlite3_value_blob(value))
                                      : reinterpret_cast<const char *>(sqlite3_value_text(value));
    return bytes ? std::string_view(bytes, std::size_t(sqlite3_value_bytes(value))) : std::string_view();
}

/// Where `wanted`, which is not empty, first stands in `text`; npos for nowhere. Linear.
std::size_t find(std::string_view text, std::string_view wanted, std::size_t from = 0)
{
    const void *found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found ? std::size_t(static_cast<const char *>(found) - text.data()) : std::string_view::npos;
}

bool beginsLetter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

void instr(sqlite3_context *call, int, sqlite3_value **values)
{
    if (isNull(values[0]) || isNull(values[1]))
        return;
    const bool blobs = isBlob(values[0]) && isBlob(values[1]);
    const std::string_view text = bytesOf(values[0]);
    const std::string_view wanted = bytesOf(values[1]);
    const std::size_t place = wanted.empty() ? 0 : find(text, wanted);
    if (place == std::string_view::npos)
        return sqlite3_result_int(call, 0);
    sqlite3_int64 number = 1;
    for (std::size_t at = 0; at < place; ++at)
        number += blobs || beginsLetter(text[at]) ? 1 : 0;
    sqlite3_result_int64(call, number);
}

void replace(sqlite3_context *call, int, sqlite3_value **values)
{
    if (isNull(values[0]) || isNull(values[1]) || isNull(values[2]))
        return;
    const std::string_view text = bytesOf(values[0]);
    const std::string_view wanted = bytesOf(values[1]);
    const std::string_view instead = bytesOf(values[2]);
    if (wanted.empty())
        return sqlite3_result_value(call, values[0]);
    const auto most = std::size_t(sqlite3_limit(sqlite3_context_db_handle(call), SQLITE_LIMIT_LENGTH, -1));
    try {
        std::string made;
        std::size_t from = 0;
        for (std::size_t at = find(text, wanted); at != std::string_view::npos; at = find(text, wanted, from)) {
            made.append(text.substr(from, at - from)).append(instead);
            from = at + wanted.size();
            if (made.size() > most)
                return sqlite3_result_error_toobig(call);
        }
        made.append(text.substr(from));
        if (made.size() > most)
            return sqlite3_result_error_toobig(call);
        sqlite3_result_text64(call, made.data(), made.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc &) { // SQLite is C
        sqlite3_result_error_nomem(call);
    }
}

/// Bytes of the letter that begins at `at`.
std::size_t letterAt(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && !beginsLetter(text[end]))
        ++end;
    return end - at;
}

std::unordered_set<std::string_view> lettersOf(std::string_view text)
{
    std::unordered_set<std::string_view> letters;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = letterAt(text, at);
        letters.insert(text.substr(at, size));
        at += size;
    }
    return letters;
}

enum Side { Left = 1, Right = 2 };

/// Its Side is the user data.
void trim(sqlite3_context *call, int count, sqlite3_value **values)
{
    const int side = *static_cast<const char *>(sqlite3_user_data(call));
    if (isNull(values[0]) || (count > 1 && isNull(values[1])))
        return;
    try {
        std::string_view text = bytesOf(values[0]);
        const auto letters = lettersOf(count > 1 ? bytesOf(values[1]) : std::string_view(" "));
        while ((side & Left) && !text.empty()) {
            const std::size_t size = letterAt(text, 0);
            if (!letters.contains(text.substr(0, size)))
                break;
            text.remove_prefix(size);
        }
        while ((side & Right) && !text.empty()) {
            std::size_t begin = text.size() - 1;
            while (begin > 0 && !beginsLetter(text[begin]))
                --begin;
            if (!letters.contains(text.substr(begin)))
                break;
            text.remove_suffix(text.size() - begin);
        }
        sqlite3_result_text64(call, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(call);
    }
}

} // namespace

int registerBoundedFunctions(sqlite3 *db)
{
    static char left = Left;
    static char right = Right;
    static char both = Left | Right;
    struct Own {
        const char *name;
        int arguments;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
        char *data;
    };
    constexpr int Kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (const Own &own : {Own{"instr", 2, instr, nullptr}, Own{"replace", 3, replace, nullptr},
             Own{"trim", 1, trim, &both}, Own{"trim", 2, trim, &both}, Own{"ltrim", 1, trim, &left},
             Own{"ltrim", 2, trim, &left}, Own{"rtrim", 1, trim, &right}, Own{"rtrim", 2, trim, &right}}) {
        const int made = sqlite3_create_function_v2(
            db, own.name, own.arguments, Kind, own.data, own.call, nullptr, nullptr, nullptr);
        if (made != SQLITE_OK)
            return made;
    }
    return SQLITE_OK;
}

} // namespace qd::store
