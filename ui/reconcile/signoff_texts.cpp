#include "ui/reconcile/reconcile_texts.h"

#include "core/reconcile/words.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

using signoff::SignoffState;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

constexpr std::string_view OfBreak = "break:";
constexpr std::string_view OfStep = "bridge:";
constexpr std::string_view OfCount = "bridge_count:";

QVariant nameOrNothing(const std::string &name)
{
    return name.empty() ? QVariant() : QVariant(qt(name));
}

/// A cause as files write it in the words of the page.
QString causeName(std::string_view cause)
{
    for (int i = 0; i < reconcile::CauseCount; ++i) {
        if (toString(reconcile::Cause(i)) == cause)
            return word(nameOf(reconcile::Cause(i)));
    }
    return qt(std::string(cause));
}

QString fieldOfBreak(const std::string &what)
{
    const std::string field = what.substr(what.rfind('|') + 1);
    return field == "arr" ? Texts::tr("ARR") : fieldTitle(field);
}

/// "ARR of Kestrel Logistics", "Bridge, timing": what came out otherwise, as the rest of the page calls it.
QString differenceName(const ReconcileView &view, const signoff::SignoffKey &key, const std::string &what)
{
    if (what == "left_total" || what == "right_total")
        return Texts::tr("ARR in %1").arg(qt(what == "left_total" ? key.left : key.right));
    if (what.starts_with(OfStep))
        return Texts::tr("Bridge, %1").arg(causeName(std::string_view(what).substr(OfStep.size())));
    if (what.starts_with(OfCount))
        return Texts::tr("Customers, %1").arg(causeName(std::string_view(what).substr(OfCount.size())));
    const QString account = accountOfDifference(key, qt(what));
    const int place = view.result.accounts->indexOf(account.toStdString());
    return Texts::tr("%1 of %2")
        .arg(fieldOfBreak(what), place < 0 ? account : qt(view.result.accounts->at(place).name));
}

/// A figure or a state of the sign-off; nothing for a break that was not there.
QVariant differenceValue(
    const signoff::ContentDifference &difference, std::int64_t amount, const std::string &state, Currency currency)
{
    if (difference.what.starts_with(OfBreak))
        return state.empty() ? QVariant() : QVariant(word(reconcile::stateName(state)));
    return difference.isMoney ? formatMoney({amount, currency}, true) : formatCount(amount);
}

} // namespace

QString periodText(const std::string &period)
{
    const auto month = Month::fromIso(period);
    return month ? calendarText(MonthName{*month}, shownLocale()) : qt(period);
}

StateValue signoffState(SignoffState state)
{
    switch (state) {
    case SignoffState::Open:
        return {Mark::Open, Texts::tr("Open")};
    case SignoffState::Prepared:
        return {Mark::InWork, Texts::tr("Prepared")};
    case SignoffState::Signed:
        return {Mark::Good, Texts::tr("Signed")};
    case SignoffState::ReviewAgain:
        break;
    }
    return {Mark::Warn, Texts::tr("Review again")};
}

QString signoffSentence(const signoff::SignoffStanding &standing)
{
    const QString prepared = qt(standing.preparedBy);
    switch (standing.state) {
    case SignoffState::Open:
        return Texts::tr("Nobody has prepared it yet.");
    case SignoffState::Prepared:
        return Texts::tr("Prepared by %1; another person signs.").arg(prepared);
    case SignoffState::Signed:
        return Texts::tr("Prepared by %1, signed by %2.").arg(prepared, qt(standing.signedBy));
    case SignoffState::ReviewAgain:
        break;
    }
    return standing.signedBy.empty()
        ? Texts::tr("Review again: it has come out otherwise since %1 prepared it.").arg(prepared)
        : Texts::tr("Review again: it has come out otherwise since %1 signed it.").arg(qt(standing.signedBy));
}

QString signoffFact(const signoff::SignoffStanding &standing)
{
    const QString period = periodText(standing.key.period);
    switch (standing.state) {
    case SignoffState::Open:
        return Texts::tr("%1 not prepared").arg(period);
    case SignoffState::Prepared:
        return Texts::tr("%1 prepared by %2, not signed").arg(period, qt(standing.preparedBy));
    case SignoffState::Signed:
        return Texts::tr("%1 signed by %2").arg(period, qt(standing.signedBy));
    case SignoffState::ReviewAgain:
        break;
    }
    return Texts::tr("%1 to be reviewed again").arg(period);
}

QString recordRemark()
{
    return Texts::tr("It is a record of who said so, not an access control: nobody asks whether a name is true.");
}

QString accountOfDifference(const signoff::SignoffKey &key, const QString &what)
{
    const QString before = qt(std::string(OfBreak) + key.left + '|' + key.right + '|');
    const qsizetype end = what.lastIndexOf(u'|');
    return what.startsWith(before) && end >= before.size() ? what.mid(before.size(), end - before.size()) : QString();
}

TableSpec signoffsTable(const ReconcileView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("signoffs");
    spec.noun = Texts::tr("months");
    spec.nounOfOne = Texts::tr("month");
    spec.emptyText = Texts::tr("No month of these systems is prepared or signed yet.");
    spec.filterRow = false;
    spec.columns << tableColumn("period", Texts::tr("Month"), ColumnKind::Key)
                 << tableColumn("state", Texts::tr("State"), ColumnKind::State)
                 << tableColumn("prepared", Texts::tr("Prepared by"), ColumnKind::Text, 2)
                 << tableColumn("signed", Texts::tr("Signed by"), ColumnKind::Text, 1)
                 << tableColumn("changes", Texts::tr("Changes"), ColumnKind::Number, 3)
                 << tableColumn("hash", Texts::tr("Hash"), ColumnKind::Text, 4);
    spec.columns.last().shown = false;
    for (const signoff::SignoffStanding &each : view.signoffs) {
        TableRow row;
        row.id = qt(each.key.period);
        row.values = {periodText(each.key.period), QVariant::fromValue(signoffState(each.state)),
            nameOrNothing(each.preparedBy), nameOrNothing(each.signedBy), qlonglong(each.difference.size()),
            nameOrNothing(each.hash)};
        spec.rows << row;
    }
    return spec;
}

TableSpec differencesTable(const ReconcileView &view, const signoff::SignoffStanding *standing)
{
    TableSpec spec;
    spec.id = QStringLiteral("signoff-changes");
    spec.noun = Texts::tr("changes");
    spec.nounOfOne = Texts::tr("change");
    spec.filterRow = false;
    spec.columns << tableColumn("what", Texts::tr("What"), ColumnKind::Key)
                 << tableColumn("then", Texts::tr("Then"), ColumnKind::Text)
                 << tableColumn("now", Texts::tr("Now"), ColumnKind::Text);
    if (!standing) {
        spec.emptyText = Texts::tr("Choose a month to see what has come out otherwise since.");
        return spec;
    }
    spec.emptyText = standing->failure ? messageText(*standing->failure)
                                       : Texts::tr("Nothing has come out otherwise since it was prepared.");
    for (const signoff::ContentDifference &each : standing->difference) {
        TableRow row;
        row.id = qt(each.what);
        row.values = {differenceName(view, standing->key, each.what),
            differenceValue(each, each.thenAmount, each.thenState, view.result.currency),
            differenceValue(each, each.nowAmount, each.nowState, view.result.currency)};
        spec.rows << row;
    }
    return spec;
}

} // namespace qd::ui
