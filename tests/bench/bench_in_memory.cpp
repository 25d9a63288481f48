// bench_in_memory WORKSPACE [ROUNDS]: what questions take once the portfolio is read, in milliseconds, best of ROUNDS.
#include "core/pack/build_pack.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/movements.h"
#include "core/store/workspace.h"
#include "ui/common/application_theme.h"
#include "ui/home/home_page.h"
#include "ui/paint/pack/pack_pdf.h"
#include "ui/paint/theme.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace qd;

namespace {

void report(const char *what, int rounds, const std::function<bool()> &run)
{
    double best = -1;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!run()) {
            QTextStream(stdout) << what << ": failed\n";
            return;
        }
        const double taken = double(timer.nsecsElapsed()) / 1e6;
        best = best < 0 ? taken : std::min(best, taken);
    }
    QTextStream(stdout) << QStringLiteral("%1 %2 ms\n").arg(QString::fromLatin1(what), -44).arg(best, 7, 'f', 0);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    auto workspace = arguments.size() < 2
        ? Result<std::unique_ptr<store::Workspace>>(
            Error{ErrorCode::InvalidArgument, Message::data("bench_in_memory WORKSPACE")})
        : store::Workspace::open(arguments[1].toStdString(), store::Workspace::Mode::ReadOnly);
    if (!workspace) {
        QTextStream(stderr) << QString::fromStdString(workspace.error().message.english()) << '\n';
        return 2;
    }
    const int rounds = arguments.size() > 2 ? std::max(1, arguments[2].toInt()) : 5;
    Progress quiet;
    report("portfolio read", rounds, [&] { return portfolio::Portfolio::read(**workspace) != nullptr; });
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    const Month last = Month::of(portfolio->latestAsOf().value_or(Date()).plusDays(1)).plus(-1);

    report("movements of 12 months", rounds, [&] {
        const auto book = portfolio->book();
        return book && revenue::computeMovements(*portfolio, *book, {last.plus(-11), last, {}}, quiet);
    });
    report("monthly pack measured and painted", rounds, [&] {
        const auto heightOfText = [](const pack::Narrative &, double) { return 60.0; };
        const auto document = pack::buildPack(**workspace, {"monthly", last.iso(), {}}, heightOfText, quiet);
        return document && !ui::packPdf(*document).isEmpty();
    });

    ui::applyTheme(application, false);
    auto *home = new ui::HomePage;
    ui::MainWindow window({home}, false);
    window.resize(1440, 900);
    window.show();
    ui::PageContext context;
    context.workspacePath = arguments[1].toStdString();
    report("Home refreshed and painted", rounds, [&] {
        QEventLoop wait;
        bool isSettled = false; // before refresh() returns, too
        QObject::connect(home, &ui::Page::settled, &wait, [&] {
            isSettled = true;
            wait.quit();
        });
        home->refresh(context);
        if (!isSettled)
            wait.exec();
        return !window.grab().isNull();
    });
    return 0;
}
