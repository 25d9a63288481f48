#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/register_measures.h"
#include "core/pack/sentences.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"
#include "core/reconcile/words.h"
#include "core/statistics/wilson_interval.h"

#include <algorithm>

namespace qd::pack {

namespace {

using reconcile::Break;
using reconcile::Reconciliation;

constexpr double TargetRate = 0.99; ///< of customers that agree in a key field

Table::Cell quiet(Message text)
{
    return {std::move(text), Judgement::None, true};
}

Message textOr(const std::string &text)
{
    return text.empty() ? none() : Message::data(text);
}

Message fieldName(const std::string &field)
{
    if (field == "arr")
        return QD_WORDS("Packs", "ARR");
    return Word{nameOf(field == "owner" ? reconcile::BreakType::Owner : reconcile::BreakType::RenewalDate)};
}

KeyFigures totals(const Reconciliation &found)
{
    const PairLabels sides = pairLabels(found);
    std::int64_t unexplained = 0;
    std::int64_t customers = 0;
    for (const reconcile::BridgeStep &step : found.bridge) {
        if (step.cause == reconcile::Cause::Unexplained) {
            unexplained = step.amount;
            customers = step.count;
        }
    }
    const auto withArr = [&found](bool left) {
        return Message(QD_WORDS_N("Packs", "%1 customers with ARR", "%1 customer with ARR"),
            {Count{customersWithArr(found, left)}});
    };
    return {{{Message::of(sides.left.atStart), Figure::exactMoney(found.leftTotal, found.currency), withArr(true)},
        {Message::of(sides.right.atStart), Figure::exactMoney(found.rightTotal, found.currency), withArr(false)},
        {QD_WORDS("Packs", "Difference"),
            Figure::exactMoney(found.rightTotal - found.leftTotal, found.currency).withSign(),
            QD_WORDS("Packs", "the bridge adds up to it")},
        {QD_WORDS("Packs", "Unexplained"), Figure::exactMoney(unexplained, found.currency),
            {QD_WORDS_N("Packs", "%1 customers", "%1 customer"), {Count{customers}}}}}};
}

Table matchTable(const Reconciliation &found)
{
    Table table;
    table.title = QD_WORDS("Packs", "Match rate of key fields");
    table.subtitle = {QD_WORDS("Packs", "target %1"), {Figure::wholePercent(TargetRate)}};
    table.columns = {{QD_WORDS("Packs", "Field"), Align::Left, 2}, {QD_WORDS("Packs", "Compared"), Align::Right, 1.3},
        {QD_WORDS("Packs", "Agree"), Align::Right, 1.2}, {QD_WORDS("Packs", "Rate"), Align::Right, 1.2},
        {QD_WORDS("Packs", "95 %"), Align::Right, 1.9}, {QD_WORDS("Packs", "Status"), Align::Left, 1.4}};
    for (const char *key : reconcile::KeyFields) {
        const auto field = std::ranges::find(found.fields, std::string(key), &reconcile::FieldMatch::field);
        const int compared = field == found.fields.end() ? 0 : field->compared;
        const int matched = field == found.fields.end() ? 0 : field->matched;
        const auto limits = statistics::wilsonInterval(matched, compared);
        if (!limits) {
            table.rows.push_back({{fieldName(key)}, {Count{0}}, {none()}, {none()}, quiet(none()), {none()}});
            continue;
        }
        const double rate = double(matched) / compared;
        // Below it for certain, on it, or too few to tell.
        const bool reached = rate >= TargetRate;
        const bool below = limits->second < TargetRate;
        table.rows.push_back(
            {{fieldName(key)}, {Count{compared}}, {Count{matched}}, {Figure::percentOfTenths(shownTenths(rate))},
                quiet({QD_WORDS("Packs", "%1 to %2"),
                    {Figure::percentNumber(shownTenths(limits->first)),
                        Figure::percentNumber(shownTenths(limits->second))}}),
                {reached        ? QD_WORDS("Packs", "on target")
                        : below ? QD_WORDS("Packs", "below")
                                : QD_WORDS("Packs", "watch"),
                    reached     ? Judgement::Good
                        : below ? Judgement::Bad
                                : Judgement::Warn,
                    false, true}});
    }
    return table;
}

const reconcile::RegisteredBreak &knownOf(
    const Reconciliation &found, const RegisterMeasures &measures, const Break &each)
{
    static const reconcile::RegisteredBreak None;
    const auto known = measures.known.find(breakKey(found, each));
    return known == measures.known.end() ? None : known->second;
}

Table stateTable(const Reconciliation &found, const RegisterMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Breaks by state");
    table.subtitle = {QD_WORDS("Packs", "all fields; amounts in %1"), {found.currency.code()}};
    table.columns = {{QD_WORDS("Packs", "State"), Align::Left, 2}, {QD_WORDS("Packs", "Breaks"), Align::Right, 1.2},
        {QD_WORDS("Packs", "In ARR"), Align::Right, 1.2}, {QD_WORDS("Packs", "Difference"), Align::Right, 2}};
    std::int64_t all = 0;
    std::int64_t allAmounts = 0;
    std::int64_t sum = 0;
    for (const std::string &state : reconcile::breakStates()) {
        std::int64_t breaks = 0;
        std::int64_t amounts = 0;
        std::int64_t delta = 0;
        for (const Break &each : found.breaks) {
            const std::string &of = knownOf(found, measures, each).state;
            if ((of.empty() ? reconcile::breakStates().front() : of) != state)
                continue;
            ++breaks;
            amounts += each.isAmount() ? 1 : 0;
            delta += each.delta;
        }
        table.rows.push_back({{Word{reconcile::stateName(state)}}, {Count{breaks}}, {Count{amounts}},
            {Figure::exactAmount(delta, found.currency).withSign()}});
        all += breaks;
        allAmounts += amounts;
        sum += delta;
    }
    table.totals = {{QD_WORDS("Packs", "All")}, {Count{all}}, {Count{allAmounts}},
        {Figure::exactAmount(sum, found.currency).withSign()}};
    return table;
}

Table ownersTable(const RegisterMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "By system to correct and owner");
    table.subtitle = QD_WORDS("Packs", "open breaks by days since first seen; days from found to fixed");
    table.columns = {{QD_WORDS("Packs", "To correct in"), Align::Left, 1.8},
        {QD_WORDS("Packs", "Owner"), Align::Left, 2.4}, {QD_WORDS("Packs", "Open"), Align::Right, 0.9},
        {QD_WORDS("Packs", "Overdue"), Align::Right, 1.1}};
    for (const reconcile::AgeBand &band : reconcile::AgeBands)
        table.columns.push_back({band.to ? Message(QD_WORDS("Packs", "%1 to %2 d"), {Count{band.from}, Count{*band.to}})
                                         : Message(QD_WORDS("Packs", "over %1 d"), {Count{band.from - 1}}),
            Align::Right, 1.1});
    table.columns.insert(table.columns.end(),
        {{QD_WORDS("Packs", "Fixed"), Align::Right, 0.9}, {QD_WORDS("Packs", "Median d"), Align::Right, 1.1},
            {QD_WORDS("Packs", "Longest d"), Align::Right, 1.2}});
    const auto cells = [](const reconcile::FixTime &time, Message system, Message owner) {
        std::vector<Table::Cell> row{{std::move(system)}, {std::move(owner)}, {Count{time.open}},
            {Count{time.overdue}, time.overdue > 0 ? Judgement::Warn : Judgement::None}};
        for (const int count : time.ages)
            row.push_back(quiet(Count{count}));
        row.insert(row.end(),
            {{Count{time.fixed}}, {time.fixed > 0 ? Message(Figure::number(time.medianDays, 1)) : none()},
                {time.fixed > 0 ? Message(Count{time.longestDays}) : none()}});
        return row;
    };
    for (const reconcile::FixTime &time : measures.times.rows)
        table.rows.push_back(cells(time, Message::data(time.system), textOr(time.owner)));
    table.totals = cells(measures.times.total, QD_WORDS("Packs", "All"), {});
    return table;
}

Table monthsTable(const RegisterMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "By month");
    table.subtitle = QD_WORDS("Packs", "breaks; and how many customers agree in a key field, %, at its end");
    table.columns = {{QD_WORDS("Packs", "Month"), Align::Left, 2}, {QD_WORDS("Packs", "Found"), Align::Right, 1},
        {QD_WORDS("Packs", "Gone"), Align::Right, 1}, {QD_WORDS("Packs", "Open at its end"), Align::Right, 1.6},
        {QD_WORDS("Packs", "Over 30 days"), Align::Right, 1.5}};
    for (const char *key : reconcile::KeyFields)
        table.columns.push_back({fieldName(key), Align::Right, 1.4});
    for (const reconcile::RegisterMonth &month : measures.months) {
        std::vector<Table::Cell> row{{shortMonth(month.month)}, {Count{month.found}}, {Count{month.gone}},
            {Count{month.open}}, {Count{month.old}}};
        const auto accuracy = std::ranges::find(measures.accuracy, month.month, &reconcile::AccuracyMonth::month);
        for (std::size_t key = 0; key < reconcile::KeyFields.size(); ++key) {
            const bool isKnown = accuracy != measures.accuracy.end() && !accuracy->fields.empty();
            const reconcile::FieldMatch match = isKnown ? accuracy->fields[key] : reconcile::FieldMatch();
            row.push_back(match.compared == 0
                    ? quiet(none())
                    : Table::Cell{Figure::percentNumber(shownTenths(double(match.matched) / match.compared))});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table unexplainedTable(const Reconciliation &found, const RegisterMeasures &measures)
{
    std::vector<const Break *> breaks;
    for (const Break &each : found.breaks) {
        if (each.isAmount() && each.finding.cause == reconcile::Cause::Unexplained)
            breaks.push_back(&each);
    }
    std::ranges::stable_sort(
        breaks, std::greater(), [](const Break *each) { return each->delta < 0 ? -each->delta : each->delta; });
    const PairLabels sides = pairLabels(found);
    Table table;
    table.title = QD_WORDS("Packs", "Amounts that no rule explains");
    table.subtitle = {QD_WORDS("Packs", "%1, largest first"), {found.currency.code()}};
    table.columns = {{QD_WORDS("Packs", "Break"), Align::Left, 1.2}, {QD_WORDS("Packs", "Customer"), Align::Left, 2.6},
        {Message::of(sides.left.atStart), Align::Right, 1.7}, {Message::of(sides.right.atStart), Align::Right, 1.7},
        {QD_WORDS("Packs", "Difference"), Align::Right, 1.7}, {QD_WORDS("Packs", "Age, d"), Align::Right, 0.8},
        {QD_WORDS("Packs", "Owner"), Align::Left, 1.8}, {QD_WORDS("Packs", "State"), Align::Left, 1.2},
        {QD_WORDS("Packs", "Nearest"), Align::Left, 2}, {QD_WORDS("Packs", "Note"), Align::Left, 2.2}};
    const auto amount = [&found](const std::optional<std::int64_t> &minor) {
        return minor ? Message(Figure::exactAmount(*minor, found.currency)) : none();
    };
    for (const Break *each : breaks) {
        const identity::Account &account = found.accounts->at(each->account);
        const reconcile::RegisteredBreak &known = knownOf(found, measures, *each);
        const auto age = reconcile::ageOf(known, found.asOf);
        table.rows.push_back({quiet(textOr(known.name())), {Message::data(account.name)}, {amount(each->leftAmount)},
            {amount(each->rightAmount)}, {Figure::exactAmount(each->delta, found.currency).withSign()},
            {age ? Message(Count{*age}) : none()}, {textOr(ownerOf(known, account))},
            {Word{reconcile::stateName(known.state)}},
            quiet(each->finding.nearest ? Message(Word{nameOf(*each->finding.nearest)}) : none()),
            quiet(textOr(known.note))});
        table.origins.push_back(Origin::customer(account.id));
    }
    return table;
}

} // namespace

Page reconcileStatusPage(const MonthMeasures &month, const RegisterMeasures &measures)
{
    const Reconciliation &found = *month.reconciliation;
    Page page;
    page.title = {QD_WORDS_N("Packs", "%1 breaks stand between %2 and %3", "%1 break stands between %2 and %3"),
        {Count{std::int64_t(found.breaks.size())}, pairLabels(found).left.within, pairLabels(found).right.within}};
    page.subtitle = measures.overdue == 0
        ? matchSentence(found.matched, found.inEither)
        : Message(QD_WORDS_N("Packs", "%1 are overdue.", "%1 is overdue."), {Count{measures.overdue}});
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, FiguresHeight}, totals(found)});
    const double top = ContentTop + FiguresHeight + Gap;
    const double half = (ContentWidth - Gap) / 2;
    const Table match = matchTable(found);
    const Table states = stateTable(found, measures);
    page.blocks.push_back({{Margin, top, half, heightOf(match)}, match});
    page.blocks.push_back({{Margin + half + Gap, top, half, heightOf(states)}, states});
    return page;
}

std::vector<Page> ageingPages(const MonthMeasures &month, const RegisterMeasures &measures)
{
    std::vector<Page> pages;
    if (measures.times.rows.empty())
        return pages;
    const reconcile::FixTime &all = measures.times.total;
    const Table months = monthsTable(measures);
    const double space = ContentBottom - ContentTop;
    for (const Table &owners : brokenTable(ownersTable(measures), space, space)) {
        Page page;
        page.title = {QD_WORDS_N("Packs", "%1 breaks are open", "%1 break is open"), {Count{all.open}}};
        page.subtitle = all.fixed == 0
            ? Message(QD_WORDS("Packs", "None is gone yet as of %1."), {day(month.asOf)})
            : Message(QD_WORDS_N("Packs", "%1 are gone, after %2 days in the median.", "%1 is gone, after %2 days."),
                {Count{all.fixed}, Figure::number(all.medianDays, 1)});
        page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(owners)}, owners});
        pages.push_back(std::move(page));
    }
    const Block &last = pages.back().blocks.back();
    const double below = last.place.y + last.place.height + Gap;
    const Block byMonth{{Margin, below, ContentWidth, heightOf(months)}, months};
    if (below + heightOf(months) <= ContentBottom) {
        pages.back().blocks.push_back(byMonth);
    } else {
        Page page{pages.back().title, pages.back().subtitle, {byMonth}};
        page.blocks.back().place.y = ContentTop;
        pages.push_back(std::move(page));
    }
    return pages;
}

std::vector<Page> unexplainedPages(const MonthMeasures &month, const RegisterMeasures &measures)
{
    const Table table = unexplainedTable(*month.reconciliation, measures);
    std::vector<Page> pages;
    if (table.rows.empty())
        return pages;
    const double space = ContentBottom - ContentTop;
    for (const Table &part : brokenTable(table, space, space)) {
        Page page;
        page.title = {QD_WORDS_N("Packs", "%1 amounts are unexplained", "%1 amount is unexplained"),
            {Count{std::int64_t(table.rows.size())}}};
        page.subtitle = QD_WORDS("Packs", "A near miss of a rule counts as unexplained.");
        page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(part)}, part});
        pages.push_back(std::move(page));
    }
    return pages;
}

} // namespace qd::pack
