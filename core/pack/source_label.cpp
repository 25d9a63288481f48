#include "core/pack/source_label.h"

#include "core/answers/late_sources.h"
#include "core/pack/wording.h"

#include <QtGlobal>

#include <cmath>
#include <map>

namespace qd::pack {

namespace {

struct Words {
    const char *within;
    const char *atStart;
};

Message lateSource(const SourceAge &source)
{
    if (!source.days)
        return {QD_WORDS("Packs", "%1 (no data)"), {source.label.within}};
    return {QD_WORDS_N("Packs", "%2 (%1 days)", "%2 (%1 day)"), {Count{*source.days}, source.label.within}};
}

Message allFresh(std::size_t sources)
{
    if (sources == 1)
        return QD_WORDS("Packs", "The one source is fresh");
    if (sources == 2)
        return QD_WORDS("Packs", "Both sources are fresh");
    return {
        QD_WORDS_N("Packs", "All %1 sources are fresh", "All %1 sources are fresh"), {Count{std::int64_t(sources)}}};
}

Message someLate(std::size_t late, std::size_t sources)
{
    if (sources == 1)
        return QD_WORDS("Packs", "The one source is late");
    return {QD_WORDS_N("Packs", "%1 of %2 sources are late", "%1 of %2 sources is late"),
        {Count{std::int64_t(late)}, Count{std::int64_t(sources)}}};
}

/// Late sources are named up to `mostNamed`: the title is one line.
Message sourcesClause(const std::vector<SourceAge> &sources, std::size_t mostNamed)
{
    std::vector<Message> late;
    for (const SourceAge &source : sources) {
        if (source.late)
            late.push_back(lateSource(source));
    }
    if (late.empty())
        return allFresh(sources.size());
    const Message title = someLate(late.size(), sources.size());
    if (late.size() > mostNamed)
        return title;
    return {QD_WORDS("Packs", "%1: %2"), {Sentences(title), Sentences(listed(late))}};
}

Message ratesClause(const std::vector<portfolio::StaleRate> &rates)
{
    constexpr std::size_t MostNamed = 2;
    if (rates.size() == 1)
        return {QD_WORDS("Packs", "the exchange rate of %1 is %2 days old"), // never 1: it is old
            {rates.front().currency.code(), Count{rates.front().age()}}};
    const Message old{QD_WORDS_N("Packs", "%1 exchange rates are old", "%1 exchange rate is old"),
        {Count{std::int64_t(rates.size())}}};
    if (rates.size() > MostNamed)
        return old;
    std::vector<Message> named;
    for (const portfolio::StaleRate &rate : rates)
        named.push_back(
            {QD_WORDS_N("Packs", "%2 (%1 days)", "%2 (%1 day)"), {Count{rate.age()}, rate.currency.code()}});
    return {QD_WORDS("Packs", "%1: %2"), {Sentences(old), Sentences(listed(named))}};
}

} // namespace

SourceLabel sourceLabel(const std::string &name, const std::string &kind)
{
    static const std::map<std::string, Words> labels{
        {"crm", {QT_TRANSLATE_NOOP("Words", "CRM"), QT_TRANSLATE_NOOP("Words", "CRM")}},
        {"cs_platform", {QT_TRANSLATE_NOOP("Words", "CS platform"), QT_TRANSLATE_NOOP("Words", "CS platform")}},
        {"billing", {QT_TRANSLATE_NOOP("Words", "billing"), QT_TRANSLATE_NOOP("Words", "Billing")}},
        {"support", {QT_TRANSLATE_NOOP("Words", "support"), QT_TRANSLATE_NOOP("Words", "Support")}},
        {"usage", {QT_TRANSLATE_NOOP("Words", "usage"), QT_TRANSLATE_NOOP("Words", "Usage")}},
        {"survey", {QT_TRANSLATE_NOOP("Words", "surveys"), QT_TRANSLATE_NOOP("Words", "Surveys")}},
        {"people", {QT_TRANSLATE_NOOP("Words", "people"), QT_TRANSLATE_NOOP("Words", "People")}},
        {"finance", {QT_TRANSLATE_NOOP("Words", "finance"), QT_TRANSLATE_NOOP("Words", "Finance")}}};
    const auto found = labels.find(kind);
    if (found == labels.end())
        return {name, name};
    return {Word{found->second.within}, Word{found->second.atStart}};
}

PairLabels pairLabels(const reconcile::Reconciliation &found)
{
    if (found.left.kind == found.right.kind)
        return {{found.left.name, found.left.name}, {found.right.name, found.right.name}};
    return {sourceLabel(found.left.name, found.left.kind), sourceLabel(found.right.name, found.right.kind)};
}

Message reconcileTitle(const reconcile::Reconciliation &found)
{
    const auto [left, right] = pairLabels(found);
    if (found.leftTotal == found.rightTotal)
        return {QD_WORDS("Packs", "%1 and %2 agree on %3"),
            {left.atStart, right.within, Figure::exactMoney(found.leftTotal, found.currency)}};
    const bool leftHigher = found.leftTotal > found.rightTotal;
    return {QD_WORDS("Packs", "%1 is %2 higher than %3"),
        {(leftHigher ? left : right).atStart,
            Figure::exactMoney(std::abs(found.leftTotal - found.rightTotal), found.currency),
            (leftHigher ? right : left).within}};
}

Message freshnessTitle(const std::vector<SourceAge> &sources, const std::vector<portfolio::StaleRate> &staleRates)
{
    if (sources.empty())
        return QD_WORDS("Packs", "No source has been imported");
    if (!staleRates.empty())
        return clauses(sourcesClause(sources, 1), ratesClause(staleRates));
    return sourcesClause(sources, 3);
}

Message lateSourcesLine(const store::Workspace &workspace, Date day)
{
    std::vector<Message> sentences;
    for (const sources::SourceFreshness &late :
        answers::lateSources(workspace, *portfolio::Portfolio::of(workspace), day))
        sentences.push_back(answers::sentence(late));
    return inARow(std::move(sentences));
}

} // namespace qd::pack
