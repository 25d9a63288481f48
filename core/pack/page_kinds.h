#pragma once
#include "core/pack/adoption_page.h"
#include "core/pack/coverage_pages.h"
#include "core/pack/customer_measures.h"
#include "core/pack/governance_pages.h"
#include "core/pack/health_pages.h"
#include "core/pack/known_page.h"
#include "core/pack/lifecycle_pages.h"
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/pack/pulse_measures.h"
#include "core/pack/quarter_page.h"
#include "core/pack/register_measures.h"
#include "core/pack/renewal_pages.h"
#include "core/pack/scenario_pages.h"

#include <set>
#include <span>
#include <string_view>

namespace qd::pack {

/// Customers of a pack that is of them one by one.
struct CustomerChoice {
    const ReviewBook *book = nullptr; ///< outlives the building
    std::vector<int> accounts; ///< directory indices, in their order
};

/// What the pages of a pack are built from; only what some page of it needs is there.
struct PackMeasures {
    MonthMeasures month;
    std::optional<CoverageMeasures> coverage;
    std::optional<ScenarioMeasures> scenario; ///< nothing where none is saved, or it cannot be shown
    std::optional<LifecycleMeasures> lifecycle = std::nullopt;
    std::optional<AdoptionMeasures> adoption = std::nullopt; ///< nothing where no use of the month is known
    std::optional<HealthMeasures> health = std::nullopt; ///< nothing where there is nothing to score by
    std::optional<PulseMeasures> pulse = std::nullopt;
    std::optional<KnownMeasures> known = std::nullopt; ///< nothing without ARR to look at
    std::optional<QuarterMeasures> quarters = std::nullopt;
    std::optional<GovernanceMeasures> governance = std::nullopt; ///< nothing where it is of some customers only
    std::optional<RegisterMeasures> breaks = std::nullopt; ///< nothing without two systems to compare
    std::optional<RiskMeasures> risks = std::nullopt;
    std::optional<ForecastMeasures> forecast = std::nullopt;
    std::optional<CustomerChoice> customers = std::nullopt;
};

/// A kind of page: a template names it, and says by that what is measured. A new one is a row of the table.
struct PageKind {
    const char *kind = ""; ///< in a template: "summary"
    std::set<Need> needs;
    /// Its pages; none where the data have nothing to show on it.
    std::vector<Page> (*build)(const PackMeasures &measures, const NarrativeHeight &heightOfText) = nullptr;
    /// What a block without an origin of its own opens.
    std::optional<Origin::Of> elsewhere = std::nullopt;
};

[[nodiscard]] std::span<const PageKind> pageKinds();
/// nullptr for an unknown kind.
[[nodiscard]] const PageKind *findPageKind(std::string_view kind);

} // namespace qd::pack
