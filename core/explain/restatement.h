#pragma once
#include "core/dictionary/dictionary.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/conventions.h"

namespace qd::explain {

/// A rate of the twelve months to the end of a fiscal quarter, by the convention in force and by the one proposed.
struct RestatedQuarter {
    FiscalQuarter quarter;
    revenue::ConventionFigure before;
    revenue::ConventionFigure after;

    /// after - before; nothing where either has no value.
    [[nodiscard]] std::optional<double> change() const;
};

/// What a change of convention does to the past, for those who approve it.
struct Restatement {
    revenue::Convention before;
    revenue::Convention after;
    std::vector<RestatedQuarter> quarters; ///< the eight that had ended by the day, the first one first
};

/// Of a metric whose last version is a draft or in review under another convention than the version in force on `asOf`
/// (nothing: the ARR source's as-of date): the eight fiscal quarters before that day restated, as known on it
/// (CONTRACT-ROOMS, "Conflict register"). Nothing where no convention changes, or where one of them is none that is
/// known. Errors as compareConventions().
[[nodiscard]] Result<std::optional<Restatement>> restatementOf(const dictionary::Dictionary &dictionary,
    const std::string &metric, const portfolio::Portfolio &portfolio, std::optional<Date> asOf, Progress &progress);

} // namespace qd::explain
