#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::match {

/// What a column holds, which says how its values are compared (CONTRACT-ROOMS section 2, Match).
enum class ColumnKind { Company, Person, Domain, Phone, Street, City, Postcode, Number, Date, Exact };

/// Names as `--on column:kind` has them, in the order above.
[[nodiscard]] const std::vector<std::string> &kindNames();
[[nodiscard]] std::string_view nameOf(ColumnKind kind);
/// Without regard to case; nothing for a name that no kind has.
[[nodiscard]] std::optional<ColumnKind> kindFromName(std::string_view name);
/// The kind that a column's own name tells: name and company, domain and website, phone, street and address, city,
/// postcode, postal_code and zip, id. Nothing for any other, whose values decide.
[[nodiscard]] std::optional<ColumnKind> kindOfColumn(std::string_view column);

/// Names of companies and persons, which have levels and blocking keys of their own.
[[nodiscard]] constexpr bool isName(ColumnKind kind)
{
    return kind == ColumnKind::Company || kind == ColumnKind::Person;
}
/// Whether its values are texts, so that a rare one that agrees says more than a common one.
[[nodiscard]] constexpr bool isText(ColumnKind kind)
{
    return kind != ColumnKind::Number && kind != ColumnKind::Date;
}
/// Levels of agreement, from equal (0) to "else" (the last): names 5, exact 2, all else 3.
[[nodiscard]] constexpr int levelCount(ColumnKind kind)
{
    constexpr int OfNames = 5;
    constexpr int OfExact = 2;
    constexpr int OfOthers = 3;
    return isName(kind) ? OfNames : kind == ColumnKind::Exact ? OfExact : OfOthers;
}
inline constexpr int MostLevels = 5;

} // namespace qd::match
