#pragma once
#include "core/base/text_map.h"
#include "core/identity/customer_places.h"
#include "core/portfolio/knowing.h"
#include "core/portfolio/portfolio.h"
#include "core/renewals/opportunity.h"
#include "core/renewals/term.h"

namespace qd::renewals {

/// What somebody said of a customer's risk on a day.
struct Risk {
    Date date;
    std::string author; ///< empty for none
    std::string status; ///< on_track, monitor, at_risk, lost
    std::string reason;
    std::string nextAction;
    std::optional<Date> nextActionDate;
    std::string call; ///< renew, contract, churn; empty for none
    Date seen = {}; ///< as-of date of the batch that first held it
};

/// What renewals are told from besides the portfolio, read once for the same state of the file and then never changed;
/// safe from any thread. Opportunities and risks are by place: a customer has on a day those of all records that count
/// to it.
struct RenewalData {
    int grace = 30; ///< days after due until a renewal is settled: the setting grace_days, 30 where none is set
    int graceInForce = 0; ///< of contracts that ran out: the same setting, 0 where none is set
    TextMap<TextMap<Term>> terms = {}; ///< of subscriptions, by source and id
    identity::CustomerPlaces customers = {}; ///< of the two below
    std::vector<std::vector<Opportunity>> opportunities = {}; ///< each by source and id
    std::vector<std::vector<Risk>> risks = {}; ///< each by date, author in byte order, then source: the last one holds

    portfolio::Knowing knowing = portfolio::Knowing::ByDates;

    /// Reads each table once. With Knowing::Seen contracts, opportunities and risks count from the batch that first
    /// held them. BadData for a grace that is no number of days.
    [[nodiscard]] static Result<std::shared_ptr<const RenewalData>> read(const store::Workspace &workspace,
        const portfolio::Portfolio &portfolio, portfolio::Knowing knowing = portfolio::Knowing::ByDates);

    /// nullptr where ARR is not read from subscriptions.
    [[nodiscard]] const Term *term(std::string_view source, std::string_view id) const;
    /// What a customer has on `day`, before a merger its own alone; what of it is known then is for each to say.
    [[nodiscard]] const std::vector<Opportunity> &opportunitiesOf(int account, Date day) const;
    [[nodiscard]] const std::vector<Risk> &risksOf(int account, Date day) const;
    /// The last row dated on or before `day`, of any author; nullptr for none.
    [[nodiscard]] const Risk *lastRisk(int account, Date day) const;
    /// The same among the rows that a batch of that day or an earlier one held.
    [[nodiscard]] const Risk *lastRiskSeen(int account, Date day) const;
};

} // namespace qd::renewals
