#pragma once
#include "core/base/decimal.h"
#include "core/base/result.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd::store {

class Workspace;

/// A setting people may change, and what it decides.
struct KnownSetting {
    std::string key;
    std::string meaning;
};

/// All of them, by key; besides, `freshness.SOURCE` for each source, `full.SOURCE.ENTITY` (all or part), and
/// `lifecycle.sla_days.STAGE` for each stage.
/// base_currency and fiscal_year_start are chosen when a workspace is made.
[[nodiscard]] const std::vector<KnownSetting> &knownSettings();

/// Days to warn and to fail after from "warn,error" (two whole numbers of days, the second no smaller); nothing for
/// another text.
[[nodiscard]] std::optional<std::pair<int, int>> freshnessSetting(const std::string &text);

/// How far two amounts may lie apart: "1.00", "0.5%" or both with a comma between, in this order.
struct AmountToleranceSetting {
    std::optional<Decimal> amount; ///< base currency, 0 or more; nothing where only a share is given
    double percent = 0; ///< of the larger amount, 0..100
};
/// Nothing for another text.
[[nodiscard]] std::optional<AmountToleranceSetting> amountToleranceSetting(const std::string &text);
/// Whole days from 0 to 366; nothing for another text.
[[nodiscard]] std::optional<int> dayToleranceSetting(const std::string &text);

/// Names of stages in their order, from text with commas between them; of an empty text the default ones. Nothing where
/// a name is empty or stands there twice without regard to case.
[[nodiscard]] std::optional<std::vector<std::string>> stageNamesSetting(const std::string &text);
/// The stage whose longest time a setting gives, by its key; nothing for another key.
[[nodiscard]] std::optional<std::string> stageOfSlaSetting(std::string_view key);
/// Whole days from 0 to 3660; nothing for another text.
[[nodiscard]] std::optional<int> slaDaysSetting(const std::string &text);
/// The setting that says how often which segment has a business review, and what holds where it is not set.
inline constexpr const char *CadenceSetting = "qbr.cadence_months";
inline constexpr const char *DefaultCadence = "Enterprise 3, Mid-Market 6";
/// Segments with their months, 1 to 120, from "Enterprise 3, Mid-Market 6" (`=` or `:` may stand between them); those
/// of DefaultCadence for an empty text. Nothing for another text, and for a segment that stands twice.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, int>>> cadenceSetting(const std::string &text);

/// The setting that says within how many hours an escalation of each of the four tiers is answered, and what holds
/// where it is not set.
inline constexpr const char *ResponseHoursSetting = "escalation.response_hours";
inline constexpr const char *DefaultResponseHours = "24,8,4,2";
/// Whole hours from 1 to 8760 of tiers 1 to 4 from "24,8,4,2", those of DefaultResponseHours for an empty text. Nothing
/// for another text.
[[nodiscard]] std::optional<std::array<int, 4>> responseHoursSetting(const std::string &text);

/// The settings that say whose an escalation of each of the four tiers is (`owner`: the customer's owner) and what it
/// is opened for, and what holds where they are not set.
inline constexpr const char *TierOwnersSetting = "escalation.owners";
inline constexpr const char *DefaultTierOwners = "owner,Manager,Director,Sponsor";
inline constexpr const char *TierCriteriaSetting = "escalation.criteria";
inline constexpr const char *DefaultTierCriteria =
    "A promise was missed;No answer in time, or a manager is asked for;The renewal or a reference is in danger;The "
    "sponsor complains, or leaving is spoken of";
/// The four texts of a setting of tiers, commas between owners and semicolons between criteria, none empty; the default
/// ones for an empty text. Nothing for another text.
[[nodiscard]] std::optional<std::array<std::string, 4>> tierOwnersSetting(const std::string &text);
[[nodiscard]] std::optional<std::array<std::string, 4>> tierCriteriaSetting(const std::string &text);

/// Before the name of a check of the data (core/quality): above which rates it warns and fails, and what holds where
/// that is not set.
inline constexpr const char *QualityPrefix = "quality.";
inline constexpr std::pair<double, double> DefaultQuality{0, 0.05};
/// The two rates, 0 to 1, of "0,0.05", the second no smaller; nothing for another text.
[[nodiscard]] std::optional<std::pair<double, double>> qualitySetting(const std::string &text);

/// What a setting decides; empty for a key there is not.
[[nodiscard]] std::string settingMeaning(const std::string &key);

/// What to give where a setting cannot have `value`, in words that name neither; nothing where it can, or where there
/// is no such setting.
[[nodiscard]] std::optional<Message> settingAdvice(const std::string &key, const std::string &value);

/// InvalidArgument for an unknown key (with the nearest known one) or a value the key cannot have; an empty value
/// means the default.
[[nodiscard]] Result<void> checkSetting(const std::string &key, const std::string &value);

using SettingValues = std::vector<std::pair<std::string, std::string>>; ///< key, value; empty for the default

/// What every known setting is now, the SLA of each stage of lifecycle.stages, and each freshness.*, full.* and
/// lifecycle.sla_days.* that is set, by key.
[[nodiscard]] SettingValues settingValues(const Workspace &workspace);

/// Every setting that was ever set, known or not.
[[nodiscard]] std::map<std::string, std::string, std::less<>> storedSettings(const Workspace &workspace);

/// Days of grace; 0 where none are set. BadData when the file says something that is no number of days, which only
/// another program can have written: the sentence says how to mend it.
[[nodiscard]] Result<int> graceDays(const Workspace &workspace);

/// The target set for a metric, rates as fractions or percent; nothing where there is none or the text is no number
/// (`check` names it). The same in every locale.
[[nodiscard]] std::optional<double> targetSetting(const Workspace &workspace, const std::string &metric);

/// What is wrong with the settings that are stored, one sentence each: values no setting can have, unknown currency.
[[nodiscard]] std::vector<Message> badSettings(const Workspace &workspace);

/// Sets a setting and records the change; a value that is there already changes nothing. Errors as checkSetting(). Call
/// it inside a transaction: session::changeSettings() is what people's changes go through.
[[nodiscard]] Result<void> changeSetting(Workspace &workspace, const std::string &key, const std::string &value);

} // namespace qd::store
