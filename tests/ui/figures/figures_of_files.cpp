#include "core/pack/named_charts.h"
#include "tests/app/qdeck_run.h"
#include "tests/ui/figures/figures_of_packs.h"
#include "tests/ui/figures/figures_of_pages.h"

namespace qd::test {

using namespace qd::ui;

namespace {

/// The data of a chart as a chart again: a line per category, or per row of a heatmap. Names have no commas.
ChartSpec readBack(const QByteArray &csv, bool heatmap)
{
    const QStringList lines = QString::fromUtf8(csv).trimmed().split(u'\n');
    const auto value = [](const QString &cell) {
        return cell.isEmpty() ? std::nullopt : std::optional(cell.toDouble());
    };
    const QStringList header = lines.first().split(u',');
    ChartSpec spec;
    if (heatmap) {
        spec.categories = header.mid(1).toVector();
        for (const QString &line : lines.mid(1)) {
            const QStringList cells = line.split(u',');
            ChartSeries row;
            row.id =
                cells.first() == QStringLiteral("All old enough") ? QStringLiteral("all old enough") : cells.first();
            for (const QString &cell : cells.mid(1))
                row.values << value(cell);
            spec.series << row;
        }
        return spec;
    }
    for (const QString &name : header.mid(1)) {
        spec.series << ChartSeries();
        spec.series.back().id = name;
    }
    for (const QString &line : lines.mid(1)) {
        const QStringList cells = line.split(u',');
        spec.categories << cells.first();
        for (qsizetype i = 0; i < spec.series.size(); ++i)
            spec.series[i].values << value(cells.value(i + 1));
    }
    return spec;
}

} // namespace

void collectCharts(Figures &figures, const FiguresSample &sample, const Look &look)
{
    for (const pack::NamedChart &chart : pack::namedCharts()) {
        const QString name = QString::fromStdString(chart.name);
        const auto write = [&](const char *ending) {
            const QString path = sample.output(name + QLatin1String(ending));
            const QdeckRun run = runQdeck(
                {QStringLiteral("chart"), QString::fromStdString(sample.path()), name, QStringLiteral("--out"), path});
            QFile file(path);
            return run.status == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        static const QStringList heatmaps{
            QStringLiteral("cohort-heatmap"), QStringLiteral("health-court"), QStringLiteral("renewal-readiness")};
        const QByteArray csv = write(".csv");
        QVERIFY2(!csv.isEmpty(), qPrintable(name));
        const Place place(figures, QStringLiteral("qdeck chart"));
        const ChartSpec spec = readBack(csv, heatmaps.contains(name));
        if (name == QStringLiteral("arr-bridge"))
            collectBridge(place, spec, look);
        else if (name == QStringLiteral("reconcile-bridge"))
            collectCauses(place, spec, look);
        else if (name == QStringLiteral("retention-trend"))
            collectTrend(place, spec);
        else if (name == QStringLiteral("arr-trend"))
            collectArr(place, spec);
        else if (name == QStringLiteral("cohort-heatmap"))
            collectCohorts(place, spec, look, ratesSaid(QString::fromUtf8(write(".svg"))));
        else if (name == QStringLiteral("health-court"))
            collectCourt(place, spec, look);
        else if (name == QStringLiteral("health-gains"))
            collectGains(place, spec, look);
        else if (name == QStringLiteral("health-history"))
            collectColours(place, spec, look);
        else if (name == QStringLiteral("renewals-due"))
            collectDue(place, spec, look);
        else if (name == QStringLiteral("renewal-readiness"))
            collectReadiness(place, spec, look);
        else if (name == QStringLiteral("survival"))
            collectCurves(place, spec, QStringLiteral("survival"), look);
        else if (name == QStringLiteral("time-to-value"))
            collectCurves(place, spec, QStringLiteral("first value"), look);
        else if (name == QStringLiteral("churn-reasons"))
            collectChurn(place, spec, look);
        else
            QFAIL(qPrintable(name + QStringLiteral(" is a chart that nobody reads here")));
    }
}

} // namespace qd::test
