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

/// Its row of the table; a neutral one for what is no number.
const scenario::Parameter &parameterOf(const scenario::Lever &lever)
{
    static const scenario::Parameter none;
    const scenario::Parameter *found = scenario::findParameter(lever.key);
    return found ? *found : none;
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
    switch (parameterOf(lever).scope) {
    case scenario::Scope::EachSegment:
        return groupName(lever.segment);
    case scenario::Scope::Threshold:
        return Texts::tr("Segment thresholds");
    case scenario::Scope::Spread:
        return Texts::tr("Uncertainty");
    case scenario::Scope::Team:
    case scenario::Scope::Scenario:
    case scenario::Scope::People:
    case scenario::Scope::Ramp:
        break;
    }
    return Texts::tr("People");
}

LeverFormat leverFormat(const scenario::Lever &lever)
{
    const scenario::Parameter &parameter = parameterOf(lever);
    switch (parameter.unit) {
    case scenario::Unit::Rate:
        return {100, 1, QStringLiteral("%")};
    case scenario::Unit::Share:
        return {100, 0, QStringLiteral("%")};
    case scenario::Unit::Fte:
        return {1, 1, Texts::tr("FTE")};
    case scenario::Unit::Months:
        return {1, 0, Texts::tr("mo", "months")};
    case scenario::Unit::HoursEach:
        return {1, 2, Texts::tr("h", "hours")};
    case scenario::Unit::Hours:
        return {1, 0, Texts::tr("h", "hours")};
    case scenario::Unit::CustomersAMonth:
        return {1, 1, {}};
    case scenario::Unit::Factor:
        return {1, 2, {}};
    case scenario::Unit::Money:
        return {1, 0, {}, parameter.scope == scenario::Scope::Threshold ? Texts::tr("as it is") : QString()};
    case scenario::Unit::Customers:
        return {1, 0, {}, parameter.isLimit() ? Texts::tr("no limit") : QString()};
    }
    return {};
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
    if (const scenario::ValueOrigin *found = scenario::originOf(origins, lever)) {
        const scenario::ValueOrigin &origin = *found;
        if (origin.provenance == scenario::Provenance::Measured)
            return Texts::tr("measured");
        return origin.provenance == scenario::Provenance::Stated ? Texts::tr("stated") : Texts::tr("assumed");
    }
    return lever.month ? Texts::tr("planned") : Texts::tr("assumed");
}

} // namespace qd::ui
