// The court: what scores said of renewals beforehand, and what they are made of.
#include "core/health/words.h"
#include "core/pack/health_charts.h"
#include "core/revenue/dimension_words.h"
#include "core/signals/words.h"
#include "ui/common/table/count_cell.h"
#include "ui/health/health_texts.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr int AucDecimals = 3;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QVariant valueOrNone(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

TableColumn column(const char *id, const QString &title, ColumnKind kind, int decimals, int priority)
{
    TableColumn made = tableColumn(id, title, kind, priority);
    made.decimals = decimals;
    return made;
}

QString intervalText(const validation::ModelFigures &figures)
{
    if (!figures.aucInterval)
        return {};
    return Texts::tr("%1\u2013%2")
        .arg(formatNumber(figures.aucInterval->first, 2), formatNumber(figures.aucInterval->second, 2));
}

/// "p 0.038", "p < 0.001".
QString chanceText(double p)
{
    return Texts::tr("p %1").arg(formatChance(p));
}

QVariant differenceCell(const backtest::Comparison *comparison)
{
    if (!comparison || !comparison->difference)
        return {};
    const double shown = -*comparison->difference; // of the model in the row
    QString text = formatDelta(shown, AucDecimals);
    if (comparison->p)
        text = Texts::tr("%1, %2").arg(text, chanceText(*comparison->p));
    return QVariant::fromValue(FigureValue{text, shown});
}

/// The first step of the lift: how much denser losses are among the tenth that is most in danger.
std::optional<double> firstLift(const validation::ModelFigures &figures)
{
    return figures.lift.empty() ? std::nullopt : figures.lift.front().lift;
}

TableRow courtRow(const HealthView &view, const backtest::Judgement &judged)
{
    const backtest::CourtRow &all = judged.rows.front();
    const auto figures = all.row.figures.value_or(validation::ModelFigures());
    const QString interval = all.row.figures ? intervalText(figures) : Texts::tr("not enough churn");
    return {qt(judged.model),
        {messageText(backtest::modelName(judged.model)), countCell(all.row.n), all.row.events, valueOrNone(figures.auc),
            interval.isEmpty() ? QVariant() : QVariant(interval),
            differenceCell(view.court->comparison(judged.model, judged.lead)), valueOrNone(figures.recall),
            valueOrNone(figures.precision), valueOrNone(figures.shareFlagged), valueOrNone(firstLift(figures)),
            valueOrNone(figures.brier), valueOrNone(all.leadTime), all.row.unscored, all.row.underNotice}};
}

/// Decimals, two at most, by which somebody wrote a number: a bound must not be shown as another.
int decimalsOf(double number)
{
    constexpr double Near = 1e-6;
    const auto isWhole = [](double value) { return std::abs(value - std::round(value)) < Near; };
    return isWhole(number) ? 0 : isWhole(number * 10) ? 1 : 2;
}

QString asWritten(double number)
{
    return formatNumber(number, decimalsOf(number));
}

QString bandsText(const health::SignalModel &signal)
{
    const auto value = [&](double number) {
        constexpr double Percent = 100;
        return signs::isShare(signal.signal.kind) ? formatPercent(number, decimalsOf(number * Percent))
                                                  : asWritten(number);
    };
    QStringList bands;
    for (const health::Step &step : signal.steps)
        bands << (step.limit ? Texts::tr("to %1: %2").arg(value(*step.limit), asWritten(step.score))
                             : Texts::tr("above: %1").arg(asWritten(step.score)));
    for (const health::Point &point : signal.points)
        bands << Texts::tr("at %1: %2").arg(value(point.value), asWritten(point.score));
    return bands.join(QStringLiteral(", "));
}

QString typeText(health::ModelType type)
{
    switch (type) {
    case health::ModelType::Weighted:
        return Texts::tr("weighted mean");
    case health::ModelType::WorstOf:
        return Texts::tr("worst signal");
    case health::ModelType::Points:
        break;
    }
    return Texts::tr("sum of points");
}

/// Whether a model says anything; the line of chance alone does not.
bool hasValues(const ChartSpec &spec)
{
    return std::ranges::any_of(spec.series, [](const ChartSeries &series) {
        return series.meaning == chart::Meaning::Primary
            && std::ranges::any_of(series.values, [](const auto &value) { return value.has_value(); });
    });
}

/// Why no model says anything at these leads: nothing is settled, too few renewals were lost or kept, or too few of
/// them had a score by then. Baselines have one of every renewal.
QString nothingJudged(const HealthView &view, const std::vector<int> &leads)
{
    int renewals = 0;
    int lost = 0;
    int underNotice = 0;
    bool isJudged = false;
    for (const backtest::Judgement &each : view.court->court.judgements) {
        if (std::ranges::find(leads, each.lead) == leads.end())
            continue;
        const validation::ValidationRow &row = each.rows.front().row;
        isJudged = isJudged || row.figures;
        renewals = std::max(renewals, row.n + row.underNotice);
        lost = std::max(lost, row.events);
        underNotice = std::max(underNotice, row.underNotice);
    }
    const int least = backtest::CourtOptions().minEvents;
    if (isJudged)
        return Texts::tr("Too few renewals had a score by then: %1 lost and %1 kept ones must have one.").arg(least);
    if (renewals == 0)
        return Texts::tr("No renewal of the window is settled.");
    if (lost >= least)
        return Texts::tr("Fewer than %1 renewals were kept: nothing to tell the lost ones from.").arg(least);
    return underNotice > 0 ? Texts::tr("Fewer than %1 were lost without notice: not enough churn.").arg(least)
                           : Texts::tr("Fewer than %1 renewals were lost: not enough churn.").arg(least);
}

} // namespace

std::string courtModel(const HealthView &view, int row)
{
    const std::vector<std::string> models = pack::courtRows(*view.court);
    return models[std::size_t(row)];
}

QString courtWindow(const HealthView &view)
{
    return Texts::tr("due %1 to %2").arg(formatDate(view.court->from), formatDate(view.court->to));
}

ChartSpec courtChart(const HealthView &view)
{
    ChartSpec spec = chartSpecFrom(pack::courtHeatmap(*view.court));
    spec.emptyText = nothingJudged(view, view.court->leads());
    if (!hasValues(spec))
        spec.series.clear();
    return spec;
}

std::string calibratedModel(const HealthView &view, int lead, const std::string &model)
{
    const std::vector<std::string> models = pack::modelsWithProbability(*view.court, lead);
    if (std::ranges::find(models, model) != models.end())
        return model;
    return models.empty() ? std::string() : models.front();
}

ChartSpec courtLines(const HealthView &view, CourtShown shown, int lead, const std::string &model)
{
    const backtest::BookCourt &court = *view.court;
    if (shown != CourtShown::Calibration) {
        ChartSpec spec = chartSpecFrom(pack::gainsChart(
            court, lead, shown == CourtShown::GainsByArr ? pack::GainsOf::Arr : pack::GainsOf::Renewals));
        spec.emptyText = nothingJudged(view, {lead});
        if (!hasValues(spec))
            spec.series.clear();
        return spec;
    }
    ChartSpec spec = chartSpecFrom(pack::calibrationChart(court, lead, calibratedModel(view, lead, model)));
    const auto isJudged = [](const backtest::Judgement &each) { return each.rows.front().row.figures.has_value(); };
    spec.emptyText = std::ranges::any_of(court.court.judgements, isJudged)
        ? Texts::tr("No model gives probabilities of enough renewals.")
        : nothingJudged(view, {lead});
    if (!hasValues(spec))
        spec.series.clear();
    return spec;
}

TableSpec courtTable(const HealthView &view, int lead)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-court");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No renewal of the window is settled.");
    spec.columns = {
        tableColumn("model", Texts::tr("Model"), ColumnKind::Key, 0, 110),
        tableColumn("n", Texts::tr("Renewals"), ColumnKind::Figure, 5),
        tableColumn("events", Texts::tr("Lost"), ColumnKind::Number, 3),
        column("auc", Texts::tr("AUC"), ColumnKind::Number, AucDecimals, 0),
        tableColumn("interval", Texts::tr("95 %"), ColumnKind::Text, 1, 90),
        tableColumn("difference", Texts::tr("To %1").arg(qt(view.model.name)), ColumnKind::Figure, 4),
        column("recall", Texts::tr("Found, %"), ColumnKind::Percent, 0, 2),
        column("precision", Texts::tr("Right, %"), ColumnKind::Percent, 0, 2),
        column("flagged", Texts::tr("Flagged, %"), ColumnKind::Percent, 0, 6),
        column("lift", Texts::tr("Lift"), ColumnKind::Number, 1, 7),
        column("brier", Texts::tr("Brier"), ColumnKind::Number, AucDecimals, 8),
        column("leadTime", Texts::tr("Lead, d"), ColumnKind::Number, 0, 9),
        tableColumn("unscored", Texts::tr("Unscored"), ColumnKind::Number, 10),
        tableColumn("underNotice", Texts::tr("Notice given"), ColumnKind::Number, 11),
    };
    for (const std::string &name : view.court->models()) {
        if (const backtest::Judgement *judged = view.court->judgement(name, lead))
            spec.rows << courtRow(view, *judged);
    }
    return spec;
}

TableSpec fairnessTable(const HealthView &view, int lead)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-fairness");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No renewal of the window is settled.");
    spec.columns = {
        tableColumn("group", Texts::tr("Group"), ColumnKind::Key, 0, 110),
        tableColumn("n", Texts::tr("Renewals"), ColumnKind::Figure, 3),
        tableColumn("events", Texts::tr("Lost"), ColumnKind::Figure, 1),
        column("recall", Texts::tr("Found, %"), ColumnKind::Percent, 0, 0),
        column("precision", Texts::tr("Right, %"), ColumnKind::Percent, 0, 2),
        column("flagged", Texts::tr("Flagged, %"), ColumnKind::Percent, 0, 4),
    };
    const backtest::Judgement *judged = view.court->judgement(view.model.name, lead);
    if (!judged)
        return spec;
    for (const backtest::Judgement::Fairness &each : judged->fairness) {
        const validation::FairnessRow &row = each.row;
        spec.rows << TableRow{qt(each.dimension + ':' + row.group),
            {groupName(row.group), countCell(row.n), countCell(row.events), valueOrNone(row.recall),
                valueOrNone(row.precision), valueOrNone(row.shareFlagged)},
            word(revenue::dimensionTitle(each.dimension))};
    }
    return spec;
}

TableSpec modelTable(const HealthView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-model");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {
        tableColumn("signal", Texts::tr("Signal"), ColumnKind::Key, 0, 130),
        tableColumn("bands", Texts::tr("Bands: score"), ColumnKind::Text, 0, 180),
        tableColumn("weight", Texts::tr("Weight"), ColumnKind::Number, 0),
        tableColumn("missing", Texts::tr("When missing"), ColumnKind::Text, 3, 130),
        column("present", Texts::tr("Present, %"), ColumnKind::Percent, 1, 1),
        column("effective", Texts::tr("Effective, %"), ColumnKind::Percent, 1, 2),
        column("mean", Texts::tr("Mean score"), ColumnKind::Number, 1, 4),
    };
    for (std::size_t i = 0; i < view.use.size(); ++i) {
        const health::SignalUse &use = view.use[i];
        const health::HealthSegment &segment = view.model.segments[std::size_t(use.segment)];
        const health::SignalModel &signal = segment.measures[use.place];
        spec.rows << TableRow{QString::number(i),
            {messageText(signs::nameOf(signal.signal)), bandsText(signal), signal.weight,
                messageText(health::missingRule(signal)), valueOrNone(use.share()), valueOrNone(use.effectiveWeight),
                valueOrNone(use.mean)},
            Texts::tr("Segment %1").arg(qt(segment.name))};
    }
    return spec;
}

QString modelRules(const HealthView &view)
{
    const health::HealthModel &model = view.model;
    return Texts::tr("%1: %2; yellow from %3, green from %4; not scored under %5 coverage")
        .arg(qt(model.name), typeText(model.type), asWritten(model.yellow), asWritten(model.green),
            formatPercent(model.coverageMin, 0));
}

} // namespace qd::ui
