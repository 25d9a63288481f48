#include "ui/home/home_texts.h"

#include "core/answers/late_sources.h"
#include "core/pack/charts.h"
#include "core/statistics/wilson_interval.h"
#include "ui/home/renewal_tiles.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Home)
};

using Point = revenue::RetentionPoint;

TileContent rateTile(const answers::Briefing &briefing, const metrics::Metric &metric)
{
    const QString label = messageText(metric.name);
    const bool goodWhenUp = !metric.target || metric.target->better == metrics::TargetTerms::Better::Higher;
    TileContent tile;
    tile.label = briefing.month ? Texts::tr("%1, year to %2").arg(label, formatMonth(*briefing.month)) : label;
    for (const Point &point : briefing.trend) {
        if (const auto rate = point.rate(metric.key))
            tile.trend << *rate;
    }
    if (briefing.trend.empty() || !briefing.trend.back().rate(metric.key))
        return tile;
    const Point &now = briefing.trend.back();
    tile.figure = formatPercent(*now.rate(metric.key));
    tile.note = metric.key == metrics::LogoChurn ? customersText(now.churnedLogos, now.logos) // what it is the rate of
                                                 : Texts::tr("%Ln customers at the start", nullptr, now.logos);
    if (briefing.fx == revenue::FxMode::AsOf)
        tile.note = Texts::tr("rates of each day, %1").arg(tile.note);
    const auto before =
        briefing.trend.size() > 1 ? briefing.trend[briefing.trend.size() - 2].rate(metric.key) : std::nullopt;
    if (before) {
        const double change = shownDifference(*now.rate(metric.key), *before);
        tile.change = Texts::tr("%1 on the month").arg(formatPoints(change));
        tile.direction = change > 0.0005 ? 1 : change < -0.0005 ? -1 : 0;
        tile.changeOpens = true;
        if (tile.direction != 0)
            tile.changeTone = (tile.direction > 0) == goodWhenUp ? Tone::Good : Tone::Bad;
    }
    return tile;
}

TileContent arrTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("ARR");
    for (const Point &point : briefing.trend)
        tile.trend << Money{point.arr, briefing.currency}.major().approximate();
    if (!briefing.arr || !briefing.month)
        return tile;
    tile.label = Texts::tr("ARR on %1").arg(formatDate(briefing.arrDay));
    tile.figure = formatShortMoney({*briefing.arr, briefing.currency});
    const answers::ArrChange since = answers::arrChange(briefing);
    // Of the two as they are shown in full, like the steps of the bridge below.
    const std::int64_t change = wholeUnits(since.now, briefing.currency) - wholeUnits(since.before, briefing.currency);
    tile.change = formatFullMoneyDelta({change, briefing.currency});
    if (since.before > 0)
        tile.change += Texts::tr(" (%1)").arg(formatPercentChange(double(change) / double(since.before)));
    tile.changeOpens = true;
    tile.direction = change > 0 ? 1 : change < 0 ? -1 : 0;
    tile.changeTone = change >= 0 ? Tone::Good : Tone::Bad;
    tile.note = Texts::tr("since %1").arg(formatDate(since.from));
    return tile;
}

TileContent renewalsTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("Renewals due, 90 days");
    if (!briefing.arr && briefing.renewalsDue == 0)
        return tile; // what is due is not known
    tile.figure = formatShortMoney({briefing.renewalArr, briefing.currency});
    if (briefing.renewalArr > 0) {
        tile.change = Texts::tr("%1 yellow or red (%2)")
                          .arg(formatShortMoney({briefing.renewalArrAtRisk, briefing.currency}),
                              formatPercent(double(briefing.renewalArrAtRisk) / double(briefing.renewalArr), 0));
        tile.changeTone = briefing.renewalArrAtRisk > 0 ? Tone::Warn : Tone::Label;
    }
    tile.note = Texts::tr("%1 to %2")
                    .arg(Texts::tr("%Ln customers", nullptr, briefing.renewalsDue),
                        formatShortDate(briefing.asOf.plusDays(portfolio::RenewalsAheadDays)));
    return tile;
}

TileContent matchTile(const answers::Briefing &briefing)
{
    TileContent tile;
    if (!briefing.reconciliation) {
        tile.label = Texts::tr("ARR match");
        tile.note = Texts::tr("needs a second system");
        return tile;
    }
    const reconcile::Reconciliation &found = *briefing.reconciliation;
    tile.label = Texts::tr("ARR match, %1\u2013%2").arg(qt(found.left.name), qt(found.right.name));
    if (const auto interval = statistics::wilsonInterval(found.matched, found.inEither)) {
        tile.figure = formatPercent(double(found.matched) / found.inEither);
        tile.change =
            Texts::tr("difference %1").arg(formatMoneyDelta({found.rightTotal - found.leftTotal, found.currency}));
        tile.note = Texts::tr("%1 of %2 (%3\u2013%4)")
                        .arg(formatCount(found.matched))
                        .arg(formatCount(found.inEither))
                        .arg(qt(percentOfTenths(shownTenths(interval->first), false, formOf())),
                            qt(percentOfTenths(shownTenths(interval->second), false, formOf())));
    }
    return tile;
}

/// The mix by ARR, and how much of the book it does not tell of.
TileContent healthTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("ARR yellow or red");
    const auto share = briefing.health ? briefing.health->atRiskShare() : std::nullopt;
    if (!share) {
        tile.note = Texts::tr("nobody has a colour");
        return tile;
    }
    const health::ColourSums &mix = briefing.health->mix;
    tile.figure = formatPercent(*share);
    tile.change =
        Texts::tr("%1 yellow, %2 red")
            .arg(formatShortMoney({mix.yellow, briefing.currency}), formatShortMoney({mix.red, briefing.currency}));
    tile.changeTone = *share > 0 ? Tone::Warn : Tone::Label;
    tile.note = Texts::tr("%1 of %2 not scored").arg(formatCount(mix.accounts.none), formatCount(mix.accounts.all()));
    return tile;
}

TileContent movedTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("Health moved, %1 days").arg(answers::HealthShiftDays);
    if (!briefing.health)
        return tile;
    tile.figure = Texts::tr("%1 down").arg(formatCount(qint64(briefing.health->worse.size())));
    tile.change = Texts::tr("%1 up").arg(formatCount(qint64(briefing.health->better.size())));
    tile.note = Texts::tr("since %1").arg(formatDate(briefing.health->since));
    return tile;
}

/// What of the work queue is past due, and what went up to somebody.
TileContent actionsTile(const answers::BriefingActions &actions)
{
    TileContent tile;
    tile.label = Texts::tr("Actions late");
    tile.figure = formatCount(actions.late);
    if (actions.escalated) {
        tile.change = Texts::tr("%1 escalated").arg(formatCount(*actions.escalated));
        tile.changeTone = *actions.escalated > 0 ? Tone::Warn : Tone::Label;
    }
    tile.note = Texts::tr("of %1 open").arg(formatCount(actions.open));
    return tile;
}

/// A badge where what a figure rests on is late.
TileContent withAge(TileContent tile, const std::vector<sources::SourceFreshness> &late)
{
    QStringList sentences;
    for (const sources::SourceFreshness &source : late)
        sentences << messageText(answers::sentence(source));
    if (!tile.figure.isEmpty())
        tile.late = sentences.join(u' ');
    return tile;
}

} // namespace

QVector<TileContent> headlineTiles(const answers::Briefing &briefing)
{
    const auto ofArr = answers::lateBehind(briefing.sources, {briefing.arrSource});
    const auto ofHealth = answers::lateBehindHealth(briefing.sources);
    const auto ofPair = briefing.reconciliation ? answers::lateBehind(
                            briefing.sources, {briefing.reconciliation->left.name, briefing.reconciliation->right.name})
                                                : std::vector<sources::SourceFreshness>();
    QVector<TileContent> tiles{withAge(arrTile(briefing), ofArr)};
    for (const metrics::Metric *metric : revenue::retentionMetrics()) {
        if (metric->onHome)
            tiles << withAge(rateTile(briefing, *metric), ofArr);
    }
    return tiles << withAge(renewalsTile(briefing), ofArr) << withAge(matchTile(briefing), ofPair)
                 << withAge(healthTile(briefing), ofHealth) << withAge(movedTile(briefing), ofHealth)
                 << withAge(readyTile(briefing), ofArr) << withAge(forecastTile(briefing), ofArr)
                 << withAge(exceptionsTile(briefing), ofArr) << actionsTile(briefing.actions);
}

ChartSpec monthBridge(const answers::Briefing &briefing)
{
    ChartSpec spec;
    if (briefing.month) {
        spec = chartSpecFrom(pack::arrBridge(briefing.monthTotal, briefing.currency));
        spec.title = Texts::tr("What changed in %1").arg(formatMonth(*briefing.month));
        spec.subtitle = messageText(portfolio::inShort(briefing.staleRates));
    }
    spec.emptyText = Texts::tr("Import billing subscriptions to see what moved.");
    return spec;
}

QVector<ChartPlace> bridgePlaces(const answers::Briefing &briefing, const QSet<QString> &customers)
{
    using revenue::MovementKind;
    constexpr std::array kinds{MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion,
        MovementKind::Contraction, MovementKind::Churn, MovementKind::Fx};
    QSet<int> categories;
    for (const revenue::AccountMovement &each : briefing.movements) {
        if (each.month == briefing.month && customers.contains(qt(briefing.accounts->at(each.account).id)))
            categories << int(std::ranges::find(kinds, each.kind) - kinds.begin()) + 1; // behind the opening
    }
    QVector<ChartPlace> places;
    for (const int category : std::as_const(categories))
        places << ChartPlace{0, category};
    return places;
}

QString changedSubtitle(const answers::Briefing &briefing, bool withBridge, bool narrow)
{
    if (!briefing.month)
        return {};
    const QString currency = qt(briefing.currency.code());
    const QString start = withBridge ? axisStartSentence(monthBridge(briefing)) : QString();
    QStringList parts;
    if (!narrow)
        parts << Texts::tr("%1 against %2, %3")
                     .arg(formatDate(briefing.month->lastDay()), formatDate(briefing.month->plus(-1).lastDay()),
                         currency);
    else
        parts << (withBridge ? currency : Texts::tr("%1, %2").arg(formatMonth(*briefing.month), currency));
    if (!start.isEmpty())
        parts << start;
    return parts.join(QStringLiteral(", "));
}

TableSpec largestChanges(const answers::Briefing &briefing)
{
    constexpr std::size_t Most = 12;
    TableSpec spec;
    spec.id = QStringLiteral("largest-changes");
    spec.filterRow = false;
    spec.emptyText = briefing.arr ? Texts::tr("No customer moved in this month.")
                                  : Texts::tr("There is no ARR yet. Import, Answers says which file brings it.");
    const QString code = qt(briefing.currency.code());
    spec.columns = {{QStringLiteral("customer"), Texts::tr("Largest changes"), ColumnKind::Key, 0, Good::Unknown, 0,
                        true, false, 180},
        {QStringLiteral("kind"), Texts::tr("Movement"), ColumnKind::Text, 0, Good::Unknown, 0, true, false, 100},
        {QStringLiteral("amount"), code, ColumnKind::Delta, 0, Good::Up},
        {QStringLiteral("before"), Texts::tr("Before, %1").arg(code), ColumnKind::Money, 0, Good::Unknown, 2},
        {QStringLiteral("after"), Texts::tr("After, opening rates, %1").arg(code), ColumnKind::Money, 0, Good::Unknown,
            1}};
    std::vector<const revenue::AccountMovement *> movements;
    for (const revenue::AccountMovement &movement : briefing.movements) {
        if (movement.group == 0 && movement.kind != revenue::MovementKind::Fx)
            movements.push_back(&movement);
    }
    std::stable_sort(
        movements.begin(), movements.end(), [](const auto *a, const auto *b) { return a->amount > b->amount; });
    const auto value = [&](std::int64_t minor) {
        return QVariant(Money{minor, briefing.currency}.major().approximate());
    };
    for (std::size_t i = 0; i < std::min(Most, movements.size()); ++i) {
        const revenue::AccountMovement &moved = *movements[i];
        const identity::Account &account = briefing.accounts->at(moved.account);
        const std::int64_t after = inWholeUnits(moved, briefing.currency).after; // so that the line adds up
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), word(nameOf(moved.kind)), value(moved.change()), value(moved.before),
                value(moved.before + moved.change())},
            {}, false, {{4, Money{after, briefing.currency}.major().approximate()}}};
    }
    return spec;
}

TableSpec findingsTable(const answers::Briefing &briefing)
{
    TableSpec spec;
    spec.id = QStringLiteral("findings");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("Nothing needs attention.");
    spec.columns = {{QStringLiteral("state"), Texts::tr("Weight"), ColumnKind::State, 0, Good::Unknown, 2},
        {QStringLiteral("finding"), Texts::tr("Finding"), ColumnKind::TwoLine, 0, Good::Unknown, 0, true, false, 220},
        {QStringLiteral("amount"), Texts::tr("ARR, %1").arg(qt(briefing.currency.code())), ColumnKind::Money, 0},
        {QStringLiteral("owner"), Texts::tr("Owner"), ColumnKind::Text, 0, Good::Unknown, 1, true, false, 110}};
    for (std::size_t i = 0; i < briefing.findings.size(); ++i) {
        const answers::Finding &finding = briefing.findings[i];
        const StateValue state = finding.weight == answers::Finding::Weight::Urgent
            ? StateValue{Mark::Bad, Texts::tr("Urgent")}
            : finding.weight == answers::Finding::Weight::Warning ? StateValue{Mark::Warn, Texts::tr("Look")}
                                                                  : StateValue{Mark::Info, Texts::tr("Note")};
        spec.rows << TableRow{QString::number(i),
            {QVariant::fromValue(state), QStringList{messageText(finding.title), messageText(finding.detail)},
                finding.amount ? QVariant(Money{*finding.amount, briefing.currency}.major().approximate()) : QVariant(),
                finding.owner.empty() ? QVariant() : QVariant(qt(finding.owner))}};
    }
    return spec;
}

AccountList findingAccounts(const answers::Briefing &briefing, std::size_t index)
{
    AccountList list{messageText(briefing.findings[index].title), {}};
    for (const std::string &account : briefing.findings[index].accounts)
        list.ids << qt(account);
    return list;
}

AccountList renewalAccounts(const answers::Briefing &briefing)
{
    AccountList list{Texts::tr("Renewals due in 90 days"), {}};
    for (const std::string &account : briefing.renewalAccounts)
        list.ids << qt(account);
    return list;
}

AccountList atRiskAccounts(const answers::Briefing &briefing)
{
    AccountList list{Texts::tr("Yellow or red health"), {}};
    list.measures = {Texts::tr("ARR on %1, %2").arg(formatDate(briefing.arrDay), qt(briefing.currency.code()))};
    if (briefing.health) {
        for (const answers::BriefingHealth::Risk &each : briefing.health->atRisk)
            list.add(qt(each.account), {Money{each.arr, briefing.currency}.major().approximate()});
    }
    return list;
}

AccountList movedAccounts(const answers::Briefing &briefing)
{
    if (!briefing.health)
        return {};
    AccountList list{Texts::tr("Another colour than on %1").arg(formatDate(briefing.health->since)), {}};
    for (const auto *ids : {&briefing.health->worse, &briefing.health->better}) {
        for (const std::string &account : *ids)
            list.ids << qt(account);
    }
    return list;
}

} // namespace qd::ui
