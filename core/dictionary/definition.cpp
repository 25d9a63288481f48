#include "core/dictionary/definition.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::dictionary {

namespace {

constexpr DefinitionStatus Statuses[]{
    DefinitionStatus::Draft, DefinitionStatus::Review, DefinitionStatus::Approved, DefinitionStatus::Retired};

/// Without "nrr = " in front.
std::string_view withoutLeftSide(std::string_view formula)
{
    const auto equals = formula.find(" = ");
    const bool isWord = equals != std::string_view::npos && std::ranges::all_of(formula.substr(0, equals), [](char c) {
        return isAsciiLetter(c) || isAsciiDigit(c) || c == '_';
    });
    return isWord ? trimmed(formula.substr(equals + 3)) : formula;
}

/// The sign of a division that `text` begins with, in bytes; 0 for none.
std::size_t divisionAt(std::string_view text)
{
    constexpr std::string_view Obelus = "\u00f7";
    return text.starts_with('/') ? 1 : text.starts_with(Obelus) ? Obelus.size() : 0;
}

bool addsAt(std::string_view text)
{
    return text.starts_with('+') || text.starts_with(" - ") || text.starts_with("\u2212");
}

} // namespace

const char *toString(DefinitionClass definitionClass)
{
    return definitionClass == DefinitionClass::Revenue ? "revenue" : "operational";
}

std::optional<DefinitionClass> classFromText(std::string_view text)
{
    for (const DefinitionClass each : {DefinitionClass::Operational, DefinitionClass::Revenue}) {
        if (text == toString(each))
            return each;
    }
    return std::nullopt;
}

int approvalsNeeded(DefinitionClass definitionClass)
{
    return definitionClass == DefinitionClass::Revenue ? 2 : 1;
}

const char *toString(DefinitionStatus status)
{
    switch (status) {
    case DefinitionStatus::Draft:
        return "draft";
    case DefinitionStatus::Review:
        return "review";
    case DefinitionStatus::Approved:
        return "approved";
    case DefinitionStatus::Retired:
        return "retired";
    }
    return "draft";
}

std::optional<DefinitionStatus> statusFromText(std::string_view text)
{
    const auto *found =
        std::ranges::find_if(Statuses, [text](DefinitionStatus each) { return text == toString(each); });
    return found == std::end(Statuses) ? std::nullopt : std::optional(*found);
}

bool isMetricId(std::string_view text)
{
    constexpr std::size_t Longest = 64;
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= Longest && isSmall(text.front())
        && std::ranges::all_of(text, [&](char c) { return isSmall(c) || isAsciiDigit(c) || c == '_'; });
}

std::optional<Quotient> quotientOf(std::string_view formula)
{
    const std::string_view text = withoutLeftSide(trimmed(formula));
    std::optional<Quotient> quotient;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '[' || text[i] == '{')
            ++depth;
        else if (text[i] == ')' || text[i] == ']' || text[i] == '}')
            --depth;
        if (depth != 0)
            continue;
        if (addsAt(text.substr(i)))
            return std::nullopt;
        if (const std::size_t sign = divisionAt(text.substr(i)); sign > 0) {
            if (quotient)
                return std::nullopt;
            quotient = Quotient{std::string(trimmed(text.substr(0, i))), std::string(trimmed(text.substr(i + sign)))};
        }
    }
    if (depth != 0 || !quotient || quotient->numerator.empty() || quotient->denominator.empty())
        return std::nullopt;
    return quotient;
}

} // namespace qd::dictionary
