#include "core/names/public_mail.h"

#include "core/names/word_list.h"

#include <algorithm>
#include <array>

namespace qd::names {

namespace {

// Whole families whose country domains all belong to the same provider.
constexpr std::array<std::string_view, 8> Families{
    "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "gmx"};

} // namespace

bool isPublicMailDomain(std::string_view domain)
{
    const std::string_view first = domain.substr(0, domain.find('.'));
    const std::string_view rest = domain.substr(std::min(first.size() + 1, domain.size()));
    const bool country =
        rest == "com" || rest.size() == 2 || rest.starts_with("co.") || rest.starts_with("com.") || rest == "net";
    if (country && std::find(Families.begin(), Families.end(), first) != Families.end())
        return true;
    static const WordSet domains = shippedWords("public_mail");
    return domains.contains(domain);
}

} // namespace qd::names
