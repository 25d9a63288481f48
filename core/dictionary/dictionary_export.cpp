#include "core/dictionary/dictionary_export.h"

#include "core/base/personal_data.h"
#include "core/dictionary/dictionary_pages.h"
#include "core/dictionary/metricflow.h"

#include <algorithm>

namespace qd::dictionary {

namespace {

/// Takes e-mail addresses out of texts, or only notices them.
class Mask {
public:
    explicit Mask(bool withPersonalData)
        : m_withPersonalData(withPersonalData)
    {
    }

    void operator()(DefinitionVersion &version)
    {
        Definition &definition = version.definition;
        for (std::string *text : {&definition.name, &definition.plain, &definition.formula, &definition.edgeCases,
                 &definition.owner, &definition.cadence, &definition.unit, &definition.variant, &version.reason})
            mask(*text);
        for (std::string &source : definition.sources)
            mask(source);
        for (std::string &author : version.authors)
            mask(author);
        for (Approval &approval : version.approvals)
            mask(approval.by);
    }
    void operator()(Conflict &conflict)
    {
        for (std::string *text : {&conflict.team, &conflict.convention, &conflict.decision})
            mask(*text);
    }
    [[nodiscard]] bool leftSome() const { return m_found && m_withPersonalData; }

private:
    void mask(std::string &text)
    {
        std::string masked = withoutAddresses(text);
        m_found = m_found || masked != text;
        if (!m_withPersonalData)
            text = std::move(masked);
    }

    bool m_withPersonalData;
    bool m_found = false;
};

} // namespace

const std::vector<std::string> &dictionaryFormatNames()
{
    static const std::vector<std::string> names{"md", "html", "metricflow"};
    return names;
}

std::optional<DictionaryFormat> dictionaryFormatOf(std::string_view name)
{
    const auto &names = dictionaryFormatNames();
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(DictionaryFormat(found - names.begin()));
}

ExportedDictionary exportedOn(const Dictionary &dictionary, Date day, const std::string &metric, bool withPersonalData)
{
    ExportedDictionary exported{day, {}, {}, false};
    Mask mask(withPersonalData);
    for (const std::string &id : metric.empty() ? dictionary.metrics() : std::vector{metric}) {
        const DefinitionVersion *const last = dictionary.latest(id);
        if (!last)
            continue;
        const DefinitionVersion *const current = dictionary.inForce(id, day);
        ExportedMetric each{current ? *current : *last, current != nullptr, dictionary.versionsOf(id)};
        mask(each.shown);
        for (DefinitionVersion &version : each.versions)
            mask(version);
        exported.metrics.push_back(std::move(each));
    }
    for (Conflict conflict : dictionary.conflicts()) {
        if (!metric.empty() && conflict.metric != metric)
            continue;
        mask(conflict);
        exported.conflicts.push_back(std::move(conflict));
    }
    exported.hasPersonalData = mask.leftSome();
    return exported;
}

std::string exportText(DictionaryFormat format, const ExportedDictionary &dictionary)
{
    switch (format) {
    case DictionaryFormat::Markdown:
        return markdownPage(dictionary);
    case DictionaryFormat::Html:
        return htmlPage(dictionary);
    case DictionaryFormat::MetricFlow:
        return metricFlowFile(dictionary);
    }
    return {};
}

} // namespace qd::dictionary
