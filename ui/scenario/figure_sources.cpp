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

/// Who is behind a measured number, with the segment and the month put in.
struct Behind {
    scenario::CustomersBehind customers;
    const char *title;
};

constexpr Behind AllBehind[]{
    {&scenario::SegmentCustomers::held, QT_TRANSLATE_NOOP("Scenario", "%1 with ARR at the end of %2")},
    {&scenario::SegmentCustomers::churned, QT_TRANSLATE_NOOP("Scenario", "%1, churned in the year to %2")},
    {&scenario::SegmentCustomers::contracted, QT_TRANSLATE_NOOP("Scenario", "%1, contracted in the year to %2")},
    {&scenario::SegmentCustomers::expanded, QT_TRANSLATE_NOOP("Scenario", "%1, expanded in the year to %2")},
    {&scenario::SegmentCustomers::joined, QT_TRANSLATE_NOOP("Scenario", "%1, new in the year to %2")},
};

bool isMeasured(const ScenarioView &view, const scenario::Lever &lever)
{
    const scenario::ValueOrigin *origin = scenario::originOf(view.base.origins, lever);
    return origin && origin->provenance == scenario::Provenance::Measured;
}

const Behind *behindOf(const scenario::Lever &lever)
{
    const scenario::Parameter *parameter = scenario::findParameter(lever.key);
    if (!parameter || !parameter->behind)
        return nullptr;
    return std::ranges::find(AllBehind, parameter->behind, &Behind::customers);
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
    const scenario::Parameter *parameter = scenario::findParameter(lever.key);
    return parameter && parameter->scope == scenario::Scope::Team && isMeasured(view, lever);
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
