#include "ui/customers/customers_table.h"

#include "ui/customers/cell_values.h"
#include "ui/paint/formatting.h"
#include "ui/paint/one_line.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Customers)
};

StateValue healthState(const std::string &health)
{
    using portfolio::HealthColour;
    const HealthColour colour = portfolio::healthColourOf(health);
    const Mark mark = colour == HealthColour::Green ? Mark::HealthGreen
        : colour == HealthColour::Yellow            ? Mark::HealthYellow
        : colour == HealthColour::Red               ? Mark::HealthRed
                                                    : Mark::None;
    return {mark, mark == Mark::None ? qt(health) : word(nameOf(colour))};
}

int systemsOf(const identity::Account &account)
{
    QSet<QString> systems;
    for (const identity::LinkedRecord &record : account.records)
        systems.insert(qt(record.source));
    return int(systems.size());
}

QVector<QVariant> valuesOf(const portfolio::AccountOverview &row, const identity::Account &account, Currency currency)
{
    const std::string &health = account.field("health");
    return {row.arr ? QVariant(Money{*row.arr, currency}.major().approximate()) : QVariant(),
        textOrNone(account.field("segment")), textOrNone(account.field("region")), textOrNone(account.field("owner")),
        dateOrNone(row.renewalDate), health.empty() ? QVariant() : QVariant::fromValue(healthState(health)),
        textOrNone(account.field("lifecycle_stage")), textOrNone(account.field("status")), textOrNone(account.domain),
        textOrNone(account.field("country")), systemsOf(account), qt(account.id)};
}

/// Amounts of what was opened, to the cent, so that their totals are the figure.
void addMeasures(TableSpec &spec, const AccountList &list)
{
    for (qsizetype i = 0; i < list.measures.size(); ++i) {
        TableColumn column =
            tableColumn(("measure" + std::to_string(i)).c_str(), oneLine(list.measures[i]), ColumnKind::Money, 0);
        column.decimals = 2;
        column.total = true;
        spec.columns << column;
    }
    spec.id = QStringLiteral("customers-opened-%1").arg(list.measures.size());
    spec.sortColumn = 1;
    spec.sortDescending = list.total(0) >= 0;
}

} // namespace

TableSpec customersTable(const portfolio::Overview &overview, const PageContext &context, const AccountList &list)
{
    TableSpec spec;
    spec.id = QStringLiteral("customers");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("No customer passes the chips above; clear one to see more.");
    spec.columns = {tableColumn("name", Texts::tr("Customer"), ColumnKind::Key, 0, 220)};
    spec.sortColumn = 1;
    spec.sortDescending = true;
    if (list.isOpen())
        spec.emptyText = Texts::tr("No customer stands behind this figure.");
    if (!list.measures.isEmpty())
        addMeasures(spec, list);
    TableColumn arr = tableColumn("arr", Texts::tr("ARR, %1").arg(qt(overview.currency.code())), ColumnKind::Money,
        list.measures.isEmpty() ? 0 : 2);
    arr.total = true;
    arr.shown = list.measures.isEmpty(); // beside other amounts it only confuses
    TableColumn country = tableColumn("country", Texts::tr("Country"), ColumnKind::Text, 5, 90);
    country.shown = false;
    spec.columns << arr << tableColumn("segment", Texts::tr("Segment"), ColumnKind::Text, 0, 112)
                 << tableColumn("region", Texts::tr("Region"), ColumnKind::Text, 2, 80)
                 << tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 0, 140)
                 << tableColumn("renewal", Texts::tr("Renewal"), ColumnKind::Date, 0, 108)
                 << tableColumn("health", Texts::tr("Health"), ColumnKind::State, 2)
                 << tableColumn("stage", Texts::tr("Stage"), ColumnKind::Text, 3, 100)
                 << tableColumn("status", Texts::tr("Status"), ColumnKind::Text, 3, 80)
                 << tableColumn("domain", Texts::tr("Domain"), ColumnKind::Text, 4, 150) << country
                 << tableColumn("systems", Texts::tr("Systems"), ColumnKind::Number, 2)
                 << tableColumn("account", Texts::tr("Id"), ColumnKind::Id, 4);
    QHash<QString, qsizetype> place;
    for (qsizetype i = 0; i < list.ids.size(); ++i)
        place.insert(list.ids[i], i);
    for (const portfolio::AccountOverview &row : overview.rows) {
        const identity::Account &account = overview.accounts->at(row.account);
        const QString id = qt(account.id);
        if (list.isOpen() ? !place.contains(id) : !context.passes(account))
            continue;
        QVector<QVariant> values{qt(account.name)};
        if (!list.measures.isEmpty()) {
            for (const double amount : list.amounts.value(place[id]))
                values << amount;
        }
        spec.rows << TableRow{id, values + valuesOf(row, account, overview.currency)};
    }
    return spec;
}

} // namespace qd::ui
