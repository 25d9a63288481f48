#pragma once
#include "ui/common/explorer/explorer_window.h"
#include "ui/paint/chart/chart_spec.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QLineSeries>

#include <QtTest>

namespace qd::test {

using namespace qd::ui;

/// Lines over categories 0, 1, 2 ...
inline ChartSpec lines(const QVector<QVector<std::optional<double>>> &series)
{
    ChartSpec spec;
    spec.title = QStringLiteral("Users");
    spec.format = chart::Unit::Number;
    for (const auto &values : series) {
        ChartSeries each;
        each.name = QStringLiteral("line %1").arg(spec.series.size());
        each.values = values;
        while (spec.categories.size() < values.size())
            spec.categories << QString::number(spec.categories.size());
        spec.series << each;
    }
    return spec;
}

/// Points of all lines of a name, in order.
inline QList<QPointF> pointsOf(ExplorerWindow &window, const QString &name)
{
    QList<QPointF> points;
    for (QAbstractSeries *series : window.view().chart()->series()) {
        if (series->name() != name)
            continue;
        if (const auto *line = qobject_cast<QLineSeries *>(series))
            points << line->points();
        else if (const auto *area = qobject_cast<QAreaSeries *>(series))
            points << area->upperSeries()->points();
    }
    return points;
}

inline QStringList labels(const QChart &chart, Qt::Alignment side)
{
    for (QAbstractAxis *axis : chart.axes()) {
        if (axis->alignment() == side)
            return qobject_cast<QCategoryAxis *>(axis)->categoriesLabels();
    }
    return {};
}

inline void show(ExplorerWindow &window)
{
    window.resize(1000, 640);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.grab(); // lays out
}

/// A drag over parts of the plot, 0..1 from left and from the bottom.
inline void drag(ExplorerView &view, QPointF from, QPointF to, Qt::KeyboardModifiers with = {})
{
    const QRectF area = view.chart()->plotArea();
    const auto at = [&](QPointF share) {
        return QPointF(area.left() + share.x() * area.width(), area.bottom() - share.y() * area.height()).toPoint();
    };
    QTest::mousePress(view.viewport(), Qt::LeftButton, with, at(from));
    QMouseEvent move(
        QEvent::MouseMove, at(to), view.viewport()->mapToGlobal(at(to)), Qt::NoButton, Qt::LeftButton, with);
    QCoreApplication::sendEvent(view.viewport(), &move);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, with, at(to));
}

} // namespace qd::test
