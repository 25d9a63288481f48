#include "ui/scenario/lever_texts.h"

#include "core/revenue/grouping.h"
#include "ui/common/formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

struct Words {
    const char *key;
    const char *title;
    const char *shortName; ///< after the segment's name
};

constexpr Words AllWords[]{
    {"annual_churn", QT_TRANSLATE_NOOP("Scenario", "Churn, a year"), QT_TRANSLATE_NOOP("Scenario", "churn")},
    {"annual_contraction", QT_TRANSLATE_NOOP("Scenario", "Contraction, a year"),
        QT_TRANSLATE_NOOP("Scenario", "contraction")},
    {"annual_expansion", QT_TRANSLATE_NOOP("Scenario", "Expansion, a year"),
        QT_TRANSLATE_NOOP("Scenario", "expansion")},
    {"annual_logo_churn", QT_TRANSLATE_NOOP("Scenario", "Customers lost, a year"),
        QT_TRANSLATE_NOOP("Scenario", "customers lost")},
    {"max_logos_per_csm", QT_TRANSLATE_NOOP("Scenario", "Customers a CSM, at most"),
        QT_TRANSLATE_NOOP("Scenario", "customers a CSM")},
    {"annual_price_uplift", QT_TRANSLATE_NOOP("Scenario", "Price uplift, a year"),
        QT_TRANSLATE_NOOP("Scenario", "price uplift")},
    {"new_logos_per_month", QT_TRANSLATE_NOOP("Scenario", "New customers, a month"),
        QT_TRANSLATE_NOOP("Scenario", "new customers")},
    {"new_acv", QT_TRANSLATE_NOOP("Scenario", "Value of a new customer"), QT_TRANSLATE_NOOP("Scenario", "new ACV")},
    {"hours_per_account", QT_TRANSLATE_NOOP("Scenario", "Hours a customer, a month"),
        QT_TRANSLATE_NOOP("Scenario", "hours")},
    {"logos", QT_TRANSLATE_NOOP("Scenario", "Customers at the start"), QT_TRANSLATE_NOOP("Scenario", "customers")},
    {"arr", QT_TRANSLATE_NOOP("Scenario", "ARR at the start"), QT_TRANSLATE_NOOP("Scenario", "opening ARR")},
    {"ramp", QT_TRANSLATE_NOOP("Scenario", "Ramp to full"), QT_TRANSLATE_NOOP("Scenario", "Ramp to full")},
    {"overload_elasticity", QT_TRANSLATE_NOOP("Scenario", "Overload effect on churn"),
        QT_TRANSLATE_NOOP("Scenario", "Overload effect")},
    {"fte", QT_TRANSLATE_NOOP("Scenario", "CSMs at the start"), QT_TRANSLATE_NOOP("Scenario", "CSMs at the start")},
    {"annual_cost", QT_TRANSLATE_NOOP("Scenario", "Cost of an FTE, a year"),
        QT_TRANSLATE_NOOP("Scenario", "Cost of an FTE")},
    {"hours_per_month", QT_TRANSLATE_NOOP("Scenario", "Working hours, a month"),
        QT_TRANSLATE_NOOP("Scenario", "Working hours")},
    {"utilisation", QT_TRANSLATE_NOOP("Scenario", "Share with customers"),
        QT_TRANSLATE_NOOP("Scenario", "Share with customers")},
    {"uncertainty.annual_churn", QT_TRANSLATE_NOOP("Scenario", "Spread of churn"),
        QT_TRANSLATE_NOOP("Scenario", "Spread of churn")},
    {"uncertainty.annual_contraction", QT_TRANSLATE_NOOP("Scenario", "Spread of contraction"),
        QT_TRANSLATE_NOOP("Scenario", "Spread of contraction")},
    {"uncertainty.annual_expansion", QT_TRANSLATE_NOOP("Scenario", "Spread of expansion"),
        QT_TRANSLATE_NOOP("Scenario", "Spread of expansion")},
    {"uncertainty.new_logos_per_month", QT_TRANSLATE_NOOP("Scenario", "Spread of new customers"),
        QT_TRANSLATE_NOOP("Scenario", "Spread of new customers")},
};

bool isUncertainty(const scenario::Lever &lever)
{
    return lever.key.rfind("uncertainty.", 0) == 0;
}

bool isRate(const std::string &key)
{
    return key.rfind("annual_", 0) == 0 && key != "annual_cost";
}

QString segmentName(const std::string &segment)
{
    return segment == revenue::NoGroup ? Texts::tr("No segment") : qt(segment);
}

QString wordsOf(const scenario::Lever &lever, const char *Words::*which)
{
    const auto found = std::find_if(
        std::begin(AllWords), std::end(AllWords), [&](const Words &words) { return lever.key == words.key; });
    return found == std::end(AllWords) ? qt(lever.key) : Texts::tr(found->*which);
}

} // namespace

QString leverTitle(const scenario::Lever &lever)
{
    if (lever.month && lever.key == "hires")
        return Texts::tr("Hires, %1").arg(formatMonth(*lever.month));
    if (lever.month && lever.key == "leavers")
        return Texts::tr("Leavers, %1").arg(formatMonth(*lever.month));
    if (lever.key == "threshold")
        return Texts::tr("%1 from an ARR of", "segment").arg(segmentName(lever.toward));
    return wordsOf(lever, &Words::title);
}

QString leverShortName(const scenario::Lever &lever)
{
    if (lever.month)
        return leverTitle(lever);
    if (lever.key == "threshold")
        return Texts::tr("%1 threshold", "segment").arg(segmentName(lever.toward));
    const QString words = wordsOf(lever, &Words::shortName);
    return lever.segment.empty() ? words : Texts::tr("%1 %2", "segment, lever").arg(segmentName(lever.segment), words);
}

QString leverSection(const scenario::Lever &lever)
{
    if (lever.key == "threshold")
        return Texts::tr("Segment thresholds");
    if (!lever.segment.empty())
        return segmentName(lever.segment);
    return isUncertainty(lever) ? Texts::tr("Uncertainty") : Texts::tr("People");
}

LeverFormat leverFormat(const scenario::Lever &lever)
{
    const std::string &key = lever.key;
    if (isRate(key))
        return {100, 1, QStringLiteral("%")};
    if (key == "utilisation" || isUncertainty(lever))
        return {100, 0, QStringLiteral("%")};
    if (key == "hires" || key == "leavers" || key == "fte")
        return {1, 1, Texts::tr("FTE")};
    if (key == "ramp")
        return {1, 0, Texts::tr("mo", "months")};
    if (key == "hours_per_account")
        return {1, 2, Texts::tr("h", "hours")};
    if (key == "hours_per_month")
        return {1, 0, Texts::tr("h", "hours")};
    if (key == "new_logos_per_month")
        return {1, 1, {}};
    if (key == "threshold" || key == "max_logos_per_csm")
        return {1, 0, {}, key == "threshold" ? Texts::tr("as it is") : Texts::tr("no limit")};
    return {1, key == "overload_elasticity" ? 2 : 0, {}};
}

QString leverValueText(const scenario::Lever &lever, double value)
{
    const LeverFormat format = leverFormat(lever);
    if (value == 0 && !format.noneText.isEmpty())
        return format.noneText;
    const QString number = formatNumber(value * format.factor, format.decimals);
    return format.unit.isEmpty() ? number : number + QChar(0x00a0) + format.unit;
}

QString originText(const std::vector<scenario::ValueOrigin> &origins, const scenario::Lever &lever)
{
    const bool isTeam = lever.key == "fte" || lever.key == "annual_cost";
    const std::string key = isTeam ? "csms." + lever.key : lever.key;
    for (const scenario::ValueOrigin &origin : origins) {
        if (origin.key != key || origin.segment != lever.segment)
            continue;
        if (origin.provenance == scenario::Provenance::Measured)
            return Texts::tr("measured");
        return origin.provenance == scenario::Provenance::Stated ? Texts::tr("stated") : Texts::tr("assumed");
    }
    return lever.month ? Texts::tr("planned") : Texts::tr("assumed");
}

} // namespace qd::ui
