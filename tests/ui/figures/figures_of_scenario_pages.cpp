#include "tests/ui/figures/figures_of_scenario_pages.h"

#include <QtTest>

namespace qd::test {

using namespace qd::pack;

void collectProjection(const Place &place, const ui::ChartSpec &spec, const Look &look)
{
    for (const ui::ChartSeries &series : spec.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i) {
            const QString month = spec.categories[i];
            if (series.id == QStringLiteral("Measured") && series.values[i])
                place.exact(QStringLiteral("ARR"),
                    QString::fromStdString(Month::fromIso(month.toStdString())->lastDay().iso()), series.values[i]);
            else if (series.id != QStringLiteral("Measured") && month > look.monthName())
                place.exact(QStringLiteral("projected ARR"), look.seen(month), series.values[i]);
        }
    }
}

void collectQuarterEnds(const Place &place, const Table &table, const Look &look)
{
    for (const auto &row : table.rows) {
        if (!row[0].text.english().starts_with("ARR"))
            continue;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const QDate month =
                QLocale::c().toDate(QStringLiteral("1 ") + QString::fromStdString(table.columns[i].header.english()),
                    QStringLiteral("d MMM yyyy"));
            place.printed(QStringLiteral("projected ARR"), look.seen(month.toString(QStringLiteral("yyyy-MM"))),
                QString::fromStdString(row[i].text.english()));
        }
    }
}

void collectOutcome(const Place &place, const KeyFigures &keys, const Look &look)
{
    const QString end = look.seen(QString::fromStdString(look.month.plus(ScenarioMonths).iso()));
    const QString base = QStringLiteral("base ");
    for (const auto &[index, metric] : {std::pair(0, "projected ARR"), std::pair(1, "projected NRR"),
             std::pair(2, "projected GRR"), std::pair(4, "projected cost of CSMs")}) {
        const auto &figure = keys.figures[std::size_t(index)];
        place.printed(QString::fromLatin1(metric), end, QString::fromStdString(figure.value.english()));
        QVERIFY(QString::fromStdString(figure.note.english()).startsWith(base));
        place.printed(QString::fromLatin1(metric), end, QString::fromStdString(figure.note.english()).mid(base.size()));
    }
}

} // namespace qd::test
