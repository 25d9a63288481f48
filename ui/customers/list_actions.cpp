#include "ui/customers/list_actions.h"

#include "core/identity/customer_groups.h"
#include "ui/common/mnemonics.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

namespace qd::ui {

namespace {

using Ids = std::vector<std::string>;

/// A change to a list, and what stood there before it, for the way back.
Edit::Change keeping(const std::string &name, const Ids &ids, const std::shared_ptr<Ids> &before)
{
    return [name, ids, before](store::Workspace &workspace) -> Result<void> {
        const auto lists = identity::customerLists(workspace);
        const auto known = lists.find(name);
        *before = known == lists.end() ? Ids() : known->second;
        return identity::keepCustomerList(workspace, name, ids);
    };
}

} // namespace

ListActions::ListActions(TableView &table, QWidget &page)
    : QObject(&page)
    , m_table(table)
    , m_page(page)
    , m_button(new QPushButton(tr("Lists"), &page))
    , m_menu(new QMenu(m_button))
{
    m_button->setObjectName(QStringLiteral("customersLists"));
    m_button->setProperty("compact", true);
    m_button->setToolTip(tr("Keep customers under a name, by which the chip List filters every page"));
    m_button->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ListActions::fillMenu);
}

void ListActions::setLists(const QStringList &names)
{
    m_names = names;
}

QStringList ListActions::chosen() const
{
    const QStringList selected = m_table.selectedIds();
    return selected.size() > 1 ? selected : m_table.shownIds();
}

void ListActions::fillMenu()
{
    m_menu->clear();
    const int count = int(chosen().size());
    QAction *save =
        m_menu->addAction(tr("Save %Ln customers as a list...", nullptr, count), this, &ListActions::askName);
    save->setEnabled(count > 0);
    if (m_names.isEmpty())
        return;
    QMenu *remove = m_menu->addMenu(tr("Remove a list"));
    for (const QString &name : m_names)
        remove->addAction(nameInMenu(name), this, [this, name] { keep(name, {}); });
}

void ListActions::askName()
{
    auto *ask = new QInputDialog(&m_page);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Save a list"));
    ask->setLabelText(tr("Name of the list; one of that name gives way"));
    connect(ask, &QInputDialog::textValueSelected, this, [this, customers = chosen()](const QString &name) {
        if (!name.trimmed().isEmpty())
            keep(name.trimmed(), customers);
    });
    ask->open();
}

void ListActions::keep(const QString &name, const QStringList &customers)
{
    Ids ids;
    for (const QString &customer : customers)
        ids.push_back(customer.toStdString());
    const auto before = std::make_shared<Ids>();
    Edit edit;
    edit.text = customers.isEmpty() ? tr("Remove list %1").arg(name) : tr("Save list %1").arg(name);
    edit.apply = keeping(name.toStdString(), ids, before);
    edit.revert = [list = name.toStdString(), before](
                      store::Workspace &workspace) { return identity::keepCustomerList(workspace, list, *before); };
    Q_EMIT edited(edit);
}

QStringList listsOf(const identity::AccountDirectory &accounts)
{
    QSet<QString> names;
    for (const identity::Account &account : accounts.accounts()) {
        for (const PooledText &list : account.lists)
            names << qt(list.str());
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

} // namespace qd::ui
