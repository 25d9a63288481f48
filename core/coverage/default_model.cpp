#include "core/coverage/capacity_model.h"

namespace qd::coverage {

namespace {

/// Hours per account follow from the activities, so that nobody has to add them up.
SegmentModel segment(std::string name, std::string touch, double target, std::vector<TouchActivity> activities)
{
    SegmentModel made;
    made.name = std::move(name);
    made.touch = std::move(touch);
    made.targetArrPerCsm = target;
    for (const TouchActivity &activity : activities)
        made.hoursPerAccount += activity.perYear * activity.hours / 12;
    made.activities = std::move(activities);
    return made;
}

} // namespace

CapacityModel defaultCapacityModel()
{
    CapacityModel model;
    // 1,800 h a year with 30-40 % internal work leaves 90-105 h a month with customers: 140 x 0.75 = 105.
    model.hoursPerMonth = 140;
    model.utilisation = 0.75;
    model.ramp = {0.25, 0.5, 0.75, 1.0};
    // Hours each time are the published ranges (check-ins and mail 1-2 h a month, review 2-3 h a quarter, renewal
    // 10-15 h a cycle, enterprise above 75 h a year); ARR per CSM: 1-2 M, 3-5 M and above 5 M.
    model.segments = {
        segment("Enterprise", "high", 2'000'000,
            {{"Check-in", 24, 1.0}, {"Mail and calls", 12, 2.0}, {"Business review", 4, 3.0}, {"Renewal", 1, 15.0},
                {"Executive touch", 2, 1.5}}),
        segment("Mid-Market", "low", 4'000'000,
            {{"Check-in", 12, 0.75}, {"Mail and calls", 12, 0.5}, {"Business review", 2, 2.0}, {"Renewal", 1, 5.0}}),
        segment("SMB", "tech", 5'000'000, {{"Mail and webinars", 12, 0.15}, {"Renewal", 1, 1.2}}),
    };
    model.lifecycleFactors = {{"onboarding", 2.0}};
    model.riskFactors = {{"red", 1.5}, {"yellow", 1.2}};
    return model;
}

} // namespace qd::coverage
