#include "ui/reconcile/reconcile_texts.h"

#include "core/reconcile/words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

QVariant amount(const std::optional<std::int64_t> &minor, Currency currency)
{
    return minor ? QVariant(Money{*minor, currency}.major().approximate()) : QVariant();
}

QVariant textOrNothing(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

QVariant dateOrNothing(const std::string &iso)
{
    return iso.empty() ? QVariant() : QVariant(QDate::fromString(qt(iso), Qt::ISODate));
}

/// Why a list of breaks is empty: there is nothing to compare, other fields have them, or all agree.
QString noBreaksSentence(const reconcile::Reconciliation &result, const QString &field)
{
    if (result.inEither == 0)
        return Texts::tr("No customer of either system passes the filters; nothing was compared.");
    if (result.breaks.empty())
        return Texts::tr("No breaks: both systems agree on everything compared.");
    const QString others = Texts::tr("%Ln breaks in other fields", nullptr, int(result.breaks.size()));
    return field == QStringLiteral("arr") ? Texts::tr("No break in ARR. All shows the %1.").arg(others)
                                          : Texts::tr("No break in this field. All shows the %1.").arg(others);
}

} // namespace

reconcile::RegisteredBreak ReconcileView::remembered(const reconcile::Break &found) const
{
    const auto entry = known.find(reconcile::breakKey(result, found));
    return entry == known.end() ? reconcile::RegisteredBreak{0, {}, reconcile::breakStates().front(), {}}
                                : entry->second;
}

QString differenceSentence(const reconcile::Reconciliation &result)
{
    const reconcile::DifferenceParts parts = reconcile::partsOfDifference(result);
    const auto money = [&](std::int64_t minor) { return formatMoneyDelta({minor, result.currency}, true); };
    QStringList sum{Texts::tr("breaks %1").arg(money(parts.breaks))};
    if (parts.rounding != 0)
        sum << Texts::tr("rounding %1").arg(money(parts.rounding));
    if (parts.notGiven != 0)
        sum << Texts::tr("no amount in one %1").arg(money(parts.notGiven));
    return sum.size() == 1 ? sum.front()
                           : Texts::tr("%1: difference %2").arg(sum.join(QStringLiteral(", ")), money(parts.total));
}

StateValue breakState(const std::string &state)
{
    const Mark mark = state == "explained"        ? Mark::Info
        : state == "to_fix"                       ? Mark::InWork
        : state == "accepted" || state == "fixed" ? Mark::Good
                                                  : Mark::Open;
    return {mark, word(reconcile::stateName(state))};
}

TableSpec breaksTable(const ReconcileView &view, const QString &field)
{
    const reconcile::Reconciliation &result = view.result;
    const QString code = qt(result.currency.code());
    const bool amounts = field == QStringLiteral("arr");
    TableSpec spec;
    spec.id = amounts ? QStringLiteral("breaks") : QStringLiteral("breaks-fields");
    spec.noun = Texts::tr("breaks");
    spec.nounOfOne = Texts::tr("break");
    spec.emptyText = noBreaksSentence(result, field);
    const ColumnKind side = amounts ? ColumnKind::Money : ColumnKind::Text;
    const int decimals = result.currency.digits();
    spec.columns = {
        {QStringLiteral("break"), Texts::tr("Break"), ColumnKind::Id, 0, Good::Unknown, 2},
        {QStringLiteral("customer"), Texts::tr("Customer"), ColumnKind::Key, 0, Good::Unknown, 0, true, false, 170},
        {QStringLiteral("type"), Texts::tr("Type"), ColumnKind::Text, 0, Good::Unknown, 1, true, false, 110},
        {QStringLiteral("cause"), Texts::tr("Cause"), ColumnKind::Text, 0, Good::Unknown, 0, amounts, false, 150},
        {QStringLiteral("left"), amounts ? Texts::tr("%1, %2").arg(qt(result.left.name), code) : qt(result.left.name),
            side, decimals, Good::Unknown, 0, true, amounts},
        {QStringLiteral("right"),
            amounts ? Texts::tr("%1, %2").arg(qt(result.right.name), code) : qt(result.right.name), side, decimals,
            Good::Unknown, 0, true, amounts},
        {QStringLiteral("delta"), Texts::tr("Delta"), ColumnKind::Delta, decimals, Good::Unknown, 0, amounts, true},
        {QStringLiteral("age"), Texts::tr("Age"), ColumnKind::Age, 0, Good::Unknown, 3},
        {QStringLiteral("owner"), Texts::tr("Owner"), ColumnKind::Text, 0, Good::Unknown, 4},
        {QStringLiteral("state"), Texts::tr("State"), ColumnKind::State, 0, Good::Unknown, 2},
        {QStringLiteral("note"), Texts::tr("Note"), ColumnKind::Text, 0, Good::Unknown, 5},
        {QStringLiteral("due"), Texts::tr("Due"), ColumnKind::Date, 0, Good::Unknown, 5},
    };
    spec.sortColumn = amounts ? 6 : 1;
    spec.sortDescending = amounts;
    for (const reconcile::Break &found : result.breaks) {
        if (!field.isEmpty() && qt(found.field) != field)
            continue;
        const identity::Account &account = result.accounts->at(found.account);
        const reconcile::RegisteredBreak known = view.remembered(found);
        const auto firstSeen = Date::fromIso(known.firstSeen);
        TableRow row;
        row.id = qt(reconcile::breakKey(result, found));
        row.values = {breakName(view, found), qt(account.name), word(nameOf(found.type)),
            word(nameOf(found.finding.cause)),
            amounts ? amount(found.leftAmount, result.currency) : QVariant(qt(found.leftValue)),
            amounts ? amount(found.rightAmount, result.currency) : QVariant(qt(found.rightValue)),
            amounts ? amount(found.delta, result.currency) : QVariant(),
            firstSeen ? QVariant(daysBetween(*firstSeen, result.asOf)) : QVariant(),
            textOrNothing(ownerOf(known, account)), QVariant::fromValue(breakState(known.state)),
            textOrNothing(known.note), dateOrNothing(known.dueDate)};
        spec.rows << row;
    }
    return spec;
}

QString fixSentence(const ReconcileView &view)
{
    const reconcile::FixTime &all = view.times.total;
    return all.fixed == 0 ? Texts::tr("No break of these systems is gone yet.")
                          : Texts::tr("Days from found to fixed: %1 in the median of %Ln breaks", nullptr, all.fixed)
                                .arg(formatNumber(all.medianDays, all.medianDays == int(all.medianDays) ? 0 : 1));
}

QString trendSentence(const ReconcileView &view)
{
    if (view.months.size() < 2)
        return {};
    const reconcile::RegisterMonth &last = view.months[0];
    return Texts::tr("%1 found, %2 gone since %3; %4 left, %5 then")
        .arg(formatCount(last.found), formatCount(last.gone), formatMonth(view.months[1].month), formatCount(last.open),
            formatCount(view.months[1].open));
}

TableSpec monthsTable(const ReconcileView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("break-months");
    spec.noun = Texts::tr("months");
    spec.nounOfOne = Texts::tr("month");
    spec.sortable = false; // by time
    spec.emptyText = Texts::tr("No import has registered a break of these systems.");
    spec.columns << tableColumn("month", Texts::tr("Month"), ColumnKind::Key)
                 << tableColumn("found", Texts::tr("Found"), ColumnKind::Number)
                 << tableColumn("gone", Texts::tr("Gone"), ColumnKind::Number)
                 << tableColumn("left", Texts::tr("Left at its end"), ColumnKind::Number)
                 << tableColumn("old", Texts::tr("Over 30 days"), ColumnKind::Number);
    for (const reconcile::RegisterMonth &month : view.months) {
        TableRow row;
        row.id = qt(month.month.iso());
        row.values = {formatMonth(month.month), month.found, month.gone, month.open, month.old};
        spec.rows << row;
    }
    return spec;
}

TableSpec ageingTable(const ReconcileView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("break-ageing");
    spec.noun = Texts::tr("owners");
    spec.nounOfOne = Texts::tr("owner");
    spec.emptyText = Texts::tr("No import has registered a break of these systems.");
    const auto count = [](const char *id, const QString &title, int priority) {
        TableColumn column = tableColumn(id, title, ColumnKind::Number, priority);
        column.total = true;
        return column;
    };
    spec.columns << tableColumn("system", Texts::tr("To correct in"), ColumnKind::Key)
                 << tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text) << count("open", Texts::tr("Open"), 0)
                 << count("overdue", Texts::tr("Overdue"), 0);
    for (const reconcile::AgeBand &band : reconcile::AgeBands) {
        spec.columns << count(band.name,
            band.to ? Texts::tr("%1\u2013%2 d").arg(formatCount(band.from), formatCount(*band.to))
                    : Texts::tr("Over %1 d").arg(formatCount(band.from - 1)),
            2);
    }
    spec.columns << count("fixed", Texts::tr("Fixed"), 0)
                 << tableColumn("median", Texts::tr("Median days"), ColumnKind::Number, 1)
                 << tableColumn("longest", Texts::tr("Longest"), ColumnKind::Number, 3);
    spec.columns[spec.columns.size() - 2].decimals = 1;
    for (const reconcile::FixTime &time : view.times.rows) {
        TableRow row;
        row.id = qt(time.system + '|' + time.owner);
        row.values = {qt(time.system), textOrNothing(time.owner), time.open, time.overdue};
        for (const int each : time.ages)
            row.values << each;
        row.values << time.fixed << (time.fixed > 0 ? QVariant(time.medianDays) : QVariant())
                   << (time.fixed > 0 ? QVariant(time.longestDays) : QVariant());
        spec.rows << row;
    }
    return spec;
}

std::vector<PaletteEntry> breaksForPalette(const ReconcileView &view, const std::function<void(const QString &)> &open)
{
    const reconcile::Reconciliation &result = view.result;
    std::vector<PaletteEntry> entries;
    for (const reconcile::Break &found : result.breaks) {
        const QString name = breakName(view, found);
        const QString customer = qt(result.accounts->at(found.account).name);
        entries.push_back({PaletteKind::Break, name.isEmpty() ? customer : Texts::tr("%1 %2").arg(name, customer),
            Texts::tr("%1, %2").arg(word(nameOf(found.type)), word(nameOf(found.finding.cause))),
            found.isAmount() ? formatMoneyDelta({found.delta, result.currency}, true) : QString(),
            QStringLiteral("reconcile"), Mark::None,
            [open, key = qt(reconcile::breakKey(result, found))] { open(key); }});
    }
    return entries;
}

} // namespace qd::ui
