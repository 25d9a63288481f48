#include "core/scenario/lever_words.h"

#include "core/base/words.h"

#include <algorithm>
#include <array>

namespace qd::scenario {

namespace {

struct Words {
    std::string_view key;
    MessageWords title;
    MessageWords shortName; ///< after the segment's name
};

const std::array<Words, 21> AllWords{{
    {"annual_churn", QD_WORDS("Scenario", "Churn, a year"), QD_WORDS("Scenario", "churn")},
    {"annual_contraction", QD_WORDS("Scenario", "Contraction, a year"), QD_WORDS("Scenario", "contraction")},
    {"annual_expansion", QD_WORDS("Scenario", "Expansion, a year"), QD_WORDS("Scenario", "expansion")},
    {"annual_logo_churn", QD_WORDS("Scenario", "Customers lost, a year"), QD_WORDS("Scenario", "customers lost")},
    {"max_logos_per_csm", QD_WORDS("Scenario", "Customers a CSM, at most"), QD_WORDS("Scenario", "customers a CSM")},
    {"annual_price_uplift", QD_WORDS("Scenario", "Price uplift, a year"), QD_WORDS("Scenario", "price uplift")},
    {"new_logos_per_month", QD_WORDS("Scenario", "New customers, a month"), QD_WORDS("Scenario", "new customers")},
    {"new_acv", QD_WORDS("Scenario", "Value of a new customer"), QD_WORDS("Scenario", "new ACV")},
    {"hours_per_account", QD_WORDS("Scenario", "Hours a customer, a month"), QD_WORDS("Scenario", "hours")},
    {"logos", QD_WORDS("Scenario", "Customers at the start"), QD_WORDS("Scenario", "customers")},
    {"arr", QD_WORDS("Scenario", "ARR at the start"), QD_WORDS("Scenario", "opening ARR")},
    {"ramp", QD_WORDS("Scenario", "Ramp to full"), QD_WORDS("Scenario", "Ramp to full")},
    {"overload_elasticity", QD_WORDS("Scenario", "Overload effect on churn"), QD_WORDS("Scenario", "Overload effect")},
    {"fte", QD_WORDS("Scenario", "CSMs at the start"), QD_WORDS("Scenario", "CSMs at the start")},
    {"annual_cost", QD_WORDS("Scenario", "Cost of an FTE, a year"), QD_WORDS("Scenario", "Cost of an FTE")},
    {"hours_per_month", QD_WORDS("Scenario", "Working hours, a month"), QD_WORDS("Scenario", "Working hours")},
    {"utilisation", QD_WORDS("Scenario", "Share with customers"), QD_WORDS("Scenario", "Share with customers")},
    {"uncertainty.annual_churn", QD_WORDS("Scenario", "Spread of churn"), QD_WORDS("Scenario", "Spread of churn")},
    {"uncertainty.annual_contraction", QD_WORDS("Scenario", "Spread of contraction"),
        QD_WORDS("Scenario", "Spread of contraction")},
    {"uncertainty.annual_expansion", QD_WORDS("Scenario", "Spread of expansion"),
        QD_WORDS("Scenario", "Spread of expansion")},
    {"uncertainty.new_logos_per_month", QD_WORDS("Scenario", "Spread of new customers"),
        QD_WORDS("Scenario", "Spread of new customers")},
}};

Message wordsOf(const Lever &lever, MessageWords Words::*which)
{
    const auto found =
        std::find_if(AllWords.begin(), AllWords.end(), [&](const Words &words) { return words.key == lever.key; });
    return found == AllWords.end() ? Message::data(lever.key) : Message((*found).*which);
}

} // namespace

Message leverTitle(const Lever &lever)
{
    if (lever.month && lever.key == "hires")
        return {QD_WORDS("Scenario", "Hires, %1"), {MonthName{*lever.month, MonthName::Form::ShortYear}}};
    if (lever.month && lever.key == "leavers")
        return {QD_WORDS("Scenario", "Leavers, %1"), {MonthName{*lever.month, MonthName::Form::ShortYear}}};
    if (lever.key == "threshold")
        return {QD_WORDS("Scenario", "%1 from an ARR of"), {groupValue(lever.toward)}};
    return wordsOf(lever, &Words::title);
}

Message leverShortName(const Lever &lever)
{
    if (lever.month)
        return leverTitle(lever);
    if (lever.key == "threshold")
        return {QD_WORDS("Scenario", "%1 threshold"), {groupValue(lever.toward)}};
    if (lever.key == "segment" && lever.segment == NoGroup)
        return QD_WORDS("Scenario", "Customers without a segment");
    if (lever.key == "segment")
        return {QD_WORDS("Scenario", "Segment %1"), {lever.segment}};
    const Message words = wordsOf(lever, &Words::shortName);
    if (lever.segment.empty())
        return words;
    return {QD_WORDS("Scenario", "%1 %2"), {groupValue(lever.segment), Sentences(words)}};
}

} // namespace qd::scenario
