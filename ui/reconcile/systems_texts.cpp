#include "ui/reconcile/reconcile_texts.h"

#include "core/reconcile/words.h"
#include "core/statistics/wilson_interval.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

const std::string &nameOf(const SystemsShown &systems, std::size_t system)
{
    return systems.comparison.systems[system].source.name;
}

/// What a system says; nothing where it says nothing.
QVariant valueOf(const reconcile::SystemValue &value, const std::string &field, Currency currency)
{
    if (field == "arr")
        return value.amount ? QVariant(Money{*value.amount, currency}.major().approximate()) : QVariant();
    return value.text.empty() ? QVariant() : QVariant(fieldValue(field, value.text));
}

TableColumn percentColumn(const char *id, const QString &title, int priority)
{
    TableColumn column = tableColumn(id, title, ColumnKind::Percent, priority);
    column.decimals = 1;
    return column;
}

} // namespace

QString systemsFieldName(const std::string &field)
{
    return field == "arr"       ? Texts::tr("ARR")
        : field == "currency"   ? Texts::tr("Currency")
        : field == "start_date" ? Texts::tr("Contract start")
        : field == "products"   ? Texts::tr("Products")
                                : fieldTitle(field);
}

QVector<TotalCell> systemTotals(const SystemsShown &systems)
{
    const reconcile::SystemsComparison &all = systems.comparison;
    QVector<TotalCell> cells;
    for (std::size_t i = 0; i < all.systems.size(); ++i) {
        TotalCell cell;
        cell.label = qt(nameOf(systems, i));
        cell.value = formatMoney({all.systems[i].total, all.currency}, true);
        if (i == 0) {
            cell.note = Texts::tr("reference");
        } else {
            const reconcile::Reconciliation &pair = all.pairs[i - 1];
            const QString difference = formatMoneyDelta({pair.rightTotal - pair.leftTotal, all.currency}, true);
            cell.note =
                Texts::tr("%1; %2 of %3 match").arg(difference, formatCount(pair.matched), formatCount(pair.inEither));
        }
        cells << cell;
    }
    return cells;
}

TableSpec systemsTable(const SystemsShown &systems, const std::string &field)
{
    const reconcile::SystemsComparison &all = systems.comparison;
    const bool amounts = field == "arr";
    TableSpec spec;
    spec.id = amounts ? QStringLiteral("systems") : QStringLiteral("systems-fields");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("All systems agree in this field where they say it.");
    spec.columns << tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 170);
    for (std::size_t i = 0; i < all.systems.size(); ++i) {
        TableColumn column = tableColumn("", qt(nameOf(systems, i)), amounts ? ColumnKind::Money : ColumnKind::Text);
        column.id = QStringLiteral("system-%1").arg(i);
        column.decimals = amounts ? all.currency.digits() : 0;
        column.total = amounts;
        spec.columns << column;
    }
    if (amounts) {
        TableColumn largest = tableColumn("largest", Texts::tr("Largest"), ColumnKind::Delta, 1);
        largest.decimals = all.currency.digits();
        spec.columns << largest << tableColumn("cause", Texts::tr("Cause"), ColumnKind::Text, 2, 130);
    }
    spec.columns << tableColumn("differs", Texts::tr("Differs in"), ColumnKind::Text, 3);
    for (const reconcile::SystemsRow &each : systems.rows.at(field)) {
        const identity::Account &account = all.pairs.front().accounts->at(each.account);
        TableRow row;
        row.id = qt(account.id);
        row.values << qt(account.name);
        QStringList differing;
        for (std::size_t i = 0; i < each.values.size(); ++i) {
            row.values << valueOf(each.values[i], field, all.currency);
            if (each.values[i].found >= 0)
                differing << qt(nameOf(systems, i));
        }
        if (amounts) {
            const reconcile::Break &widest =
                all.pairs[each.widest - 1].breaks[std::size_t(each.values[each.widest].found)];
            row.values << Money{widest.delta, all.currency}.major().approximate()
                       << word(reconcile::nameOf(widest.finding.cause));
        }
        row.values << differing.join(QStringLiteral(", "));
        spec.rows << row;
    }
    return spec;
}

TableSpec systemRatesTable(const SystemsShown &systems)
{
    TableSpec spec;
    spec.id = QStringLiteral("systems-rates");
    spec.noun = Texts::tr("rates");
    spec.nounOfOne = Texts::tr("rate");
    spec.filterRow = false;
    spec.columns << tableColumn("field", Texts::tr("Field"), ColumnKind::Key)
                 << tableColumn("system", Texts::tr("System"), ColumnKind::Text)
                 << percentColumn("rate", Texts::tr("Same"), 0) << percentColumn("lower", Texts::tr("From"), 1)
                 << percentColumn("upper", Texts::tr("To"), 1)
                 << tableColumn("matched", Texts::tr("Agree"), ColumnKind::Number, 2)
                 << tableColumn("compared", Texts::tr("Compared"), ColumnKind::Number, 2);
    for (std::size_t i = 0; i < systems.comparison.pairs.size(); ++i) {
        for (const reconcile::FieldMatch &match : systems.comparison.pairs[i].fields) {
            const auto interval = statistics::wilsonInterval(match.matched, match.compared);
            const auto limit = [&](double value) { return interval ? QVariant(value) : QVariant(); };
            TableRow row;
            row.id = qt(match.field) + u'|' + qt(nameOf(systems, i + 1));
            row.values = {systemsFieldName(match.field), qt(nameOf(systems, i + 1)),
                interval ? QVariant(double(match.matched) / match.compared) : QVariant(),
                limit(interval ? interval->first : 0), limit(interval ? interval->second : 0), match.matched,
                match.compared};
            spec.rows << row;
        }
    }
    return spec;
}

} // namespace qd::ui
