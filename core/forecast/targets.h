#pragma once
#include "core/base/text_map.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd::store {
class Workspace;
}

namespace qd::forecast {

/// Targets of a metric for one period, as rows of `targets` give them, in major units. Metric, period and group are
/// compared without regard to case.
class Targets {
public:
    /// Of several sources the last one by name counts. Linear in targets.
    [[nodiscard]] static Targets read(
        const store::Workspace &workspace, std::string_view metric, std::string_view period);

    /// That of a group, of everybody for an empty one (`total` in a file); nothing where the period has none.
    [[nodiscard]] std::optional<double> of(std::string_view group) const;

private:
    TextMap<double> m_byGroup; ///< in lower case
};

} // namespace qd::forecast
