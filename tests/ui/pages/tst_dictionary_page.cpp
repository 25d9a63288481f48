#include "core/dictionary/dictionary_undo.h"
#include "core/store/audit.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/panel.h"
#include "ui/dictionary/conflict_dialog.h"
#include "ui/dictionary/definition_dialog.h"
#include "ui/dictionary/dictionary_page.h"
#include "ui/dictionary/step_dialog.h"
#include "ui/revenue/revenue_page.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::ui;

namespace {

QString recordOf(const DictionaryPage &page)
{
    QStringList texts;
    for (const QLabel *label :
        page.findChild<QScrollArea *>(QStringLiteral("dictionaryRecord"))->widget()->findChildren<QLabel *>())
        texts << label->text();
    return texts.join(u'\n');
}

QAction *action(DictionaryPage &page, const char *name)
{
    return page.findChild<QAction *>(QString::fromLatin1(name));
}

QPushButton *okOf(const QDialog &dialog)
{
    return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
}

void write(QDialog &dialog, const char *field, const QString &text)
{
    auto *line = dialog.findChild<QLineEdit *>(QString::fromLatin1(field));
    QVERIFY(line && line->isVisible());
    line->selectAll();
    QTest::keyClicks(line, text);
}

} // namespace

/// The dictionary as a person searches, reads and changes it.
class TestDictionaryPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    QList<Edit> m_edits; ///< carried out

    /// Carries out what the page asked for, as the window does, and shows what became of it.
    Result<void> carryOut(DictionaryPage &page, QSignalSpy &edited)
    {
        const auto edit = edited.takeFirst().front().value<Edit>();
        const Result<void> done = changed(page, edit.apply);
        m_edits << edit;
        return done;
    }
    Result<void> changed(DictionaryPage &page, const Edit::Change &change)
    {
        auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
        const Result<void> done = change(**workspace);
        workspace->reset();
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(m_sample.empty());
        if (settled.isEmpty() && !settled.wait(test::Patience))
            qWarning("the page did not settle");
        return done;
    }
    /// Chooses an entry of *Change*, says who in the dialog, and confirms.
    void step(DictionaryPage &page, const char *name, const QString &by)
    {
        QSignalSpy edited(&page, &Page::edited);
        QVERIFY2(action(page, name)->isEnabled(), name);
        action(page, name)->trigger();
        QPointer dialog = page.findChild<StepDialog *>();
        QVERIFY(dialog);
        write(*dialog, "stepBy", by);
        QVERIFY(okOf(*dialog)->isEnabled());
        QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        QVERIFY(carryOut(page, edited).ok());
        delete dialog.data(); // or it went by itself
    }
    QString stateOf(const DictionaryPage &page, const QString &metric) const
    {
        const TableSpec spec = m_sample.tableWith(page, QStringLiteral("dictionary-metrics"))->spec();
        const auto row = std::ranges::find(spec.rows, metric, &TableRow::id);
        return row == spec.rows.end()
            ? QString()
            : QStringLiteral("%1 %2").arg(row->values[2].toInt()).arg(row->values[1].value<StateValue>().word);
    }

private slots:
    void initTestCase() { m_sample.make(); }

    void listIsSearched_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("some"); // among what is found
        QTest::addColumn<int>("atMost");
        QTest::newRow("name") << "name"
                              << "renewal rate"
                              << QStringList{"renewal_rate", "renewal_rate_logos", "on_time_renewal_rate"} << 3;
        QTest::newRow("owner") << "owner"
                               << "Finance" << QStringList{"arr", "nrr", "grr"} << 70;
        QTest::newRow("class") << "class"
                               << "revenue" << QStringList{"arr", "churn"} << 50;
        QTest::newRow("status") << "status"
                                << "draft" << QStringList{} << 0;
    }
    void listIsSearched()
    {
        QFETCH(QString, column);
        QFETCH(QString, text);
        QFETCH(QStringList, some);
        QFETCH(int, atMost);
        const auto page = m_sample.shown<DictionaryPage>();
        TableView *list = m_sample.tableWith(*page, QStringLiteral("dictionary-metrics"));
        QCOMPARE(list->shownIds().size(), 123); // as many files as resources/metrics has
        list->setFilter(column, text);
        for (const QString &metric : some)
            QVERIFY2(list->shownIds().contains(metric), qPrintable(metric));
        QVERIFY(list->shownIds().size() <= atMost);
    }

    /// The record says what the shipped file says, and what has to do with it.
    void recordIsRead()
    {
        const auto page = m_sample.shown<DictionaryPage>();
        m_sample.tableWith(*page, QStringLiteral("dictionary-metrics"))->setCurrentId(QStringLiteral("nrr"));
        const QString nrr = recordOf(*page);
        for (const char *text : {"sum of A(a, e) over customers with A(a, s) > 0 / sum of A(a, s)", "Finance",
                 "nrr/point/account/0/constant", "v1", "nrr, version 1, in force on"})
            QVERIFY2(nrr.contains(QLatin1String(text)), text);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        auto *explain = page->findChild<QPushButton *>(QStringLiteral("dictionaryExplain"));
        QVERIFY(explain->isVisible());
        QTest::mouseClick(explain, Qt::LeftButton);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("explain"));
        QCOMPARE(std::get<FigureTarget>(opened[0][1].value<PageTarget>()).metric, QStringLiteral("nrr"));
        page->open(FigureTarget{QStringLiteral("psi")});
        QVERIFY(recordOf(*page).contains(QStringLiteral("sum over bands of (p - q) x ln(p / q)")));
        QVERIFY(!explain->isVisible()); // explain has no such metric
        page->open(FigureTarget{QStringLiteral("cohort:nrr:2025-01:3")}); // a figure of it
        QVERIFY(recordOf(*page).contains(QStringLiteral("cohort, version 1")));
    }

    /// The graph leads from a metric to what it is computed from and back, by a click and by keys.
    void graphLeadsOn()
    {
        const auto page = m_sample.shown<DictionaryPage>();
        TableView *list = m_sample.tableWith(*page, QStringLiteral("dictionary-metrics"));
        page->open(FigureTarget{QStringLiteral("nrr")});
        const auto graph = [&] { return page->findChild<RelationGraph *>(QStringLiteral("dictionaryGraph")); };
        QVERIFY(graph()->accessibleDescription().startsWith(QStringLiteral("NRR depends on ARR; used by ")));
        graph()->setFocus();
        QTest::keyClick(graph(), Qt::Key_Return); // ARR, the first of what it depends on
        QTRY_COMPARE_WITH_TIMEOUT(list->currentId(), QStringLiteral("arr"), test::Patience);
        QCOMPARE(page->window()->focusWidget(), graph());
        QTest::keyClick(graph(), Qt::Key_Down);
        QTest::keyClick(graph(), Qt::Key_Up); // the first of those that use it
        QTest::keyClick(graph(), Qt::Key_Left); // ARR depends on nothing
        QTest::keyClick(graph(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(list->currentId() != QStringLiteral("arr"), test::Patience);
        QVERIFY(graph()->accessibleDescription().contains(QStringLiteral("depends on ARR")));
        page->open(FigureTarget{QStringLiteral("grr")});
        QTest::mouseClick(graph(), Qt::LeftButton, {}, QPoint(10, 30)); // the first box on the left
        QTRY_COMPARE_WITH_TIMEOUT(list->currentId(), QStringLiteral("arr"), test::Patience);
        page->open(FigureTarget{QStringLiteral("psi")}); // has to do with nothing
        QCOMPARE(graph()->focusPolicy(), Qt::NoFocus);
    }

    /// A draft goes through review to approval by two others than its author, and undo takes each step back.
    void draftIsApproved()
    {
        const auto page = m_sample.shown<DictionaryPage>(m_sample.empty());
        page->open(FigureTarget{QStringLiteral("grr")});
        QVERIFY(!action(*page, "dictionarySubmit")->isEnabled());
        QVERIFY(!action(*page, "dictionaryApprove")->isEnabled());
        action(*page, "dictionaryNext")->trigger();
        QPointer dialog = page->findChild<DefinitionDialog *>();
        QVERIFY(dialog);
        write(*dialog, "definitionPlain", QStringLiteral("What stays of what there was."));
        write(*dialog, "definitionFrom", QStringLiteral("soon"));
        QVERIFY(!okOf(*dialog)->isEnabled());
        write(*dialog, "definitionFrom", QStringLiteral("2020-01-01"));
        write(*dialog, "definitionBy", QStringLiteral("Ann"));
        QVERIFY(okOf(*dialog)->isEnabled());
        QSignalSpy edited(page.get(), &Page::edited);
        QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
        QVERIFY(carryOut(*page, edited).ok());
        delete dialog.data(); // or it went by itself
        QCOMPARE(stateOf(*page, QStringLiteral("grr")), QStringLiteral("1 draft")); // version 1 holds, 2 is a draft
        action(*page, "dictionaryNext")->trigger(); // the draft anew, with the day it has
        QPointer again = page->findChild<DefinitionDialog *>();
        QCOMPARE(again->findChild<QLineEdit *>(QStringLiteral("definitionFrom"))->text(), QStringLiteral("2020-01-01"));
        delete again.data();
        step(*page, "dictionarySubmit", QStringLiteral("Ann"));
        QCOMPARE(stateOf(*page, QStringLiteral("grr")), QStringLiteral("1 in review"));
        QVERIFY(!action(*page, "dictionaryNext")->isEnabled()); // its text stays as it is read

        action(*page, "dictionaryApprove")->trigger(); // never by who wrote it
        auto *own = page->findChild<StepDialog *>();
        write(*own, "stepBy", QStringLiteral("ann"));
        QVERIFY(!okOf(*own)->isEnabled());
        own->reject();
        delete own;

        step(*page, "dictionaryApprove", QStringLiteral("Bea"));
        QVERIFY(recordOf(*page).contains(QStringLiteral("1 of 2 approvals")));
        step(*page, "dictionaryApprove", QStringLiteral("Cem"));
        QCOMPARE(stateOf(*page, QStringLiteral("grr")), QStringLiteral("2 approved"));
        action(*page, "dictionaryNext")->trigger(); // a version of its own, with a day of its own
        again = page->findChild<DefinitionDialog *>();
        QVERIFY(again->findChild<QLineEdit *>(QStringLiteral("definitionFrom"))->text().isEmpty());
        delete again.data();
        QVERIFY(recordOf(*page).contains(QStringLiteral("What stays of what there was.")));
        QVERIFY(recordOf(*page).contains(QStringLiteral("written: "))); // the change log

        QVERIFY(changed(*page, m_edits.takeLast().revert).ok());
        QCOMPARE(stateOf(*page, QStringLiteral("grr")), QStringLiteral("1 in review"));
        while (!m_edits.isEmpty())
            QVERIFY(changed(*page, m_edits.takeLast().revert).ok());
        QCOMPARE(stateOf(*page, QStringLiteral("grr")), QStringLiteral("1 approved"));
    }

    void newMetricAndRejection()
    {
        const auto page = m_sample.shown<DictionaryPage>(m_sample.empty());
        action(*page, "dictionaryNew")->trigger();
        QPointer dialog = page->findChild<DefinitionDialog *>();
        QVERIFY(!okOf(*dialog)->isEnabled());
        write(*dialog, "definitionMetric", QStringLiteral("nrr"));
        QVERIFY(!okOf(*dialog)->isEnabled()); // there is one
        write(*dialog, "definitionMetric", QStringLiteral("win_rate"));
        write(*dialog, "definitionFormula", QStringLiteral("won / (won + lost)"));
        write(*dialog, "definitionBy", QStringLiteral("Ann"));
        QSignalSpy edited(page.get(), &Page::edited);
        QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
        QVERIFY(carryOut(*page, edited).ok());
        delete dialog.data(); // or it went by itself
        QCOMPARE(stateOf(*page, QStringLiteral("win_rate")), QStringLiteral("1 draft"));
        page->open(FigureTarget{QStringLiteral("win_rate")});
        step(*page, "dictionarySubmit", QStringLiteral("Ann"));
        action(*page, "dictionaryReject")->trigger();
        QPointer reject = page->findChild<StepDialog *>();
        write(*reject, "stepBy", QStringLiteral("Bea"));
        QVERIFY(!okOf(*reject)->isEnabled()); // without a reason
        write(*reject, "stepReason", QStringLiteral("Say of which deals."));
        edited.clear(); // the submission's
        QTest::mouseClick(okOf(*reject), Qt::LeftButton);
        QVERIFY(carryOut(*page, edited).ok());
        delete reject.data();
        QVERIFY(recordOf(*page).contains(QStringLiteral("rejected: Say of which deals.")));
        while (!m_edits.isEmpty())
            QVERIFY(changed(*page, m_edits.takeLast().revert).ok());
        QCOMPARE(stateOf(*page, QStringLiteral("win_rate")), QString());
    }

    /// Who approves another convention sees what it does to the past; of one that is not proposed there is nothing.
    void conventionIsRestated()
    {
        const auto change = [this](const std::function<void(store::Workspace &)> &act) {
            auto workspace = store::Workspace::open(m_sample.sample().workspacePath);
            act(**workspace);
        };
        dictionary::KeptMetric before;
        change([&](store::Workspace &workspace) {
            before = dictionary::keptOf(workspace, "nrr");
            QVERIFY(dictionary::change(workspace,
                {R"({"metric": "nrr", "variant": "nrr/movement_none/account/0/constant"})", std::nullopt, {}, "Ann",
                    Date::today(),
                    {}}).ok());
        });
        const auto page = m_sample.shown<DictionaryPage>();
        page->open(FigureTarget{QStringLiteral("nrr")});
        const QString nrr = recordOf(*page);
        for (const char *text : {"Eight quarters restated", "2024Q4", "2026Q3",
                 "nrr/point/account/0/constant to nrr/movement_none/account/0/constant"})
            QVERIFY2(nrr.contains(QLatin1String(text)), text);
        page->open(FigureTarget{QStringLiteral("grr")});
        QVERIFY(!recordOf(*page).contains(QStringLiteral("restated")));
        change([&](store::Workspace &workspace) { QVERIFY(dictionary::takeBack(workspace, before).ok()); });
    }

    /// A conflict is registered, and settled with a decision; undo takes both back.
    void conflictsAreSettled()
    {
        const auto page = m_sample.shown<DictionaryPage>(m_sample.empty());
        page->open(FigureTarget{QStringLiteral("nrr")});
        TableView *entries = m_sample.tableWith(*page, QStringLiteral("dictionary-conflicts"));
        QVERIFY(entries && entries->spec().rows.isEmpty());
        QVERIFY(!action(*page, "dictionarySettle")->isEnabled());
        const auto enter = [&](const char *name, const std::function<void(ConflictDialog &)> &fill) {
            QSignalSpy edited(page.get(), &Page::edited);
            action(*page, name)->trigger();
            QPointer dialog = page->findChild<ConflictDialog *>();
            QVERIFY(dialog);
            fill(*dialog);
            QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
            QCOMPARE(edited.size(), 1);
            QVERIFY(carryOut(*page, edited).ok());
            delete dialog.data(); // or it went by itself
        };
        const auto state = [&] { return entries->spec().rows[0].values[0].value<StateValue>().word; };
        enter("dictionaryRegister", [](ConflictDialog &dialog) {
            QVERIFY(!okOf(dialog)->isEnabled()); // of which team, and how
            write(dialog, "conflictTeam", QStringLiteral("RevOps"));
            write(dialog, "conflictConvention", QStringLiteral("by flow"));
            QTest::mouseClick(dialog.findChild<QCheckBox *>(), Qt::LeftButton, {}, {8, 8});
        });
        QCOMPARE(entries->spec().rows.size(), 1);
        QCOMPARE(state(), QStringLiteral("critical"));
        QCOMPARE(entries->spec().rows[0].values[3].toString(), QStringLiteral("by flow"));
        Q_EMIT entries->activated(entries->spec().rows[0].id, QStringLiteral("metric"));
        QVERIFY(recordOf(*page).contains(QStringLiteral("nrr, version 1")));
        entries->setCurrentId(entries->spec().rows[0].id);
        enter("dictionarySettle",
            [](ConflictDialog &dialog) { write(dialog, "conflictDecision", QStringLiteral("Point to point.")); });
        QCOMPARE(state(), QStringLiteral("resolved"));
        QCOMPARE(entries->spec().rows[0].values[4].toString(), QStringLiteral("Point to point."));
        QVERIFY(changed(*page, m_edits.takeLast().revert).ok());
        QCOMPARE(state(), QStringLiteral("critical"));
        QVERIFY(changed(*page, m_edits.takeLast().revert).ok());
        QVERIFY(entries->spec().rows.isEmpty());
    }

    void exports_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("begins");
        QTest::newRow("Markdown") << int(dictionary::DictionaryFormat::Markdown) << "# ";
        QTest::newRow("HTML") << int(dictionary::DictionaryFormat::Html) << "<!DOCTYPE html>";
        QTest::newRow("MetricFlow") << int(dictionary::DictionaryFormat::MetricFlow) << "";
    }
    /// The file is written whole, and the audit log says so.
    void exports()
    {
        QFETCH(int, format);
        QFETCH(QString, begins);
        const auto page = m_sample.shown<DictionaryPage>(m_sample.empty());
        const QString path = QString::fromStdString(m_sample.path("dictionary.out"));
        QFile::remove(path);
        QSignalSpy noted(page.get(), &Page::dataChanged);
        page->exportTo(path, dictionary::DictionaryFormat(format));
        QVERIFY(!noted.isEmpty() || noted.wait(test::Patience));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.startsWith(begins, Qt::CaseInsensitive));
        QVERIFY(text.contains(QStringLiteral("nrr")));
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        QCOMPARE(store::auditTrail(**workspace, 1).front().action, std::string("export dictionary"));
    }

    /// What is in force goes into a folder, a file each.
    void documents()
    {
        const auto page = m_sample.shown<DictionaryPage>();
        const QString folder = QString::fromStdString(m_sample.path("documents"));
        QSignalSpy noted(page.get(), &Page::dataChanged);
        page->writeDocuments(folder);
        QVERIFY(!noted.isEmpty() || noted.wait(test::Patience));
        QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name),
            (QStringList{QStringLiteral("change-records.md"), QStringLiteral("customer-360.md"),
                QStringLiteral("metric-dictionary.md"), QStringLiteral("tooling-configuration.md")}));
    }

    /// Panels of figures say by which versions they are told.
    void revenueNamesItsVersions()
    {
        const auto page = m_sample.shown<RevenuePage>();
        const auto named = [](const Panel *panel) {
            return panel->toolTip().startsWith(QStringLiteral("Definitions: ARR v1, NRR v1, GRR v1, "));
        };
        const QList<Panel *> panels = page->findChildren<Panel *>();
        QCOMPARE(std::ranges::count_if(panels, named), 4);
    }
};

QTEST_MAIN(TestDictionaryPage)
#include "tst_dictionary_page.moc"
