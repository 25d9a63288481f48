#include "core/store/usage_conditions.h"

#include <cmath>

namespace qd::store {

namespace {

/// s, a (source, account equal), then = < > for the date; 0 for a condition that does not narrow.
char letterOf(const sqlite3_index_info::sqlite3_index_constraint &condition, const UsageConditionColumns &columns)
{
    if (condition.iColumn == columns.source || condition.iColumn == columns.accountId) {
        if (condition.op != SQLITE_INDEX_CONSTRAINT_EQ)
            return 0;
        return condition.iColumn == columns.source ? 's' : 'a';
    }
    if (condition.iColumn != columns.date)
        return 0;
    switch (condition.op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return '=';
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
        return '<';
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
        return '>';
    default:
        return 0;
    }
}

std::optional<std::string> textOf(sqlite3_value *value)
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    if (!bytes)
        return std::nullopt;
    return std::string(bytes, std::size_t(sqlite3_value_bytes(value)));
}

/// Narrows `filter` by one condition; false when no row can satisfy it.
bool narrow(UsageFilter &filter, char letter, const std::optional<std::string> &text, const DaysOfText &daysOf)
{
    if (!text)
        return false; // nothing equals NULL or is less than it
    if (letter == 's' || letter == 'a') {
        auto &wanted = letter == 's' ? filter.source : filter.accountId;
        if (wanted && *wanted != *text)
            return false;
        wanted = text;
        return true;
    }
    const auto days = daysOf(*text);
    if (!days)
        return true;
    if ((letter == '=' || letter == '>') && (!filter.from || days->first > *filter.from))
        filter.from = days->first;
    if ((letter == '=' || letter == '<') && (!filter.to || days->second < *filter.to))
        filter.to = days->second;
    return true;
}

} // namespace

int chooseUsageIndex(sqlite3_index_info &info, const UsageConditionColumns &columns)
{
    std::string letters;
    double cost = 1e7;
    for (int i = 0; i < info.nConstraint; ++i) {
        const auto &condition = info.aConstraint[i];
        const char letter = condition.usable ? letterOf(condition, columns) : char(0);
        // Text comparisons of another collation than BINARY would not find the same rows.
        if (letter == 0 || std::string_view(sqlite3_vtab_collation(&info, i)) != "BINARY")
            continue;
        letters += letter;
        info.aConstraintUsage[i].argvIndex = int(letters.size());
        cost /= letter == 'a' ? 1000 : letter == 's' ? 2 : 4;
    }
    info.estimatedCost = cost;
    info.estimatedRows = sqlite3_int64(cost);
    info.idxStr = sqlite3_mprintf("%s", letters.c_str());
    info.needToFreeIdxStr = 1;
    return info.idxStr ? SQLITE_OK : SQLITE_NOMEM;
}

std::optional<UsageFilter> usageFilterOf(const char *letters, int count, sqlite3_value **values, const DaysOfText &days)
{
    UsageFilter filter;
    bool possible = true;
    for (int i = 0; i < count; ++i)
        possible = narrow(filter, letters[i], textOf(values[i]), days) && possible;
    return possible ? std::optional(filter) : std::nullopt;
}

void giveText(sqlite3_context *context, std::string_view text)
{
    sqlite3_result_text(context, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void giveMeasure(sqlite3_context *context, double value)
{
    constexpr double LastWhole = 9e15; // past it a double has no ones
    if (std::isnan(value))
        sqlite3_result_null(context);
    else if (value == std::trunc(value) && std::abs(value) < LastWhole)
        sqlite3_result_int64(context, sqlite3_int64(value));
    else
        sqlite3_result_double(context, value);
}

} // namespace qd::store
