#include "ui/actions/work_part.h"

#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"

#include <QGridLayout>

namespace qd::ui {

WorkPart::WorkPart(QWidget *parent)
    : QWidget(parent)
    , m_owners(new TableView(this))
    , m_queue(new QueuePanel(this))
    , m_notOpenedPanel(new Panel(tr("Not opened"), this))
    , m_notOpened(new TableView(this))
{
    auto *owners = new Panel(tr("Owners"), this);
    owners->setBody(m_owners, false);
    m_notOpenedPanel->setBody(m_notOpened, false);
    m_notOpened->setCompact(true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(owners, 0, 0, 2, 1);
    grid->addWidget(m_queue, 0, 1);
    grid->addWidget(m_notOpenedPanel, 1, 1);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 16);
    grid->setRowStretch(0, 11);
    grid->setRowStretch(1, 5);
    connect(m_owners, &TableView::currentChanged, this, [this](const QString &row) {
        bool isOne = false;
        const int owner = row.toInt(&isOne);
        m_queue->showOwner(isOne ? std::optional(std::size_t(owner)) : std::nullopt);
    });
    connect(m_notOpened, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT accountOpened(row.section(QLatin1Char(':'), 1)); });
    connect(m_queue, &QueuePanel::accountOpened, this, &WorkPart::accountOpened);
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
