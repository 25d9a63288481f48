// bench_explorer [SERIES [STEPS [PICTURE]]]: a step of panning in the chart explorer over three years of days, to the
// end of the repaint, in milliseconds. 30 series unless said otherwise, 365 of 1,095 days in sight. With PICTURE it
// also saves what is seen, light, and dark beside it.
#include "ui/common/application_theme.h"
#include "ui/common/explorer/explorer_window.h"

#include <QApplication>
#include <QDate>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Days = 1095;
constexpr int WarmUp = 5;

/// Weekly waves with a drift of their own, no value twice.
ChartSpec daysOf(int series)
{
    ChartSpec spec;
    spec.title = QStringLiteral("Daily active users");
    spec.format = chart::Unit::Count;
    for (int day = 0; day < Days; ++day)
        spec.categories << QDate(2024, 1, 1).addDays(day).toString(Qt::ISODate);
    for (int i = 0; i < series; ++i) {
        ChartSeries each;
        each.name = QStringLiteral("customer %1").arg(i + 1);
        for (int day = 0; day < Days; ++day)
            each.values << 50.0 + 10 * i + 8 * std::sin(day * 0.9 + i) + std::fmod(day * 7919.0 + i * 104'729.0, 13.0);
        spec.series << each;
    }
    return spec;
}

/// Times of steps to and fro, each to the end of the repaint it causes; sorted.
std::vector<double> timesOf(ExplorerView &view, int steps)
{
    std::vector<double> times;
    for (int i = 0; i < WarmUp + steps; ++i) {
        QElapsedTimer timer;
        timer.start();
        view.pan(i / 20 % 2 == 0 ? 0.02 : -0.02);
        QCoreApplication::sendPostedEvents(); // what was asked to be laid out
        view.viewport()->repaint();
        if (i >= WarmUp)
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int series = arguments.size() > 1 ? std::max(1, arguments[1].toInt()) : 30;
    const int steps = arguments.size() > 2 ? std::max(1, arguments[2].toInt()) : 200;
    applyTheme(application, false);
    ExplorerWindow window(daysOf(series), {});
    window.resize(1440, 900);
    window.show();
    window.grab();
    window.view().zoom(1.0 / 3);
    const std::vector<double> times = timesOf(window.view(), steps);
    QTextStream(stdout) << QStringLiteral("%1 series: median %2 ms, 90th percentile %3 ms, worst %4 ms of %5 steps\n")
                               .arg(series)
                               .arg(times[times.size() / 2], 0, 'f', 1)
                               .arg(times[times.size() * 9 / 10], 0, 'f', 1)
                               .arg(times.back(), 0, 'f', 1)
                               .arg(steps);
    if (arguments.size() > 3) {
        window.view().setCrosshair(500);
        window.grab().save(arguments[3]);
        applyTheme(application, true);
        window.grab().save(arguments[3] + QStringLiteral(".dark.png"));
    }
    return 0;
}
