#include "core/sources/reason_header.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::sources {

namespace {

constexpr std::string_view Words = "quarantine_reason of ";

} // namespace

std::string reasonHeader(const std::string &file)
{
    return std::string(Words) + file;
}

std::optional<std::string> fileOfReason(std::string_view header)
{
    const std::string_view text = trimmed(header);
    if (text.size() <= Words.size() || lowered(text.substr(0, Words.size())) != Words)
        return std::nullopt;
    return std::string(trimmed(text.substr(Words.size())));
}

std::optional<ReasonColumn> takeReason(std::vector<HeaderRow> &rows)
{
    for (HeaderRow &row : rows) {
        for (std::size_t field = 0; field < row.headers.size(); ++field) {
            if (auto file = fileOfReason(row.headers[field])) {
                row.headers[field].clear();
                return ReasonColumn{field, std::move(*file)};
            }
        }
    }
    return std::nullopt;
}

void leaveReasonOut(Mapping &mapping, const ReasonColumn &reason)
{
    const auto found = std::ranges::find(mapping.extraFields, int(reason.field));
    if (found == mapping.extraFields.end())
        return;
    mapping.extraNames.erase(mapping.extraNames.begin() + (found - mapping.extraFields.begin()));
    mapping.extraFields.erase(found);
}

} // namespace qd::sources
