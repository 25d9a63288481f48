#include "ui/cohorts/churned_panel.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/message_text.h"

#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {

const QString Known = QStringLiteral("known");

} // namespace

ChurnedPanel::ChurnedPanel(QWidget *parent)
    : Panel(tr("Customers"), parent)
    , m_show(new SegmentedSwitch({{QStringLiteral("who"), tr("Who")}, {Known, tr("Known before")}}, this))
    , m_stack(new QStackedWidget(this))
    , m_churned(new TableView(this))
    , m_signs(new TableView(this))
{
    m_show->setObjectName(QStringLiteral("churnedShow"));
    addHeaderWidget(m_show);
    addHeaderWidget(m_churned->columnsButton());
    m_stack->addWidget(m_churned);
    m_stack->addWidget(m_signs);
    setBody(m_stack, false);
    connect(m_show, &SegmentedSwitch::changed, this, &ChurnedPanel::showSheet);
    connect(m_churned, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customerWanted(row.section(QLatin1Char(':'), 1)); });
    connect(m_signs, &TableView::activated, this, &ChurnedPanel::openSign);
}

void ChurnedPanel::setView(const PageContext &context, std::shared_ptr<const CohortsView> view)
{
    m_context = context;
    m_view = std::move(view);
    m_known = nullptr;
    m_job.cancel();
    setBusy(false);
    m_churned->setSpec(churnedTable(*m_view));
    showSheet();
}

void ChurnedPanel::showSheet()
{
    const bool known = m_show->current() == Known;
    m_stack->setCurrentIndex(known ? 1 : 0);
    m_churned->columnsButton()->setVisible(!known);
    setTitle(known ? tr("Known 90 days before renewals") : tr("Customers"));
    setSubtitle(known && m_known ? knownSubtitle(*m_known) : QString());
    if (known && m_view && !m_known)
        computeKnown();
}

void ChurnedPanel::computeKnown()
{
    setBusy(true);
    m_job.startShown(
        this, tr("What was known before"),
        [context = m_context, from = m_view->churn->from, to = m_view->churn->to](
            Progress &progress) { return computeKnownBefore(context, from, to, progress); },
        [this](const Result<std::shared_ptr<const KnownBeforeView>> &known) { showKnown(known); });
}

void ChurnedPanel::showKnown(const Result<std::shared_ptr<const KnownBeforeView>> &known)
{
    setBusy(false);
    if (known) {
        m_known = *known;
        m_signs->setSpec(signsTable(*m_known));
    } else {
        TableSpec none = signsTable({});
        none.emptyText = messageText(known.error().message);
        m_signs->setSpec(none);
    }
    setSubtitle(m_known ? knownSubtitle(*m_known) : QString());
    Q_EMIT knownShown();
}

void ChurnedPanel::openSign(const QString &row, const QString &column)
{
    if (m_known)
        Q_EMIT customersWanted(signAccounts(*m_known, row.toInt(), column.startsWith(QLatin1String("kept"))));
}

} // namespace qd::ui
