#include "core/reconcile/words.h"
#include "tests/ui/figures/figures_of_pages.h"
#include "ui/paint/chart/chart_text.h"

#include <QRegularExpression>

namespace qd::test {

using namespace qd::ui;

QString movementMetric(const QString &name)
{
    return QStringLiteral("movement, ") + name.toLower();
}

QString groupNamed(const QString &title)
{
    return title.endsWith(QStringLiteral("(none)")) ? QStringLiteral("(none)") : title;
}

QString shareOf(const Scope &whole)
{
    return FigureKey{QStringLiteral("share of opening ARR of all"), whole, {}}.inWords();
}

QString ratesSaid(const QString &words)
{
    if (words.contains(QStringLiteral("constant rates")))
        return QStringLiteral("constant");
    static const QRegularExpression own(QStringLiteral("rates of (each|their own) (month|day)"));
    return words.contains(own) ? QStringLiteral("asof") : QStringLiteral("unsaid");
}

void collectBridge(const Place &place, const ChartSpec &bridge, const Look &look)
{
    QCOMPARE(bridge.categories.size(), 8);
    const ChartSeries &bars = bridge.series.front();
    for (qsizetype i = 0; i < bars.values.size(); ++i) {
        const bool isTotal = i == 0 || i + 1 == bars.values.size();
        const QString metric = isTotal ? QStringLiteral("ARR") : movementMetric(bridge.categories[i]);
        const QString when = i == 0 ? look.dayBefore() : isTotal ? look.day() : look.monthName();
        place.exact(metric, when, bars.values[i]);
        if (i < bars.printed.size() && bars.printed[i])
            place.whole(metric, when, *bars.printed[i]);
    }
    place.exact(QStringLiteral("change of ARR"), look.monthName(), *bars.values.back() - *bars.values.front());
}

void collectCauses(const Place &place, const ChartSpec &bridge, const Look &look)
{
    const ChartSeries &bars = bridge.series.front();
    const qsizetype last = bars.values.size() - 1;
    QStringList named;
    for (qsizetype i = 0; i <= last; ++i) {
        const bool isTotal = i == 0 || i == last;
        const QString metric = i == 0 ? QStringLiteral("ARR in salesforce")
            : i == last               ? QStringLiteral("ARR in stripe")
                                      : QStringLiteral("cause, ") + bridge.categories[i];
        named << bridge.categories[i];
        place.exact(metric, look.day(), bars.values[i]);
        const double printed = *printedAt(bars, int(i));
        place.printed(metric, look.day(), isTotal ? valueText(bridge, printed) : changeText(bridge, printed));
        const QString customers =
            isTotal ? QStringLiteral("customers with ") + metric : QStringLiteral("customers of ") + metric;
        if (i < bars.counts.size())
            place.exact(customers, look.day(), bars.counts[i]);
    }
    place.exact(QStringLiteral("ARR"), look.day(), bars.values[last]); // stripe is the system of record
    place.exact(QStringLiteral("difference"), look.day(), *bars.values[last] - *bars.values[0]);
    for (int cause = 0; cause < reconcile::CauseCount; ++cause) {
        const QString name = QString::fromLatin1(nameOf(reconcile::Cause(cause)));
        if (!named.contains(name)) {
            place.exact(QStringLiteral("cause, ") + name, look.day(), 0);
            place.exact(QStringLiteral("customers of cause, ") + name, look.day(), 0);
        }
    }
}

void collectArr(const Place &place, const ChartSpec &trend)
{
    const ChartSeries &series = trend.series.front();
    for (qsizetype i = 0; i < series.values.size(); ++i) {
        const auto month = Month::fromIso(trend.categories[i].toStdString());
        place.exact(QStringLiteral("ARR"), QString::fromStdString(month->lastDay().iso()), series.values[i]);
    }
}

void collectTrend(const Place &place, const ChartSpec &trend)
{
    for (const ChartSeries &series : trend.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i)
            place.exact(series.id, trend.categories[i], series.values[i]);
        for (qsizetype i = 0; i < series.counts.size(); ++i)
            place.exact(QStringLiteral("opening customers"), trend.categories[i], series.counts[i]);
        if (!series.note.isEmpty())
            place.printed(series.id + QStringLiteral(" on the year"), trend.categories.back(), series.note);
    }
}

void collectCohorts(const Place &place, const ChartSpec &cohorts, const Look &look, const QString &rates)
{
    const auto row = [&](const ChartSeries &series, const QString &name) {
        for (qsizetype k = 0; k < series.values.size(); ++k) {
            if (series.values[k])
                place.exact(QStringLiteral("cohort NRR, %1, %2, month %3, %4 rates")
                                .arg(name, look.day(), cohorts.categories[k], rates),
                    look.day(), series.values[k]);
        }
    };
    for (const ChartSeries &series : cohorts.series)
        row(series, series.id);
    if (cohorts.totals)
        row(*cohorts.totals, QStringLiteral("all old enough"));
}

} // namespace qd::test
