#include "core/validation/validation.h"

#include "core/statistics/roc_curve.h"
#include "core/statistics/wilson_interval.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace qd::validation {

namespace {

/// Cases side by side, as statistics takes them. A column that some case lacks is empty.
struct Columns {
    std::vector<double> risk;
    std::vector<bool> event;
    std::vector<double> probability;
    std::vector<bool> flagged;
    std::vector<double> weight;

    [[nodiscard]] std::size_t size() const { return risk.size(); }
};

template <typename T>
std::vector<T> columnOf(const std::vector<Case> &cases, std::optional<T> Case::*field)
{
    std::vector<T> column;
    for (const Case &one : cases) {
        if (!(one.*field))
            return {};
        column.push_back(*(one.*field));
    }
    return column;
}

/// `cases` all scored. Sums of binary fractions follow their order, so that this is given one.
Columns columnsOf(std::vector<Case> cases, bool highIsRisk)
{
    std::sort(cases.begin(), cases.end(), [](const Case &a, const Case &b) {
        return std::tie(a.score, a.event, a.probability, a.flagged, a.weight)
            < std::tie(b.score, b.event, b.probability, b.flagged, b.weight);
    });
    Columns columns;
    for (const Case &one : cases) {
        columns.risk.push_back(highIsRisk ? *one.score : -*one.score);
        columns.event.push_back(one.event);
    }
    columns.probability = columnOf(cases, &Case::probability);
    columns.flagged = columnOf(cases, &Case::flagged);
    columns.weight = columnOf(cases, &Case::weight);
    return columns;
}

std::optional<double> share(int part, int all)
{
    return all > 0 ? std::optional(double(part) / all) : std::nullopt;
}

/// What flags are worth.
struct Flags {
    int n = 0;
    int events = 0;
    int flagged = 0;
    int caught = 0; ///< flagged with the event

    void add(bool isFlagged, bool isEvent)
    {
        ++n;
        events += isEvent ? 1 : 0;
        flagged += isFlagged ? 1 : 0;
        caught += isFlagged && isEvent ? 1 : 0;
    }
    [[nodiscard]] std::optional<double> precision() const { return share(caught, flagged); }
    [[nodiscard]] std::optional<double> recall() const { return share(caught, events); }
    [[nodiscard]] std::optional<double> shareFlagged() const { return share(flagged, n); }
};

ModelFigures figuresOf(const Columns &columns)
{
    ModelFigures figures;
    if (const auto area = statistics::rocArea(columns.risk, columns.event)) {
        figures.auc = area->area;
        figures.aucInterval = area->interval();
    }
    figures.ks = statistics::kolmogorovSmirnov(columns.risk, columns.event);
    figures.lift = statistics::liftTable(columns.risk, columns.event, columns.weight);
    if (!columns.flagged.empty()) {
        Flags flags;
        for (std::size_t i = 0; i < columns.size(); ++i)
            flags.add(columns.flagged[i], columns.event[i]);
        figures.precision = flags.precision();
        figures.recall = flags.recall();
        figures.shareFlagged = flags.shareFlagged();
    }
    if (!columns.probability.empty()) {
        figures.brier = statistics::brierScore(columns.probability, columns.event);
        figures.logLoss = statistics::logLoss(columns.probability, columns.event);
        figures.calibration = statistics::calibrationLine(columns.probability, columns.event);
        figures.reliability = statistics::calibrationBins(columns.probability, columns.event);
    }
    return figures;
}

ValidationRow rowOf(const std::string &group, const std::vector<Case> &cases, const ValidationOptions &options)
{
    ValidationRow row{group};
    std::vector<Case> judged;
    for (const Case &one : cases) {
        if (one.underNotice) {
            ++row.underNotice;
        } else if (!one.score) {
            ++row.unscored;
        } else {
            ++row.n;
            row.events += one.event ? 1 : 0;
            judged.push_back(one);
        }
    }
    if (row.events >= options.minEvents && row.n - row.events >= options.minEvents)
        row.figures = figuresOf(columnsOf(std::move(judged), options.highIsRisk));
    return row;
}

} // namespace

std::vector<ValidationRow> validate(const std::vector<Case> &cases, bool byGroup, const ValidationOptions &options)
{
    std::vector<ValidationRow> rows{rowOf(AllCases, cases, options)};
    if (!byGroup)
        return rows;
    std::map<std::string, std::vector<Case>> groups;
    for (const Case &one : cases)
        groups[one.group].push_back(one);
    for (const auto &[group, members] : groups)
        rows.push_back(rowOf(group, members, options));
    return rows;
}

std::vector<FairnessRow> fairnessOf(const std::vector<Case> &cases)
{
    constexpr int FewEvents = 10;
    std::map<std::string, Flags> groups;
    bool areFlagged = true;
    for (const Case &one : cases) {
        if (one.underNotice || !one.score)
            continue;
        areFlagged = areFlagged && one.flagged.has_value();
        groups[one.group].add(one.flagged.value_or(false), one.event);
    }
    std::vector<FairnessRow> rows;
    rows.reserve(groups.size());
    for (const auto &[group, flags] : groups) {
        const bool few = flags.events < FewEvents;
        if (areFlagged)
            rows.push_back({group, flags.n, flags.events, flags.shareFlagged(), flags.precision(), flags.recall(),
                statistics::wilsonInterval(flags.caught, flags.events), few});
        else
            rows.push_back({group, flags.n, flags.events, std::nullopt, std::nullopt, std::nullopt, std::nullopt, few});
    }
    return rows;
}

} // namespace qd::validation
