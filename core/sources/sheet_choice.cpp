#include "core/sources/sheet_choice.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace qd::sources {

namespace {

std::optional<std::size_t> find(const std::vector<NamedSheet> &sheets, const std::string &wanted)
{
    auto found = std::ranges::find(sheets, wanted, &NamedSheet::name);
    if (found == sheets.end())
        found = std::ranges::find_if(sheets, [&](const NamedSheet &s) { return equalsIgnoringCase(s.name, wanted); });
    if (found != sheets.end())
        return std::size_t(found - sheets.begin());
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool given = code == std::errc() && end == wanted.data() + wanted.size();
    return given && number >= 1 && number <= sheets.size() ? std::optional(number - 1) : std::nullopt;
}

Error noSheet(const std::string &path, const std::vector<NamedSheet> &sheets, const std::string &wanted)
{
    constexpr std::size_t Named = 20;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(sheets.size(), Named); ++i)
        names.push_back('"' + sheets[i].name + '"');
    return {ErrorCode::BadData,
        {sheets.size() > Named ? QD_WORDS("Sources", "%1 has no sheet \"%2\"; its sheets are %3 and others.")
                               : QD_WORDS("Sources", "%1 has no sheet \"%2\"; its sheets are %3."),
            {path, wanted, joined(names, ", ")}},
        {path, wanted}};
}

Error onlyHidden(const std::string &path, const std::vector<NamedSheet> &sheets, const std::vector<std::size_t> &filled)
{
    std::vector<std::string> names;
    for (const std::size_t i : filled)
        names.push_back('"' + sheets[i].name + '"');
    return {ErrorCode::BadData,
        {QD_WORDS("Sources", "%1 has values in hidden sheets alone: %2. Name one with --sheet or Import as."),
            {path, joined(names, ", ")}},
        {path}};
}

} // namespace

Result<SheetChoice> chooseSheet(const std::string &path, const std::vector<NamedSheet> &sheets,
    const std::optional<std::string> &wanted, const std::function<bool(std::size_t)> &hasCells)
{
    const auto named = wanted ? find(sheets, *wanted) : std::nullopt;
    if (wanted && !named)
        return noSheet(path, sheets, *wanted);
    const std::size_t given = named.value_or(sheets.size());
    std::vector<std::size_t> filled;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (i != given && hasCells(i))
            filled.push_back(i);
    }
    const auto visible = std::ranges::find_if(filled, [&](std::size_t i) { return !sheets[i].hidden; });
    if (!named && visible == filled.end() && !filled.empty())
        return onlyHidden(path, sheets, filled);
    const std::size_t chosen = named ? *named : visible != filled.end() ? *visible : 0;
    SheetChoice choice{chosen, {}};
    for (const std::size_t other : filled) {
        if (other != chosen)
            choice.unread.push_back(sheets[other].name + (sheets[other].hidden ? " (hidden)" : ""));
    }
    return choice;
}

} // namespace qd::sources
