#include "core/base/rounding.h"
#include "core/pack/forecast_charts.h"
#include "core/portfolio/health.h"
#include "core/renewals/words.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"
#include "ui/renewals/forecast_view.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this part's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(RenewalForecast)
};

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant dateCell(Date date)
{
    return QDate(date.year(), date.month(), date.day());
}

/// A row of the forecast: an amount, how many renewals, and its share of what is due.
class FigureRows {
public:
    explicit FigureRows(const ForecastView &view)
        : m_view(view)
    {
    }
    void add(const char *id, const QString &name, std::optional<std::int64_t> minor, std::optional<double> count)
    {
        m_rows << TableRow{QString::fromLatin1(id),
            {name, minor ? amount(*minor, m_view.currency()) : QVariant(), rate(count),
                minor ? rate(m_view.forecast.shareOfDue(*minor)) : QVariant()}};
    }
    void addModel(const char *id, const QString &name, double forecast::RenewalDistribution::*value,
        double forecast::RenewalDistribution::*count)
    {
        const auto &model = m_view.forecast.model;
        add(id, name, model ? std::optional(std::int64_t(shownValue(*model.*value, 0))) : std::nullopt,
            model ? std::optional(*model.*count) : std::nullopt);
    }
    [[nodiscard]] const QVector<TableRow> &rows() const { return m_rows; }

private:
    const ForecastView &m_view;
    QVector<TableRow> m_rows;
};

QString categoryName(const std::string &category)
{
    const char *name = forecast::nameOfCategory(category);
    return name ? word(name) : qt(category);
}

Mark markOf(health::HealthColour colour)
{
    switch (colour) {
    case health::HealthColour::Green:
        return Mark::HealthGreen;
    case health::HealthColour::Yellow:
        return Mark::HealthYellow;
    case health::HealthColour::Red:
        return Mark::HealthRed;
    default:
        return Mark::None;
    }
}

} // namespace

TableSpec forecastTable(const ForecastView &view)
{
    using forecast::RenewalDistribution;
    TableSpec spec;
    spec.id = QStringLiteral("renewal-forecast");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {
        tableColumn("figure", Texts::tr("Forecast"), ColumnKind::Key, 0, 130),
        tableColumn("amount", qt(view.currency().code()), ColumnKind::Money),
        tableColumn("count", Texts::tr("Renewals"), ColumnKind::Number, 1),
        tableColumn("share", Texts::tr("Of due, %"), ColumnKind::Percent),
    };
    spec.columns[2].decimals = 1;
    spec.columns[3].decimals = 1;
    const forecast::RenewalForecast &found = view.forecast;
    FigureRows rows(view);
    rows.add("due", Texts::tr("Due"), found.due.arr, double(found.due.count));
    rows.add("settled", Texts::tr("Settled"), found.settled.arr, double(found.renewed));
    rows.addModel("mean", Texts::tr("Mean"), &RenewalDistribution::mean, &RenewalDistribution::countMean);
    rows.addModel("p10", Texts::tr("P10"), &RenewalDistribution::p10, &RenewalDistribution::countP10);
    rows.addModel("p50", Texts::tr("P50"), &RenewalDistribution::p50, &RenewalDistribution::countP50);
    rows.addModel("p90", Texts::tr("P90"), &RenewalDistribution::p90, &RenewalDistribution::countP90);
    rows.add("called", Texts::tr("Called"), view.called, std::nullopt);
    rows.add("weighted", Texts::tr("Weighted"), found.pipeline.weighted, std::nullopt);
    rows.add("commit", Texts::tr("Commit"), found.pipeline.commit, std::nullopt);
    rows.add("bestCase", Texts::tr("Best case"), found.pipeline.bestCase, std::nullopt);
    rows.add("untouched", Texts::tr("Untouched"), found.untouched.arr, double(found.untouched.count));
    spec.rows = rows.rows();
    return spec;
}

QString forecastSubtitle(const ForecastView &view)
{
    const QString quarter = qt(view.quarter.text());
    if (!view.forecast.model)
        return Texts::tr("%1; no history to judge by").arg(quarter);
    return Texts::tr("%1; correlation %2 is assumed").arg(quarter, formatNumber(forecast::DefaultRho, 1));
}

TableSpec cellsTable(const ForecastView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("forecast-cells");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No renewal of the quarter is open.");
    spec.columns = {
        tableColumn("colour", Texts::tr("Health"), ColumnKind::State, 0, 90),
        tableColumn("segment", Texts::tr("Segment"), ColumnKind::Key, 0, 110),
        tableColumn("n", Texts::tr("Past"), ColumnKind::Figure),
        tableColumn("renewed", Texts::tr("Renewed"), ColumnKind::Number, 2),
        tableColumn("p", Texts::tr("Chance, %"), ColumnKind::Percent),
        tableColumn("r", Texts::tr("Kept, %"), ColumnKind::Percent, 1),
        tableColumn("open", Texts::tr("Open"), ColumnKind::Number, 3),
        tableColumn("openArr", Texts::tr("Open, %1").arg(qt(view.currency().code())), ColumnKind::Money),
    };
    spec.columns[4].decimals = 1;
    spec.columns[5].decimals = 1;
    for (const forecast::ForecastCell &cell : view.forecast.by) {
        const QString colour = cell.key.colour == health::HealthColour::None ? Texts::tr("none")
                                                                             : word(portfolio::nameOf(cell.key.colour));
        spec.rows << TableRow{QString::number(spec.rows.size()),
            {QVariant::fromValue(StateValue{markOf(cell.key.colour), colour}), groupName(cell.key.segment),
                countCell(cell.history.n), cell.history.renewed, rate(cell.p), cell.r, cell.open,
                amount(cell.openArr, view.currency())}};
    }
    return spec;
}

TableSpec callsTable(const ForecastView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("renewal-calls");
    spec.noun = Texts::tr("renewals");
    spec.nounOfOne = Texts::tr("renewal");
    spec.emptyText = Texts::tr("Nothing is due in this quarter.");
    const QString code = qt(view.currency().code());
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 3, 110),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Date, 0, 95),
        tableColumn("arr", Texts::tr("Due, %1").arg(code), ColumnKind::Money, 1),
        tableColumn("state", Texts::tr("State"), ColumnKind::Text, 2, 80),
        tableColumn("call", Texts::tr("Call, %1").arg(code), ColumnKind::Money),
        tableColumn("category", Texts::tr("Category"), ColumnKind::Text, 0, 90),
        tableColumn("author", Texts::tr("Author"), ColumnKind::Text, 4, 90),
    };
    spec.sortColumn = 2;
    for (std::size_t i = 0; i < view.calls.rows.size(); ++i) {
        const forecast::SnapshotRow &row = view.calls.rows[i];
        const identity::Account &account = view.accounts().at(view.accounts().indexOf(row.account));
        const bool isOpen = row.state == renewals::RenewalState::Pending;
        const std::string &owner = view.callOwners[i];
        spec.rows << TableRow{qt(row.account),
            {qt(account.name), owner.empty() ? QVariant() : QVariant(qt(owner)), dateCell(row.due),
                amount(row.dueArr, view.currency()), word(renewals::nameOf(row.state)),
                isOpen && row.author.empty() ? QVariant() : amount(row.amount, view.currency()),
                row.category.empty() ? QVariant() : QVariant(categoryName(row.category)),
                row.author.empty() ? QVariant() : QVariant(qt(row.author))}};
    }
    return spec;
}

QString callsSubtitle(const ForecastView &view)
{
    const forecast::OpenCalls calls = forecast::openCallsIn(view.calls);
    return Texts::tr("%1 of %2 open ones called").arg(formatCount(calls.called), formatCount(calls.open));
}

TableSpec accuracyTable(const ForecastView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("forecast-accuracy");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("Nobody had forecast this quarter, or it is over 120 days to its end.");
    const QString code = qt(view.currency().code());
    spec.columns = {
        tableColumn("error", Texts::tr("Error, %"), ColumnKind::State, 0, 90),
        tableColumn("author", Texts::tr("Author"), ColumnKind::Key, 0, 90),
        tableColumn("lead", Texts::tr("Days before"), ColumnKind::Number),
        tableColumn("n", Texts::tr("n"), ColumnKind::Figure, 1),
        tableColumn("untouched", Texts::tr("Untouched"), ColumnKind::Number, 4),
        tableColumn("forecast", Texts::tr("Forecast, %1").arg(code), ColumnKind::Money, 3),
        tableColumn("actual", Texts::tr("Actual, %1").arg(code), ColumnKind::Money, 2),
        tableColumn("bias", Texts::tr("Bias, %"), ColumnKind::Percent),
        tableColumn("wape", Texts::tr("WAPE, %"), ColumnKind::Percent),
    };
    spec.columns[7].decimals = 1;
    spec.columns[8].decimals = 1;
    for (const forecast::AccuracyRow &row : view.accuracy) {
        const auto error = row.error();
        const StateValue state = error
            ? StateValue{*error <= forecast::AccuracyTarget ? Mark::Good : Mark::Bad, formatPercent(*error)}
            : StateValue{Mark::None, Texts::tr("none")};
        spec.rows << TableRow{QString::number(spec.rows.size()),
            {QVariant::fromValue(state), qt(row.author), row.lead, countCell(row.n), row.untouched,
                amount(row.forecast, view.currency()), amount(row.actual, view.currency()), rate(row.bias()),
                rate(row.wape())}};
    }
    return spec;
}

QString accuracySubtitle(const ForecastView &view)
{
    const QString target = Texts::tr("target: within %1").arg(formatPercent(forecast::AccuracyTarget, 0));
    return view.isImportedOnce ? Texts::tr("%1; files of one day only").arg(target) : target;
}

QString notesText(const ForecastView &view)
{
    QStringList lines;
    for (const Message &note : view.notes)
        lines << messageText(note);
    return lines.join(QLatin1Char('\n'));
}

ChartSpec waterfallChart(const ForecastView &view)
{
    ChartSpec spec = chartSpecFrom(pack::forecastWaterfallChart(view.waterfall, view.quarter.text(), view.currency()));
    spec.emptyText = Texts::tr("Nothing was due in this quarter, then or now.");
    if (view.isImportedOnce)
        spec.subtitle = Texts::tr("%1; files of one day only").arg(spec.subtitle);
    if (view.waterfall.opening == 0 && view.waterfall.closing == 0)
        spec.series.clear();
    return spec;
}

ChartSpec spreadChart(const ForecastView &view)
{
    const forecast::RenewalDistribution model = view.forecast.model.value_or(forecast::RenewalDistribution());
    ChartSpec spec = chartSpecFrom(pack::forecastSpreadChart(model, view.quarter.text(), view.currency()));
    spec.emptyText = view.forecast.model ? Texts::tr("Nothing is open that could come out otherwise.")
                                         : Texts::tr("There is no history to judge the open renewals by.");
    if (model.spread.empty()) {
        spec.series.clear();
        spec.subtitle.clear();
    }
    return spec;
}

AccountList waterfallAccounts(const ForecastView &view, int category)
{
    const auto step = std::size_t(category - 1); // the first bar is the opening
    if (category < 1 || step >= view.waterfall.parts.size())
        return {};
    const forecast::WaterfallPart &part = view.waterfall.parts[step];
    AccountList list{Texts::tr("Forecast of %1: %2").arg(qt(view.quarter.text()), word(nameOf(part.step))), {},
        {Texts::tr("Change, %1").arg(qt(view.currency().code()))}, {}};
    for (const forecast::WaterfallMove &move : part.moves)
        list.add(qt(move.account), {Money{move.now - move.then, view.currency()}.major().approximate()});
    return list;
}

const forecast::SnapshotRow *callOf(const ForecastView &view, const QString &account)
{
    const std::string id = account.toStdString();
    const auto found = std::ranges::find(view.calls.rows, id, &forecast::SnapshotRow::account);
    return found == view.calls.rows.end() ? nullptr : &*found;
}

} // namespace qd::ui
