#include "ui/actions/work_part.h"

#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QGridLayout>

namespace qd::ui {

namespace {
constexpr int WideFrom = 1000; // where the queue's header has room beside the owners
} // namespace

WorkPart::WorkPart(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_ownersPanel(new Panel(tr("Owners"), this))
    , m_owners(new TableView(this))
    , m_queue(new QueuePanel(this))
    , m_notOpenedPanel(new Panel(tr("Not opened"), this))
    , m_notOpened(new TableView(this))
{
    m_ownersPanel->setBody(m_owners, false);
    m_notOpenedPanel->setBody(m_notOpened, false);
    m_notOpened->setCompact(true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    arrange();
    connect(m_owners, &TableView::currentChanged, this,
        [this](const QString &row) { m_queue->showOwner(ownerKeyOf(row)); });
    connect(m_notOpened, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT accountOpened(row.section(QLatin1Char(':'), 1)); });
    connect(m_queue, &QueuePanel::accountOpened, this, &WorkPart::accountOpened);
}

void WorkPart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// The owners stand beside the queue where both have room; else below it. Tab goes as they stand.
void WorkPart::arrange()
{
    const bool isWide = width() >= WideFrom;
    if (m_isWide == isWide)
        return;
    m_isWide = isWide;
    m_grid->setColumnStretch(0, isWide ? 5 : 8);
    m_grid->setColumnStretch(1, isWide ? 16 : 13);
    m_grid->setRowStretch(0, isWide ? 11 : 8);
    m_grid->setRowStretch(1, 5);
    m_grid->addWidget(m_ownersPanel, isWide ? 0 : 1, 0, isWide ? 2 : 1, 1);
    m_grid->addWidget(m_queue, 0, isWide ? 1 : 0, 1, isWide ? 1 : 2);
    m_grid->addWidget(m_notOpenedPanel, 1, 1);
}

void WorkPart::setView(const std::shared_ptr<const ActionsView> &view)
{
    m_queue->setView(view);
    m_owners->setSpec(ownersTable(*view));
    m_notOpened->setSpec(notOpenedTable(*view));
    m_notOpenedPanel->setSubtitle(tr("%1 held, %2 duplicate")
                                      .arg(formatCount(qint64(view->notOpened.held.size())),
                                          formatCount(qint64(view->notOpened.duplicates.size()))));
}

} // namespace qd::ui
