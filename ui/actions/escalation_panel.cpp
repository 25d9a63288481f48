#include "ui/actions/escalation_panel.h"

#include "ui/actions/action_steps.h"
#include "ui/actions/escalation_dialog.h"
#include "ui/common/icons.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QMenu>
#include <QToolButton>

namespace qd::ui {

using programmes::EscalationEditKind;

namespace {

const QString OpenId = QStringLiteral("open");

bool isOpening(const QAction &entry)
{
    return entry.data() == int(EscalationEditKind::Opened);
}

} // namespace

EscalationPanel::EscalationPanel(QWidget *parent)
    : Panel(tr("Escalations"), parent)
    , m_shown(new SegmentedSwitch({{QStringLiteral("tiers"), tr("Tiers")}, {OpenId, tr("Open")}}, this))
    , m_change(new QToolButton(this))
    , m_table(new TableView(this))
{
    m_shown->setObjectName(QStringLiteral("escalationsShown"));
    m_change->setObjectName(QStringLiteral("changeEscalation"));
    m_change->setIcon(icon(QStringLiteral("plus")));
    m_change->setIconSize(QSize(14, 14));
    m_change->setFixedHeight(24);
    m_change->setFocusPolicy(Qt::StrongFocus);
    m_change->setPopupMode(QToolButton::InstantPopup);
    m_change->setAccessibleName(tr("Open or change an escalation"));
    addChanges();
    addHeaderWidget(m_shown);
    addHeaderWidget(m_change);
    setBody(m_table, false);
    connect(m_shown, &SegmentedSwitch::changed, this, &EscalationPanel::renew);
    connect(m_table, &TableView::selectionChanged, this, &EscalationPanel::showSelection);
    connect(m_table, &TableView::currentChanged, this, [this] {
        showSelection();
        if (const programmes::OpenEscalation *found = current())
            Q_EMIT inspected(describeEscalation(*m_view, *found));
    });
    connect(m_table, &TableView::activated, this, [this] {
        if (const programmes::OpenEscalation *found = current())
            Q_EMIT accountOpened(qt(m_view->accounts().at(found->escalation.account).id));
    });
    showSelection();
}

void EscalationPanel::addChanges()
{
    auto *menu = new QMenu(m_change);
    const auto add = [&](const QString &text, EscalationEditKind kind) {
        menu->addAction(text, this, [this, kind] { ask(kind); })->setData(int(kind));
    };
    add(tr("Open one..."), EscalationEditKind::Opened);
    menu->addSeparator();
    add(tr("Answered..."), EscalationEditKind::Answered);
    add(tr("Resolved..."), EscalationEditKind::Resolved);
    add(tr("Raise..."), EscalationEditKind::Raised);
    add(tr("Give to..."), EscalationEditKind::OwnerChanged);
    add(tr("Comment..."), EscalationEditKind::Commented);
    m_change->setMenu(menu);
}

bool EscalationPanel::isOpenShown() const
{
    return m_shown->current() == OpenId;
}

void EscalationPanel::setView(std::shared_ptr<const ActionsView> view)
{
    m_view = std::move(view);
    renew();
}

void EscalationPanel::renew()
{
    if (!m_view)
        return;
    setSubtitle(isOpenShown() ? tr("by when an answer is due") : tr("hours; open ones censored"));
    m_table->setSpec(isOpenShown() ? openEscalationsTable(*m_view) : escalationsTable(*m_view));
    showSelection();
}

const programmes::OpenEscalation *EscalationPanel::current() const
{
    return m_view && isOpenShown() ? escalationOf(*m_view, m_table->currentId()) : nullptr;
}

void EscalationPanel::showSelection()
{
    const programmes::OpenEscalation *found = current();
    const bool canChange = m_view && m_view->isLatest;
    for (QAction *entry : m_change->menu()->actions()) {
        bool isPossible = canChange && (isOpening(*entry) || (found && found->escalation.isOwn));
        if (isPossible && entry->data() == int(EscalationEditKind::Answered))
            isPossible = !found->isAnswered;
        if (isPossible && entry->data() == int(EscalationEditKind::Raised))
            isPossible = found->escalation.tier < programmes::EscalationTiers;
        entry->setEnabled(isPossible);
    }
    m_change->setEnabled(canChange);
    if (m_view && !canChange)
        m_change->setToolTip(tr("Escalations are changed on the latest day of the data; clear the chip of the day"));
    else if (found && !found->escalation.isOwn)
        m_change->setToolTip(tr("Open an escalation; one that came with a file is changed in its own system"));
    else
        m_change->setToolTip(tr("Open an escalation, or change the one chosen under Open"));
}

void EscalationPanel::ask(EscalationEditKind kind)
{
    if (!m_view)
        return;
    const auto view = m_view; // which the dialog reads
    const programmes::OpenEscalation *found = current();
    const bool isNew = kind == EscalationEditKind::Opened;
    if (!isNew && !found)
        return;
    const int account = found ? found->escalation.account : -1;
    const int lowest = isNew ? 1 : found->escalation.tier + 1;
    EscalationDialog dialog(
        kind, {view->accounts(), view->programmes.tiers, view->day, view->owners}, account, lowest, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (isNew)
        open(dialog.made());
    else
        change(dialog.change());
}

void EscalationPanel::open(const programmes::NewEscalation &made)
{
    const int account = m_view->accounts().indexOf(made.account);
    Q_EMIT edited(openingEscalation(tr("Escalate %1").arg(qt(m_view->accounts().at(account).name)), made));
}

void EscalationPanel::change(const programmes::EscalationChange &change)
{
    const programmes::OpenEscalation *found = current();
    if (!found)
        return;
    const QString name = qt(m_view->accounts().at(found->escalation.account).name);
    Q_EMIT edited(changingEscalation(tr("Change the escalation of %1").arg(name), found->escalation.id, change));
}

} // namespace qd::ui
