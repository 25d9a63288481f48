#include "ui/paint/chart/chart_spec.h"

#include "ui/paint/chart/chart_text.h"

#include <QCoreApplication>

namespace qd::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartSpec)
};

struct Extremes {
    int first = -1;
    int last = -1;
    int lowest = -1;
    int highest = -1;
};

Extremes extremesOf(const ChartSeries &series)
{
    Extremes found;
    for (int i = 0; i < series.values.size(); ++i) {
        if (!series.values.at(i))
            continue;
        if (found.first < 0)
            found = {i, i, i, i};
        found.last = i;
        if (*series.values.at(i) < *series.values.at(found.lowest))
            found.lowest = i;
        if (*series.values.at(i) > *series.values.at(found.highest))
            found.highest = i;
    }
    return found;
}

QString placeText(const ChartSpec &spec, const ChartSeries &series, int index)
{
    const QString category = index < spec.categories.size() ? categoryText(spec.categories.at(index)) : QString();
    const QString value = seriesValueText(spec, series, index);
    return category.isEmpty() ? value : Words::tr("%1 (%2)").arg(value, category);
}

QString seriesSentence(const ChartSpec &spec, const ChartSeries &series, const QString &given)
{
    const Extremes found = extremesOf(series);
    const QString name = given.isEmpty() ? Words::tr("Values") : given;
    if (found.first < 0)
        return Words::tr("%1: no values.").arg(name);
    const auto place = [&](int index) { return placeText(spec, series, index); };
    if (found.first == found.last)
        return Words::tr("%1: %2.").arg(name, place(found.first));
    return Words::tr("%1: first %2, last %3, lowest %4, highest %5.")
        .arg(name, place(found.first), place(found.last), place(found.lowest), place(found.highest));
}

} // namespace

QString ChartSpec::accessibleDescription() const
{
    QStringList sentences;
    if (!title.isEmpty())
        sentences << (subtitle.isEmpty() ? Words::tr("%1.").arg(title) : Words::tr("%1, %2.").arg(title, subtitle));
    if (categories.size() > 1)
        sentences << Words::tr("%1 to %2, %3 values.")
                         .arg(categoryText(categories.first()), categoryText(categories.last()))
                         .arg(categories.size());
    if (series.isEmpty() && !emptyText.isEmpty())
        sentences << emptyText;
    for (int index = 0; index < series.size(); ++index)
        sentences << seriesSentence(*this, series.at(index), rowName(*this, index));
    if (totals)
        sentences << seriesSentence(*this, *totals, totals->name);
    if (!categoryNotes.value(chosen).isEmpty())
        sentences << Words::tr("Chosen: %1.").arg(categoryNotes.value(chosen));
    for (const auto &target : targets)
        sentences << Words::tr("%1: %2.").arg(target.name, valueText(*this, target.value));
    return sentences.join(QLatin1Char(' '));
}

} // namespace qd::ui
