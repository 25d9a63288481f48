#pragma once
#include "ui/paint/chart/chart_painter.h"
#include "ui/shell/account_list.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace qd::identity {
class AccountDirectory;
}

namespace qd::ui {

class Page;
class TableView;

/// Customers that are selected in one table of a page are marked in its others, whatever a row of theirs is: a renewal,
/// an action, a break; in its charts, where those know whom they are drawn of; and in what else Page::markCustomers()
/// knows. So are those whom a chart or any other figure opened as a list, in all its tables and charts. A row is a
/// customer's when its id has that customer's. A child of the page.
class LinkedSelection : public QObject {
    Q_OBJECT
public:
    explicit LinkedSelection(Page &page);
    /// Nobody is marked any more: another workspace may have other customers under the same ids.
    void clear();

private:
    void connectTables();
    void markAsIn(const TableView &table);
    /// In all charts, and all tables but `apart`, which may be null.
    void mark(const QSet<QString> &customers, const TableView *apart);

    Page &m_page;
    QSet<const TableView *> m_known;
    const TableView *m_marking = nullptr; ///< whose selection is marked in the others
};

/// The customer whose row this is, by the row's id: "AC-00012" of "due:AC-00012"; empty for none.
[[nodiscard]] QString customerOfRow(const QString &rowId);
/// Where customers stand in a chart, for ChartView::setPlacesOf(): those of its first `categories` whose list, as
/// `behind` opens it, has one of them.
[[nodiscard]] QVector<ChartPlace> placesBehind(
    const QSet<QString> &customers, int categories, const std::function<AccountList(int category)> &behind);

/// Customers by their ids as indices of a directory; those that it does not have are left out.
[[nodiscard]] QSet<int> indicesOf(const identity::AccountDirectory &accounts, const QSet<QString> &customers);
/// A place where many stand is framed once.
void addOnce(QVector<ChartPlace> &places, ChartPlace place);

} // namespace qd::ui
