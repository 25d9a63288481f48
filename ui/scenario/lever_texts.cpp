#include "ui/scenario/lever_texts.h"

#include "core/scenario/lever_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

bool isUncertainty(const scenario::Lever &lever)
{
    return lever.key.rfind("uncertainty.", 0) == 0;
}

bool isRate(const std::string &key)
{
    return key.rfind("annual_", 0) == 0 && key != "annual_cost";
}

} // namespace

QString leverTitle(const scenario::Lever &lever)
{
    return messageText(scenario::leverTitle(lever));
}

QString leverShortName(const scenario::Lever &lever)
{
    return messageText(scenario::leverShortName(lever));
}

QString leverSection(const scenario::Lever &lever)
{
    if (lever.key == "threshold")
        return Texts::tr("Segment thresholds");
    if (!lever.segment.empty())
        return groupName(lever.segment);
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
