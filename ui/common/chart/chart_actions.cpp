#include "ui/common/chart/chart_actions.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/common/held_chips.h"
#include "ui/common/icons.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/message_text.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>

namespace qd::ui {

ChartActions::ChartActions(ChartView &chart)
    : QObject(&chart)
    , m_chart(chart)
{
    auto *image = new QAction(icon(QStringLiteral("copy")), tr("Copy image"), &chart);
    auto *table = new QAction(icon(QStringLiteral("table")), tr("Copy data as table"), &chart);
    auto *file = new QAction(icon(QStringLiteral("export")), tr("Export\u2026"), &chart);
    connect(image, &QAction::triggered, this, &ChartActions::copyImage);
    connect(table, &QAction::triggered, this, &ChartActions::copyData);
    connect(file, &QAction::triggered, this, &ChartActions::exportAs);
    m_explore = new QAction(icon(QStringLiteral("expand")), tr("Open in the explorer"), &chart);
    connect(m_explore, &QAction::triggered, this, [this] { exploreChart(m_chart); });
    m_actions = {image, table, file};
}

QList<QAction *> ChartActions::all() const
{
    QList<QAction *> actions = m_actions;
    if (hasSeries(m_chart.spec()))
        actions << m_explore;
    for (QAction *action : actions)
        action->setEnabled(hasValues(m_chart.spec()));
    return actions;
}

void ChartActions::copyImage() const
{
    QGuiApplication::clipboard()->setImage(m_chart.image());
}

void ChartActions::copyData() const
{
    copyTable(chartRows(m_chart.spec()));
}

void ChartActions::exportAs()
{
    const QString path = QFileDialog::getSaveFileName(&m_chart, tr("Export chart"),
        fileNameOf(m_chart, m_chart.spec().title, QStringLiteral(".svg")),
        tr("SVG (*.svg);;PNG image (*.png);;PDF (*.pdf);;Data (*.csv)"));
    if (path.isEmpty())
        return;
    if (const auto written = exportChart(namingHeld(m_chart, m_chart.spec()), path); !written)
        QMessageBox::warning(&m_chart, tr("Export chart"), messageText(written.error().message));
}

} // namespace qd::ui
