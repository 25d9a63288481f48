#include "ui/coverage/moves_panel.h"

#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/optimise_view.h"
#include "ui/paint/formatting.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qd::ui {

MovesPanel::MovesPanel(QWidget *parent)
    : Panel(tr("Optimise"), parent)
    , m_as(new SegmentedSwitch(
          {{QStringLiteral("optimise"), tr("Proposed")}, {QStringLiteral("planned"), tr("Planned")}}, this))
    , m_stack(new QStackedWidget(this))
    , m_optimise(new OptimiseView(this))
    , m_planned(new TableView(this))
    , m_remove(new QPushButton(tr("Remove move"), this))
{
    m_remove->setObjectName(QStringLiteral("removeMove"));
    addHeaderWidget(m_as);
    setBody(m_stack, false);
    m_stack->addWidget(m_optimise);
    m_stack->addWidget(buildPlanned());
    connectParts();
}

QWidget *MovesPanel::buildPlanned()
{
    auto *planned = new QWidget(this);
    auto *layout = new QVBoxLayout(planned);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_planned, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 8, 12, 8);
    foot->addWidget(m_remove);
    foot->addStretch(1);
    layout->addLayout(foot);
    return planned;
}

void MovesPanel::connectParts()
{
    connect(m_as, &SegmentedSwitch::changed, this,
        [this](const QString &as) { m_stack->setCurrentIndex(as == QStringLiteral("planned") ? 1 : 0); });
    connect(m_planned, &TableView::currentChanged, this, [this](const QString &row) {
        if (!row.isEmpty())
            Q_EMIT moveChosen(loadOf(row));
    });
    connect(m_planned, &TableView::selectionChanged, this, &MovesPanel::showRemove);
    connect(m_planned, &TableView::severalActivated, this, [this](const QStringList &rows) {
        Q_EMIT customersWanted(tr("%Ln planned moves", nullptr, int(rows.size())), loadsOf(rows));
    });
    connect(m_planned, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT customersWanted(accountName(*m_view, loadOf(row)), {loadOf(row)}); });
    connect(m_optimise, &OptimiseView::moveChosen, this, &MovesPanel::moveChosen);
    connect(m_optimise, &OptimiseView::customersWanted, this, &MovesPanel::customersWanted);
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeWanted(loadsOf(m_planned->selectedIds())); });
}

void MovesPanel::setBooks(const CoverageViewPtr &view, const coverage::DraftBooks &books, int segment)
{
    setSubtitle(tr("%1 books").arg(segmentTitle(*view, segment)));
    m_optimise->setBooks(view, books, segment);
}

void MovesPanel::setPlanned(const CoverageViewPtr &view, const coverage::DraftBooks &books)
{
    m_view = view;
    m_planned->setSpec(plannedTable(*view, books));
    const auto count = qint64(books.moves.size());
    m_as->setTitle(QStringLiteral("planned"), count > 0 ? tr("Planned %1").arg(formatCount(count)) : tr("Planned"));
    showRemove();
}

void MovesPanel::showRemove()
{
    const auto count = m_planned->selectedIds().size();
    m_remove->setEnabled(count > 0);
    m_remove->setText(count > 1 ? tr("Remove %1 moves").arg(formatCount(count)) : tr("Remove move"));
}

} // namespace qd::ui
