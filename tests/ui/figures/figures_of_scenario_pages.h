#pragma once
#include "core/pack/pack_document.h"
#include "tests/ui/figures/figures_of_pages.h"

namespace qd::test {

/// Months of the scenario that is saved for the packs.
constexpr int ScenarioMonths = 12;

/// ARR to the start month, then the projection of what nobody changed; month by month as the values of a figure.
void collectProjection(const Place &place, const ui::ChartSpec &spec, const Look &look);
/// Quarter ends of base and scenario, which are one here.
void collectQuarterEnds(const Place &place, const pack::Table &table, const Look &look);
/// "ARR, Sep 2027", "NRR, first 12 months" ... of the scenario, with the base below.
void collectOutcome(const Place &place, const pack::KeyFigures &keys, const Look &look);

} // namespace qd::test
