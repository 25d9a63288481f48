#pragma once
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

namespace qd::sources {

/// What a record says for one canonical column, before it is typed.
struct Cell {
    std::string_view text; ///< trimmed and translated; empty for no value
    Conversion convert = Conversion::None;
    std::string_view times; ///< text of a count to multiply by; empty for none
};

/// The first value among the fields mapped to `column`, else the profile's constant.
[[nodiscard]] Cell cellOf(const Mapping &mapping, const Record &record, std::size_t column);

/// Whether the field at `field` has one of the rule's values.
[[nodiscard]] bool applies(const std::optional<RowRule> &rule, int field, const Record &record);

/// The host of a web address, or of a mail address, or the first of several hosts, without www.
[[nodiscard]] std::string domainOf(std::string_view text);

} // namespace qd::sources
