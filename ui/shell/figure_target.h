#pragma once
#include "core/base/date.h"
#include "core/base/month.h"

#include <QString>

#include <optional>

namespace qd::ui {

/// A figure to be explained, as `qdeck explain` names it; of the Dictionary its definition.
struct FigureTarget {
    QString metric; ///< "nrr", "bridge:timing"
    std::optional<Month> from = std::nullopt; ///< of a window; without one the page's own
    std::optional<Month> to = std::nullopt;
    std::optional<Date> asOf = std::nullopt; ///< of a day
    QString by = {}; ///< a dimension; empty for all customers
    QString group = {}; ///< its value

    friend bool operator==(const FigureTarget &, const FigureTarget &) = default;
};

} // namespace qd::ui
