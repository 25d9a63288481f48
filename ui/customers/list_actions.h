#pragma once
#include "core/identity/account_directory.h"
#include "ui/shell/edit.h"

class QMenu;
class QPushButton;

namespace qd::ui {

class TableView;

/// Customers kept under a name, by which the chip List filters: saved from the table, removed again.
class ListActions final : public QObject {
    Q_OBJECT
public:
    ListActions(TableView &table, QWidget &page);

    /// For the header of the table's panel.
    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// The lists there are.
    void setLists(const QStringList &names);

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);

private:
    void fillMenu();
    void askName();
    void keep(const QString &name, const QStringList &customers);
    /// The rows that are selected where several are, else all that are shown.
    [[nodiscard]] QStringList chosen() const;

    TableView &m_table;
    QWidget &m_page;
    QPushButton *m_button;
    QMenu *m_menu;
    QStringList m_names;
};

/// Names of the lists that any customer is on, sorted.
[[nodiscard]] QStringList listsOf(const identity::AccountDirectory &accounts);

} // namespace qd::ui
