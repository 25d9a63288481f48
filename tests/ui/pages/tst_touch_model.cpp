#include "core/coverage/books.h"
#include "core/portfolio/portfolio.h"
#include "core/store/audit.h"
#include "tests/support/layout_check.h"
#include "tests/ui/pages/touch_fixture.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/model_dialog.h"
#include "ui/coverage/model_preview.h"
#include "ui/shell/account_list.h"

#include <QLabel>
#include <QToolButton>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

/// Waits for the figures of what was typed last.
void settle(ModelDialog &dialog)
{
    QVERIFY(QTest::qWaitFor([&dialog] { return dialog.findChild<ModelPreview *>()->isCurrent(); }, Patience));
}

ModelDialog &openEditor(ShownCoverage &shown)
{
    ModelDialog &dialog = shown.choose<ModelDialog>("editModel", &ModelDialog::loaded);
    settle(dialog);
    return dialog;
}

TableView &table(const QWidget &parent, const char *id)
{
    for (TableView *view : parent.findChildren<TableView *>()) {
        if (view->spec().id == QLatin1String(id))
            return *view;
    }
    qFatal("no table %s", id);
}

QString cell(const QWidget &parent, const char *name, int row, int column)
{
    return part<QTableWidget>(parent, name).item(row, column)->text();
}

} // namespace

/// The touch model editor, driven as a person would.
class TestTouchModel : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private slots:
    void initTestCase() { m_files.fill(); }

    void theModelInForceIsShown()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        QVERIFY(dialog.isVisible());
        const auto &segments = part<QTableWidget>(dialog, "segments");
        QCOMPARE(segments.rowCount(), 3);
        QCOMPARE(cell(dialog, "segments", 1, 0), QStringLiteral("Mid-Market"));
        QCOMPARE(cell(dialog, "segments", 1, 3), QStringLiteral("2.00"));
        QCOMPARE(cell(dialog, "segments", 0, 4), QStringLiteral("2,000,000"));
        QCOMPARE(part<QTableWidget>(dialog, "activities").rowCount(), 5); // of the first
        QCOMPARE(part<QTableWidget>(dialog, "ramp").rowCount(), 4);
        QCOMPARE(part<QLineEdit>(dialog, "utilisation").text(), QStringLiteral("75"));
        QVERIFY(dialog.model() == coverage::defaultCapacityModel());
        QVERIFY(!part<QPushButton>(dialog, "saveModel").isEnabled()); // nothing to save
    }

    /// Customers with 50,000 and more become Enterprise: those of another segment move there.
    void aRuleIsTypedPreviewedSavedAndUndone()
    {
        const std::string path = m_files.own();
        ShownCoverage shown(path);
        ModelDialog &dialog = openEditor(shown);
        click(dialog, "ruleAdd");
        typeCell(dialog, "rule", 0, 0, QStringLiteral("arr"));
        typeCell(dialog, "rule", 0, 1, QStringLiteral("50,000"));
        settle(dialog);
        QCOMPARE(cell(dialog, "segments", 0, 2), QStringLiteral("arr from 50,000"));

        auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        const auto input =
            coverage::coverageOf(*portfolio::Portfolio::of(**workspace), coverage::defaultCapacityModel());
        int moved = 0;
        for (const coverage::AccountLoad &load : input->loads)
            moved += load.arr >= 50'000'00 ? load.segment != 0 : load.segment == 0; // below: no segment without rule
        const auto &preview = dialog.findChild<ModelPreview *>()->preview();
        QVERIFY(moved > 0);
        QCOMPARE(preview.moved, moved);
        QCOMPARE(
            part<QPushButton>(dialog, "openMovedCustomers").text(), QStringLiteral("Open %1 customers").arg(moved));

        typeField(dialog, "modelName", QStringLiteral("FY27 touch"));
        click(dialog, "saveModel");
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 1, Patience);
        QCOMPARE(modelIn(path).name, std::string("FY27 touch"));
        QCOMPARE(modelIn(path).model.segments[0].rule[0].atLeast.value(), 50'000.0);
        QCOMPARE(shown.window.undoStack().undoText(), QStringLiteral("Save touch model FY27 touch"));
        const auto trail = store::auditTrail(**workspace);
        QCOMPARE(trail.front().action, std::string("save capacity model"));
        shown.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 2, Patience);
        QVERIFY(modelIn(path).model == coverage::defaultCapacityModel());
        shown.window.undoStack().redo();
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 3, Patience);
        QCOMPARE(modelIn(path).model.segments[0].rule.size(), std::size_t(1));
    }

    /// The figures follow while a number is being typed, before Enter.
    void thePreviewFollowsEveryKey()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        auto &cells = part<QTableWidget>(dialog, "activities");
        QTest::mouseClick(cells.viewport(), Qt::LeftButton, {}, cells.visualItemRect(cells.item(0, 1)).center());
        const auto hours = [&dialog] { return dialog.findChild<ModelPreview *>()->preview().hoursAfter; };
        const double before = hours();
        QTest::keyClick(&cells, Qt::Key_4); // starts the editor with "4": 4 check-ins a year for 24
        auto *line = qobject_cast<QLineEdit *>(cells.indexWidget(cells.model()->index(0, 1)));
        QVERIFY(line);
        QTRY_VERIFY_WITH_TIMEOUT(hours() < before, Patience);
        const double four = hours();
        QTest::keyClick(line, Qt::Key_8);
        QTRY_VERIFY_WITH_TIMEOUT(hours() > before, Patience);
        QVERIFY(four < before);
        QCOMPARE(line->text(), QStringLiteral("48"));
        QCOMPARE(cell(dialog, "segments", 0, 3), QStringLiteral("8.50")); // (48 + 24 + 12 + 15 + 3) / 12
    }

    void faultsStandBesideTheirField_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no name") << "segments" << 0 << 0 << ""
                                 << "Segment 1 has no name";
        QTest::newRow("two of one name") << "segments" << 2 << 0 << "enterprise"
                                         << "There are two segments named";
        QTest::newRow("negative target") << "segments" << 0 << 4 << "-5"
                                         << "target_arr_per_csm of segment Enterprise is -5";
        QTest::newRow("hours are no number")
            << "activities" << 0 << 2 << "much"
            << "Hours of activity Check-in of segment Enterprise is missing or no number";
        QTest::newRow("share above 1") << "ramp" << 0 << 1 << "150"
                                       << "Ramp of month of tenure 0 is 1.5";
        QTest::newRow("factor below 0") << "colours" << 0 << 1 << "-1"
                                        << "risk_factor of red is -1";
    }
    void faultsStandBesideTheirField()
    {
        QFETCH(QString, table);
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QString, text);
        QFETCH(QString, says);
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        if (table == QStringLiteral("ramp") || table == QStringLiteral("colours"))
            dialog.setView(ModelDialog::View::Time);
        typeCell(dialog, qPrintable(table), row, column, text);
        const auto &fault = part<QLabel>(dialog, qPrintable(table + QStringLiteral("Fault")));
        QVERIFY(fault.isVisible());
        QVERIFY2(fault.text().startsWith(says), qPrintable(fault.text()));
        QVERIFY(part<QTableWidget>(dialog, qPrintable(table)).item(row, column)->toolTip().startsWith(says));
        QVERIFY(!part<QPushButton>(dialog, "saveModel").isEnabled());
        QVERIFY(part<QLabel>(dialog, "modelState").text().startsWith(says));
        QCOMPARE(shown.window.undoStack().count(), 0);
    }

    void anUnknownFieldIsNamedWithTheNearest()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        click(dialog, "ruleAdd");
        typeCell(dialog, "rule", 0, 0, QStringLiteral("employes"));
        const QString said = part<QLabel>(dialog, "ruleFault").text();
        QVERIFY2(said.contains(QStringLiteral("did you mean employees?")), qPrintable(said));
        typeCell(dialog, "rule", 0, 0, QStringLiteral("employees"));
        typeCell(dialog, "rule", 0, 1, QStringLiteral("500"));
        typeCell(dialog, "rule", 0, 2, QStringLiteral("500"));
        QVERIFY(part<QLabel>(dialog, "ruleFault").text().contains(QStringLiteral("can never hold")));
        typeCell(dialog, "rule", 0, 2, QString());
        QVERIFY(!part<QLabel>(dialog, "ruleFault").isVisible());
        QVERIFY(part<QPushButton>(dialog, "saveModel").isEnabled());
    }

    void segmentsAreAddedMovedAndRemoved()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        part<QTableWidget>(dialog, "segments").setCurrentCell(2, 0);
        click(dialog, "segmentsAdd");
        typeCell(dialog, "segments", 3, 0, QStringLiteral("Strategic"));
        QVERIFY(part<QLabel>(dialog, "segmentsFault").text().contains(QStringLiteral("hours_per_account")));
        typeCell(dialog, "segments", 3, 3, QStringLiteral("12.5"));
        for (int i = 0; i < 3; ++i)
            click(dialog, "segmentsUp");
        QCOMPARE(dialog.model().segments.size(), std::size_t(4));
        QCOMPARE(dialog.model().segments[0].name, std::string("Strategic"));
        QCOMPARE(dialog.model().segments[0].hoursPerAccount, 12.5);
        QCOMPARE(dialog.model().segments[3].activities.size(), std::size_t(2)); // SMB kept its own
        part<QTableWidget>(dialog, "segments").setCurrentCell(1, 0);
        click(dialog, "segmentsRemove");
        QCOMPARE(dialog.model().segments[1].name, std::string("Mid-Market"));
        QVERIFY(part<QPushButton>(dialog, "saveModel").isEnabled());
    }

    void overlapsAreWarnedAbout()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        for (int row = 0; row < 2; ++row) {
            part<QTableWidget>(dialog, "segments").setCurrentCell(row, 0);
            click(dialog, "ruleAdd");
            typeCell(dialog, "rule", 0, 0, QStringLiteral("arr"));
            typeCell(dialog, "rule", 0, 1, QStringLiteral("1"));
        }
        const auto &warning = part<QLabel>(dialog, "modelOverlaps");
        QTRY_VERIFY_WITH_TIMEOUT(warning.isVisible(), Patience);
        QVERIFY2(warning.text().contains(QStringLiteral("Enterprise comes first")), qPrintable(warning.text()));
    }

    void theMovedCustomersOpen()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        click(dialog, "segmentsRemove"); // Enterprise: its customers have no segment then
        settle(dialog);
        QSignalSpy link(shown.page, &Page::linkActivated);
        click(dialog, "openMovedCustomers");
        QCOMPARE(link.value(0).value(0).toString(), QStringLiteral("customers"));
        const AccountList list = accountList(link[0][1].value<PageTarget>());
        QCOMPARE(int(list.ids.size()), dialog.findChild<ModelPreview *>()->preview().moved);
        QVERIFY(!list.ids.isEmpty());
        QVERIFY(dialog.isVisible()); // stays beside the window
        TableView &shifts = table(dialog, "model-shifts");
        QCOMPARE(shifts.spec().rows.size(), 1);
        Q_EMIT shifts.activated(shifts.spec().rows[0].id, QStringLiteral("customers"));
        QCOMPARE(accountList(link[1][1].value<PageTarget>()).title, QStringLiteral("Enterprise \u2192 no segment"));
    }

    void assignmentIsEdited()
    {
        const std::string path = m_files.own();
        ShownCoverage shown(path);
        ModelDialog &dialog = openEditor(shown);
        dialog.setView(ModelDialog::View::Assign);
        typeField(dialog, "maxAccounts", QStringLiteral("1.5"));
        QVERIFY(!part<QPushButton>(dialog, "saveModel").isEnabled());
        typeField(dialog, "maxAccounts", QStringLiteral("40"));
        typeField(dialog, "moveCost", QStringLiteral("2.5"));
        click(dialog, "protectRed");
        click(dialog, "keepFamilies");
        click(dialog, "pinsAdd");
        typeCell(dialog, "pins", 0, 0, QStringLiteral("nobody"));
        QCOMPARE(cell(dialog, "pins", 0, 1), QStringLiteral("no customer has this id"));
        auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        const auto directory = identity::AccountDirectory::load(**workspace);
        typeCell(dialog, "pins", 0, 0, QString::fromStdString(directory.at(0).id));
        QCOMPARE(cell(dialog, "pins", 0, 1), QString::fromStdString(directory.at(0).name));
        click(dialog, "saveModel");
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 1, Patience);
        const coverage::AssignModel assign = modelIn(path).model.assign;
        QCOMPARE(assign.maxAccounts.value(), 40);
        QCOMPARE(assign.moveCost, 2.5);
        QVERIFY(assign.keepFamilies);
        QCOMPARE(assign.protect.size(), std::size_t(1));
        QCOMPARE(assign.pins, std::vector<std::string>{directory.at(0).id});
    }

    void versionsAreComparedAndRestored()
    {
        const std::string path = m_files.own();
        coverage::CapacityModel first = coverage::defaultCapacityModel();
        first.utilisation = 0.8;
        coverage::CapacityModel second = first;
        second.hoursPerMonth = 130;
        {
            auto workspace = store::Workspace::open(path);
            QVERIFY(coverage::saveModel(**workspace, first, "First").ok());
            QVERIFY(coverage::saveModel(**workspace, second, "Second").ok());
        }
        ShownCoverage shown(path);
        ModelDialog &dialog = shown.choose<ModelDialog>("modelVersions", &ModelDialog::loaded);
        TableView &versions = table(dialog, "model-versions");
        QCOMPARE(versions.spec().rows.size(), 3);
        QCOMPARE(versions.spec().rows[1].values[1].toString(), QStringLiteral("First"));
        QCOMPARE(versions.spec().rows[1].values[2].toString(), QString::fromStdString(store::currentUser()));
        QVERIFY(!part<QPushButton>(dialog, "restoreModel").isEnabled()); // the one in force
        QCOMPARE(table(dialog, "model-changes").spec().rows[0].values,
            (QVector<QVariant>{QStringLiteral("hours_per_month"), QStringLiteral("140.0"), QStringLiteral("130.0")}));
        versions.setCurrentId(QStringLiteral("1"));
        QCOMPARE(table(dialog, "model-changes").spec().rows.size(), 1); // against what is in force
        click(dialog, "restoreModel");
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 3, Patience);
        QVERIFY(modelIn(path).model == first);
        QCOMPARE(modelIn(path).name, std::string("First"));
        shown.window.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).version, 4, Patience);
        QVERIFY(modelIn(path).model == second);
    }

    void closingDropsNothingUnasked()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        ModelDialog &dialog = openEditor(shown);
        typeCell(dialog, "segments", 0, 4, QStringLiteral("3000000"));
        click(dialog, "closeModel");
        QVERIFY(dialog.isVisible());
        QVERIFY(part<QLabel>(dialog, "modelState").text().startsWith(QStringLiteral("Not saved yet")));
        typeCell(dialog, "segments", 0, 4, QStringLiteral("4000000")); // goes on working
        click(dialog, "closeModel");
        QVERIFY(dialog.isVisible());
        const QPointer<ModelDialog> gone(&dialog);
        click(dialog, "closeModel");
        QTRY_VERIFY(!gone);
    }

    void thePaletteOpensIt()
    {
        ShownCoverage shown(m_files.path("sample.qdeck"));
        for (const PaletteEntry &entry : shown.page->paletteEntries()) {
            if (entry.title == QStringLiteral("Edit touch model"))
                entry.activate();
        }
        QVERIFY(shown.page->findChild<ModelDialog *>());
        QVERIFY(shown.page->findChild<ModelDialog *>()->isVisible());
    }

    void aRenamedSegmentKeepsItsTechTouch()
    {
        const std::string path = m_files.own();
        coverage::CapacityModel model = coverage::defaultCapacityModel();
        model.techTouch = {"Mid-Market", "SMB", {}, 0.75, 0.05, "Ann", "two cohorts", {}};
        {
            auto workspace = store::Workspace::open(path);
            QVERIFY(coverage::saveModel(**workspace, model, "Model").ok());
        }
        ShownCoverage shown(path);
        ModelDialog &dialog = openEditor(shown);
        typeCell(dialog, "segments", 1, 0, QStringLiteral("Commercial"));
        QCOMPARE(dialog.model().techTouch->human, std::string("Commercial"));
        part<QTableWidget>(dialog, "segments").setCurrentCell(2, 0);
        click(dialog, "segmentsRemove");
        QCOMPARE(dialog.model().techTouch->tech, std::string());
        QCOMPARE(dialog.model().techTouch->owner, std::string("Ann"));
        QVERIFY(part<QPushButton>(dialog, "saveModel").isEnabled());
    }

    void withoutARosterTheModelIsEditedAllTheSame()
    {
        const std::string path = m_files.path("empty.qdeck");
        ShownCoverage shown(path);
        ModelDialog &dialog = shown.choose<ModelDialog>("editModel", &ModelDialog::loaded);
        dialog.setView(ModelDialog::View::Time);
        typeField(dialog, "hoursPerMonth", QStringLiteral("120"));
        click(dialog, "saveModel");
        QTRY_COMPARE_WITH_TIMEOUT(modelIn(path).model.hoursPerMonth, 120.0, Patience);
    }

    void nothingIsClippedOrOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("view");
        for (int view = 0; view < 4; ++view) {
            QTest::addRow("wide %d", view) << QSize(1440, 900) << view;
            QTest::addRow("small %d", view) << QSize(1024, 700) << view;
        }
    }
    void nothingIsClippedOrOverlaps()
    {
        QFETCH(QSize, size);
        QFETCH(int, view);
        ShownCoverage shown(m_files.path("sample.qdeck"), size);
        ModelDialog &dialog = openEditor(shown);
        dialog.setView(ModelDialog::View(view));
        QVERIFY(dialog.width() <= size.width() && dialog.height() <= size.height());
        QTRY_COMPARE(layoutFaults(dialog), QStringList());
    }
};

QTEST_MAIN(TestTouchModel)
#include "tst_touch_model.moc"
