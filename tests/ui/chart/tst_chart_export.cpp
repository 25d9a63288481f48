#include "chart_samples.h"

#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/pdf_bytes.h"

#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

class TestChartExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QByteArray exported(const ChartSpec &spec, const QString &name)
    {
        const QString path = m_folder.filePath(name);
        if (!exportChart(spec, path, {800, 400}).ok())
            return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void sameSpecSameBytes_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *ending : {"svg", "png", "pdf", "csv"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void sameSpecSameBytes()
    {
        QFETCH(QString, ending);
        for (const auto &spec : {samples::rates(3), samples::movements(), samples::bridge(), samples::cohorts()}) {
            const QByteArray first = exported(spec, QStringLiteral("a.") + ending);
            QVERIFY(first.size() > 20);
            QCOMPARE(exported(spec, QStringLiteral("b.") + ending), first);
        }
    }

    void dataHoldBothEdgesOfABand()
    {
        const QStringList lines = chartAsCsv(samples::fan()).split(u'\n');
        QCOMPARE(lines[0].trimmed(), QStringLiteral("category,Required,Available,Measured,P10,P90"));
        QCOMPARE(lines[1].trimmed(), QStringLiteral("2026-07,4,6,3,,"));
        QCOMPARE(lines[6].trimmed(), QStringLiteral("2026-12,9,8.5,,5,13"));
    }

    void svgHoldsItsTexts()
    {
        const QString svg = QString::fromUtf8(exported(samples::bridge(), QStringLiteral("chart.svg")));
        for (const char *text : {"<title>CRM to billing</title>", "<desc>", ">CRM to billing<", ">$51.14M<",
                 ">Billing<", ">axis starts at 50.8 M<", ">Unexplained<"})
            QVERIFY2(svg.contains(QString::fromLatin1(text)), text);
    }

    void pngIsTwiceAsLarge()
    {
        const QImage image = QImage::fromData(exported(samples::rates(2), QStringLiteral("chart.png")));
        QCOMPARE(image.size(), QSize(1600, 800));
        QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white)); // always light
    }

    void pdfIsOneVectorPage()
    {
        const QByteArray pdf = exported(samples::rates(2), QStringLiteral("chart.pdf"));
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.contains("/MediaBox [0 0 600.000000 300.000000]")); // 800 x 400 at 96 dpi in points
        QVERIFY(pdf.contains("/FontFile"));
        QVERIFY(pdf.contains("(D:20260930000000Z")); // the end of the last month shown
        QVERIFY(!pdf.contains("/Subtype /Image"));
    }

    /// The machine's distance from UTC stands in the date, and is not there in UTC; what follows moves by it.
    void pdfDateIsTheSameInEveryZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::newRow("UTC") << QByteArray("Z");
        QTest::newRow("east") << QByteArray("+01'00'");
        QTest::newRow("west") << QByteArray("-03'30'");
    }
    void pdfDateIsTheSameInEveryZone()
    {
        QFETCH(QByteArray, zone);
        QByteArray pdf = "%PDF\n1 0 obj (D:) /CreationDate (D:20261122034500" + zone + ")\nendobj\n";
        const auto second = pdf.size();
        pdf += "2 0 obj\nendobj\n";
        const auto table = pdf.size();
        pdf += "xref\n0 3\n0000000000 65535 f \n0000000005 00000 n \n"
            + QByteArray::number(second).rightJustified(10, '0') + " 00000 n \ntrailer\nstartxref\n"
            + QByteArray::number(table) + " \n%%EOF\n";
        const QByteArray fixed = withFixedPdfDate(pdf, QDateTime(QDate(2026, 9, 30), QTime(0, 0), Qt::UTC));
        QVERIFY(fixed.contains("/CreationDate (D:20260930000000Z)\nendobj"));
        QVERIFY(fixed.contains("0000000005 00000 n"));
        const auto moved = QByteArray::number(fixed.indexOf("2 0 obj")).rightJustified(10, '0');
        QVERIFY2(fixed.contains(moved + " 00000 n"), fixed);
        QVERIFY2(fixed.contains("startxref\n" + QByteArray::number(fixed.indexOf("xref\n")) + " \n"), fixed);
        QCOMPARE(withFixedPdfDate("no date", QDateTime::currentDateTimeUtc()), QByteArray("no date"));
    }

    void csv_data()
    {
        QTest::addColumn<bool>("isHeatmap");
        QTest::addColumn<QString>("expected");
        QTest::newRow("columns") << false
                                 << QStringLiteral("category,New,Expansion,Churn,Net\n2026-07,300,50,-100,250\n"
                                                   "2026-08,200,0,-50,150\n2026-09,100,150,-25,225\n");
        QTest::newRow("heatmap") << true
                                 << QStringLiteral("Start,0,3,6\n2025 Q4,1,1.08,0.93\n2026 Q1,1,1.02,\n2026 Q2,1,,\n"
                                                   "All old enough,1,1.05,0.93\n");
    }
    void csv()
    {
        QFETCH(bool, isHeatmap);
        QFETCH(QString, expected);
        const ChartSpec spec = isHeatmap ? samples::cohorts() : samples::movements();
        QCOMPARE(chartAsCsv(spec), expected);
        QCOMPARE(chartAsTsv(spec), QString(expected).replace(QLatin1Char(','), QLatin1Char('\t')));
    }

    void csvNeutralisesFormulas()
    {
        ChartSpec spec = samples::movements();
        spec.series.resize(1);
        spec.series.first().name = QStringLiteral("=SUM(A1), \"now\"");
        QVERIFY(chartAsCsv(spec).startsWith(QStringLiteral("category,\"'=SUM(A1), \"\"now\"\"\"\n")));
        QVERIFY(chartAsTsv(spec).startsWith(QStringLiteral("category\t'=SUM(A1), \"now\"\n")));
    }

    void errorsSayWhatToDo()
    {
        const auto ending = exportChart(samples::bridge(), m_folder.filePath(QStringLiteral("chart.doc")));
        QVERIFY(!ending.ok());
        QCOMPARE(ending.error().code, qd::ErrorCode::InvalidArgument);
        const auto folder = exportChart(samples::bridge(), m_folder.filePath(QStringLiteral("missing/chart.svg")));
        QVERIFY(!folder.ok());
        QCOMPARE(folder.error().code, qd::ErrorCode::Io);
    }

    /// What is wanted has no corner, what lies below it has; the cell prints done and due.
    void heatmapMarksWhatIsBelowWanted()
    {
        chart::Chart made;
        made.kind = chart::Kind::Heatmap;
        made.unit = chart::Unit::Share;
        made.currency = *Currency::fromCode("USD");
        made.wanted = 0.9;
        for (const char *name : {"a", "b", "c"})
            made.categories.push_back(Message::data(name));
        chart::Series row{Message::data("180"), chart::Meaning::Primary, {0.9, 0.85, std::nullopt}};
        row.parts = {18, 17, 0};
        row.counts = {20, 20, 20};
        row.rowCount = 20;
        row.rowAmount = 1'000'00;
        made.series = {row};
        const HeatmapLayout heat = layoutHeatmap({0, 0, 600, 200}, chartSpecFrom(made));
        QCOMPARE(heat.cells.size(), 2);
        QCOMPARE(heat.cells[0].text, QStringLiteral("18/20"));
        QCOMPARE(heat.cells[1].text, QStringLiteral("17/20"));
        QVERIFY(!heat.cells[0].isOver);
        QVERIFY(heat.cells[1].isOver);
        QCOMPARE(heat.rows[0].texts.size(), 2); // how many, and their ARR
        const double marked = leastHeatmapSize(chartSpecFrom(made)).width();
        made.wanted = std::nullopt;
        QCOMPARE(marked, leastHeatmapSize(chartSpecFrom(made)).width() + 3 * 10); // a corner in each of three cells
    }
};

QTEST_MAIN(TestChartExport)
#include "tst_chart_export.moc"
