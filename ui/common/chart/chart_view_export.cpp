// A chart taken elsewhere: image and data to the clipboard, files, the menu that offers them.
#include "ui/common/chart/chart_view.h"
#include "ui/common/icons.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/message_text.h"
#include "ui/paint/theme.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>

namespace qd::ui {

void ChartView::copyImage() const
{
    QImage image(size() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2.0);
    QPainter painter(&image);
    painter.fillRect(rect(), Theme::light().surface);
    paintChart(painter, rect(), m_spec, Theme::light(), textScale(), {}, m_selected);
    painter.end();
    QGuiApplication::clipboard()->setImage(image);
}

void ChartView::copyData() const
{
    copyTable(chartRows(m_spec));
}

void ChartView::exportAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export chart"), m_spec.title + QStringLiteral(".svg"),
        tr("SVG (*.svg);;PNG image (*.png);;PDF (*.pdf);;Data (*.csv)"));
    if (path.isEmpty())
        return;
    if (const auto written = exportChart(m_spec, path); !written)
        QMessageBox::warning(this, tr("Export chart"), messageText(written.error().message));
}

QList<QAction *> ChartView::dataActions()
{
    if (m_dataActions.isEmpty()) {
        auto *image = new QAction(icon(QStringLiteral("copy")), tr("Copy image"), this);
        auto *table = new QAction(icon(QStringLiteral("table")), tr("Copy data as table"), this);
        auto *file = new QAction(icon(QStringLiteral("export")), tr("Export\u2026"), this);
        connect(image, &QAction::triggered, this, &ChartView::copyImage);
        connect(table, &QAction::triggered, this, &ChartView::copyData);
        connect(file, &QAction::triggered, this, &ChartView::exportAs);
        m_dataActions = {image, table, file};
    }
    for (QAction *action : m_dataActions)
        action->setEnabled(hasValues(m_spec));
    return m_dataActions;
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(dataActions());
    menu->popup(event->globalPos());
}

} // namespace qd::ui
