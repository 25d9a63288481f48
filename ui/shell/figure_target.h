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
    /// What moved it is shown beside it: since a day, or by what the last import brought; without either the page's
    /// own.
    std::optional<Date> since = std::nullopt;
    bool sinceLastImport = false;

    friend bool operator==(const FigureTarget &, const FigureTarget &) = default;
};

} // namespace qd::ui
