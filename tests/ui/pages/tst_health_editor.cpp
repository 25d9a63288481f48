#include "core/health/current_model.h"
#include "core/health/model_effect.h"
#include "core/health/model_text.h"
#include "core/store/audit.h"
#include "tests/ui/pages/touch_fixture.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/health/draft_preview.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_model_dialog.h"
#include "ui/health/health_page.h"
#include "ui/health/model_step_dialog.h"

#include <QComboBox>
#include <QDateEdit>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

/// A window with the Health page on a workspace, turned to the model.
struct ShownModel {
    HealthPage *page = new HealthPage;
    MainWindow window{{page}, false};

    explicit ShownModel(const std::string &path)
    {
        window.resize(1440, 900);
        window.show();
        settle([&] { window.openWorkspace(QString::fromStdString(path)); });
        auto *views = page->window()->findChild<SegmentedSwitch *>(QStringLiteral("healthView"));
        settle(
            [&] { QTest::mouseClick(views->findChild<QAbstractButton *>(QStringLiteral("model")), Qt::LeftButton); });
    }
    void settle(const std::function<void()> &what) const
    {
        QSignalSpy settled(page, &Page::settled);
        what();
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the page did not settle");
    }
    HealthModelDialog &edit() const
    {
        click(*page, "healthEditModel");
        auto *dialog = page->findChild<HealthModelDialog *>();
        QSignalSpy loaded(dialog, &HealthModelDialog::loaded);
        if (!loaded.wait(Patience))
            qWarning("the dialog did not load");
        follow(*dialog);
        return *dialog;
    }
    /// Waits for the figures of what was typed last.
    static void follow(const HealthModelDialog &dialog)
    {
        QVERIFY(QTest::qWaitFor([&] { return preview(dialog).isCurrent(); }, Patience));
    }
    static DraftPreview &preview(const HealthModelDialog &dialog) { return *dialog.findChild<DraftPreview *>(); }
    TableView &versions() const { return part<TableView>(*page, "healthVersions"); }
    ModelStepDialog &choose(const char *action) const
    {
        versions().setCurrentId(versions().shownIds().front());
        page->findChild<QAction *>(QString::fromLatin1(action))->trigger();
        return *page->findChild<ModelStepDialog *>();
    }
};

std::vector<health::SavedHealthModel> versionsIn(const std::string &path)
{
    return health::savedHealthModels(**store::Workspace::open(path, store::Workspace::Mode::ReadOnly));
}

QString cell(const QWidget &parent, int row, int column)
{
    return part<QTableWidget>(parent, "healthDraftSignals").item(row, column)->text();
}

QString state(const HealthModelDialog &dialog)
{
    return part<QLabel>(dialog, "healthDraftState").text();
}

} // namespace

/// The editor of health models, driven as a person would, from a first draft to a model in force.
class TestHealthEditor : public QObject {
    Q_OBJECT

    SampleFolder m_files;

    /// Of all renewals the court judges the model on, those that were lost or flagged and not both.
    static void checkWhatItGotWrong(const ShownModel &shown)
    {
        Progress progress;
        const auto court = computeHealthView(shown.window.context(), {HealthPart::Court, "segment", 3}, progress);
        QVERIFY(court.ok());
        const AccountList judged = courtList(**court, (*court)->model.name, 90);
        QStringList missed;
        QStringList alarms;
        for (qsizetype i = 0; i < judged.ids.size(); ++i) {
            const bool isLost = judged.amounts[i][0] > 0;
            const bool isFlagged = judged.amounts[i][1] > 0;
            if (isLost && !isFlagged)
                missed << judged.ids[i];
            else if (isFlagged && !isLost)
                alarms << judged.ids[i];
        }
        QVERIFY(!missed.isEmpty() || !alarms.isEmpty());
        QSignalSpy opened(shown.page, &Page::linkActivated);
        auto *action = shown.page->findChild<QAction *>(QStringLiteral("healthWrongOnes"));
        QVERIFY(action->isEnabled());
        action->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, Patience);
        const AccountList list = accountList(opened.front()[1].value<PageTarget>());
        QCOMPARE(list.ids.size(), missed.size() + alarms.size());
        for (qsizetype i = 0; i < list.ids.size(); ++i)
            QVERIFY(list.amounts[i][0] > 0 ? missed.contains(list.ids[i]) : alarms.contains(list.ids[i]));
        QCOMPARE(list.total(0), double(missed.size()));
        QCOMPARE(list.total(1), double(alarms.size()));
    }

private slots:
    void initTestCase() { m_files.fill(); }

    void theModelOfTheDayIsShown()
    {
        const ShownModel shown(m_files.path("sample.qdeck"));
        const HealthModelDialog &dialog = shown.edit();
        QVERIFY(dialog.isVisible());
        const auto &rows = part<QTableWidget>(dialog, "healthDraftSignals");
        QVERIFY(rows.rowCount() >= 2);
        QCOMPARE(part<QLineEdit>(dialog, "healthDraftName").text(), QStringLiteral("Starter"));
        QCOMPARE(part<QLineEdit>(dialog, "healthDraftYellow").text(), QStringLiteral("50"));
        QCOMPARE(part<QLineEdit>(dialog, "healthDraftCoverage").text(), QStringLiteral("60%"));
        for (int row = 0; row < rows.rowCount(); ++row) {
            QVERIFY(cell(dialog, row, 2).contains(QStringLiteral("*: ")));
            QVERIFY(cell(dialog, row, 4).endsWith(u'%') && cell(dialog, row, 5).endsWith(u'%'));
        }
        QVERIFY(!part<QPushButton>(dialog, "healthDraftSave").isEnabled()); // nobody said why
        QVERIFY(ShownModel::preview(dialog).effect()->effect.changed.empty());
    }

    /// Green from 101 leaves nobody green; who was is yellow, because of the bounds. The figures are those that the
    /// core gives for the same model.
    void theEffectFollowsWhatIsTyped()
    {
        const std::string path = m_files.path("sample.qdeck");
        const ShownModel shown(path);
        HealthModelDialog &dialog = shown.edit();
        const health::ColourSums before = ShownModel::preview(dialog).effect()->effect.before;
        QVERIFY(before.accounts.green > 0);
        typeField(dialog, "healthDraftGreen", QStringLiteral("101"));
        ShownModel::follow(dialog);
        const DraftEffect &strict = *ShownModel::preview(dialog).effect();
        QCOMPARE(strict.effect.after.accounts.green, 0);
        QCOMPARE(strict.effect.after.accounts.yellow, before.accounts.yellow + before.accounts.green);
        QCOMPARE(strict.effect.changedArr, before.green);
        const TableSpec &changes = part<TableView>(dialog, "healthDraftChanges").spec();
        QCOMPARE(changes.rows.size(), qsizetype(before.accounts.green));
        QCOMPARE(changes.rows.front().values[3].toString(), QStringLiteral("bounds"));
        const TableSpec &mix = part<TableView>(dialog, "healthDraftMix").spec();
        QCOMPARE(mix.rows[0].values[1].toInt(), before.accounts.green);
        QCOMPARE(mix.rows[0].values[2].toInt(), 0);

        typeField(dialog, "healthDraftGreen", QStringLiteral("75"));
        typeCell(dialog, "healthDraftSignals", 0, 1, QStringLiteral("300"));
        ShownModel::follow(dialog);
        const DraftEffect &heavy = *ShownModel::preview(dialog).effect();
        QCOMPARE(heavy.model.segments[0].measures[0].weight, 300.0);
        Progress progress;
        const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        const auto history = signs::Signals::read(**workspace, progress);
        const auto starter = health::starterModel(**history, (*history)->latestDay());
        const auto direct = health::effectOf(*starter, heavy.model, **history, (*history)->latestDay());
        QCOMPARE(heavy.effect.changed.size(), direct->changed.size());
        QCOMPARE(heavy.effect.changedArr, direct->changedArr);
        QVERIFY(!direct->changed.empty());
        const double effective = cell(dialog, 0, 5).chopped(1).trimmed().toDouble();
        QVERIFY2(effective > 60, qPrintable(cell(dialog, 0, 5)));
    }

    void faultsStandAtTheirCell_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("signal") << 0 << "usage_trnd"
                                << "did you mean usage_trend?";
        QTest::newRow("weight") << 1 << "much"
                                << "has the weight \"much\"";
        QTest::newRow("bands") << 2 << "5: 100"
                               << "leave a hole above 5";
        QTest::newRow("missing") << 3 << "ignore"
                                 << "it may be drop, neutral, worst or last:N";
    }
    void faultsStandAtTheirCell()
    {
        QFETCH(int, column);
        QFETCH(QString, typed);
        QFETCH(QString, sentence);
        const ShownModel shown(m_files.path("sample.qdeck"));
        HealthModelDialog &dialog = shown.edit();
        typeField(dialog, "healthDraftReason", QStringLiteral("a try"));
        QVERIFY(part<QPushButton>(dialog, "healthDraftSave").isEnabled());
        typeCell(dialog, "healthDraftSignals", 1, column, typed);
        const QTableWidgetItem *item = part<QTableWidget>(dialog, "healthDraftSignals").item(1, column);
        QVERIFY2(item->toolTip().contains(sentence), qPrintable(item->toolTip()));
        QVERIFY2(state(dialog).contains(sentence), qPrintable(state(dialog)));
        QVERIFY(!part<QPushButton>(dialog, "healthDraftSave").isEnabled());
        QVERIFY(!part<QPushButton>(dialog, "healthDraftPropose").isEnabled());
        QVERIFY(!ShownModel::preview(dialog).effect());
        QVERIFY(versionsIn(m_files.path("sample.qdeck")).empty());
    }

    /// Removed, added and moved; what is typed stays when the dialog is asked to close the first time.
    void signalsComeAndGo()
    {
        const ShownModel shown(m_files.path("sample.qdeck"));
        HealthModelDialog &dialog = shown.edit();
        auto &rows = part<QTableWidget>(dialog, "healthDraftSignals");
        const int count = rows.rowCount();
        const QString first = cell(dialog, 0, 0);
        rows.setCurrentCell(0, 0);
        click(dialog, "healthDraftSignalsRemove");
        QCOMPARE(rows.rowCount(), count - 1);
        ShownModel::follow(dialog);
        QCOMPARE(ShownModel::preview(dialog).effect()->model.segments[0].measures.size(), std::size_t(count - 1));
        rows.setCurrentCell(count - 2, 0);
        click(dialog, "healthDraftSignalsAdd");
        typeCell(dialog, "healthDraftSignals", count - 1, 0, QStringLiteral("tenure_months"));
        typeCell(dialog, "healthDraftSignals", count - 1, 1, QStringLiteral("5"));
        typeCell(dialog, "healthDraftSignals", count - 1, 2, QStringLiteral("6 = 40; 36 = 100"));
        ShownModel::follow(dialog);
        const auto &signals_ = ShownModel::preview(dialog).effect()->model.segments[0].measures;
        QCOMPARE(signals_.back().signal.name(), std::string("tenure_months"));
        QCOMPARE(signals_.back().points.size(), std::size_t(2));
        QVERIFY(signals_.front().signal.name() != first.toStdString());
        click(dialog, "healthDraftClose");
        QVERIFY(dialog.isVisible());
        QVERIFY(state(dialog).startsWith(QStringLiteral("Not saved yet")));
        const QPointer<HealthModelDialog> gone(&dialog);
        click(dialog, "healthDraftClose");
        QTRY_VERIFY(!gone);
    }

    /// Saved and proposed in one step, undone, done again, approved by another person and in force.
    void aDraftComesIntoForce()
    {
        const std::string path = m_files.own();
        ShownModel shown(path);
        HealthModelDialog &dialog = shown.edit();
        typeField(dialog, "healthDraftName", QStringLiteral("House"));
        typeField(dialog, "healthDraftReason", QStringLiteral("usage weighs more"));
        typeField(dialog, "healthDraftBy", QStringLiteral("Anna Berg"));
        typeCell(dialog, "healthDraftSignals", 0, 1, QStringLiteral("60"));
        ShownModel::follow(dialog);
        const std::string text = health::textOf(ShownModel::preview(dialog).effect()->model);
        click(dialog, "healthDraftPropose");
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).size(), std::size_t(1), Patience);
        const health::SavedHealthModel saved = versionsIn(path).front();
        QCOMPARE(saved.state, health::ModelState::Proposed);
        QCOMPARE(saved.author, std::string("Anna Berg"));
        QCOMPARE(saved.reason, std::string("usage weighs more"));
        QCOMPARE(health::textOf(*health::modelOf(saved)), text);
        QCOMPARE(shown.window.undoStack().undoText(), QStringLiteral("Propose health model House"));
        shown.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).front().state, health::ModelState::Withdrawn, Patience);
        shown.window.undoStack().redo();
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).front().state, health::ModelState::Proposed, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.versions().shownIds(), QStringList{QStringLiteral("1")}, Patience);

        ModelStepDialog &step = shown.choose("healthApproveVersion");
        typeField(step, "healthStepBy", QStringLiteral("anna berg"));
        QVERIFY(!part<QPushButton>(step, "healthStepTake").isEnabled()); // she wrote it
        typeField(step, "healthStepBy", QStringLiteral("Ben Ode"));
        part<QDateEdit>(step, "healthStepFrom").setDate({2026, 10, 30});
        QVERIFY(!part<QPushButton>(step, "healthStepTake").isEnabled()); // before its approval
        part<QDateEdit>(step, "healthStepFrom").setDate({2026, 10, 31});
        shown.settle([&] { click(step, "healthStepTake"); });
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).front().state, health::ModelState::Approved, Patience);
        QCOMPARE(versionsIn(path).front().approvedBy, std::string("Ben Ode"));
        QCOMPARE(versionsIn(path).front().inForceFrom, Date::of(2026, 10, 31));
        const auto &signals_ = part<TableView>(*shown.page, "healthSignals");
        QTRY_COMPARE_WITH_TIMEOUT(signals_.spec().rows.front().values[2].toDouble(), 60.0, Patience);
        const auto enabled = [&](const char *name) {
            shown.versions().setCurrentId(QStringLiteral("1"));
            return shown.page->findChild<QAction *>(QString::fromLatin1(name))->isEnabled();
        };
        QVERIFY(enabled("healthReviewVersion") && enabled("healthRetireVersion"));
        QVERIFY(!enabled("healthProposeVersion") && !enabled("healthApproveVersion"));
        checkWhatItGotWrong(shown);
    }

    void whatIsProposedIsSentBack()
    {
        const std::string path = m_files.own();
        ShownModel shown(path);
        HealthModelDialog &dialog = shown.edit();
        typeField(dialog, "healthDraftName", QStringLiteral("House"));
        typeField(dialog, "healthDraftReason", QStringLiteral("a first try"));
        shown.settle([&] { click(dialog, "healthDraftSave"); });
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).size(), std::size_t(1), Patience);
        QCOMPARE(versionsIn(path).front().state, health::ModelState::Draft);
        QTRY_COMPARE_WITH_TIMEOUT(shown.versions().shownIds().size(), 1, Patience);
        shown.settle([&] { click(shown.choose("healthProposeVersion"), "healthStepTake"); });
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).front().state, health::ModelState::Proposed, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.page->findChildren<ModelStepDialog *>().size(), 0, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.versions().spec().rows.front().values[2].toString(), QStringLiteral("proposed"), Patience);
        ModelStepDialog &step = shown.choose("healthSendBackVersion");
        QVERIFY(!part<QPushButton>(step, "healthStepTake").isEnabled()); // for no reason
        typeField(step, "healthStepReason", QStringLiteral("no court yet"));
        shown.settle([&] { click(step, "healthStepTake"); });
        QTRY_COMPARE_WITH_TIMEOUT(versionsIn(path).front().remark, std::string("no court yet"), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.versions().spec().rows.front().values[2].toString(),
            QStringLiteral("sent back: no court yet"), Patience);
    }

    /// A version is taken up as the beginning of the next one.
    void aVersionIsTakenUp()
    {
        const std::string path = m_files.own();
        {
            auto workspace = store::Workspace::open(path);
            QVERIFY(health::saveHealthModel(**workspace, R"({"name": "Tickets", "segments": [
                {"name": "Big", "when": [{"field": "arr", "at_least": 50000}], "signals": [
                    {"signal": "tickets_90", "weight": 2, "steps": [[1, 100], [null, 20]]}]},
                {"name": "Rest", "signals": [
                    {"signal": "tickets_90", "weight": 1, "steps": [[0, 90], [null, 10]]}]}]})",
                "by tickets alone", "Ann")
                        .ok());
        }
        const ShownModel shown(path);
        HealthModelDialog &dialog = shown.edit();
        auto &from = part<QComboBox>(dialog, "healthDraftFrom");
        QCOMPARE(from.count(), 2);
        from.setFocus();
        QTest::keyClick(&from, Qt::Key_Down);
        ShownModel::follow(dialog);
        QCOMPARE(part<QLineEdit>(dialog, "healthDraftName").text(), QStringLiteral("Tickets"));
        QCOMPARE(cell(dialog, 0, 2), QStringLiteral("1: 100; *: 20"));
        auto &segment = part<QComboBox>(dialog, "healthDraftSegment");
        QCOMPARE(segment.count(), 2);
        segment.setFocus();
        QTest::keyClick(&segment, Qt::Key_Down);
        QCOMPARE(cell(dialog, 0, 2), QStringLiteral("0: 90; *: 10"));
        typeCell(dialog, "healthDraftSignals", 0, 3, QStringLiteral("worst"));
        ShownModel::follow(dialog);
        const health::HealthModel &draft = ShownModel::preview(dialog).effect()->model;
        QCOMPARE(draft.segments[1].measures[0].missing, health::MissingRule::Worst);
        QCOMPARE(draft.segments[0].measures[0].missing, health::MissingRule::Drop);
        QCOMPARE(draft.segments[0].when.size(), std::size_t(1));
    }
};

QTEST_MAIN(TestHealthEditor)
#include "tst_health_editor.moc"
