#pragma once
#include "core/base/date.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::lifecycle {

/// Milestones of all customers, of whichever source; read once, then read-only. Names are compared without regard to
/// case.
class Milestones {
public:
    Milestones(const store::Workspace &workspace, const identity::AccountDirectory &accounts);

    /// Days on which one of that name was completed, ascending.
    [[nodiscard]] std::vector<Date> completions(int account, std::string_view name) const;
    /// The earliest of them; nothing where it is after `through`, or there is none.
    [[nodiscard]] std::optional<Date> firstCompletion(int account, std::string_view name, Date through) const;
    /// Whether the customer has a row at all, completed or not.
    [[nodiscard]] bool hasAny(int account) const { return !m_rows[std::size_t(account)].empty(); }

private:
    struct Row {
        std::string name; ///< case folded
        std::optional<Date> completed;
    };
    std::vector<std::vector<Row>> m_rows; ///< by directory index
};

} // namespace qd::lifecycle
