#include "core/store/audit.h"
#include "tests/ui/pages/actions_fixture.h"
#include "ui/actions/action_export.h"
#include "ui/actions/work_part.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/home/home_page.h"
#include "ui/shell/linked_selection.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFile>

using namespace qd;
using namespace qd::ui;

/// The Actions page as a person works with it; every figure worked by hand on the book of actions_fixture.h.
class TestActionsPage : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void queueByOwner()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        QCOMPARE(shown.column("action-queue", "title"), (QStringList{"One", "Meet them", "Meet them", "Two"}));
        QCOMPARE(shown.column("action-queue", "customer"), (QStringList{"Amber", "Birch", "Amber", "Birch"})); // by ARR
        QCOMPARE(shown.column("action-queue", "late"), (QStringList{"1", "-", "-", "-"}));
        QCOMPARE(shown.column("action-queue", "level"), (QStringList{"-", "-", "-", "1, Manager"}));
        QCOMPARE(shown.column("action-queue", "source"), (QStringList{"crm", "here", "here", "crm"}));
        QCOMPARE(shown.column("action-owners", "owner"), (QStringList{"All owners", "Ann", "Bob"}));
        QCOMPARE(shown.column("action-owners", "open"), (QStringList{"4", "2", "2"}));
        QCOMPARE(shown.column("action-owners", "late"), (QStringList{"1", "1", "0"}));
        QCOMPARE(shown.column("action-owners", "escalated"), (QStringList{"1", "0", "1"}));
        QString fact;
        for (const QLabel *label : shown.window.findChildren<QLabel *>(QStringLiteral("pageFact")))
            fact += label->text();
        // due by then: 1, which is open, and 3, which was done in time
        QVERIFY2(
            fact.contains(QStringLiteral("4 open, 1 late, 1 escalated; SLA 50.0\u00a0% of 2 due")), qPrintable(fact));

        QMap<QString, QSet<QString>> rowsOf; // by customer: marked together when one is selected elsewhere on the page
        for (const TableRow &row : shown.table("action-queue")->spec().rows)
            rowsOf[row.values[2].toString()] << customerOfRow(row.id);
        QCOMPARE(rowsOf[QStringLiteral("Amber")].size(), 1);
        QVERIFY(rowsOf[QStringLiteral("Amber")].values().front().startsWith(QStringLiteral("AC-")));
        QVERIFY(rowsOf[QStringLiteral("Amber")] != rowsOf[QStringLiteral("Birch")]);

        TableView *owners = shown.table("action-owners");
        owners->setCurrentId(owners->spec().rows[2].id);
        QCOMPARE(shown.column("action-queue", "customer"), (QStringList{"Birch", "Birch"}));
        owners->setCurrentId(owners->spec().rows[0].id);
        QCOMPARE(shown.column("action-queue", "customer").size(), 4);
        shown.choose("queueShown", QStringLiteral("Late"));
        QCOMPARE(shown.column("action-queue", "title"), QStringList{"One"});
        shown.choose("queueShown", QStringLiteral("Snoozed"));
        QCOMPARE(shown.column("action-queue", "title"), QStringList());
        shown.choose("queueShown", QStringLiteral("Closed"));
        QCOMPARE(shown.column("action-queue", "title"), QStringList{"Three"});
        QCOMPARE(shown.column("action-queue", "state"), QStringList{"Done"});
    }

    /// Without a rule in force the queue says so, and a button leads to those that are shipped.
    void withoutRules()
    {
        const test::ShownActions shown(false);
        QVERIFY(shown.isReady());
        auto *toRules = shown.page->findChild<QPushButton *>(QStringLiteral("toRules"));
        QVERIFY(toRules && toRules->isVisible());
        QTest::mouseClick(toRules, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            shown.page->findChild<QPushButton *>(QStringLiteral("openRules"))->isVisible(), test::Patience);
        const test::ShownActions inForce(true);
        QVERIFY(inForce.isReady());
        QVERIFY(!inForce.page->findChild<QPushButton *>(QStringLiteral("toRules"))->isVisible());
    }

    void notOpenedSaysWhy()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        QCOMPARE(shown.column("actions-not-opened", "kind"),
            (QStringList{"Held", "Duplicate", "Duplicate", "Duplicate", "Duplicate"}));
        QCOMPARE(
            shown.column("actions-not-opened", "customer"), (QStringList{"Cedar", "Amber", "Amber", "Birch", "Birch"}));
        QCOMPARE(shown.column("actions-not-opened", "rule"),
            (QStringList{"Renewal plan", "Renewal plan", "Meet them", "Renewal plan", "Meet them"}));
        QCOMPARE(shown.column("actions-not-opened", "why"),
            (QStringList{"Bob has 1 open, which is the most", "one was closed on 10 May 2026",
                "one is open since 30 Jun 2026", "one is open since 20 Jun 2026", "one is open since 30 Jun 2026"}));
    }

    void workOnOneAndUndo()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        QVERIFY(!shown.button("changeAction")->isEnabled());
        shown.select({"Meet them, Amber"});
        shown.inMenu("changeAction", QStringLiteral("Start work"));
        const QStringList open{"Open", "Open", "Open", "Open"};
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-queue", "state"), (QStringList{"Open", "Open", "In work", "Open"}), test::Patience);
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-queue", "state"), open, test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM actions WHERE json_extract(extra, '$.edits') IS NOT NULL"), 0);
    }

    void snoozeAndUndo()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Meet them, Amber", "Meet them, Birch"});
        shown.inDialog([&] { shown.inMenu("changeAction", QStringLiteral("Snooze...")); },
            [](QDialog &dialog) {
                auto *until = dialog.findChild<QDateEdit *>(QStringLiteral("actionUntil"));
                QCOMPARE(until->minimumDate(), QDate(2026, 7, 1));
                until->setDate(QDate(2026, 7, 9));
                test::ShownActions::take(dialog, "actionTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-owners", "snoozed"), (QStringList{"2", "1", "1"}), test::Patience);
        QCOMPARE(shown.column("action-queue", "title"), (QStringList{"One", "Two"}));
        shown.choose("queueShown", QStringLiteral("Snoozed"));
        QCOMPARE(shown.column("action-queue", "state"), (QStringList{"Snoozed", "Snoozed"}));
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-queue", "state"), QStringList(), test::Patience);
        QCOMPARE(shown.column("action-owners", "snoozed"), (QStringList{"0", "0", "0"}));
    }

    /// A reason is needed; with it the action is among the closed ones, and its reason is kept.
    void dismissAndUndo()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Meet them, Birch"});
        shown.inDialog([&] { shown.inMenu("changeAction", QStringLiteral("Dismiss...")); },
            [](QDialog &dialog) {
                auto *note = dialog.findChild<QLineEdit *>(QStringLiteral("actionNote"));
                const auto *take = dialog.findChild<QPushButton *>(QStringLiteral("actionTake"));
                QVERIFY(!take->isEnabled());
                QTest::keyClicks(note, QStringLiteral("  "));
                QVERIFY(!take->isEnabled());
                QTest::keyClicks(note, QStringLiteral("met last week"));
                test::ShownActions::take(dialog, "actionTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-owners", "open"), (QStringList{"3", "2", "1"}), test::Patience);
        shown.choose("queueShown", QStringLiteral("Closed"));
        QCOMPARE(shown.column("action-queue", "state"), (QStringList{"Dismissed", "Done"}));
        QVERIFY(shown.column("action-queue", "comments").front().endsWith(QStringLiteral(": met last week")));
        QCOMPARE(store::auditTrail(shown.data.workspace(), 1)[0].action, std::string("action dismissed"));
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-queue", "state"), QStringList{"Done"}, test::Patience);
    }

    void giveToAnotherOwner()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Meet them, Birch"});
        shown.inDialog([&] { shown.inMenu("changeAction", QStringLiteral("Give to...")); },
            [](QDialog &dialog) {
                auto *owner = dialog.findChild<QComboBox *>(QStringLiteral("actionOwner"));
                QCOMPARE(owner->itemText(0), QStringLiteral("Ann"));
                QTest::keyClicks(owner->lineEdit(), QStringLiteral("Ann"));
                test::ShownActions::take(dialog, "actionTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-owners", "open"), (QStringList{"4", "3", "1"}), test::Patience);
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-owners", "open"), (QStringList{"4", "2", "2"}), test::Patience);
    }

    /// What came with a file is changed in its own system; escaped dialogs change nothing.
    void whatCannotBeChanged()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Two, Birch"});
        QVERIFY(!shown.button("changeAction")->isEnabled());
        QVERIFY(shown.button("changeAction")->toolTip().contains(QStringLiteral("its own system")));
        shown.select({"Meet them, Birch"});
        QVERIFY(shown.button("changeAction")->isEnabled());
        shown.inDialog([&] { shown.inMenu("changeAction", QStringLiteral("Comment...")); },
            [](QDialog &dialog) { QTest::keyClick(&dialog, Qt::Key_Escape); });
        QCOMPARE(shown.window.findChild<QUndoStack *>()->count(), 0);
    }

    void openByHandAndUndo()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Meet them, Birch"});
        shown.inDialog([&] { QTest::mouseClick(shown.button("newActionButton"), Qt::LeftButton); },
            [](QDialog &dialog) {
                const auto *customer = dialog.findChild<QComboBox *>(QStringLiteral("newActionCustomer"));
                QVERIFY(customer->currentText().startsWith(QStringLiteral("Birch, ")));
                QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("newActionOwner"))->currentText(),
                    QStringLiteral("Bob"));
                QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("newActionTake"))->isEnabled());
                QTest::keyClicks(
                    dialog.findChild<QLineEdit *>(QStringLiteral("newActionTitle")), QStringLiteral("Call the CFO"));
                customer->lineEdit()->setText(QStringLiteral("nobody here"));
                QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("newActionTake"))->isEnabled());
                customer->lineEdit()->setText(customer->itemText(2));
                test::ShownActions::take(dialog, "newActionTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-queue", "title"),
            (QStringList{"One", "Meet them", "Meet them", "Call the CFO", "Two"}), test::Patience);
        QCOMPARE(shown.column("action-queue", "customer")[3], QStringLiteral("Cedar"));
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-queue", "title").size(), 4, test::Patience);
    }

    /// Rule r opened 2 and 3 in a year, and 3 was done in time; s opened two, which are not due.
    void rules()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.choose("actionsPart", QStringLiteral("Rules"));
        QCOMPARE(shown.column("action-rules", "rule"), (QStringList{"Renewal plan", "Meet them"}));
        QCOMPARE(shown.column("action-rules", "opened"), (QStringList{"2", "2"}));
        QCOMPARE(shown.column("action-rules", "dismissed"), (QStringList{"0", "0"}));
        QCOMPARE(shown.column("action-rules", "open"), (QStringList{"1", "2"}));
        QCOMPARE(shown.column("action-rules", "noise"), (QStringList{"mostly used", "mostly used"}));
        QCOMPARE(shown.column("action-rules", "inTime"), (QStringList{"1", "-"}));
        QVERIFY(!shown.button("saveRules")->isVisible());
        const auto *preview = shown.page->findChild<ChartView *>();
        QCOMPARE(preview->spec().categories.size(), 12);
        QCOMPARE(preview->spec().categories.back(), QStringLiteral("2026-06"));
        // Amber and Birch have had ARR of 100 all along: both on the first month-end, and never again
        shown.table("action-rules")->setCurrentId(QStringLiteral("1"));
        QCOMPARE(preview->spec().series[0].values.front(), std::optional(2.0));
        QCOMPARE(shown.column("action-rules", "wouldOpen")[1], QStringLiteral("2"));
    }

    /// The shipped rules open nothing until they are put in force, which can be undone.
    void putRulesInForceAndUndo()
    {
        test::ShownActions shown(false);
        QVERIFY(shown.isReady());
        QCOMPARE(shown.count("SELECT count(*) FROM actions"), 3);
        shown.choose("actionsPart", QStringLiteral("Rules"));
        QVERIFY(shown.button("saveRules")->isVisible() && !shown.button("dropRules")->isVisible());
        QTest::mouseClick(shown.button("saveRules"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && !shown.button("saveRules")->isVisible(), test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM action_rules"), 1);
        shown.undo();
        QTRY_VERIFY_WITH_TIMEOUT(shown.button("saveRules")->isVisible(), test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM actions"), 3);
    }

    /// A file of rules is looked at before it is put in force; what is wrong with one stands in the bar.
    void rulesOfAFile()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.choose("actionsPart", QStringLiteral("Rules"));
        QTemporaryDir folder;
        const auto write = [&](const char *text) {
            QFile file(folder.filePath(QStringLiteral("rules.json")));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("no file");
            file.write(text);
            return file.fileName();
        };
        shown.page->lookAt(write(R"({"rules": [{"id": "t", "title": "Third", "when": [{"field": "arrr"}]}]})"));
        QCOMPARE(shown.column("action-rules", "rule").size(), 2);
        shown.page->lookAt(
            write(R"({"rules": [{"id": "t", "title": "Third", "when": [{"field": "arr", "above": 200}]}]})"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-rules", "rule"), QStringList{"Third"}, test::Patience);
        QVERIFY(shown.button("saveRules")->isVisible());
        QTest::mouseClick(shown.button("dropRules"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-rules", "rule").size(), 2, test::Patience);
        QCOMPARE(shown.count("SELECT max(version) FROM action_rules"), 1);
    }

    /// Amber's review is 60 days old and its cadence three months; Birch never had one, which was due on 2025-07-01.
    void reviews()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.choose("actionsPart", QStringLiteral("Reviews"));
        QCOMPARE(shown.column("business-reviews", "group"), (QStringList{"All customers", "Enterprise", "Mid-Market"}));
        QCOMPARE(shown.column("business-reviews", "done"), (QStringList{"1", "1", "0"}));
        QCOMPARE(shown.column("business-reviews", "late"), (QStringList{"1", "0", "1"}));
        QCOMPARE(shown.column("business-reviews", "rate"), (QStringList{"0.5", "1", "0"}));
        QCOMPARE(shown.column("late-reviews", "customer"), QStringList{"Birch"});
        QCOMPARE(shown.column("late-reviews", "due"), QStringList{"2025-07-01"});
        QCOMPARE(shown.column("reviewed-renewals", "rate"), (QStringList{"-", "-"}));
        auto *by = shown.window.findChild<QComboBox *>(QStringLiteral("reviewsGroupBy"));
        by->setFocus();
        while (by->currentData().toString() != QStringLiteral("owner"))
            QTest::keyClick(by, Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("business-reviews", "group"), (QStringList{"All customers", "Ann", "Bob"}), test::Patience);
    }

    void exportForAnotherSystem()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        auto *list = shown.page->findChild<ActionExport *>();
        QVERIFY(list->button()->isEnabled());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("jira.csv"));
        const QSignalSpy written(list, &ActionExport::written);
        list->exportTo(path, actions::FileFormat::Jira);
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, test::Patience);
        QVERIFY(written[0][0].toString().endsWith(QStringLiteral("has 4 actions")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].startsWith(QStringLiteral("External ID,Summary,")));
        const auto noted = store::auditTrail(shown.data.workspace(), 1);
        QCOMPARE(noted[0].action, std::string("export actions"));
        QVERIFY(noted[0].after->starts_with("4 rows for jira"));
    }

    /// On a day before the latest nothing is changed, and what came later is not there.
    void aPastDayIsOnlyLookedAt()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        test::fillActions(data, true);
        PageContext past;
        past.workspacePath = data.workspace().path();
        past.asOf = Date::fromIso("2026-06-29");
        const auto page = pages.shown<ActionsPage>(past);
        auto *queue = test::SamplePages::tableWith(*page, QStringLiteral("action-queue"));
        QCOMPARE(queue->spec().rows.size(), 2);
        queue->setSelectedIds(queue->shownIds());
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("changeAction"))->isEnabled());
        for (const QWidget *action : page->headerActions()) {
            if (action->objectName() == QStringLiteral("newActionButton"))
                QVERIFY(!action->isEnabled());
        }
    }

    void chipsAct()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        test::fillActions(data, true);
        PageContext some;
        some.workspacePath = data.workspace().path();
        some.filters = {{"segment", "Enterprise"}};
        const auto page = pages.shown<ActionsPage>(some);
        QCOMPARE(test::SamplePages::tableWith(*page, QStringLiteral("action-queue"))->spec().rows.size(), 2);
        QCOMPARE(test::SamplePages::tableWith(*page, QStringLiteral("actions-not-opened"))->spec().rows.size(), 2);
        QCOMPARE(test::SamplePages::tableWith(*page, QStringLiteral("action-owners"))->spec().rows.size(), 2);
    }

    /// Home names what is late and what went up, and leads here.
    void homeLeadsHere()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        test::fillActions(data, true);
        PageContext context;
        context.workspacePath = data.workspace().path();
        const auto home = pages.shown<HomePage>(context);
        auto *findings = test::SamplePages::tableWith(*home, QStringLiteral("findings"));
        QVERIFY(findings);
        QStringList named;
        QSignalSpy opened(home.get(), &Page::linkActivated);
        for (const TableRow &row : findings->spec().rows) {
            const QString title = row.values[1].toStringList().value(0);
            if (!title.contains(QStringLiteral("action")))
                continue;
            named << title;
            Q_EMIT findings->activated(row.id, QStringLiteral("finding"));
            QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("actions"));
        }
        QCOMPARE(named, (QStringList{"1 action is escalated", "1 action is late"}));
    }

    void emptyWorkspace()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        PageContext empty;
        empty.workspacePath = data.workspace().path();
        const auto page = pages.shown<ActionsPage>(empty);
        const auto *sentence = page->findChild<EmptyState *>();
        QVERIFY(sentence && sentence->isVisible());
    }
};

QTEST_MAIN(TestActionsPage)
#include "tst_actions_page.moc"
