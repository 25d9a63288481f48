#include "core/names/normalized_name.h"

#include "core/base/text.h"
#include "core/names/legal_forms.h"
#include "core/names/plain_words.h"

#include <algorithm>

namespace qd::names {

namespace {

/// "トヨタ自動車株式会社" has no gap where its legal form begins.
std::string partedFromForms(std::string_view name)
{
    std::string text(name);
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; }))
        return text;
    for (const std::string &form : unspacedLegalForms()) {
        for (auto at = text.find(form); at != std::string::npos; at = text.find(form, at))
            text.replace(at, form.size(), " ");
    }
    return text;
}

} // namespace

std::string normalizedName(std::string_view name)
{
    std::vector<std::string> words = plainWords(partedFromForms(name));
    dropLegalForms(words);
    while (words.size() > 1 && words.back() == "and")
        words.pop_back();
    if (words.size() > 1 && words.front() == "the")
        words.erase(words.begin());
    return joined(words, " ");
}

std::string normalizedDomain(std::string_view website)
{
    std::string domain = withoutInvisible(lowered(trimmed(website)));
    if (const auto scheme = domain.find("://"); scheme != std::string::npos)
        domain.erase(0, scheme + 3);
    if (const auto end = domain.find_first_of("/?#"); end != std::string::npos)
        domain.resize(end);
    if (const auto at = domain.rfind('@'); at != std::string::npos)
        domain.erase(0, at + 1);
    if (const auto port = domain.find(':'); port != std::string::npos)
        domain.resize(port);
    while (!domain.empty() && domain.back() == '.')
        domain.pop_back();
    if (domain.starts_with("www."))
        domain.erase(0, 4);
    if (domain.find('.') == std::string::npos || domain.find(' ') != std::string::npos)
        return {};
    return domain;
}

} // namespace qd::names
