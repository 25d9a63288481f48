#pragma once
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

namespace qd::sources {

/// What a record says for one canonical column, before it is typed.
struct Cell {
    std::string_view text; ///< trimmed and translated; empty for no value
    Conversion convert = Conversion::None;
    std::string_view times; ///< text of a count to multiply by; empty for none
    std::int64_t multiplyBy = 1; ///< a number is multiplied by this
    std::int64_t divideBy = 1; ///< and divided by this
};

/// The first value among the fields mapped to `column`, else the profile's constant.
[[nodiscard]] Cell cellOf(const Mapping &mapping, const Record &record, std::size_t column);

/// The lookup of a column that leaves a row without a value, for which it is held back; nullptr where there is none.
[[nodiscard]] const MadeValue *failedLookup(const Mapping &mapping, const Record &record, std::size_t column);

/// Whether the rule holds for the field at `field`; a field that the file does not have is none it holds for.
[[nodiscard]] bool applies(const RowRule &rule, int field, const Record &record);
[[nodiscard]] bool applies(const std::optional<RowRule> &rule, int field, const Record &record);
/// Any of several rules, each of its own column.
[[nodiscard]] bool anyApplies(const std::vector<RowRule> &rules, const std::vector<int> &fields, const Record &record);
/// Whether the profile has the row passed over.
[[nodiscard]] bool isPassedOver(const Mapping &mapping, const Record &record);

/// The host of a web address, or of a mail address, or the first of several hosts, without www.
[[nodiscard]] std::string domainOf(std::string_view text);

} // namespace qd::sources
