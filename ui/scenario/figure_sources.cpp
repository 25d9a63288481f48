// What stands behind the measured figures of the Scenarios page.
#include "ui/paint/formatting.h"
#include "ui/scenario/lever_texts.h"
#include "ui/scenario/scenario_view.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

using Customers = std::vector<std::string> scenario::SegmentCustomers::*;

struct Behind {
    const char *key;
    Customers customers;
    const char *title; ///< with the segment and the month put in
};

constexpr Behind AllBehind[]{
    {"logos", &scenario::SegmentCustomers::held, QT_TRANSLATE_NOOP("Scenario", "%1 with ARR at the end of %2")},
    {"arr", &scenario::SegmentCustomers::held, QT_TRANSLATE_NOOP("Scenario", "%1 with ARR at the end of %2")},
    {"annual_churn", &scenario::SegmentCustomers::churned,
        QT_TRANSLATE_NOOP("Scenario", "%1, churned in the year to %2")},
    {"annual_contraction", &scenario::SegmentCustomers::contracted,
        QT_TRANSLATE_NOOP("Scenario", "%1, contracted in the year to %2")},
    {"annual_expansion", &scenario::SegmentCustomers::expanded,
        QT_TRANSLATE_NOOP("Scenario", "%1, expanded in the year to %2")},
    {"new_logos_per_month", &scenario::SegmentCustomers::joined,
        QT_TRANSLATE_NOOP("Scenario", "%1, new in the year to %2")},
    {"new_acv", &scenario::SegmentCustomers::joined, QT_TRANSLATE_NOOP("Scenario", "%1, new in the year to %2")},
};

bool isMeasured(const ScenarioView &view, const scenario::Lever &lever)
{
    const bool isTeam = lever.key == "fte" || lever.key == "annual_cost";
    const std::string key = isTeam ? "csms." + lever.key : lever.key;
    return std::any_of(view.base.origins.begin(), view.base.origins.end(), [&](const scenario::ValueOrigin &origin) {
        return origin.segment == lever.segment && origin.key == key
            && origin.provenance == scenario::Provenance::Measured;
    });
}

const Behind *behindOf(const scenario::Lever &lever)
{
    const auto found = std::find_if(
        std::begin(AllBehind), std::end(AllBehind), [&](const Behind &behind) { return lever.key == behind.key; });
    return found == std::end(AllBehind) ? nullptr : found;
}

/// Their ids; nullptr where nothing was measured.
const std::vector<std::string> *idsBehind(const ScenarioView &view, const scenario::Lever &lever)
{
    const Behind *behind = behindOf(lever);
    const auto segment = view.base.customers.find(lever.segment);
    if (!behind || segment == view.base.customers.end() || !isMeasured(view, lever))
        return nullptr;
    return &(segment->second.*behind->customers);
}

} // namespace

bool isOfTeam(const ScenarioView &view, const scenario::Lever &lever)
{
    return (lever.key == "fte" || lever.key == "annual_cost") && isMeasured(view, lever);
}

bool hasCustomersBehind(const ScenarioView &view, const scenario::Lever &lever)
{
    const std::vector<std::string> *ids = idsBehind(view, lever);
    return ids && !ids->empty();
}

AccountList customersBehind(const ScenarioView &view, const scenario::Lever &lever)
{
    AccountList list;
    const std::vector<std::string> *ids = idsBehind(view, lever);
    if (!ids)
        return list;
    list.title = Texts::tr(behindOf(lever)->title).arg(leverSection(lever), formatMonth(view.base.scenario.start));
    for (const std::string &id : *ids)
        list.ids << qt(id);
    return list;
}

} // namespace qd::ui
