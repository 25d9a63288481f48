#include "ui/actions/queue_panel.h"

#include "ui/actions/action_dialog.h"
#include "ui/actions/action_steps.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

using actions::EditKind;

namespace {

const QString OpenId = QStringLiteral("open");
const QString LateId = QStringLiteral("late");
const QString SnoozedId = QStringLiteral("snoozed");

} // namespace

QueuePanel::QueuePanel(QWidget *parent)
    : Panel(tr("Queue"), parent)
    , m_change(new QPushButton(tr("Change"), this))
    , m_toRules(new QPushButton(tr("To the rules"), this))
    , m_shown(new SegmentedSwitch({{OpenId, tr("Open")}, {LateId, tr("Late")}, {SnoozedId, tr("Snoozed")},
                                      {QStringLiteral("closed"), tr("Closed")}},
          this))
    , m_table(new TableView(this))
{
    m_change->setObjectName(QStringLiteral("changeAction"));
    m_shown->setObjectName(QStringLiteral("queueShown"));
    addChanges();
    addHeaderWidget(m_change);
    addHeaderWidget(m_shown);
    addHeaderWidget(m_table->columnsButton());
    setBody(m_table, false);
    m_toRules->setObjectName(QStringLiteral("toRules"));
    m_toRules->setToolTip(tr("No rule is in force: look at those that are shipped, and put them in force"));
    m_toRules->hide();
    bodyLayout()->addWidget(m_toRules, 0, Qt::AlignLeft);
    connect(m_toRules, &QPushButton::clicked, this, &QueuePanel::rulesWanted);
    connect(m_shown, &SegmentedSwitch::changed, this, &QueuePanel::renew);
    connect(m_table, &TableView::selectionChanged, this, &QueuePanel::showSelection);
    connect(m_table, &TableView::currentChanged, this, [this](const QString &row) {
        const actions::QueuedAction *found = m_view ? actionOf(*m_view, row) : nullptr;
        if (found)
            Q_EMIT inspected(describeAction(*m_view, *found));
    });
    connect(m_table, &TableView::activated, this, [this](const QString &row) { openSelected({row}); });
    connect(m_table, &TableView::severalActivated, this, &QueuePanel::openSelected);
}

void QueuePanel::addChanges()
{
    auto *menu = new QMenu(m_change);
    const auto add = [&](const QString &text, EditKind kind) {
        menu->addAction(text, this, [this, kind] { ask(kind); })->setData(int(kind));
    };
    add(tr("Start work"), EditKind::Started);
    add(tr("Step done"), EditKind::Stepped);
    add(tr("Comment..."), EditKind::Commented);
    add(tr("Give to..."), EditKind::OwnerChanged);
    add(tr("Snooze..."), EditKind::Snoozed);
    menu->addSeparator();
    add(tr("Close as done..."), EditKind::Done);
    add(tr("Dismiss..."), EditKind::Dismissed);
    m_change->setMenu(menu);
}

void QueuePanel::setView(std::shared_ptr<const ActionsView> view)
{
    m_view = std::move(view);
    if (!owner())
        m_owner.reset(); // who has nothing left
    renew();
}

const actions::OwnerQueue *QueuePanel::owner() const
{
    if (!m_view || !m_owner)
        return nullptr;
    const auto &owners = m_view->queue.owners;
    const auto found = std::ranges::find(owners, *m_owner, &actions::OwnerQueue::key);
    return found == owners.end() ? nullptr : &*found;
}

void QueuePanel::showOwner(const std::optional<std::string> &owner)
{
    if (m_owner == owner)
        return;
    m_owner = owner;
    renew();
}

QueueShown QueuePanel::shown() const
{
    const QString id = m_shown->current();
    return id == OpenId   ? QueueShown::Open
        : id == LateId    ? QueueShown::Late
        : id == SnoozedId ? QueueShown::Snoozed
                          : QueueShown::Closed;
}

void QueuePanel::renew()
{
    if (!m_view)
        return;
    m_table->setSpec(queueTable(*m_view, shown(), m_owner));
    m_toRules->setVisible(m_view->inForce.rules.rules.empty());
    const actions::OwnerQueue *one = owner();
    const QString count = tr("%Ln actions", nullptr, int(m_table->spec().rows.size()));
    setSubtitle(!one ? count : tr("%1 of %2").arg(count, one->owner.empty() ? tr("nobody") : qt(one->owner)));
    showSelection();
}

std::vector<const actions::QueuedAction *> QueuePanel::changeable() const
{
    std::vector<const actions::QueuedAction *> found;
    if (!m_view || !m_view->isLatest)
        return found;
    for (const QString &row : m_table->selectedIds()) {
        const actions::QueuedAction *action = actionOf(*m_view, row);
        if (action && action->isOwn && !action->isClosed())
            found.push_back(action);
    }
    return found;
}

void QueuePanel::showSelection()
{
    const auto changed = changeable();
    const auto count = int(changed.size());
    m_change->setEnabled(count > 0);
    const bool haveSteps = std::ranges::all_of(
        changed, [this](const actions::QueuedAction *action) { return hasStepToDo(*m_view, *action); });
    for (QAction *entry : m_change->menu()->actions()) {
        if (entry->data() == int(EditKind::Stepped))
            entry->setEnabled(haveSteps);
    }
    if (count > 0)
        m_change->setToolTip(tr("Change %Ln selected actions in one step; undo takes it back", nullptr, count));
    else if (m_view && !m_view->isLatest)
        m_change->setToolTip(tr("Actions are changed on the latest day of the data; clear the chip of the day"));
    else if (!m_table->selectedIds().isEmpty())
        m_change->setToolTip(tr("What came with a file is changed in its own system; what is closed stays so"));
    else
        m_change->setToolTip(tr("Select actions to change them"));
    if (count > 1)
        Q_EMIT said(tr("%Ln actions selected", nullptr, count));
}

int QueuePanel::currentAccount() const
{
    const actions::QueuedAction *found = m_view ? actionOf(*m_view, m_table->currentId()) : nullptr;
    return found ? found->open.action.account : -1;
}

void QueuePanel::ask(EditKind kind)
{
    const auto count = int(changeable().size());
    if (count == 0)
        return;
    if (kind == EditKind::Started || kind == EditKind::Stepped)
        return change({kind, m_view->day, {}, {}, std::nullopt});
    ActionDialog dialog(kind, count, m_view->day, m_view->owners, this);
    if (dialog.exec() == QDialog::Accepted)
        change(dialog.change());
}

void QueuePanel::change(const actions::ActionChange &change)
{
    const std::vector<const actions::QueuedAction *> selected = changeable();
    if (selected.empty())
        return;
    std::vector<std::string> ids;
    for (const actions::QueuedAction *action : selected)
        ids.push_back(action->open.action.id);
    Q_EMIT edited(changingActions(changeText(*m_view, change, selected), ids, change));
}

void QueuePanel::openSelected(const QStringList &rows)
{
    AccountList list{tr("Customers of %Ln actions", nullptr, int(rows.size())), {}};
    QSet<QString> listed;
    for (const QString &row : rows) {
        const actions::QueuedAction *found = m_view ? actionOf(*m_view, row) : nullptr;
        if (!found || found->open.action.account < 0)
            continue;
        const QString id = qt(m_view->accounts().at(found->open.action.account).id);
        if (!listed.contains(id))
            list.add(id);
        listed.insert(id);
    }
    if (rows.size() > 1)
        Q_EMIT customersWanted(list);
    else if (!list.ids.isEmpty())
        Q_EMIT accountOpened(list.ids.front());
}

} // namespace qd::ui
