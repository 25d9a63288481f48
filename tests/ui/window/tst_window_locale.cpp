#include "core/store/settings.h"
#include "tests/support/workspace_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <clocale>

using namespace qd;
using namespace qd::ui;

namespace {

class FigurePage : public Page {
public:
    [[nodiscard]] QString id() const override { return QStringLiteral("home"); }
    [[nodiscard]] QString title() const override { return QStringLiteral("Home"); }
    [[nodiscard]] QString group() const override { return {}; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("home"); }
    void refresh(const PageContext &context) override
    {
        const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
        target = store::targetSetting(**workspace, "nrr").value_or(-1);
        Q_EMIT settled();
    }
    double target = 0;
};

} // namespace

/// The window in the locale of the environment, which ctest sets to several: numbers on screen follow it, figures and
/// files do not.
class TestWindowLocale : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, false);
    }

    void theLocaleIsInForce()
    {
        const QString wanted = qEnvironmentVariable("LC_ALL").section(QLatin1Char('.'), 0, 0);
        QCOMPARE(QLocale().name(), wanted);
        QCOMPARE(QString::fromLatin1(std::localeconv()->decimal_point), QString(QLocale().decimalPoint()));
    }

    void theWindowOpensWithTheSameFigures()
    {
        test::WorkspaceFixture data;
        QVERIFY(store::changeSetting(data.workspace(), "target.nrr", "0.95").ok());
        auto *page = new FigurePage;
        MainWindow window({page}, false);
        window.show();
        QSignalSpy opened(&window, &MainWindow::workspaceOpened);
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
        QVERIFY(opened.wait());
        QTRY_COMPARE(page->target, 0.95);
    }

    void numbersFollowItOnScreenOnly()
    {
        const Money amount{123456789, *Currency::fromCode("EUR")};
        QCOMPARE(formatMoney(amount, true).remove(QLocale().groupSeparator()),
            QStringLiteral("1234567") + QLocale().decimalPoint() + QStringLiteral("89"));
        const FileLocale file;
        QCOMPARE(
            formatMoney(amount, true), QStringLiteral("1,234,567.89")); // as packs write it, wherever they are made
        QCOMPARE(formatMonth(Month(2026, 3)), formatMonth(Month(2026, 3), QLocale::c()));
    }
};

QTEST_MAIN(TestWindowLocale)
#include "tst_window_locale.moc"
