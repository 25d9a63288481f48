#include "core/health/quiet_inputs.h"

#include "core/store/signal_rows.h"

#include <algorithm>
#include <array>
#include <map>

namespace qd::health {

namespace {

using signs::SignalKind;

constexpr int WindowsBefore = 4;

/// The input that a signal is told from; empty for usage, which UsageDays::drops() looks at, and for contracts.
std::string_view inputOf(SignalKind kind)
{
    switch (kind) {
    case SignalKind::Tickets90:
    case SignalKind::Urgent90:
    case SignalKind::Csat90:
        return "tickets";
    case SignalKind::DaysSinceContact:
    case SignalKind::DaysSinceExec:
        return "activities";
    case SignalKind::Nps:
    case SignalKind::NpsTrend:
        return "surveys";
    case SignalKind::OverdueDays:
        return "invoices";
    case SignalKind::Vendor:
        return "health_scores";
    default:
        return {};
    }
}

/// Rows of one source and input in the windows, the last one first.
struct Counted {
    std::array<int, 1 + WindowsBefore> rows = {};
    Date last;
};
using Counts = std::map<std::pair<std::string, std::string>, Counted>; // by input and source

Counts countsOn(const store::Workspace &workspace, Date day)
{
    Counts counts;
    const auto add = [&](const char *input, const store::OfAccount &row, Date date) {
        if (date > day)
            return;
        Counted &counted = counts[{input, std::string(row.source)}];
        counted.last = std::max(counted.last, date);
        const auto window = std::size_t(daysBetween(date, day) / QuietDays);
        if (window < counted.rows.size())
            ++counted.rows[window];
    };
    store::forEachActivity(workspace, [&](const store::ActivityRow &row) { add("activities", row, row.date); });
    store::forEachTicket(workspace, [&](const store::TicketRow &row) { add("tickets", row, row.created); });
    store::forEachSurvey(workspace, [&](const store::SurveyRow &row) { add("surveys", row, row.date); });
    store::forEachInvoice(workspace, [&](const store::InvoiceRow &row) { add("invoices", row, row.issued); });
    store::forEachVendorScore(
        workspace, [&](const store::VendorScoreRow &row) { add("health_scores", row, row.date); });
    return counts;
}

double medianBefore(const Counted &counted)
{
    std::array<int, WindowsBefore> before{};
    std::copy(counted.rows.begin() + 1, counted.rows.end(), before.begin());
    std::ranges::sort(before);
    return (before[1] + before[2]) / 2.0;
}

std::vector<std::string> touchedBy(const HealthModel &model, const std::string &input)
{
    std::vector<std::string> names;
    for (const HealthSegment &segment : model.segments) {
        for (const SignalModel &each : segment.measures) {
            const std::string name = each.signal.name();
            if (inputOf(each.signal.kind) == input && std::ranges::find(names, name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

} // namespace

std::vector<QuietInput> quietInputs(const store::Workspace &workspace, const HealthModel &model, Date day)
{
    std::vector<QuietInput> quiet;
    for (const auto &[key, counted] : countsOn(workspace, day)) {
        const double usual = medianBefore(counted);
        const bool wasSteady =
            std::all_of(counted.rows.begin() + 1, counted.rows.end(), [](int rows) { return rows > 0; });
        if (!wasSteady || usual < UsualRows || counted.rows.front() * 2 >= usual)
            continue;
        quiet.push_back(
            {key.first, key.second, counted.last, counted.rows.front(), usual, touchedBy(model, key.first)});
    }
    return quiet;
}

} // namespace qd::health
