#include "core/store/message_function.h"

#include "core/base/stored_message.h"

#include <sqlite3.h>

namespace qd::store {

namespace {

std::optional<std::string> textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return text ? std::optional(std::string(text, std::size_t(sqlite3_value_bytes(value)))) : std::nullopt;
}

void sentence(sqlite3_context *call, int, sqlite3_value **arguments)
{
    const auto words = textOf(arguments[0]);
    if (!words)
        return sqlite3_result_null(call);
    const std::string english = messageFrom(*words, textOf(arguments[1])).english();
    sqlite3_result_text64(call, english.data(), english.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace

void registerSentence(sqlite3 *db)
{
    constexpr int Kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3_create_function_v2(db, "sentence", 2, Kind, nullptr, sentence, nullptr, nullptr, nullptr);
}

} // namespace qd::store
