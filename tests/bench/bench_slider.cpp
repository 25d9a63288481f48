// bench_slider WORKSPACE [MOVES]: from a slider's move on the Scenarios page to the repainted window, in milliseconds.
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"
#include "ui/scenario/lever_slider.h"
#include "ui/scenario/scenarios_page.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

using namespace qd::ui;

namespace {

constexpr int WarmUp = 5;

/// Times of `moves` moves of the first slider, each to the end of the repaint it causes; sorted.
std::vector<double> timesOf(LeverSlider &slider, int moves)
{
    std::vector<double> times;
    const int from = slider.value();
    slider.setSliderDown(true);
    for (int i = 0; i < WarmUp + moves; ++i) {
        QElapsedTimer timer;
        timer.start();
        slider.setValue(from + 1 + i % 40);
        QCoreApplication::sendPostedEvents(); // what was asked to be laid out and repainted
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
    if (arguments.size() < 2) {
        QTextStream(stderr) << "bench_slider WORKSPACE [MOVES]\n";
        return 2;
    }
    applyTheme(application, false);
    auto *page = new ScenariosPage;
    MainWindow window({page}, false);
    window.resize(1440, 900);
    window.show();
    const int moves = arguments.size() > 2 ? std::max(1, arguments[2].toInt()) : 200;
    int status = 1;
    QObject::connect(
        &window, &MainWindow::pageSettled, &window,
        [&] {
            auto *slider = page->findChild<LeverSlider *>();
            if (slider && slider->isVisible()) {
                const std::vector<double> times = timesOf(*slider, moves);
                QTextStream(stdout) << QStringLiteral("median %1 ms, 90th percentile %2 ms, worst %3 ms of %4 moves\n")
                                           .arg(times[times.size() / 2], 0, 'f', 1)
                                           .arg(times[times.size() * 9 / 10], 0, 'f', 1)
                                           .arg(times.back(), 0, 'f', 1)
                                           .arg(moves);
                status = 0;
            } else {
                QTextStream(stderr) << "The page shows no slider: has the workspace ARR?\n";
            }
            QApplication::exit(status);
        },
        Qt::QueuedConnection);
    window.openWorkspace(arguments[1]);
    QApplication::exec();
    return status;
}
