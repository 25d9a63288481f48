#pragma once
#include "core/store/usage_segments.h"

#include <sqlite3.h>

#include <functional>

namespace qd::store {

/// Where the columns stand that narrow which segments are read.
struct UsageConditionColumns {
    int source = 0;
    int accountId = 1;
    int date = 2; ///< a day, or a month
};

/// Takes the conditions on source and account (=) and date (=, <, <=, >, >=) into the index text: a letter each.
/// Strictness of < and > is left to SQLite, which checks every row again. Returns SQLite's code.
[[nodiscard]] int chooseUsageIndex(sqlite3_index_info &info, const UsageConditionColumns &columns);

/// The first and last day that a date's text stands for; nothing for other text, which SQLite compares itself.
using DaysOfText = std::function<std::optional<std::pair<Date, Date>>(std::string_view)>;

/// The filter that conditions with these values make; nothing when no row can satisfy them.
[[nodiscard]] std::optional<UsageFilter> usageFilterOf(
    const char *letters, int count, sqlite3_value **values, const DaysOfText &days);

/// Text and measures as SQLite's values: NaN is NULL, whole numbers are integers.
void giveText(sqlite3_context *context, std::string_view text);
void giveMeasure(sqlite3_context *context, double value);

} // namespace qd::store
