#include "ui/customers/cell_values.h"
#include "ui/customers/customer_texts.h"
#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Customers)
};

using Contract = answers::CustomerRecord::Contract;
using Stakeholder = answers::CustomerRecord::Stakeholder;

StateValue stateOf(const Contract &contract)
{
    switch (contract.state) {
    case Contract::State::Ahead:
        return {Mark::Info, Texts::tr("ahead")};
    case Contract::State::InForce:
        return {Mark::Good, Texts::tr("in force")};
    case Contract::State::Ended:
        break;
    }
    return {Mark::None, Texts::tr("ended")};
}

StateValue stateOf(const Stakeholder &contact)
{
    if (contact.hasChampionLeft)
        return {Mark::Bad, Texts::tr("champion left")};
    if (contact.isSilent)
        return {Mark::Warn, Texts::tr("sponsor silent")};
    return contact.left ? StateValue{Mark::None, Texts::tr("left")} : StateValue{Mark::Good, Texts::tr("there")};
}

QString partOf(const Stakeholder &contact)
{
    if (contact.isChampion && contact.isSponsor)
        return Texts::tr("champion, sponsor");
    if (contact.isChampion)
        return Texts::tr("champion");
    return contact.isSponsor ? Texts::tr("sponsor") : QString();
}

} // namespace

TableSpec contractsTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("customer-contracts");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No contract of this customer.");
    spec.columns = {tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 85),
        tableColumn("contract", Texts::tr("Contract"), ColumnKind::Id, 1),
        tableColumn("product", Texts::tr("Product"), ColumnKind::Text, 2, 90),
        tableColumn("from", Texts::tr("From"), ColumnKind::Date, 2),
        tableColumn("end", Texts::tr("To"), ColumnKind::Date),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(record.currency.code())), ColumnKind::Money)};
    for (const Contract &contract : record.contracts)
        spec.rows << TableRow{qt(contract.id),
            {QVariant::fromValue(stateOf(contract)), qt(contract.id), textOrNone(contract.product),
                dateOrNone(contract.from), dateOrNone(contract.end),
                Money{contract.arr, record.currency}.major().approximate()}};
    return spec;
}

TableSpec stakeholdersTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("customer-people");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No contact of this customer.");
    spec.columns = {tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 110),
        tableColumn("part", Texts::tr("Part"), ColumnKind::Key, 0, 90),
        tableColumn("role", Texts::tr("Role"), ColumnKind::Text, 1, 110),
        tableColumn("last", Texts::tr("Last contact"), ColumnKind::Date),
        tableColumn("left", Texts::tr("Left"), ColumnKind::Date, 2),
        tableColumn("contact", Texts::tr("Contact"), ColumnKind::Id, 1)};
    for (const Stakeholder &contact : record.stakeholders)
        spec.rows << TableRow{qt(contact.id),
            {QVariant::fromValue(stateOf(contact)), partOf(contact),
                textOrNone(contact.role.empty() ? contact.title : contact.role), dateOrNone(contact.lastContacted),
                dateOrNone(contact.left), qt(contact.id)}};
    return spec;
}

} // namespace qd::ui
