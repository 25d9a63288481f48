#pragma once
#include "core/actions/action_rules.h"
#include "core/coverage/segment_rules.h"
#include "core/health/known_colours.h"

#include <map>

namespace qd::actions {

/// What rules are told of accounts on a day, as known then: every field that their conditions ask for, worked out once.
class AccountFacts {
public:
    /// Errors as Signals::known() and values(), with the field, and of the colours.
    [[nodiscard]] static Result<AccountFacts> on(
        const RuleSet &rules, const signs::Signals &history, const health::KnownColours &colours, Date day);

    [[nodiscard]] Date day() const { return m_day; }
    /// Base minor units, by directory index.
    [[nodiscard]] const std::vector<std::int64_t> &arr() const { return m_arr; }
    /// Golden owners; empty for none.
    [[nodiscard]] const std::vector<std::string> &owners() const { return m_owners; }
    /// Whether all conditions of one of the rules hold for an account.
    [[nodiscard]] bool hold(const ActionRule &rule, int account) const;

private:
    using Values = std::vector<std::vector<coverage::RuleValue>>; ///< by directory index; empty for none

    Date m_day;
    std::vector<std::int64_t> m_arr;
    std::vector<std::string> m_owners;
    std::map<std::string, Values> m_values; ///< by field
};

} // namespace qd::actions
