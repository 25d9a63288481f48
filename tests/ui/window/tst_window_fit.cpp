#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"
#include "ui/shell/job_board.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/window_fit.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWindow>

using namespace qd;
using namespace qd::ui;

namespace {

/// A page that wants more than there is.
class GreedyPage : public Page {
public:
    GreedyPage() { setMinimumSize(1400, 1100); }
    [[nodiscard]] QString id() const override { return QStringLiteral("home"); }
    [[nodiscard]] QString title() const override { return QStringLiteral("Home"); }
    [[nodiscard]] QString group() const override { return {}; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("home"); }
    void refresh(const PageContext &) override
    {
        Q_EMIT statusMessage(QString(400, u'x'));
        Q_EMIT settled();
    }
};

QList<Page *> greedy()
{
    QList<Page *> pages;
    pages << new GreedyPage;
    return pages;
}

/// What QWidget::saveGeometry() writes for a window of `content` on the first screen.
QByteArray savedGeometry(const QRect &content)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_4_0);
    stream << quint32(0x1D9D0CB) << quint16(3) << quint16(0) << content.adjusted(-2, -2, 2, 2) << content << qint32(0)
           << quint8(0) << quint8(0) << qint32(QGuiApplication::primaryScreen()->geometry().width()) << content;
    return bytes;
}

} // namespace

/// Runs on two screens of the offscreen platform, 1024x700 and 2880x1800 pixels; once more at 200 %.
class TestWindowFit : public QObject {
    Q_OBJECT

    static QScreen *screen(const QString &name)
    {
        for (QScreen *screen : QGuiApplication::screens()) {
            if (screen->name() == name)
                return screen;
        }
        return nullptr;
    }

    static void verifyFits(const MainWindow &window, const QScreen *on)
    {
        QCOMPARE(window.screen(), on);
        const QRect available = on->availableGeometry();
        QTRY_VERIFY(window.windowHandle()->frameMargins().top() > 0);
        QTRY_VERIFY2(available.contains(window.frameGeometry()),
            qPrintable(QStringLiteral("%1x%2 at %3,%4")
                           .arg(window.frameGeometry().width())
                           .arg(window.frameGeometry().height())
                           .arg(window.frameGeometry().x())
                           .arg(window.frameGeometry().y())));
        const QWidget *bar = window.findChild<StatusBar *>();
        QTRY_VERIFY(window.rect().contains(bar->geometry()));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("QuarterdeckTest"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_window_fit"));
        QSettings().clear();
        applyTheme(*qApp, false);
        QVERIFY(screen(QStringLiteral("small")) && screen(QStringLiteral("large")));
    }

    void init() { QSettings().clear(); }

    void cutsAndMoves_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("available");
        QTest::addColumn<QMargins>("frame");
        QTest::addColumn<QRect>("fitted");
        const QMargins none;
        const QMargins frame(4, 28, 4, 4);
        const QRect small(0, 0, 1024, 700);
        QTest::newRow("fits") << QRect(20, 40, 900, 600) << small << frame << QRect(20, 40, 900, 600);
        QTest::newRow("fits to the pixel") << QRect(4, 28, 1016, 668) << small << frame << QRect(4, 28, 1016, 668);
        QTest::newRow("one pixel too far") << QRect(5, 29, 1016, 668) << small << frame << QRect(4, 28, 1016, 668);
        QTest::newRow("larger") << QRect(0, 0, 1440, 900) << small << none << small;
        QTest::newRow("larger, with a frame") << QRect(0, 0, 1440, 900) << small << frame << QRect(4, 28, 1016, 668);
        QTest::newRow("too wide alone") << QRect(100, 50, 1440, 600) << small << frame << QRect(4, 50, 1016, 600);
        QTest::newRow("title above the screen") << QRect(10, 0, 900, 600) << small << frame << QRect(10, 28, 900, 600);
        QTest::newRow("beyond the right") << QRect(3000, 50, 900, 600) << small << frame << QRect(120, 50, 900, 600);
        QTest::newRow("beyond the left") << QRect(-3000, -900, 900, 600) << small << frame << QRect(4, 28, 900, 600);
        QTest::newRow("under a panel") << QRect(0, 0, 1440, 900) << QRect(64, 32, 1376, 868) << frame
                                       << QRect(68, 60, 1368, 836);
        QTest::newRow("a screen left of the first")
            << QRect(0, 0, 1440, 900) << QRect(-1280, 0, 1280, 720) << frame << QRect(-1276, 28, 1272, 688);
        QTest::newRow("2880x1800 at 200 %")
            << QRect(0, 0, 2880, 1800) << QRect(0, 0, 1440, 900) << frame << QRect(4, 28, 1432, 868);
        QTest::newRow("no room at all") << QRect(0, 0, 900, 600) << QRect(0, 0, 6, 6) << frame << QRect(0, 0, 900, 600);
        QTest::newRow("no screen") << QRect(0, 0, 900, 600) << QRect() << frame << QRect(0, 0, 900, 600);
        QTest::newRow("no size") << QRect(5, 5, 0, 0) << small << frame << QRect(5, 5, 0, 0);
    }
    void cutsAndMoves()
    {
        QFETCH(QRect, wanted);
        QFETCH(QRect, available);
        QFETCH(QMargins, frame);
        QTEST(fittedToScreen(wanted, available, frame), "fitted");
    }

    void opensWithinItsScreen_data()
    {
        QTest::addColumn<QString>("on");
        QTest::newRow("small") << QStringLiteral("small");
        QTest::newRow("large") << QStringLiteral("large");
    }
    void opensWithinItsScreen()
    {
        QFETCH(QString, on);
        MainWindow window(greedy(), true);
        window.move(screen(on)->availableGeometry().topLeft());
        window.show();
        verifyFits(window, screen(on));
        const QSize room = screen(on)->availableGeometry().marginsRemoved(window.windowHandle()->frameMargins()).size();
        QCOMPARE(window.size(), QSize(1440, 900).boundedTo(room));
        QCOMPARE(window.minimumSize(), QSize(960, 620).boundedTo(room));
    }

    void restoresWithinItsScreen_data()
    {
        QTest::addColumn<QRect>("saved");
        QTest::newRow("on a larger screen") << QRect(2, 2, 2500, 1400);
        QTest::newRow("right of all screens") << QRect(9000, 300, 980, 640);
        QTest::newRow("at the lower edge") << QRect(10, 600, 980, 640);
    }
    void restoresWithinItsScreen()
    {
        QFETCH(QRect, saved);
        WindowMemory(true).setShape({savedGeometry(saved), {}});
        MainWindow window(greedy(), true);
        window.show();
        verifyFits(window, window.screen());
    }

    void progressStaysInSight()
    {
        test::WorkspaceFixture fixture;
        MainWindow window(greedy(), true);
        window.show();
        const QSignalSpy opened(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(QString::fromStdString(fixture.workspace().path()));
        QTRY_VERIFY(!opened.isEmpty());
        window.resize(window.minimumSize());
        JobBoard *board = JobBoard::of(&window);
        const int job = board->begin(QString(200, u'n'), [] {});
        auto *bar = window.statusBar()->findChild<QProgressBar *>();
        auto *cancel = window.statusBar()->findChild<QToolButton *>();
        QTRY_VERIFY(cancel->isVisible());
        QCOMPARE(window.size(), window.minimumSize());
        QTRY_VERIFY(window.rect().contains(window.statusBar()->geometry()));
        for (const QWidget *part : {static_cast<QWidget *>(bar), static_cast<QWidget *>(cancel)})
            QTRY_VERIFY(window.statusBar()->rect().contains(part->geometry()));
        board->end(job);
    }
};

int main(int argc, char **argv)
{
    QTemporaryDir dir;
    const auto screenOf = [](const char *name, int x, int width, int height) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)}, {QStringLiteral("x"), x},
            {QStringLiteral("y"), 0}, {QStringLiteral("width"), width}, {QStringLiteral("height"), height},
            {QStringLiteral("logicalDpi"), 96}, {QStringLiteral("logicalBaseDpi"), 96}, {QStringLiteral("dpr"), 1}};
    };
    QFile config(dir.filePath(QStringLiteral("screens.json")));
    if (!config.open(QIODevice::WriteOnly))
        return 1;
    config.write(QJsonDocument(QJsonObject{{QStringLiteral("screens"),
                                   QJsonArray{screenOf("small", 0, 1024, 700), screenOf("large", 1024, 2880, 1800)}}})
                     .toJson());
    config.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + config.fileName().toUtf8());
    QApplication application(argc, argv);
    TestWindowFit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_fit.moc"
