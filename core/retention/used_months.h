#pragma once
#include "core/base/month.h"
#include "core/base/result.h"

#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::retention {

/// In which months each customer used the product: with events above 0, of whichever source, record and feature.
class UsedMonths {
public:
    /// NoData where no usage was ever imported; errors as store::usageRead().
    [[nodiscard]] static Result<UsedMonths> read(
        const store::Workspace &workspace, const identity::AccountDirectory &accounts);
    /// `months` by directory index, each ascending and once.
    explicit UsedMonths(std::vector<std::vector<Month>> months);

    /// Ascending.
    [[nodiscard]] const std::vector<Month> &of(int account) const { return m_months[std::size_t(account)]; }

private:
    std::vector<std::vector<Month>> m_months;
};

} // namespace qd::retention
