#include "core/forecast/submissions.h"
#include "core/store/audit.h"
#include "tests/signals/imported_workspace.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/renewals/forecast_view.h"
#include "ui/renewals/register_part.h"
#include "ui/renewals/renewals_page.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

/// In the fourth quarter of 2026, as known on 31 October: Amber of Ann is due at 1000 on 31 December, Birch of Ann at
/// 500 on 30 November, Cedar of Bob at 200 on 15 December, whose end was after the quarter until 20 October. Of the
/// past, Dale renewed at 100 of 100 in August and Elm was lost at 100 in June. Bob's customers are of another segment
/// than Ann's.
struct ForecastBook {
    test::ImportedWorkspace data;
    RenewalsPage *page = new RenewalsPage;
    MainWindow window{{page}, false};

    ForecastBook()
    {
        applyTheme(*qApp, false);
        const std::string accounts =
            "account_id,name,owner,segment\nA,Amber,Ann,SMB\nB,Birch,Ann,SMB\nC,Cedar,Bob,Mid\n"
            "D,Dale,Ann,SMB\nE,Elm,Ann,SMB\n";
        const auto terms = [](const char *cedar) {
            return std::string("subscription_id,account_id,product,start_date,end_date,created_date,arr\n"
                               "a1,A,Core,2026-01-01,2026-12-31,2025-12-01,1000\n"
                               "b1,B,Core,2025-12-01,2026-11-30,2025-11-01,500\n"
                               "d1,D,Core,2025-09-01,2026-08-31,2025-08-01,100\n"
                               "d2,D,Core,2026-09-01,2027-08-31,2026-08-01,100\n"
                               "e1,E,Core,2025-07-01,2026-06-30,2025-06-01,100\nc1,C,Core,2025-12-16,")
                + cedar + ",2025-12-01,200\n";
        };
        data.file("crm.accounts", accounts);
        data.file("crm.subscriptions", terms("2027-06-15"));
        data.import("2026-09-30");
        data.file("crm.subscriptions", terms("2026-12-15"));
        data.file("crm.opportunities",
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability,is_closed,is_won\n1,A,a1,renewal,900,2026-09-01,2026-12-15,commit,0.5,false,false\n"
            "2,B,b1,renewal,400,2026-09-01,2026-11-15,best_case,0.25,false,false\n");
        data.file("crm.risks",
            "account_id,date,author,status,reason,next_action,next_action_date,call\n"
            "A,2026-10-15,Ann,monitor,price,Call them,2026-10-20,renew\n");
        data.file("crm.forecasts",
            "period,account_id,date,author,amount\n2026Q3,D,2026-07-01,Ann,80\n2026Q4,B,2026-10-01,Ann,450\n");
        data.file("finance.targets", "period,metric,group,value\n2026Q4,expansion,,600\n");
        data.import("2026-10-31");
        window.resize(1440, 900);
        window.show();
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
    }
    TableView *table(const char *id) const { return test::SamplePages::tableWith(window, QLatin1String(id)); }
    /// Goes to a part, as a person clicks it, once the page is there.
    bool show(const QString &part) const
    {
        if (!QTest::qWaitFor([this] { return window.isSettled(QStringLiteral("renewals")) && table("renewal-rates"); },
                test::Patience))
            return false;
        const auto *parts = window.findChild<SegmentedSwitch *>(QStringLiteral("renewalsPart"));
        const QSignalSpy settled(page, &Page::settled);
        for (QAbstractButton *choice : parts->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(choice->text()) == part)
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        return QTest::qWaitFor([&settled] { return !settled.isEmpty(); }, test::Patience);
    }
    /// What a column says in the row of that id, or with that text in another column.
    QString cell(const char *id, const char *column, const QString &row) const
    {
        const TableView *shown = table(id);
        if (!shown)
            return {};
        QString byText = QStringLiteral("no row");
        for (const TableRow &each : shown->spec().rows) {
            QStringList texts;
            QString wanted;
            for (qsizetype i = 0; i < shown->spec().columns.size(); ++i) {
                texts << textOf(each.values[i]);
                if (shown->spec().columns[i].id == QLatin1String(column))
                    wanted = texts.back();
            }
            if (each.id == row)
                return wanted;
            if (texts.contains(row))
                byText = wanted;
        }
        return byText;
    }
    static QString textOf(const QVariant &value)
    {
        if (value.canConvert<StateValue>())
            return value.value<StateValue>().word;
        if (value.canConvert<FigureValue>())
            return value.value<FigureValue>().text;
        return value.isNull() ? QStringLiteral("-") : value.toString();
    }
    void choose(const char *id, const QString &customer) const
    {
        TableView *shown = table(id);
        for (const TableRow &row : shown->spec().rows) {
            for (const QVariant &value : row.values) {
                if (textOf(value) == customer)
                    shown->setCurrentId(row.id);
            }
        }
    }
    QPushButton *button(const char *name) const { return window.findChild<QPushButton *>(QLatin1String(name)); }
    /// Clicks a button that opens a dialog, and does `use` with it.
    void inDialog(const char *name, const std::function<void(QDialog &)> &use) const
    {
        bool shown = false;
        QTimer::singleShot(0, &window, [&] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            shown = dialog;
            if (!dialog)
                return;
            use(*dialog);
            if (dialog->isVisible())
                dialog->reject();
        });
        QVERIFY(button(name)->isEnabled());
        QTest::mouseClick(button(name), Qt::LeftButton);
        QVERIFY(shown);
    }
    static void take(const QDialog &dialog, const char *name)
    {
        auto *taking = dialog.findChild<QPushButton *>(QLatin1String(name));
        QVERIFY(taking && taking->isEnabled());
        QTest::mouseClick(taking, Qt::LeftButton);
    }
    void undo() const { window.findChild<QUndoStack *>()->undo(); }
};

const QString Forecast = QStringLiteral("Forecast");
const QString Risks = QStringLiteral("Risks");

} // namespace

/// The parts Forecast, Risks and Expansion of the page Renewals, as a person works with them; every figure worked by
/// hand on the book above.
class TestRenewalForecastPage : public QObject {
    Q_OBJECT
private slots:
    /// Amber was Ann's on 15 October and is Bob's now: who calls is told as on the day, as a submission takes it.
    void ownersOfThatDay()
    {
        test::ImportedWorkspace data;
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Ann\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,created_date,arr\na1,A,2026-01-01,2026-12-31,2025-12-01,"
            "1000\n");
        data.import("2026-09-30");
        data.file("crm.accounts", "account_id,name,owner\nA,Amber,Bob\n");
        data.import("2026-10-31");
        const auto ownerOn = [&](const char *day) {
            PageContext context;
            context.asOf = Date::fromIso(day);
            Progress progress;
            const auto view = computeForecastView(data.workspace(), context, {2026, 4}, "28", progress);
            if (!view)
                qFatal("%s", view.error().message.english().c_str());
            return callsTable(**view).rows[0].values[1].toString();
        };
        QCOMPARE(ownerOn("2026-10-15"), QStringLiteral("Ann"));
        QCOMPARE(ownerOn("2026-10-31"), QStringLiteral("Bob"));
    }

    /// Two settled renewals of SMB: p0 = (1 + 10 x 0.5) / 12 = 0.5, and p = (1 + 10 x 0.5) / 12 = 0.5; r is 1, for Mid
    /// too. Mean: (1000 + 500 + 200) / 2.
    void figures()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        QCOMPARE(book.cell("renewal-forecast", "amount", "due"), QStringLiteral("1700"));
        QCOMPARE(book.cell("renewal-forecast", "count", "due"), QStringLiteral("3"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "settled"), QStringLiteral("0"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "mean"), QStringLiteral("850"));
        QCOMPARE(book.cell("renewal-forecast", "share", "mean"), QStringLiteral("0.5"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "called"), QStringLiteral("450"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "weighted"), QStringLiteral("550")); // 450 + 100
        QCOMPARE(book.cell("renewal-forecast", "amount", "commit"), QStringLiteral("900"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "bestCase"), QStringLiteral("1300"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "untouched"), QStringLiteral("200")); // Cedar
        QCOMPARE(book.cell("forecast-cells", "p", "SMB"), QStringLiteral("0.5"));
        QCOMPARE(book.cell("forecast-cells", "openArr", "SMB"), QStringLiteral("1500"));
        QCOMPARE(book.cell("renewal-calls", "call", "Birch"), QStringLiteral("450"));
        QCOMPARE(book.cell("renewal-calls", "call", "Amber"), QStringLiteral("-"));
    }

    /// Four weeks ago, on 3 October, Cedar was not due in the quarter: 1500, 200 pulled in, 1700. The bar opens it.
    void waterfall()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        auto *chart = book.window.findChild<ChartView *>(QStringLiteral("forecastWaterfall"));
        const ChartSpec &spec = chart->spec();
        QCOMPARE(spec.series.size(), 1);
        QCOMPARE(spec.series[0].values.size(), 10);
        QCOMPARE(*spec.series[0].values.front(), 1500.0);
        QCOMPARE(*spec.series[0].values[4], 200.0); // won, lost, new, pulled in
        QCOMPARE(*spec.series[0].values.back(), 1700.0);
        QSignalSpy opened(book.page, &Page::linkActivated);
        Q_EMIT chart->placeActivated(0, 4);
        QCOMPARE(opened.size(), 1);
        const AccountList list = accountList(opened[0][1].value<PageTarget>());
        QCOMPARE(list.ids.size(), 1);
        QCOMPARE(list.total(0), 200.0);
    }

    /// A call is typed, kept and counts; undo takes it back.
    void callAndUndo()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        QVERIFY(!book.button("callRenewalButton")->isEnabled());
        book.choose("renewal-calls", QStringLiteral("Amber"));
        book.inDialog("callRenewalButton", [](QDialog &dialog) {
            auto *amount = dialog.findChild<QLineEdit *>(QStringLiteral("callAmount"));
            const auto *take = dialog.findChild<QPushButton *>(QStringLiteral("callTake"));
            QVERIFY(take->isEnabled()); // what is due is proposed
            amount->clear();
            QVERIFY(!take->isEnabled());
            QTest::keyClicks(amount, QStringLiteral("-5"));
            QVERIFY(!take->isEnabled());
            amount->clear();
            QTest::keyClicks(amount, QStringLiteral("800.5"));
            auto *category = dialog.findChild<QComboBox *>(QStringLiteral("callCategory"));
            QTest::keyClick(category, Qt::Key_Down);
            ForecastBook::take(dialog, "callTake");
        });
        QTRY_COMPARE_WITH_TIMEOUT(book.cell("renewal-calls", "call", "Amber"), QStringLiteral("800.5"), test::Patience);
        QCOMPARE(book.cell("renewal-calls", "category", "Amber"), QStringLiteral("Best case"));
        QCOMPARE(book.cell("renewal-forecast", "amount", "called"), QStringLiteral("1250.5"));
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("call renewal"));
        book.undo();
        QTRY_COMPARE_WITH_TIMEOUT(book.cell("renewal-calls", "call", "Amber"), QStringLiteral("-"), test::Patience);
        QCOMPARE(book.cell("renewal-forecast", "amount", "called"), QStringLiteral("450"));
    }

    /// Ann's calls are frozen, and the week can be compared with.
    void submitAndUndo()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        const QList<QAction *> owners = book.button("submitCalls")->menu()->actions();
        QCOMPARE(owners.size(), 2);
        QCOMPARE(withoutMnemonic(owners[0]->text()), QStringLiteral("Ann"));
        owners[0]->trigger();
        auto *since = book.window.findChild<QComboBox *>(QStringLiteral("forecastSince"));
        QTRY_COMPARE_WITH_TIMEOUT(since->count(), 4, test::Patience);
        QCOMPARE(since->itemText(3), QStringLiteral("Submitted in 2026-W44"));
        const auto kept =
            forecast::submissionsOf(book.data.workspace(), FiscalQuarter{2026, 4}, *Date::of(2026, 10, 31));
        QCOMPARE(kept.size(), std::size_t(1));
        QCOMPARE(kept[0].snapshot.rows.size(), std::size_t(2));
        book.undo();
        QTRY_COMPARE_WITH_TIMEOUT(since->count(), 3, test::Patience);
    }

    /// The columns of the simulation, all runs of it; History is there again after it.
    void spread()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        const auto *behind = book.window.findChild<SegmentedSwitch *>(QStringLiteral("forecastBehind"));
        const auto choose = [behind](const QString &name) {
            for (QAbstractButton *choice : behind->findChildren<QAbstractButton *>()) {
                if (withoutMnemonic(choice->text()) == name)
                    QTest::mouseClick(choice, Qt::LeftButton);
            }
        };
        const auto *chart = book.window.findChild<ChartView *>(QStringLiteral("forecastSpread"));
        QVERIFY(!chart->isVisible());
        choose(QStringLiteral("Spread"));
        QVERIFY(chart->isVisible());
        QCOMPARE(int(chart->spec().categories.size()), forecast::SpreadColumns);
        double runs = 0;
        for (const auto &share : chart->spec().series.front().values)
            runs += share.value_or(0);
        QVERIFY(std::abs(runs - 1) < 1e-9);
        choose(QStringLiteral("History"));
        QVERIFY(!chart->isVisible());
        QVERIFY(book.table("forecast-cells")->isVisible());
    }

    /// Of the third quarter Ann had said 80 of Dale's 100, on 1 July: nothing 120 days before its end, then 80. What is
    /// pending is in no base yet.
    void accuracy()
    {
        ForecastBook book;
        QVERIFY(book.show(Forecast));
        const auto *behind = book.window.findChild<SegmentedSwitch *>(QStringLiteral("forecastBehind"));
        for (QAbstractButton *choice : behind->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(choice->text()) == QStringLiteral("Accuracy"))
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        QCOMPARE(book.table("forecast-accuracy")->spec().rows.size(), 2); // 2 September and 2 October have come
        QCOMPARE(book.cell("forecast-accuracy", "bias", QStringLiteral("1")), QStringLiteral("-"));
        auto *window = book.window.findChild<QComboBox *>(QStringLiteral("renewalsWindow"));
        const QSignalSpy settled(book.page, &Page::settled);
        window->setCurrentIndex(window->findText(QStringLiteral("Last quarter")));
        Q_EMIT window->activated(window->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), test::Patience);
        QCOMPARE(book.cell("renewal-forecast", "amount", "due"), QStringLiteral("100"));
        QCOMPARE(book.table("forecast-accuracy")->spec().rows.size(), 5);
        QCOMPARE(book.cell("forecast-accuracy", "bias", "0"), QStringLiteral("-1"));
        QCOMPARE(book.cell("forecast-accuracy", "bias", "1"), QStringLiteral("-0.2"));
        QCOMPARE(book.cell("forecast-accuracy", "wape", "1"), QStringLiteral("0.2"));
        QVERIFY(book.cell("forecast-accuracy", "error", "1").startsWith(QStringLiteral("20.0")));
    }

    /// Amber, with a next action that is overdue, is judged anew; the reason, the action and its day stand there.
    void judgeAndUndo()
    {
        ForecastBook book;
        QVERIFY(book.show(Risks));
        QCOMPARE(book.cell("risk-register", "attention", "Amber"), QStringLiteral("Overdue"));
        QCOMPARE(book.cell("risk-register", "reason", "Amber"), QStringLiteral("Price"));
        QCOMPARE(book.cell("risk-register", "status", "Birch"), QStringLiteral("-"));
        QVERIFY(!book.button("judgeRiskButton")->isEnabled());
        book.choose("risk-register", QStringLiteral("Birch"));
        book.inDialog("judgeRiskButton", [](QDialog &dialog) {
            auto *status = dialog.findChild<QComboBox *>(QStringLiteral("riskStatus"));
            status->setCurrentIndex(status->findText(QStringLiteral("At risk")));
            auto *reason = dialog.findChild<QComboBox *>(QStringLiteral("riskReason"));
            reason->setCurrentIndex(reason->findText(QStringLiteral("Sponsor left")));
            const auto *date = dialog.findChild<QDateEdit *>(QStringLiteral("riskActionDate"));
            QVERIFY(!date->isEnabled());
            QTest::keyClicks(
                dialog.findChild<QLineEdit *>(QStringLiteral("riskAction")), QStringLiteral("Find another"));
            QVERIFY(date->isEnabled());
            QCOMPARE(date->minimumDate(), QDate(2026, 10, 31));
            ForecastBook::take(dialog, "riskTake");
        });
        QTRY_COMPARE_WITH_TIMEOUT(
            book.cell("risk-register", "status", "Birch"), QStringLiteral("At risk"), test::Patience);
        QCOMPARE(book.cell("risk-register", "action", "Birch"), QStringLiteral("Find another"));
        QCOMPARE(book.cell("risk-register", "actionDate", "Birch"), QStringLiteral("2026-11-14"));
        QCOMPARE(book.cell("risk-reasons", "arr", "Sponsor left"), QStringLiteral("500"));
        book.undo();
        QTRY_COMPARE_WITH_TIMEOUT(book.cell("risk-register", "status", "Birch"), QStringLiteral("-"), test::Patience);
    }

    /// What was judged goes to the CS platform: Amber's row alone.
    void exported()
    {
        ForecastBook book;
        QVERIFY(book.show(Risks));
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("risks.csv"));
        auto *part = book.window.findChild<RegisterPart *>();
        const QSignalSpy said(part, &RegisterPart::said);
        part->exportTo(path);
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, test::Patience);
        QVERIFY(said[0][0].toString().contains(QStringLiteral("has 1 renewal")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1],
            QByteArray(",Amber,2026-12-31,1000.00,USD,monitor,price,renew,Call them,2026-10-20,Ann,2026-10-15"));
        QCOMPARE(store::auditTrail(book.data.workspace(), 1)[0].action, std::string("export risks"));
    }

    /// A target without a pipeline is covered at 0.
    void expansion()
    {
        ForecastBook book;
        QVERIFY(book.show(QStringLiteral("Expansion")));
        QCOMPARE(book.cell("expansion-pipeline", "target", "0"), QStringLiteral("600"));
        QCOMPARE(book.cell("expansion-pipeline", "coverage", "0"), QStringLiteral("0"));
        QVERIFY(book.table("expansion-leads")->spec().rows.isEmpty());
        QVERIFY(book.table("expansion-space")->spec().rows.isEmpty()); // all have Core
    }
};

QTEST_MAIN(TestRenewalForecastPage)
#include "tst_renewal_forecast_page.moc"
