#include "core/match/column_kind.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::match {

namespace {

struct Telling {
    std::string_view column;
    ColumnKind kind;
};

constexpr std::array<Telling, 12> Tellings{
    {{"name", ColumnKind::Company}, {"company", ColumnKind::Company}, {"domain", ColumnKind::Domain},
        {"website", ColumnKind::Domain}, {"phone", ColumnKind::Phone}, {"street", ColumnKind::Street},
        {"address", ColumnKind::Street}, {"city", ColumnKind::City}, {"postcode", ColumnKind::Postcode},
        {"postal_code", ColumnKind::Postcode}, {"zip", ColumnKind::Postcode}, {"id", ColumnKind::Exact}}};

} // namespace

const std::vector<std::string> &kindNames()
{
    static const std::vector<std::string> names{
        "company", "person", "domain", "phone", "street", "city", "postcode", "number", "date", "exact"};
    return names;
}

std::string_view nameOf(ColumnKind kind)
{
    return kindNames()[std::size_t(kind)];
}

std::optional<ColumnKind> kindFromName(std::string_view name)
{
    const auto known = std::find(kindNames().begin(), kindNames().end(), lowered(name));
    if (known == kindNames().end())
        return std::nullopt;
    return ColumnKind(known - kindNames().begin());
}

std::optional<ColumnKind> kindOfColumn(std::string_view column)
{
    const std::string name = lowered(column);
    for (const Telling &telling : Tellings) {
        if (telling.column == name)
            return telling.kind;
    }
    return std::nullopt;
}

} // namespace qd::match
