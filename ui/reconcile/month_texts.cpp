#include "core/reconcile/words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/reconcile/reconcile_texts.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

constexpr QChar BeforeWhat = u'|';

/// What a table says that has no rows because the month could not be checked.
QString emptyOf(const MonthShown &month, const QString &otherwise)
{
    return month.check ? otherwise : messageText(month.why);
}

QString stepName(const signoff::MonthStep &step)
{
    if (step.movement)
        return word(revenue::nameOf(*step.movement));
    return step.id == "opening" ? Texts::tr("Opening") : Texts::tr("Closing");
}

/// The columns of both books and what lies between them.
void addBooks(TableSpec &spec, const MonthShown &month)
{
    const auto amount = [&](const char *id, const QString &title, ColumnKind kind) {
        TableColumn column = tableColumn(id, title, kind);
        column.decimals = month.check ? month.check->closing.currency.digits() : 0;
        return column;
    };
    spec.columns << amount(
        "ours", month.check ? qt(month.check->closing.left.name) : Texts::tr("Ours"), ColumnKind::Money)
                 << amount("theirs", month.check ? qt(month.check->closing.right.name) : Texts::tr("Theirs"),
                        ColumnKind::Money)
                 << amount("difference", Texts::tr("Difference"), ColumnKind::Delta);
}

} // namespace

QVector<TotalCell> monthTotals(const MonthShown &month)
{
    if (!month.check)
        return {};
    const reconcile::Reconciliation &closing = month.check->closing;
    const auto cell = [](const QString &label, const QString &value, const QString &note) {
        TotalCell made;
        made.label = label;
        made.value = value;
        made.note = note;
        return made;
    };
    const signoff::RenewalCycle &cycle = month.check->cycle;
    return {
        cell(qt(closing.left.name), formatMoney({closing.leftTotal, closing.currency}, true),
            Texts::tr("closes the month")),
        cell(qt(closing.right.name), formatMoney({closing.rightTotal, closing.currency}, true),
            Texts::tr("closes the month")),
        cell(Texts::tr("Difference"),
            formatMoneyDelta({closing.rightTotal - closing.leftTotal, closing.currency}, true),
            Texts::tr("by cause below")),
        cell(Texts::tr("Renewal cycle"),
            cycle.medianDays ? Texts::tr("%1 days").arg(formatNumber(*cycle.medianDays, 1)) : QString(),
            cycle.medianDays ? Texts::tr("median of %Ln won renewals", nullptr, cycle.n) : Texts::tr("no renewal won")),
    };
}

TableSpec monthStepsTable(const MonthShown &month)
{
    TableSpec spec;
    spec.id = QStringLiteral("month-steps");
    spec.noun = Texts::tr("steps");
    spec.nounOfOne = Texts::tr("step");
    spec.filterRow = false;
    spec.emptyText = emptyOf(month, {});
    spec.columns << tableColumn("step", Texts::tr("Step"), ColumnKind::Key);
    addBooks(spec, month);
    if (!month.check)
        return spec;
    const Currency currency = month.check->closing.currency;
    for (const signoff::MonthStep &step : signoff::stepsOf(*month.check)) {
        TableRow row;
        row.id = qt(step.id);
        row.values = {stepName(step), Money{step.ours, currency}.major().approximate(),
            Money{step.theirs, currency}.major().approximate(),
            Money{step.difference(), currency}.major().approximate()};
        spec.rows << row;
    }
    return spec;
}

TableSpec monthBridgeTable(const MonthShown &month)
{
    TableSpec spec;
    spec.id = QStringLiteral("month-bridge");
    spec.noun = Texts::tr("causes");
    spec.nounOfOne = Texts::tr("cause");
    spec.filterRow = false;
    spec.emptyText = emptyOf(month, Texts::tr("Both close the month alike."));
    TableColumn amount = tableColumn("amount", Texts::tr("Difference"), ColumnKind::Delta);
    amount.decimals = month.check ? month.check->closing.currency.digits() : 0;
    amount.total = true;
    spec.columns << tableColumn("cause", Texts::tr("Cause"), ColumnKind::Key) << amount
                 << tableColumn("customers", Texts::tr("Customers"), ColumnKind::Number, 1);
    if (!month.check)
        return spec;
    for (const reconcile::BridgeStep &step : month.check->closing.bridge) {
        TableRow row;
        row.id = QString::fromLatin1(reconcile::toString(step.cause));
        row.values = {word(reconcile::nameOf(step.cause)),
            Money{step.amount, month.check->closing.currency}.major().approximate(), step.count};
        spec.rows << row;
    }
    return spec;
}

TableSpec monthCustomersTable(const MonthShown &month)
{
    TableSpec spec;
    spec.id = QStringLiteral("month-customers");
    spec.noun = Texts::tr("rows");
    spec.nounOfOne = Texts::tr("row");
    spec.emptyText = emptyOf(month, Texts::tr("Both books have the same movements and the same closing."));
    spec.columns << tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key)
                 << tableColumn("what", Texts::tr("Step"), ColumnKind::Text)
                 << tableColumn("cause", Texts::tr("Cause"), ColumnKind::Text, 2);
    addBooks(spec, month);
    if (!month.check)
        return spec;
    const reconcile::Reconciliation &closing = month.check->closing;
    const auto add = [&](int account, const std::string &id, const QString &what, const QVariant &cause,
                         std::int64_t ours, std::int64_t theirs, std::int64_t difference) {
        const identity::Account &customer = closing.accounts->at(account);
        const auto major = [&](std::int64_t minor) { return Money{minor, closing.currency}.major().approximate(); };
        TableRow row;
        row.id = qt(customer.id) + BeforeWhat + qt(id);
        row.values = {qt(customer.name), what, cause, major(ours), major(theirs), major(difference)};
        spec.rows << row;
    };
    for (const signoff::MonthDifference &each : month.check->differences)
        add(each.account, toString(each.kind), word(revenue::nameOf(each.kind)), {}, each.ours, each.theirs,
            each.difference());
    for (const reconcile::AmountPair &pair : closing.amounts) {
        if (pair.cause)
            add(pair.account, "closing", Texts::tr("Closing"), word(reconcile::nameOf(*pair.cause)), pair.left,
                pair.right, pair.delta());
    }
    return spec;
}

QString accountOfMonthRow(const QString &row)
{
    return row.left(row.lastIndexOf(BeforeWhat));
}

} // namespace qd::ui
