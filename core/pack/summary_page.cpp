#include "core/base/words.h"
#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

using revenue::AccountMovement;
using revenue::MovementKind;

constexpr double MoverRowHeight = 6.2;
constexpr double LeastTrendHeight = 42;
constexpr double MostTrendHeight = 62;

std::vector<GroupLoss> segmentLosses(const MonthMeasures &measures)
{
    std::vector<GroupLoss> losses;
    for (std::size_t i = 1; i < measures.bySegment.rows.size(); ++i) {
        const revenue::RetentionRow &row = measures.bySegment.rows[i];
        if (row.opening == 0)
            continue;
        GroupLoss loss{Message::of(groupValue(row.group)), row.opening,
            row.opening - std::int64_t(row.rate(metrics::Grr).numerator), {}};
        loss.grr.now = shown(row.rate(metrics::Grr).value());
        if (measures.bySegmentYearAgo) {
            for (const revenue::RetentionRow &before : measures.bySegmentYearAgo->rows) {
                if (before.group == row.group)
                    loss.grr.before = shown(before.rate(metrics::Grr).value());
            }
        }
        losses.push_back(std::move(loss));
    }
    return losses;
}

const GroupLoss *lowestGrr(const std::vector<GroupLoss> &groups)
{
    const GroupLoss *lowest = nullptr;
    for (const GroupLoss &group : groups) {
        if (group.grr.now && (!lowest || *group.grr.now < *lowest->grr.now))
            lowest = &group;
    }
    return groups.size() > 1 ? lowest : nullptr;
}

/// "2. A fresh export of support, 12 days old."
Message numbered(std::size_t number, const Message &text)
{
    return {QD_WORDS("Lists", "%1. %2"), {Count{std::int64_t(number)}, Sentences(text)}};
}

/// What the figures ask a reader for; each line follows from one of them.
std::vector<Message> asks(const MonthMeasures &measures)
{
    std::vector<Message> lines;
    const auto ask = [&](const Message &text) { lines.push_back(numbered(lines.size() + 1, text)); };
    const RenewalsAhead &ahead = measures.renewals.back().sum;
    if (ahead.redCustomers > 0)
        ask({QD_WORDS_N("Packs", "A sponsor review of the %1 red renewals, %2, before %3.",
                 "A sponsor review of the %1 red renewal, %2, before %3."),
            {Count{ahead.redCustomers}, Figure::shortMoney(ahead.red, measures.currency), longDay(ahead.until)}});
    const std::vector<GroupLoss> groups = segmentLosses(measures);
    const ShownRate grr = yearlyRate(measures, metrics::Grr);
    if (const GroupLoss *lowest = lowestGrr(groups); lowest && grr.now && grr.before && *grr.now < *grr.before)
        ask({QD_WORDS("Packs", "A retention plan for %1, where GRR is %2."),
            {Sentences(lowest->name), Figure::percentOfTenths(*lowest->grr.now)}});
    if (measures.reconciliation) {
        for (const reconcile::BridgeStep &step : measures.reconciliation->bridge) {
            if (step.cause == reconcile::Cause::Unexplained)
                ask({QD_WORDS_N("Packs", "A cause for the %1 customers whose ARR differs without one, %2 in sum.",
                         "A cause for the %1 customer whose ARR differs without one, %2 in sum."),
                    {Count{step.count}, Figure::exactMoney(step.amount, measures.currency)}});
        }
    }
    for (const SourceAge &source : sourceAges(measures)) {
        if (source.late && source.days && lines.size() < 4)
            ask({QD_WORDS_N("Packs", "A fresh export of %2, %1 days old.", "A fresh export of %2, %1 day old."),
                {Count{*source.days}, source.label.within}});
    }
    if (lines.empty())
        lines.emplace_back(QD_WORDS("Packs", "No figure of this month asks for a decision."));
    return lines;
}

Narrative narrative(const MonthMeasures &measures)
{
    Narrative text;
    text.parts.push_back({QD_WORDS("Packs", "What changed"),
        {inARow({movementSentence(measures.flow, measures.currency),
            nrrSentence(monthlyRate(measures, metrics::Nrr), measures.month.plus(-1))})}});
    const revenue::RetentionRow &total = measures.bySegment.rows.front();
    const Message why = inARow({lossSentence(total.opening - std::int64_t(total.rate(metrics::Grr).numerator),
                                    measures.currency, shown(total.rate(metrics::Grr).value())),
        groupLossSentence(segmentLosses(measures))});
    if (!why.isEmpty())
        text.parts.push_back({QD_WORDS("Packs", "Why"), {why}});
    if (measures.renewals.back().known)
        text.parts.push_back(
            {QD_WORDS("Packs", "What is ahead"), {renewalSentence(measures.renewals.back().sum, measures.currency)}});
    text.parts.push_back({QD_WORDS("Packs", "What we ask for"), asks(measures)});
    return text;
}

Table moversTable(const MonthMeasures &measures, double space)
{
    Table table;
    table.title = QD_WORDS("Packs", "Largest movers");
    table.subtitle = {QD_WORDS("Packs", "%1, %2"), {measures.currency.code(), monthAlone(measures.month)}};
    table.rowHeight = MoverRowHeight;
    table.columns = {{{}, Align::Left, 3.2}, {{}, Align::Left, 2.2}, {{}, Align::Left, 2}, {{}, Align::Right, 1.8}};
    const std::size_t rows = std::size_t(std::max(2.0, (space - TitleHeight) / MoverRowHeight));
    for (const AccountMovement &mover : largestMovers(measures, rows - rows / 3, rows / 3)) {
        const identity::Account &account = measures.accounts->at(mover.account);
        const std::int64_t amount = mover.change();
        table.rows.push_back(
            {{Message::data(account.name)}, {Message::data(account.field("segment")), Judgement::None, true},
                {Word{nameOf(mover.kind)}, Judgement::None, true},
                {Figure::wholeAmount(amount, measures.currency).withSign(),
                    amount > 0 ? Judgement::Good : Judgement::Bad}});
        table.origins.push_back(Origin::customer(account.id));
    }
    return table;
}

} // namespace

std::optional<std::int64_t> shown(const std::optional<double> &fraction)
{
    return fraction ? std::optional(shownTenths(*fraction)) : std::nullopt;
}

ShownRate monthlyRate(const MonthMeasures &measures, std::string_view metric)
{
    const std::size_t n = measures.trend.size();
    return {
        shown(measures.trend[n - 1].rate(metric)), n > 1 ? shown(measures.trend[n - 2].rate(metric)) : std::nullopt};
}

ShownRate yearlyRate(const MonthMeasures &measures, std::string_view metric)
{
    return {shown(measures.trend.back().rate(metric)), shown(measures.trend.front().rate(metric))};
}

std::vector<AccountMovement> largestMovers(const MonthMeasures &measures, std::size_t gains, std::size_t losses)
{
    std::vector<AccountMovement> up;
    std::vector<AccountMovement> down;
    for (const AccountMovement &detail : measures.details) {
        if (detail.kind != MovementKind::Fx)
            (detail.change() > 0 ? up : down).push_back(detail);
    }
    const auto larger = [](const AccountMovement &a, const AccountMovement &b) {
        return a.amount != b.amount ? a.amount > b.amount : a.account < b.account;
    };
    std::sort(up.begin(), up.end(), larger);
    std::sort(down.begin(), down.end(), larger);
    up.resize(std::min(up.size(), gains + losses - std::min(down.size(), losses)));
    down.resize(std::min(down.size(), gains + losses - up.size()));
    up.insert(up.end(), down.begin(), down.end());
    return up;
}

Page summaryPage(const MonthMeasures &measures, const NarrativeHeight &heightOfText)
{
    Page page;
    page.title = summaryTitle(
        measures.flow.opening, measures.flow.closing, measures.currency, monthlyRate(measures, metrics::Grr));
    const std::vector<GroupLoss> groups = segmentLosses(measures);
    const GroupLoss *lowest = lowestGrr(groups);
    page.subtitle = inARow({carrierSentence(measures.flow),
        yearSentence(yearlyRate(measures, metrics::Grr), lowest ? lowest->name : Message(),
            lowest ? lowest->grr.now : std::nullopt)});
    const Narrative text = narrative(measures);
    const double textHeight = heightOfText(text, NarrativeWidth);
    const double trendTop = ContentTop + 1 + textHeight + 4;
    const bool roomForTrend = ContentBottom - trendTop >= LeastTrendHeight;
    page.blocks.push_back(
        {{Margin, ContentTop + 1, NarrativeWidth, roomForTrend ? textHeight : ContentBottom - ContentTop - 1}, text,
            Origin::at(Origin::Of::Movement, measures.month)});
    if (roomForTrend) {
        const double height = std::min(MostTrendHeight, ContentBottom - trendTop);
        page.blocks.push_back({{Margin, ContentBottom - height, NarrativeWidth, height},
            ChartBlock{arrTrend(measures.trend, measures.currency, measures.filters)},
            Origin::at(Origin::Of::Arr, measures.month)});
    }
    const Scorecard card = scorecard(measures);
    const double right = PageWidth - Margin - RightColumn;
    const double cardHeight = heightOf(card);
    page.blocks.push_back({{RightColumn, ContentTop + 1, right, cardHeight}, card});
    const double top = ContentTop + 1 + cardHeight + 6;
    const Table movers = moversTable(measures, ContentBottom - top);
    if (!movers.rows.empty())
        page.blocks.push_back({{RightColumn, top, right, heightOf(movers)}, movers});
    return page;
}

} // namespace qd::pack
