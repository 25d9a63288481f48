#include "core/programmes/escalation_tiers.h"

#include "core/store/settings.h"
#include "core/store/workspace.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

namespace qd::programmes {

namespace {

constexpr const char *CustomersOwner = "owner";

/// The criteria that hold unset (store::DefaultTierCriteria), for translators.
[[maybe_unused]] constexpr std::array DefaultCriteria{QT_TRANSLATE_NOOP("Words", "A promise was missed"),
    QT_TRANSLATE_NOOP("Words", "No answer in time, or a manager is asked for"),
    QT_TRANSLATE_NOOP("Words", "The renewal or a reference is in danger"),
    QT_TRANSLATE_NOOP("Words", "The sponsor complains, or leaving is spoken of")};

} // namespace

const std::string &EscalationTier::ownerFor(const identity::Account &customer) const
{
    return owner.empty() ? customer.field("owner") : owner;
}

Result<TierRules> tierRules(const store::Workspace &workspace)
{
    const auto textOf = [&](const char *key) { return workspace.setting(key).value_or(std::string()); };
    const auto owners = store::tierOwnersSetting(textOf(store::TierOwnersSetting));
    const auto criteria = store::tierCriteriaSetting(textOf(store::TierCriteriaSetting));
    const auto hours = store::responseHoursSetting(textOf(store::ResponseHoursSetting));
    for (const char *key : {store::TierOwnersSetting, store::TierCriteriaSetting, store::ResponseHoursSetting}) {
        if (const auto fine = store::checkSetting(key, textOf(key)); !fine)
            return Error{ErrorCode::BadData, fine.error().message, {textOf(key)}};
    }
    TierRules rules;
    for (std::size_t i = 0; i < rules.size(); ++i)
        rules[i] = {(*owners)[i] == CustomersOwner ? std::string() : (*owners)[i], (*criteria)[i], (*hours)[i]};
    return rules;
}

ResponseHours hoursOf(const TierRules &rules)
{
    ResponseHours hours{};
    for (std::size_t i = 0; i < rules.size(); ++i)
        hours[i] = rules[i].hours;
    return hours;
}

const char *tierName(int tier)
{
    switch (tier) {
    case 1:
        return QT_TRANSLATE_NOOP("Words", "CSM");
    case 2:
        return QT_TRANSLATE_NOOP("Words", "Manager");
    case 3:
        return QT_TRANSLATE_NOOP("Words", "Director");
    case EscalationTiers:
        return QT_TRANSLATE_NOOP("Words", "Sponsor");
    default:
        return QT_TRANSLATE_NOOP("Words", "No tier");
    }
}

} // namespace qd::programmes
