#include "core/pack/known_page.h"

#include "core/base/words.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"
#include "core/revenue/grouping.h"
#include "core/signals/words.h"

#include <algorithm>

namespace qd::pack {

namespace {

using backtest::SignBefore;
using backtest::SignCount;

constexpr int WindowMonths = 24;
constexpr double Percent = 100;

Message share(const SignCount &count)
{
    return count.share() ? Message(Figure::number(*count.share() * Percent, 0)) : none();
}

Message numberOf(const SignCount &count)
{
    return count.known < chart::SmallNumber ? Message(QD_WORDS("Packs", "%1\u2020"), {Count{count.known}})
                                            : Message(Count{count.known});
}

Message points(double fraction)
{
    return Figure::number(fraction * Percent, 0).withSign();
}

Table signsTable(const KnownMeasures &measures)
{
    Table table;
    table.title = {QD_WORDS("Packs", "Known %1 days before renewals"), {Count{backtest::KnownBeforeDays}}};
    table.subtitle = QD_WORDS("Packs", "share of those of whom it was known, %; the largest difference first");
    table.columns = {{QD_WORDS("Packs", "Sign"), Align::Left, 4}, {QD_WORDS("Packs", "Of lost"), Align::Right, 1.2},
        {QD_WORDS("Packs", "n"), Align::Right, 1}, {QD_WORDS("Packs", "Of kept"), Align::Right, 1.2},
        {QD_WORDS("Packs", "n"), Align::Right, 1}, {QD_WORDS("Packs", "Apart, pt"), Align::Right, 1.4},
        {QD_WORDS("Packs", "95 % interval"), Align::Right, 2}};
    for (const SignBefore &sign : measures.known.signs) {
        const auto apart = sign.difference();
        const auto interval = sign.interval();
        table.rows.push_back({{nameOf(sign.sign)}, {share(sign.lost)}, {numberOf(sign.lost), Judgement::None, true},
            {share(sign.kept)}, {numberOf(sign.kept), Judgement::None, true}, {apart ? points(*apart) : none()},
            {interval ? Message(QD_WORDS("Packs", "%1 to %2"),
                 {Sentences(points(interval->first)), Sentences(points(interval->second))})
                      : none(),
                Judgement::None, true}});
        Origin origin = Origin::from(Origin::Of::Customers);
        origin.title = {QD_WORDS("Packs", "Lost, with %1"), {Sentences(nameOf(sign.sign))}};
        for (const int account : sign.lost.with)
            origin.accounts.push_back(measures.accounts->at(account).id);
        table.origins.push_back(std::move(origin));
    }
    return table;
}

/// Names the sign with the largest difference of those that are no chance at 95 %: a large one of three customers says
/// nothing.
Message titleOf(const backtest::KnownBefore &known)
{
    if (!known.signs.front().difference())
        return QD_WORDS("Packs", "No signal was known before both lost and kept renewals");
    const auto telling = std::ranges::find_if(known.signs, [](const SignBefore &sign) {
        const auto interval = sign.interval();
        return interval && interval->first > 0;
    });
    if (telling == known.signs.end())
        return QD_WORDS("Packs", "No sign sets those who left clearly apart from those who stayed");
    return {QD_WORDS("Packs", "%1: %2 % of lost, %3 % of kept"),
        {Sentences(nameOf(telling->sign)), Sentences(share(telling->lost)), Sentences(share(telling->kept))}};
}

} // namespace

Message nameOf(const backtest::Sign &sign)
{
    const Message limit =
        signs::isShare(sign.kind) ? Message(Figure::wholePercent(sign.limit)) : Message(Figure::number(sign.limit, 0));
    return {sign.isBelow ? QD_WORDS("Packs", "%1 \u2264 %2") : QD_WORDS("Packs", "%1 \u2265 %2"),
        {Sentences(signs::nameOf({sign.kind, {}})), Sentences(limit)}};
}

Result<std::optional<KnownMeasures>> measureKnown(
    const store::Workspace &workspace, Month month, const revenue::Filters &filters, Progress &progress)
{
    const auto data = backtest::Lookback::read(workspace, progress, month.lastDay());
    if (!data && data.error().code == ErrorCode::NoData)
        return std::optional<KnownMeasures>();
    if (!data)
        return data.error();
    auto known = backtest::knownBefore(
        *data, month.plus(1 - WindowMonths).firstDay(), month.lastDay(),
        [&](int account) { return revenue::passes(data->accounts().at(account), filters); }, progress);
    if (!known)
        return known.error();
    return std::optional(KnownMeasures{std::move(*known), data->portfolio->accountsPtr()});
}

std::optional<Page> knownPage(const KnownMeasures &measures)
{
    const backtest::KnownBefore &known = measures.known;
    if (known.lost == 0 || known.kept == 0)
        return std::nullopt;
    Page page;
    page.title = titleOf(known);
    page.subtitle = {QD_WORDS("Packs", "Renewals due %1 to %2: %3 lost, %4 kept, %5 under notice left out."),
        {day(known.from), day(known.to), Figure::number(known.lost, 0), Figure::number(known.kept, 0),
            Figure::number(known.underNotice, 0)}};
    const Table table = signsTable(measures);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(table)}, table});
    const double second = ContentTop + heightOf(table) + Gap;
    Narrative note;
    note.size = Narrative::Size::Small;
    note.parts.push_back({{},
        {inARow({QD_WORDS("Packs",
                     "A sign that stands out is no cause, and who was looked after because of it may have stayed. "
                     "Limits are the program's, the same for every book."),
            {QD_WORDS("Packs", "\u2020 fewer than %1 customers"), {Count{chart::SmallNumber}}}})}});
    page.blocks.push_back({{Margin, second, ContentWidth, ContentBottom - second}, note});
    return page;
}

} // namespace qd::pack
