#include "core/backtest/risk_register.h"

#include "core/backtest/readiness.h"
#include "core/base/checked_sum.h"
#include "core/base/text.h"
#include "core/base/words.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace qd::backtest {

namespace {

using health::HealthColour;

RegisterRow rowOf(const renewals::KnownRenewals &known, const renewals::RenewalCase &renewal, HealthColour colour)
{
    RegisterRow row{
        renewal.account, renewal.due, renewal.dueArr, colour, known.data().lastRisk(renewal.account, known.day())};
    const std::string status = row.risk ? lowered(row.risk->status) : std::string();
    row.isAtRisk = portfolio::isAtRisk(colour) || status == "at_risk" || status == "lost";
    if (!row.risk)
        return row;
    row.disagrees = disagree(colour, row.risk->call);
    row.isOverdue = row.risk->nextActionDate && *row.risk->nextActionDate < known.day();
    return row;
}

std::string reasonOf(const RegisterRow &row)
{
    return row.risk && !row.risk->reason.empty() ? row.risk->reason : std::string(NoGroup);
}

} // namespace

Result<std::vector<RegisterRow>> riskRegister(const renewals::KnownRenewals &known,
    std::span<const renewals::RenewalCase> cases, const health::KnownColours &colours)
{
    std::vector<RegisterRow> rows;
    for (const renewals::RenewalCase &renewal : cases) {
        if (renewal.isSettled())
            continue;
        const auto colour = colours.on(renewal.account, known.day());
        if (!colour)
            return colour.error();
        rows.push_back(rowOf(known, renewal, *colour));
    }
    const auto &accounts = known.book().accounts();
    std::ranges::sort(rows, [&accounts](const RegisterRow &a, const RegisterRow &b) {
        return std::tuple(!a.isAtRisk, a.due, std::string_view(accounts.at(a.account).id))
            < std::tuple(!b.isAtRisk, b.due, std::string_view(accounts.at(b.account).id));
    });
    return rows;
}

Result<std::vector<RiskGroup>> riskGroups(const std::vector<RegisterRow> &rows, int fiscalYearStart)
{
    std::map<std::tuple<bool, std::string, FiscalQuarter>, RiskGroup> groups;
    for (const RegisterRow &row : rows) {
        if (!row.isAtRisk)
            continue;
        const std::string reason = reasonOf(row);
        const FiscalQuarter quarter = FiscalQuarter::of(Month::of(row.due), fiscalYearStart);
        RiskGroup &group = groups[{reason == NoGroup, reason, quarter}];
        group.reason = reason;
        group.quarter = quarter;
        ++group.count;
        if (!addTo(group.arr, row.dueArr))
            return Error{ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
    }
    std::vector<RiskGroup> all;
    for (auto &[key, group] : groups)
        all.push_back(std::move(group));
    return all;
}

Result<std::vector<QuarterRisk>> quarterRisks(const std::vector<RegisterRow> &rows, int fiscalYearStart)
{
    std::map<FiscalQuarter, QuarterRisk> quarters;
    for (const RegisterRow &row : rows) {
        const FiscalQuarter quarter = FiscalQuarter::of(Month::of(row.due), fiscalYearStart);
        QuarterRisk &risk = quarters[quarter];
        risk.quarter = quarter;
        ++risk.open;
        risk.atRisk += row.isAtRisk ? 1 : 0;
        if (!addTo(risk.openArr, row.dueArr) || !addTo(risk.atRiskArr, row.isAtRisk ? row.dueArr : 0))
            return Error{ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
    }
    std::vector<QuarterRisk> all;
    for (const auto &[quarter, risk] : quarters)
        all.push_back(risk);
    return all;
}

std::vector<RegisterRow> rowsOf(const RiskGroup &group, const std::vector<RegisterRow> &rows, int fiscalYearStart)
{
    std::vector<RegisterRow> found;
    for (const RegisterRow &row : rows) {
        if (row.isAtRisk && reasonOf(row) == group.reason
            && FiscalQuarter::of(Month::of(row.due), fiscalYearStart) == group.quarter)
            found.push_back(row);
    }
    return found;
}

} // namespace qd::backtest
