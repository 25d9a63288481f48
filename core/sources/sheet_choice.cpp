#include "core/sources/sheet_choice.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace qd::sources {

namespace {

/// The entry of this name, letter for letter or else in other case; the end where there is none.
template <typename Named>
auto findNamed(const std::vector<Named> &entries, const std::string &name)
{
    const auto found = std::ranges::find(entries, name, &Named::name);
    return found != entries.end()
        ? found
        : std::ranges::find_if(entries, [&](const Named &each) { return equalsIgnoringCase(each.name, name); });
}

std::optional<SheetChoice> find(
    const std::vector<NamedSheet> &sheets, const std::vector<NamedRange> &ranges, const std::string &wanted)
{
    if (const auto sheet = findNamed(sheets, wanted); sheet != sheets.end())
        return SheetChoice{std::size_t(sheet - sheets.begin()), {}};
    if (const auto range = findNamed(ranges, wanted); range != ranges.end()) {
        if (const auto sheet = findNamed(sheets, range->sheet); sheet != sheets.end())
            return SheetChoice{std::size_t(sheet - sheets.begin()), {}, *range};
    }
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool given = code == std::errc() && end == wanted.data() + wanted.size();
    return given && number >= 1 && number <= sheets.size() ? std::optional(SheetChoice{number - 1, {}}) : std::nullopt;
}

/// The first names in quotes; "..." for the rest.
template <typename Named>
std::string firstNames(const std::vector<Named> &entries)
{
    constexpr std::size_t Shown = 20;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(entries.size(), Shown); ++i)
        names.push_back('"' + entries[i].name + '"');
    if (entries.size() > Shown)
        names.emplace_back("...");
    return joined(names, ", ");
}

Error noSheet(const std::string &path, const std::vector<NamedSheet> &sheets, const std::vector<NamedRange> &ranges,
    const std::string &wanted)
{
    if (ranges.empty())
        return {ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 has no sheet \"%2\"; its sheets are %3."), {path, wanted, firstNames(sheets)}},
            {path, wanted}};
    return {ErrorCode::BadData,
        {QD_WORDS("Sources", "%1 has no sheet or table \"%2\"; its sheets are %3, its tables and named ranges %4."),
            {path, wanted, firstNames(sheets), firstNames(ranges)}},
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
    const std::vector<NamedRange> &ranges, const std::optional<std::string> &wanted,
    const std::function<bool(std::size_t)> &hasCells)
{
    auto named = wanted ? find(sheets, ranges, *wanted) : std::nullopt;
    if (wanted && !named)
        return noSheet(path, sheets, ranges, *wanted);
    const std::size_t given = named ? named->chosen : sheets.size();
    std::vector<std::size_t> filled;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (i != given && hasCells(i))
            filled.push_back(i);
    }
    const auto visible = std::ranges::find_if(filled, [&](std::size_t i) { return !sheets[i].hidden; });
    if (!named && visible == filled.end() && !filled.empty())
        return onlyHidden(path, sheets, filled);
    SheetChoice choice = named ? std::move(*named) : SheetChoice{visible != filled.end() ? *visible : 0, {}};
    for (const std::size_t other : filled) {
        if (other != choice.chosen)
            choice.unread.push_back(sheets[other].name + (sheets[other].hidden ? " (hidden)" : ""));
    }
    return choice;
}

} // namespace qd::sources
