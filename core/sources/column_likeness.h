#pragma once
#include "core/base/message.h"
#include "core/store/entities.h"

#include <string>
#include <vector>

namespace qd::sources {

/// How alike two columns are, and why.
struct ColumnLikeness {
    double value = 0; ///< 0..1
    std::vector<Message> evidence;
};

/// Share of the words of two headers that both have, 0..1: of "Renewal Date" and "date_renewal" 1. Words are cut at
/// what is no letter or digit and where a capital follows a small letter; case does not count.
[[nodiscard]] double sharedWords(const std::string &a, const std::string &b);

/// Whether new values are those of the column that was headed `was`: both as the workspace stores them. `readable` is
/// the share of the new rows whose value the column could take. Formula: with v by values and n = sharedWords(),
/// 1 - (1 - 0.9 v)(1 - 0.6 n), times `readable`; 0 where less than 0.9 are readable. v of numbers and days: the length
/// that both ranges share / the length of both together; of other texts: the share of different new values that were
/// there before. Without values of before v is 0.
[[nodiscard]] ColumnLikeness likenessOf(const store::Column &column, const std::string &was, const std::string &now,
    const std::vector<std::string> &before, const std::vector<std::string> &after, double readable);

} // namespace qd::sources
