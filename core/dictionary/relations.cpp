#include "core/dictionary/relations.h"

#include "core/base/text.h"
#include "core/metrics/metric.h"

#include <algorithm>

namespace qd::dictionary {

namespace {

/// Of small ASCII letters, digits and `_`; any other letter is one too.
bool isWordSign(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_'
        || static_cast<unsigned char>(sign) >= 0x80;
}

/// Whether `words` stands in `text` with no letter or digit at either end; both in small letters.
bool hasWords(const std::string &text, const std::string &words)
{
    for (auto at = text.find(words); at != std::string::npos && !words.empty(); at = text.find(words, at + 1)) {
        const auto end = at + words.size();
        if ((at == 0 || !isWordSign(text[at - 1])) && (end == text.size() || !isWordSign(text[end])))
            return true;
    }
    return false;
}

} // namespace

std::vector<std::string> dependsOn(const Dictionary &dictionary, const Definition &definition)
{
    const std::string formula = lowered(definition.formula);
    std::vector<std::string> found;
    for (const std::string &metric : dictionary.metrics()) {
        const std::string name = lowered(dictionary.latest(metric)->definition.name);
        const bool asValue = metric == metrics::Arr && formula.find("a(a,") != std::string::npos;
        if (metric != definition.metric && (asValue || hasWords(formula, metric) || hasWords(formula, name)))
            found.push_back(metric);
    }
    return found;
}

std::vector<std::string> usedBy(const Dictionary &dictionary, std::string_view metric)
{
    std::vector<std::string> found;
    for (const std::string &other : dictionary.metrics()) {
        const std::vector<std::string> needed = dependsOn(dictionary, dictionary.latest(other)->definition);
        if (std::ranges::find(needed, metric) != needed.end())
            found.push_back(other);
    }
    return found;
}

} // namespace qd::dictionary
