#include "ui/shell/linked_selection.h"

#include "core/identity/account_directory.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/shell/page.h"

#include <QRegularExpression>

#include <algorithm>

namespace qd::ui {

QString customerOfRow(const QString &rowId)
{
    static const QRegularExpression id(QStringLiteral("(?<![A-Za-z0-9])AC-[0-9]{5,}(?![A-Za-z0-9])"));
    return id.match(rowId).captured();
}

QVector<ChartPlace> placesBehind(
    const QSet<QString> &customers, int categories, const std::function<AccountList(int category)> &behind)
{
    QVector<ChartPlace> places;
    for (int category = 0; category < categories; ++category) {
        const QStringList ids = behind(category).ids;
        if (std::ranges::any_of(ids, [&customers](const QString &id) { return customers.contains(id); }))
            places << ChartPlace{0, category};
    }
    return places;
}

QSet<int> indicesOf(const identity::AccountDirectory &accounts, const QSet<QString> &customers)
{
    QSet<int> indices;
    for (const QString &id : customers) {
        if (const int index = accounts.indexOf(id.toStdString()); index >= 0)
            indices << index;
    }
    return indices;
}

void addOnce(QVector<ChartPlace> &places, ChartPlace place)
{
    if (!places.contains(place))
        places << place;
}

LinkedSelection::LinkedSelection(Page &page)
    : QObject(&page)
    , m_page(page)
{
    connectTables();
    connect(&page, &Page::settled, this, &LinkedSelection::connectTables); // some come with what they show
    connect(&page, &Page::customersSelected, this, [this](const QSet<QString> &customers) {
        m_marking = nullptr;
        mark(customers, nullptr);
    });
    connect(&page, &Page::linkActivated, this, [this](const QString &, const PageTarget &target) {
        if (const AccountList list = accountList(target); !list.ids.isEmpty())
            mark({list.ids.begin(), list.ids.end()}, nullptr);
    });
}

void LinkedSelection::clear()
{
    m_marking = nullptr;
    mark({}, nullptr);
}

void LinkedSelection::connectTables()
{
    for (TableView *table : m_page.findChildren<TableView *>()) {
        if (m_known.contains(table))
            continue;
        m_known << table;
        connect(table, &TableView::selectionChanged, this, [this, table] { markAsIn(*table); });
        connect(table, &QObject::destroyed, this, [this, table] { m_known.remove(table); });
    }
}

void LinkedSelection::markAsIn(const TableView &table)
{
    QSet<QString> customers;
    for (const QString &row : table.selectedIds()) {
        if (const QString customer = customerOfRow(row); !customer.isEmpty())
            customers << customer;
    }
    if (customers.isEmpty() && &table != m_marking)
        return; // its rows came anew, and none of them was selected
    m_marking = &table;
    mark(customers, &table);
}

void LinkedSelection::mark(const QSet<QString> &customers, const TableView *apart)
{
    m_page.markCustomers(customers);
    for (ChartView *chart : m_page.findChildren<ChartView *>())
        chart->markCustomers(customers);
    for (TableView *other : m_page.findChildren<TableView *>()) {
        if (other == apart || customers.isEmpty())
            other->setMarked({});
        else
            other->setMarked([customers](const QString &row) { return customers.contains(customerOfRow(row)); });
    }
}

} // namespace qd::ui
