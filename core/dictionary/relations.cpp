#include "core/dictionary/relations.h"

#include "core/base/text.h"
#include "core/metrics/metric.h"

#include <algorithm>
#include <set>

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

/// What stands behind the last `=`, in small letters.
std::string rightSideOf(const std::string &formula)
{
    const auto sign = formula.rfind('=');
    return lowered(sign == std::string::npos ? formula : formula.substr(sign + 1));
}

bool isPlainWord(const std::string &metric)
{
    return std::ranges::all_of(metric, [](char sign) { return sign >= 'a' && sign <= 'z'; });
}

/// Looks for the way from a definition back to it, depth first. It may be new, so that the dictionary does not have it.
class Walk {
public:
    Walk(const Dictionary &dictionary, const Definition &begin)
        : m_dictionary(dictionary)
        , m_begin(begin)
        , m_way{begin.metric}
    {
    }
    bool closesBy(const Definition &definition)
    {
        const std::vector<std::string> needed = dependsOn(m_dictionary, definition);
        const bool isBack = std::ranges::find(needed, m_begin.metric) != needed.end() || namesBegin(definition);
        if (m_way.size() > 1 && isBack) {
            m_way.push_back(m_begin.metric);
            return true;
        }
        for (const std::string &next : needed) {
            if (!m_seen.insert(next).second)
                continue;
            m_way.push_back(next);
            if (closesBy(m_dictionary.latest(next)->definition))
                return true;
            m_way.pop_back();
        }
        return false;
    }
    [[nodiscard]] const std::vector<std::string> &way() const { return m_way; }

private:
    [[nodiscard]] bool namesBegin(const Definition &definition) const
    {
        const std::string formula = lowered(definition.formula);
        return hasWords(formula, m_begin.metric) || hasWords(formula, lowered(m_begin.name));
    }

    const Dictionary &m_dictionary;
    const Definition &m_begin;
    std::vector<std::string> m_way;
    std::set<std::string> m_seen;
};

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

std::vector<std::string> circleOf(const Dictionary &dictionary, const Definition &definition)
{
    const std::string &metric = definition.metric;
    if (!isPlainWord(metric) && hasWords(rightSideOf(definition.formula), metric))
        return {metric, metric};
    Walk walk(dictionary, definition);
    return walk.closesBy(definition) ? walk.way() : std::vector<std::string>();
}

std::optional<MisspeltReference> misspeltReference(const Dictionary &dictionary, const Definition &definition)
{
    const std::string formula = lowered(definition.formula);
    std::vector<std::string> known = dictionary.metrics();
    known.push_back(definition.metric);
    for (std::size_t at = 0; at < formula.size();) {
        std::size_t end = at;
        while (end < formula.size() && isWordSign(formula[end]))
            ++end;
        const std::string word = formula.substr(at, end - at);
        at = end + 1;
        if (word.find('_') == std::string::npos || std::ranges::find(known, word) != known.end())
            continue;
        if (std::string close = nearest(word, known); !close.empty())
            return MisspeltReference{word, std::move(close)};
    }
    return std::nullopt;
}

} // namespace qd::dictionary
