#include "core/coverage/books.h"
#include "core/coverage/model_store.h"
#include "core/portfolio/portfolio.h"
#include "core/scenario/lever_board.h"
#include "core/scenario/quarter_ends.h"
#include "core/scenario/scenario_store.h"
#include "tests/ui/pages/scenarios_fixture.h"
#include "ui/common/error_bar.h"
#include "ui/scenario/goal_dialog.h"
#include "ui/scenario/saved_scenarios.h"
#include "ui/scenario/scenario_files.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// What outlives the page: scenarios saved and copied, goals taken, files out and in.
class TestScenarioKeeping : public QObject {
    Q_OBJECT

    std::unique_ptr<test::ScenarioWorkspaces> m_data;

    std::string path(const char *name) const { return m_data->path(name); }

private slots:
    void initTestCase() { m_data = std::make_unique<test::ScenarioWorkspaces>(); }

    void savedScenariosAreChosenAndUndone()
    {
        const std::string workspacePath = m_data->freshCopy(QStringLiteral("saved.qdeck"));
        const Shown shown(workspacePath);
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        QTRY_COMPARE(shown.value(EnterpriseChurn), 0.25);
        QTest::mouseClick(shown.find<QPushButton>("scenarioSave"), Qt::LeftButton);
        auto *name = shown.find<QLineEdit>("scenarioName");
        QVERIFY(name);
        name->setText(QStringLiteral("Softer"));
        QTest::keyClick(name, Qt::Key_Return);
        auto *choice = shown.find<QComboBox>("scenarioChoice");
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Softer"), Patience);
        auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
        const auto saved = scenario::loadScenario(**workspace, "Softer");
        QVERIFY(saved.ok());
        QCOMPARE(*saved->scenario.segments[0].annualChurn, 0.25);

        Q_EMIT choice->activated(choice->findText(QStringLiteral("Base")));
        QVERIFY(shown.value(EnterpriseChurn) < 0.25);
        Q_EMIT choice->activated(choice->findText(QStringLiteral("Softer")));
        QCOMPARE(shown.value(EnterpriseChurn), 0.25);
        // Both choices, then saving itself.
        for (int i = 0; i < 3; ++i)
            shown.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(choice->findText(QStringLiteral("Softer")), -1, Patience);
        QCOMPARE(shown.value(EnterpriseChurn), 0.25); // what was in hand stays, as a draft
        QVERIFY(!scenario::loadScenario(**workspace, "Softer").ok());
    }

    void aDuplicateIsComparedWithItsOriginal()
    {
        const Shown shown(m_data->freshCopy(QStringLiteral("duplicate.qdeck")));
        auto *choice = shown.find<QComboBox>("scenarioChoice");
        QTest::mouseClick(shown.find<QPushButton>("scenarioDuplicate"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Base copy"), Patience);
        shown.type({"annual_expansion", "SMB"}, QStringLiteral("3"));
        auto *against = shown.find<QComboBox>("scenarioAgainst");
        QTRY_COMPARE(choice->currentText(), QStringLiteral("Base copy, changed"));
        Q_EMIT against->activated(against->findText(QStringLiteral("Base copy")));
        QCOMPARE(shown.table(QStringLiteral("scenario-difference"))->spec().rows.size(), 1);
    }

    /// Rename, remove and an earlier version, each undone and done again by the window's stack.
    void savedScenariosAreRenamedRemovedAndRestored()
    {
        const std::string workspacePath = m_data->freshCopy(QStringLiteral("manage.qdeck"));
        const Shown shown(workspacePath);
        auto *choice = shown.find<QComboBox>("scenarioChoice");
        auto &stack = shown.window.undoStack();
        auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
        const auto churnOf = [&](const char *name) {
            const auto saved = scenario::loadScenario(**workspace, name);
            return saved ? *saved->scenario.segments[0].annualChurn : -1;
        };
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        QTRY_COMPARE(shown.value(EnterpriseChurn), 0.25);
        shown.page->saved().saveAs(QStringLiteral("Softer"));
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Softer"), Patience);
        shown.type(EnterpriseChurn, QStringLiteral("30"));
        QTRY_COMPARE(choice->currentText(), QStringLiteral("Softer, changed"));
        shown.page->saved().saveAs(QStringLiteral("Softer"));
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Softer"), Patience);

        auto *more = shown.find<QPushButton>("scenarioMore");
        QVERIFY(more->isEnabled());
        Q_EMIT more->menu()->aboutToShow();
        QCOMPARE(more->menu()->actions().size(), 4); // rename, remove, a line, versions
        QCOMPARE(more->menu()->actions().back()->menu()->actions().size(), 2);
        more->menu()->actions().back()->menu()->actions().back()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shown.value(EnterpriseChurn), 0.25, Patience);
        QCOMPARE(churnOf("Softer"), 0.25);
        stack.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.value(EnterpriseChurn), 0.3, Patience);
        QCOMPARE(churnOf("Softer"), 0.3);

        shown.page->saved().rename(QStringLiteral("Soft landing"));
        QTRY_COMPARE_WITH_TIMEOUT(choice->findText(QStringLiteral("Softer")), -1, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Soft landing"), Patience);
        QCOMPARE(churnOf("Soft landing"), 0.3);
        stack.undo();
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Softer"), Patience);
        QCOMPARE(scenario::scenarioVersions(**workspace, "Softer")->size(), std::size_t(4));
        stack.redo();
        QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QStringLiteral("Soft landing"), Patience);

        shown.page->saved().remove();
        QTRY_COMPARE_WITH_TIMEOUT(choice->findText(QStringLiteral("Soft landing")), -1, Patience);
        QCOMPARE(choice->currentText(), QStringLiteral("Base"));
        QVERIFY(!more->isEnabled());
        QCOMPARE(churnOf("Soft landing"), -1.0);
        stack.undo();
        QTRY_VERIFY_WITH_TIMEOUT(choice->findText(QStringLiteral("Soft landing")) >= 0, Patience);
        QCOMPARE(churnOf("Soft landing"), 0.3);
    }

    /// Chips narrow the base to their customers; drafts wait for the chips they were made under.
    void chipsNarrowTheBase()
    {
        const std::string workspacePath = m_data->freshCopy(QStringLiteral("chips.qdeck"));
        ScenariosPage page;
        static_cast<QWidget &>(page).resize(1240, 760);
        static_cast<QWidget &>(page).show();
        QUndoStack stack;
        connect(&page, &Page::stepped, &stack, [&](QUndoCommand *command) { stack.push(command); });
        const auto refresh = [&](const std::vector<std::pair<std::string, std::string>> &filters) {
            QSignalSpy settled(&page, &Page::settled);
            PageContext context;
            context.workspacePath = workspacePath;
            context.filters = filters;
            page.refresh(context);
            return !settled.isEmpty() || settled.wait(Patience);
        };
        const auto opening = [&] { return scenario::openingArr(page.draft().scenario); };
        auto *note = page.findChild<QLabel *>(QStringLiteral("scenarioNote"));
        QVERIFY(refresh({}));
        const double all = opening();
        const std::vector<scenario::Segment> segments = page.draft().scenario.segments;
        QVERIFY(!note->isVisible());
        auto row = [&] { return page.findChild<LeversPanel *>()->row(EnterpriseChurn); };
        Q_EMIT row()->committed(0.25, false);
        QTRY_COMPARE(scenario::boardValue(page.draft().scenario, EnterpriseChurn).value_or(0), 0.25);

        QVERIFY(refresh({{"segment", "Enterprise"}}));
        QCOMPARE(page.draft().scenario.segments.size(), std::size_t(1));
        QVERIFY(note->isVisible() && note->text().startsWith(QStringLiteral("Only Enterprise")));
        QVERIFY(!page.findChild<QPushButton *>(QStringLiteral("scenarioSave"))->isEnabled());
        QVERIFY(scenario::boardValue(page.draft().scenario, EnterpriseChurn).value_or(0) < 0.25);
        double fte = 0;
        for (const scenario::Segment &segment : segments) {
            if (segment.name == "(none)")
                continue;
            QVERIFY(refresh({{"segment", segment.name}}));
            QVERIFY(std::abs(opening() - segment.arr) < 0.01);
            QCOMPARE(page.draft().scenario.segments[0].logos, segment.logos);
            fte += page.draft().scenario.team.fte;
        }
        // Everybody who holds hours is split over the segments, and who holds none is in none.
        auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
        const Date day = page.draft().scenario.start.lastDay();
        const auto team = coverage::coverageOf(
            *portfolio::Portfolio::of(**workspace), coverage::currentModel(**workspace)->model, day);
        QVERIFY(team.ok());
        std::map<int, double> held;
        for (const coverage::AccountLoad &load : team->loads) {
            if (load.csm >= 0 && load.hours > 0 && team->roster.csms[std::size_t(load.csm)].inForceOn(day))
                held[load.csm] = team->roster.csms[std::size_t(load.csm)].fte;
        }
        double expected = 0;
        for (const auto &[csm, own] : held)
            expected += own;
        QVERIFY2(std::abs(fte - expected) < 1e-6, qPrintable(QStringLiteral("%1 %2").arg(fte).arg(expected)));
        const auto *chart = page.findChild<ChartView *>(QStringLiteral("scenarioProjection"));
        for (const ChartSeries &series : chart->spec().series) {
            if (series.id == QStringLiteral("measured"))
                QVERIFY(std::abs(*series.values[11] - opening()) < 0.01);
        }

        stack.undo(); // of the step made without chips
        QVERIFY(refresh({{"region", "Atlantis"}}));
        QVERIFY(!page.findChild<LeversPanel *>()->isVisible());
        QVERIFY(refresh({}));
        QCOMPARE(opening(), all);
        QVERIFY(scenario::boardValue(page.draft().scenario, EnterpriseChurn).value_or(0) < 0.25);
        stack.redo();
        QCOMPARE(scenario::boardValue(page.draft().scenario, EnterpriseChurn).value_or(0), 0.25);
        QVERIFY(refresh({{"segment", "SMB"}}));
        QVERIFY(refresh({}));
        QCOMPARE(scenario::boardValue(page.draft().scenario, EnterpriseChurn).value_or(0), 0.25); // it waited
    }

    void anEarlierDayBeginsEarlier()
    {
        ScenariosPage page;
        QSignalSpy settled(&page, &Page::settled);
        PageContext context;
        context.workspacePath = path("sample.qdeck");
        context.asOf = Date::of(2026, 5, 15);
        page.refresh(context);
        QVERIFY(!settled.isEmpty() || settled.wait(Patience));
        QCOMPARE(page.draft().scenario.start, Month(2026, 4));
    }

    void aNameThatIsTakenIsRefused()
    {
        const Shown shown(m_data->freshCopy(QStringLiteral("taken.qdeck")));
        auto *choice = shown.find<QComboBox>("scenarioChoice");
        for (const char *name : {"One", "Two"}) {
            shown.page->saved().saveAs(QString::fromLatin1(name));
            QTRY_COMPARE_WITH_TIMEOUT(choice->currentText(), QString::fromLatin1(name), Patience);
        }
        const int before = shown.window.undoStack().count();
        shown.page->saved().rename(QStringLiteral("One"));
        QVERIFY(shown.page->findChild<ErrorBar *>()->isVisible());
        QCOMPARE(shown.window.undoStack().count(), before);
        QCOMPARE(choice->currentText(), QStringLiteral("Two"));
    }

    void goalSeekReachesItsTarget()
    {
        const Shown shown(path("sample.qdeck"));
        QTimer::singleShot(0, &shown.window, [&] {
            auto *dialog = shown.window.findChild<GoalDialog *>();
            auto *target = dialog->findChild<QDoubleSpinBox *>(QStringLiteral("goalTarget"));
            target->setValue(102);
            QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("goalApply")), Qt::LeftButton);
            if (dialog->isVisible())
                dialog->reject();
        });
        QTest::mouseClick(shown.find<QPushButton>("scenarioGoal"), Qt::LeftButton);
        const auto nrr = scenario::project(shown.page->draft().scenario).summary.nrr;
        QVERIFY(std::abs(nrr.value_or(0) - 1.02) < 1e-9);
        QVERIFY(shown.window.undoStack().undoText().startsWith(QStringLiteral("NRR 102")));
    }

    void aGoalOutOfReachSaysSo()
    {
        const Shown shown(path("sample.qdeck"));
        GoalDialog dialog(shown.page->draft().scenario);
        dialog.findChild<QDoubleSpinBox *>(QStringLiteral("goalTarget"))->setValue(900);
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("goalApply"))->isEnabled());
        QVERIFY(!dialog.answer());
        const QString said = dialog.findChild<QLabel *>(QStringLiteral("goalResult"))->text();
        QVERIFY2(said.startsWith(QStringLiteral("Out of reach by Enterprise churn alone: 0.0")), qPrintable(said));
    }

    void theFileGoesOutAndComesBack()
    {
        const Shown shown(path("sample.qdeck"));
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        QTRY_COMPARE(shown.value(EnterpriseChurn), 0.25);
        const QString file = m_data->file(QStringLiteral("s.json"));
        QVERIFY(shown.page->files().exportTo(file).ok());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto parsed = scenario::parseScenario(written.readAll().toStdString());
        QVERIFY(parsed.ok());
        auto workspace = store::Workspace::open(path("sample.qdeck"), store::Workspace::Mode::ReadOnly);
        Progress progress;
        const auto completed = scenario::complete(**workspace, *parsed, progress); // as `qdeck scenario` does
        QVERIFY(completed.ok());
        const double expected = shown.projected();
        QCOMPARE(scenario::project(completed->scenario).summary.closingArr, expected);

        shown.window.undoStack().undo();
        QVERIFY(shown.projected() != expected);
        shown.page->files().importFrom(file);
        QTRY_COMPARE_WITH_TIMEOUT(shown.projected(), expected, Patience);
        QVERIFY(!shown.page->files().exportTo(m_data->file(QStringLiteral("no/such/folder/s.json"))).ok());
    }

    void aBadFileIsRefusedAndNothingChanges()
    {
        const Shown shown(path("sample.qdeck"));
        const QString file = m_data->file(QStringLiteral("bad.json"));
        QFile bad(file);
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write(R"({"name": "x", "mounths": 12})");
        bad.close();
        const double before = shown.closing();
        shown.page->files().importFrom(file);
        auto *bar = shown.page->findChild<ErrorBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), Patience);
        QVERIFY(bar->findChild<QLabel *>()->text().contains(QStringLiteral("mounths")));
        QCOMPARE(shown.closing(), before);
    }
};

QTEST_MAIN(TestScenarioKeeping)
#include "tst_scenario_keeping.moc"
