#include "tests/support/layout_check.h"
#include "tests/ui/pages/coverage_page_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/segmented_switch.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/hire_line.h"
#include "ui/coverage/optimise_view.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/shell/account_list.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/filter_chip.h"

#include <QAbstractButton>
#include <QAction>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

/// The page's heatmap and what it can be asked.
struct Heat : Shown {
    using Shown::Shown;

    ChartView &chart() const
    {
        for (ChartView *view : page->findChildren<ChartView *>()) {
            if (view->spec().kind == chart::Kind::Heatmap)
                return *view;
        }
        qFatal("no heatmap");
    }
    int rowNamed(const QString &id) const
    {
        const auto &series = chart().spec().series;
        for (qsizetype i = 0; i < series.size(); ++i) {
            if (series[i].id == id)
                return int(i);
        }
        return -1;
    }
    QPoint cellAt(int series, int category) const
    {
        const ChartView &view = chart();
        for (const HeatCell &cell : layoutHeatmap(view.rect(), view.spec(), view.logicalDpiY() / 96.0).cells) {
            if (cell.place == ChartPlace{series, category})
                return cell.box.center().toPoint();
        }
        return {};
    }
    void choose(const char *chipName, const QString &value)
    {
        for (FilterChip *chip : window.findChildren<FilterChip *>()) {
            if (chip->label() != QLatin1String(chipName))
                continue;
            const auto index = value.isEmpty() ? 0 : int(chip->choices().indexOf(value));
            QVERIFY2(index >= 0, qPrintable(chip->choices().join(u',')));
            QSignalSpy settled(page, &Page::settled);
            chip->setCurrent(index);
            Q_EMIT chip->changed(index);
            QVERIFY(settled.wait(Patience));
        }
    }
    QString fact() const { return window.findChild<QLabel *>(QStringLiteral("pageFact"))->text(); }
    int customers() const // of the board
    {
        int count = 0;
        for (const BookColumn &column : board().columns()) {
            for (const BookBlock &block : column.blocks)
                count += block.isOutside ? 0 : 1;
        }
        return count;
    }
};

AccountList listOf(const InspectorContent &content, int link = 0)
{
    return accountList(content.links.value(link).target);
}

InspectorContent contentOf(const QSignalSpy &inspected)
{
    return inspected.isEmpty() ? InspectorContent() : inspected.last().value(0).value<InspectorContent>();
}

} // namespace

/// What the Coverage page opens, and what the filter chips do to it.
class TestCoverageOpens : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string path() const { return m_dir.filePath(QStringLiteral("sample.qdeck")).toStdString(); }

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, false);
        QVERIFY(makeSample(m_dir, path()));
    }

    void regionsStandUnderTheirSegments()
    {
        const Heat shown(path());
        const ChartSpec both = shown.chart().spec();
        QVERIFY(both.series.size() > 6);
        QCOMPARE(both.series.first().level, 0);
        QCOMPARE(both.series[1].level, 1);
        QVERIFY(chartAsCsv(both).contains(both.series[0].name + QStringLiteral(", ") + both.series[1].name));
        // What is printed adds up as far as it is rounded: FTE of the regions to that of their segment.
        double sum = 0;
        int parts = 0;
        for (qsizetype i = 1; i < both.series.size() && both.series[i].level == 1; ++i, ++parts)
            sum += both.series[i].note.toDouble();
        QVERIFY2(
            std::abs(sum - both.series[0].note.toDouble()) <= 0.05 * (parts + 1), qPrintable(QString::number(sum)));
        QVERIFY(shown.page->findChildren<LegendStrip *>().size() == 2);

        SegmentedSwitch *rows = nullptr;
        for (SegmentedSwitch *each : shown.page->findChildren<SegmentedSwitch *>())
            rows = each->current() == QStringLiteral("both") ? each : rows;
        QVERIFY(rows);
        for (QAbstractButton *button : rows->findChildren<QAbstractButton *>()) {
            if (button->text() == QStringLiteral("Segments"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        for (const ChartSeries &series : shown.chart().spec().series)
            QCOMPARE(series.level, 0);
    }

    void aSmallWindowHasSegmentsAlone()
    {
        const Heat shown(path(), {1024, 700});
        for (const ChartSeries &series : shown.chart().spec().series)
            QCOMPARE(series.level, 0);
    }

    void aCellOpensItsCustomers()
    {
        const Heat shown(path());
        QSignalSpy inspected(shown.page, &Page::inspect);
        QSignalSpy linked(shown.page, &Page::linkActivated);
        const int segment = shown.rowNamed(QStringLiteral("Enterprise\t"));
        QTest::mouseClick(&shown.chart(), Qt::LeftButton, {}, shown.cellAt(segment, 2));
        const AccountList whole = listOf(contentOf(inspected));
        QVERIFY(!whole.ids.isEmpty());
        QCOMPARE(contentOf(inspected).links.first().text, QStringLiteral("Open %1 customers").arg(whole.ids.size()));
        QVERIFY(linked.isEmpty()); // one click explains, two open
        QStringList parts;
        const auto &series = shown.chart().spec().series;
        for (int row = segment + 1; row < series.size() && series[row].level == 1; ++row) {
            QTest::mouseClick(&shown.chart(), Qt::LeftButton, {}, shown.cellAt(row, 2));
            parts += listOf(contentOf(inspected)).ids;
        }
        parts.sort();
        QStringList ids = whole.ids;
        ids.sort();
        QCOMPARE(parts, ids); // the regions' customers are the segment's, each once
        QTest::mouseDClick(&shown.chart(), Qt::LeftButton, {}, shown.cellAt(segment, 2));
        QCOMPARE(linked.value(0).value(0).toString(), QStringLiteral("customers"));
        QCOMPARE(accountList(linked[0][1].value<PageTarget>()).ids, whole.ids);
    }

    void headingsAndFairnessOpenBooks()
    {
        const Heat shown(path());
        QSignalSpy inspected(shown.page, &Page::inspect);
        QSignalSpy linked(shown.page, &Page::linkActivated);
        const BookColumn &column = shown.board().columns().first();
        const QPoint heading = shown.board().columnRect(column.csm).topLeft().toPoint() + QPoint(10, 10);
        QTest::mouseClick(&shown.board(), Qt::LeftButton, {}, heading);
        QCOMPARE(contentOf(inspected).subject, column.name);
        QCOMPARE(QString::number(listOf(contentOf(inspected)).ids.size()), column.count);
        QTest::mouseDClick(&shown.board(), Qt::LeftButton, {}, heading);
        QCOMPARE(linked.size(), 1);

        auto &fairness = *shown.page->findChild<FairnessView *>();
        const FairnessRow &row = fairness.content().rows[1];
        QTest::mouseClick(&fairness, Qt::LeftButton, {}, fairness.dotAt(1, 0).toPoint());
        QVERIFY(fairness.content().names.contains(contentOf(inspected).subject)); // a dot is a book
        QTest::mouseClick(&fairness, Qt::LeftButton, {}, QPoint(20, int(fairness.dotAt(1, 0).y())));
        QCOMPARE(contentOf(inspected).subject, row.name);
        QCOMPARE(contentOf(inspected).links.size(), 2);
        fairness.setFocus();
        QTest::keyClick(&fairness, Qt::Key_Down);
        QTest::keyClick(&fairness, Qt::Key_Return);
        QCOMPARE(contentOf(inspected).subject, fairness.content().rows[2].name);
    }

    void dotsOfFairnessOpenByKey()
    {
        const Heat shown(path());
        QSignalSpy inspected(shown.page, &Page::inspect);
        auto &fairness = *shown.page->findChild<FairnessView *>();
        const FairnessRow &row = fairness.content().rows[1];
        fairness.setFocus();
        QTest::keyClick(&fairness, Qt::Key_Down);
        const QImage whole = fairness.grab().toImage();
        QTest::keyClick(&fairness, Qt::Key_Left); // the last dot
        QVERIFY(fairness.grab().toImage() != whole);
        QTest::keyClick(&fairness, Qt::Key_Space);
        const auto highest = std::max_element(row.values.begin(), row.values.end());
        const QString name = fairness.content().names.value(int(highest - row.values.begin()));
        QCOMPARE(contentOf(inspected).subject, name);
        QTest::keyClick(&fairness, Qt::Key_Right); // past it: the row again
        QTest::keyClick(&fairness, Qt::Key_Return);
        QCOMPARE(contentOf(inspected).subject, row.name);
        QTest::keyClick(&fairness, Qt::Key_Right);
        QTest::keyClick(&fairness, Qt::Key_Return);
        const auto lowest = std::min_element(row.values.begin(), row.values.end());
        QCOMPARE(contentOf(inspected).subject, fairness.content().names.value(int(lowest - row.values.begin())));
    }

    void theFactAndTheScenarioButtonLead()
    {
        const Heat shown(path());
        QSignalSpy linked(shown.page, &Page::linkActivated);
        QTest::mouseClick(shown.window.findChild<QLabel *>(QStringLiteral("pageFact")), Qt::LeftButton);
        QCOMPARE(linked.value(0).value(0).toString(), QStringLiteral("customers"));
        const auto count = accountList(linked[0][1].value<PageTarget>()).ids.size();
        QVERIFY(shown.fact().contains(QStringLiteral(" %1 customers").arg(count)));
        QTest::mouseClick(shown.window.findChild<QPushButton *>(QStringLiteral("toScenario")), Qt::LeftButton);
        QCOMPARE(linked.value(1).value(0).toString(), QStringLiteral("scenarios"));
    }

    void hireByFollowsItsAssumption()
    {
        const std::string own = m_dir.filePath(QStringLiteral("short.qdeck")).toStdString();
        QVERIFY(QFile::copy(QString::fromStdString(path()), QString::fromStdString(own)));
        {
            auto workspace = store::Workspace::open(own);
            coverage::CapacityModel model = coverage::defaultCapacityModel();
            model.hoursPerMonth = 10; // far too few: every segment is above 100 % at once
            QVERIFY(coverage::saveModel(**workspace, model, "short").ok());
        }
        const Heat shown(own);
        const auto sentence = [&] { return shown.page->findChild<QLabel *>(QStringLiteral("hireSentence"))->text(); };
        // October less three months to hire and three of ramp
        QVERIFY2(sentence().contains(QStringLiteral("Enterprise above 100 % from Oct 2026"))
                && sentence().contains(QStringLiteral("hire by 1 Apr 2026, which is past")),
            qPrintable(sentence()));
        shown.page->findChild<QSpinBox *>(QStringLiteral("monthsToHire"))->setValue(1);
        QVERIFY2(sentence().contains(QStringLiteral("hire by 1 Jun 2026")), qPrintable(sentence()));
        QSignalSpy inspected(shown.page, &Page::inspect);
        QTest::mouseClick(shown.page->findChild<QPushButton *>(QStringLiteral("hireBy")), Qt::LeftButton);
        QVERIFY(contentOf(inspected).figures.size() >= 4);
        QVERIFY(contentOf(inspected).evidence.first().sentence.contains(QStringLiteral("1 months to hire (assumed)")));
    }

    /// Typed growth raises what the months ahead need by (1 + g)^(k / 12); without it and without known changes they
    /// stay.
    void theHorizonIsAssumed()
    {
        const Heat shown(path());
        const auto total = [&](int month) { return *shown.chart().spec().totals->values[month]; };
        const double before = total(11);
        auto *growth = shown.page->findChild<QDoubleSpinBox *>(QStringLiteral("growth"));
        QSignalSpy settled(shown.page, &Page::settled);
        growth->setValue(20);
        QVERIFY(settled.wait(Patience));
        QVERIFY(std::abs(total(11) / before - std::pow(1.2, 11.0 / 12)) < 1e-9);
        QCOMPARE(
            shown.page->findChild<QPushButton *>(QStringLiteral("horizon"))->text(), QStringLiteral("20 % a year"));
        settled.clear();
        growth->setValue(0);
        QVERIFY(settled.wait(Patience));
        QVERIFY(std::abs(total(11) - before) < 1e-12);
        settled.clear();
        shown.page->findChild<QAction *>(QStringLiteral("knownChanges"))->trigger();
        QVERIFY(settled.wait(Patience));
        QCOMPARE(
            shown.page->findChild<QPushButton *>(QStringLiteral("horizon"))->text(), QStringLiteral("With contracts"));
        QSignalSpy inspected(shown.page, &Page::inspect);
        QTest::mouseClick(shown.page->findChild<QPushButton *>(QStringLiteral("hireBy")), Qt::LeftButton);
        QVERIFY(contentOf(inspected).evidence.last().sentence.startsWith(QStringLiteral("Contracts that begin")));
    }

    void chipsNarrowThePage()
    {
        Heat shown(path());
        const QString all = shown.fact();
        const ChartSpec whole = shown.chart().spec();
        const int region = shown.rowNamed(QStringLiteral("Enterprise\tEMEA"));
        const int segment = shown.rowNamed(QStringLiteral("Enterprise\t"));
        QVERIFY(region >= 0 && segment >= 0);
        shown.choose("Region", QStringLiteral("EMEA"));
        QVERIFY2(shown.fact().startsWith(QStringLiteral("EMEA: ")) && shown.fact() != all, qPrintable(shown.fact()));
        for (const ChartSeries &series : shown.chart().spec().series)
            QVERIFY2(series.level == 0 || series.name == QStringLiteral("EMEA"), qPrintable(series.name));
        const int own = shown.rowNamed(QStringLiteral("Enterprise\t"));
        for (int month = 0; month < 12; ++month) { // the segment's row is now what the region's was
            QVERIFY(
                std::abs(*shown.chart().spec().series[own].values[month] - *whole.series[region].values[month]) < 1e-9);
        }
        const auto &columns = shown.board().columns();
        QVERIFY(!columns.isEmpty());
        for (const BookColumn &column : columns)
            QVERIFY(column.region.contains(QStringLiteral("EMEA")) || column.region == QStringLiteral("all"));
        QCOMPARE(shown.page->findChild<FairnessView *>()->content().names.size(), columns.size());

        shown.choose("Region", {});
        shown.choose("Segment", QStringLiteral("SMB"));
        QCOMPARE(shown.chart().spec().series.first().name, QStringLiteral("SMB"));
        QVERIFY(shown.rowNamed(QStringLiteral("Enterprise\t")) < 0);
        shown.choose("Segment", {});
        QCOMPARE(shown.fact(), all);
    }

    void anOwnerIsOneBook()
    {
        Heat shown(path());
        const BookColumn column = shown.board().columns().first();
        shown.choose("Owner", column.name);
        QVERIFY(shown.fact().startsWith(column.name + QStringLiteral(": ")));
        QVERIFY(std::ranges::any_of(
            shown.board().columns(), [&](const BookColumn &each) { return each.csm == column.csm; }));
        QVERIFY(shown.customers() > 0 && shown.customers() <= column.blocks.size());
        QVERIFY(shown.board().columns().size() < 4);
    }

    void aFilterThatLeavesNothingSaysSo()
    {
        Heat shown(path());
        QString owner;
        for (const BookColumn &column : shown.board().columns()) {
            if (column.region == QStringLiteral("EMEA"))
                owner = column.name;
        }
        QVERIFY(!owner.isEmpty());
        shown.choose("Owner", owner);
        shown.choose("Region", QStringLiteral("APAC"));
        auto *nothing = shown.page->findChild<QLabel *>(QStringLiteral("nothingLeft"));
        QVERIFY(nothing->isVisible());
        QVERIFY2(nothing->text().contains(QStringLiteral("APAC, ") + owner), qPrintable(nothing->text()));
    }

    void nothingIsClippedWithFilters()
    {
        Heat shown(path(), {1024, 700});
        shown.choose("Region", QStringLiteral("EMEA"));
        QTRY_COMPARE(layoutFaults(*shown.page), QStringList());
    }
};

QTEST_MAIN(TestCoverageOpens)
#include "tst_coverage_opens.moc"
