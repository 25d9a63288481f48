#include "core/lifecycle/churn_reasons.h"

#include "core/base/text.h"
#include "core/lifecycle/stated_texts.h"
#include "core/store/reason_rows.h"

#include <cstdlib>
#include <limits>
#include <map>
#include <tuple>

namespace qd::lifecycle {

Result<ChurnReasons> ChurnReasons::read(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Date day)
{
    const auto data = renewals::RenewalData::read(workspace, portfolio);
    if (!data)
        return data.error();
    std::vector<std::string> given = statedTexts(workspace, portfolio, "churn_reason", &store::forEachChurnReason);
    ChurnReasons reasons;
    reasons.m_customers.resize(given.size());
    for (std::size_t account = 0; account < given.size(); ++account)
        reasons.m_customers[account].given = std::move(given[account]);
    std::map<std::pair<std::string, std::string>, std::string> losses; // by source and opportunity
    store::forEachLossReason(workspace, [&](const store::ReasonRow &row) {
        losses.emplace(std::pair(std::string(row.source), std::string(row.id)), row.reason);
    });
    for (std::size_t account = 0; account < reasons.m_customers.size(); ++account) {
        Customer &customer = reasons.m_customers[account];
        for (const renewals::Opportunity &each : (*data)->opportunitiesOf(int(account), day)) {
            const auto loss = losses.find({each.source, each.id});
            if (loss == losses.end() || !each.isRenewal() || !each.isKnownOn(day))
                continue;
            const renewals::OpportunityState state = each.on(day);
            if (!state.isOpen && !state.isWon)
                customer.losses.push_back({state.close, each.id, loss->second});
        }
        for (const renewals::Risk &risk : (*data)->risksOf(int(account), day)) {
            if (risk.date <= day && !trimmed(risk.reason).empty())
                customer.risks.emplace_back(risk.date, trimmed(risk.reason));
        }
    }
    return reasons;
}

std::string ChurnReasons::of(int account, Month month) const
{
    const Customer &customer = m_customers[std::size_t(account)];
    if (!customer.given.empty())
        return customer.given;
    const Date last = month.lastDay();
    const auto rank = [last](const Loss &loss) {
        const int apart = loss.close ? std::abs(daysBetween(*loss.close, last)) : std::numeric_limits<int>::max();
        return std::tuple(apart, loss.close.value_or(last), std::string_view(loss.id));
    };
    const Loss *nearest = nullptr;
    for (const Loss &loss : customer.losses) {
        if (!nearest || rank(loss) < rank(*nearest))
            nearest = &loss;
    }
    if (nearest)
        return nearest->reason;
    std::string reason = NoGroup;
    for (const auto &[date, text] : customer.risks) {
        if (date <= last)
            reason = text;
    }
    return reason;
}

std::vector<ChurnReasonRow> churnByReason(const revenue::Movements &movements, const ChurnReasons &reasons)
{
    std::map<std::pair<Month, std::string>, ChurnReasonRow> rows;
    for (const revenue::AccountMovement &movement : movements.details) {
        if (movement.group != 0 || movement.kind != revenue::MovementKind::Churn)
            continue; // group 0 is `total`
        const std::string reason = reasons.of(movement.account, movement.month);
        ChurnReasonRow &row = rows[{movement.month, reason}];
        row.month = movement.month;
        row.reason = reason;
        row.churn += movement.amount; // within the churn of the month, which 64 bits hold
        ++row.logos;
    }
    std::vector<ChurnReasonRow> list;
    for (auto &[key, row] : rows)
        list.push_back(std::move(row));
    return list;
}

} // namespace qd::lifecycle
