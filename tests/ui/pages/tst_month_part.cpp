#include "core/session/actions.h"
#include "core/store/workspace.h"
#include "tests/support/layout_check.h"
#include "ui/common/application_theme.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Patience = 20000; // ms; jobs run on whatever the machine has left

/// The window with the Reconcile page on a workspace of 31 October, by billing: Acme has 1200 all the time, Birch came
/// with 500 on 10 October. Finance, where it is there, has Birch at 400.
struct Shown {
    QTemporaryDir dir;
    ReconcilePage *page = new ReconcilePage;
    MainWindow window{{page}, false};
    int files = 0;

    explicit Shown(bool hasFinance)
    {
        if (!store::Workspace::create(path(), {}).ok())
            qFatal("the workspace cannot be made");
        import("crm", "accounts", "account_id,name,arr\nA,Acme,1000\nB,Birch,500\n");
        import("billing", "subscriptions",
            "subscription_id,account_id,arr,start_date\na,A,1200,2025-01-01\nb,B,500,2026-10-10\n");
        if (hasFinance)
            import("finance", "arr_history",
                "account_id,month,arr\nA,2026-08,1200\nA,2026-09,1200\nA,2026-10,1200\nB,2026-10,400\n");
        store::Workspace::open(path()).value()->setSetting("system_of_record.arr", "billing");
        window.resize(1024, 700);
        window.show();
        window.openWorkspace(QString::fromStdString(path()));
    }

    [[nodiscard]] std::string path() const { return dir.filePath(QStringLiteral("book.qdeck")).toStdString(); }
    void import(const char *source, const char *entity, const QByteArray &text)
    {
        QFile file(dir.filePath(QStringLiteral("%1.csv").arg(++files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the file cannot be written");
        file.close();
        sources::ImportOptions options;
        options.hints.source = source;
        options.hints.kind = source;
        options.hints.entity = entity;
        options.asOf = Date::of(2026, 10, 31);
        Progress quiet;
        auto opened = store::Workspace::open(path());
        if (!session::importAndResolve(**opened, {file.fileName().toStdString()}, options, quiet).ok())
            qFatal("the file is not imported");
    }
    /// Chooses the part Month-end, once the page is read.
    bool isReady()
    {
        const auto *parts = window.findChild<SegmentedSwitch *>(QStringLiteral("reconcilePart"));
        if (!QTest::qWaitFor([parts] { return parts->isEnabled() && parts->isVisible(); }, Patience))
            return false;
        for (QAbstractButton *choice : parts->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(choice->text()) == QStringLiteral("Month-end"))
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        return QTest::qWaitFor([this] { return box("monthEndMonth")->isVisible(); }, Patience);
    }
    [[nodiscard]] QComboBox *box(const char *name) const { return window.findChild<QComboBox *>(QLatin1String(name)); }
    [[nodiscard]] TableView *table(const char *name) const { return page->findChild<TableView *>(QLatin1String(name)); }
    /// "Opening/1200/1200/0" of each row; the columns named are left out.
    [[nodiscard]] QStringList rows(const char *name, int without = -1) const
    {
        QStringList texts;
        for (const TableRow &row : table(name)->spec().rows) {
            QStringList cells;
            for (int i = 0; i < row.values.size(); ++i) {
                if (i != without)
                    cells << row.values[i].toString();
            }
            texts << cells.join(u'/');
        }
        return texts;
    }
};

} // namespace

/// A month against Finance's own history, in the window.
class TestMonthPart : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void aMonthIsCheckedAgainstFinance()
    {
        Shown shown(true);
        QVERIFY(shown.isReady());
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("monthSteps"),
            (QStringList{"Opening/1200/1200/0", "New/500/400/-100", "Reactivation/0/0/0", "Expansion/0/0/0",
                "Contraction/0/0/0", "Churn/0/0/0", "FX/0/0/0", "Closing/1700/1600/-100"}),
            Patience);
        constexpr int Cause = 2;
        QCOMPARE(
            shown.rows("monthCustomers", Cause), (QStringList{"Birch/New/500/400/-100", "Birch/Closing/500/400/-100"}));
        QCOMPARE(shown.rows("monthBridge", 0), QStringList("-100/1"));
        QCOMPARE(shown.box("monthEndMonth")->currentText(), QStringLiteral("Oct 2026"));
        QCOMPARE(shown.box("monthEndMonth")->count(), 13);
        QCOMPARE(shown.box("monthEndFinance")->currentText(), QStringLiteral("finance"));
        QVERIFY(!shown.box("reconcileLeft")->isVisible()); // it is the system of record against Finance, no other pair
        QVERIFY(!shown.box("reconcileRight")->isVisible());
        shown.window.grab(); // lays out what just came
        QCOMPARE(test::layoutFaults(*shown.page), QStringList());

        QSignalSpy links(shown.page, &Page::linkActivated);
        Q_EMIT shown.table("monthCustomers")
            ->activated(shown.table("monthCustomers")->shownIds().front(), QStringLiteral("customer"));
        QCOMPARE(links.size(), 1);
        QCOMPARE(links[0][0].toString(), QStringLiteral("customers"));
    }

    /// In September both have Acme alone.
    void anotherMonthIsChosen()
    {
        Shown shown(true);
        QVERIFY(shown.isReady());
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("monthSteps").size(), 8, Patience);
        QComboBox *month = shown.box("monthEndMonth");
        month->setFocus();
        QTest::keyClick(month, Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("monthSteps").last(), QStringLiteral("Closing/1200/1200/0"), Patience);
        QCOMPARE(shown.rows("monthSteps")[1], QStringLiteral("New/0/0/0"));
        QCOMPARE(shown.rows("monthCustomers"), QStringList());
        QCOMPARE(shown.rows("monthBridge"), QStringList());
        QCOMPARE(month->currentText(), QStringLiteral("Sep 2026")); // after it was read again
    }

    void withoutAHistoryItSaysSo()
    {
        Shown shown(false);
        QVERIFY(shown.isReady());
        QTRY_VERIFY_WITH_TIMEOUT(shown.table("monthSteps")
                                     ->spec()
                                     .emptyText.startsWith(QStringLiteral("Finance has no ARR history of its own")),
            Patience);
        QCOMPARE(shown.rows("monthSteps"), QStringList());
        QVERIFY(!shown.box("monthEndFinance")->isEnabled());
    }
};

QTEST_MAIN(TestMonthPart)
#include "tst_month_part.moc"
