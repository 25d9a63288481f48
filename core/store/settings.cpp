#include "core/store/settings.h"

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/metrics/metric.h"
#include "core/store/audit.h"
#include "core/store/entities.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::store {

namespace {

constexpr std::string_view Freshness = "freshness.";
constexpr std::string_view AmountTolerance = "tolerance.arr";
constexpr std::string_view SlaDays = "lifecycle.sla_days.";
constexpr const char *DefaultStages = "onboarding,adoption,growth,renewal";
constexpr int TenYears = 3660; ///< days, the longest that a setting takes

bool wholeNumber(const std::string &value, int least, int most)
{
    const auto number = Decimal::parse(value);
    return number && number->scale == 0 && number->mantissa >= least && number->mantissa <= most;
}

} // namespace

const std::vector<KnownSetting> &knownSettings()
{
    static const std::vector<KnownSetting> settings = [] {
        std::vector<KnownSetting> all{{"company", "name at the head of packs"},
            {"grace_days", "days a subscription that ran out may wait for its successor, 0 to 366"},
            {"lifecycle.stages",
                "stages of a customer in their order, comma-separated; empty for onboarding,adoption,growth,renewal"},
            {TierOwnersSetting,
                "whose an escalation of tiers 1 to 4 is, comma-separated, owner for the customer's owner; empty for "
                "owner,Manager,Director,Sponsor"},
            {TierCriteriaSetting,
                "what an escalation of tiers 1 to 4 is opened for, semicolons between; empty for those of the program"},
            {ResponseHoursSetting,
                "hours within which an escalation of tiers 1 to 4 is answered, as 24,8,4,2, which empty means too"},
            {CadenceSetting,
                "months between business reviews by segment, as Enterprise 3, Mid-Market 6, which empty means too"},
            {"subscriptions.values",
                "restated: a subscription's present amount holds for all days; empty: each day has its latest "
                "snapshot's"},
            {"system_of_record.arr",
                "source that gives ARR; empty for the first of billing, finance, crm, cs_platform"},
            {std::string(AmountTolerance),
                "how far ARR of two systems may differ, as 1.00 or 0.5% or 1.00,0.5%; empty for 1.00"},
            {"tolerance.renewal_date", "days that renewal dates of two systems may lie apart, 0 to 366"},
            {"tolerance.start_date", "days that start dates of two systems may lie apart, 0 to 366"},
            {"ttv.clock",
                "what time to value runs from: contract, close (its first won new opportunity) or kickoff (that "
                "milestone); empty for contract"},
            {"ttv.milestone", "milestone that is a customer's first value; empty for first_value"}};
        for (const char *field : {"name", "domain", "segment", "region", "owner", "country", "industry", "language",
                 "lifecycle_stage", "status", "renewal_date", "health", "parent"})
            all.push_back({std::string("precedence.") + field, "sources or kinds in order of trust, comma-separated"});
        for (const char *check : {"completeness", "drift", "duplicates", "gaps", "orphans", "overlap", "stale_rates",
                 "stale_stage", "validity"})
            all.push_back({std::string(QualityPrefix) + check,
                "failed shares up to which this check of the data is well, and only warns, as 0,0.05, which empty "
                "means too"});
        for (const metrics::Metric &metric : metrics::all()) {
            if (metric.target)
                all.push_back({"target." + std::string(metric.key), "target on packs; rates as fractions"});
        }
        std::sort(all.begin(), all.end(), [](const KnownSetting &a, const KnownSetting &b) { return a.key < b.key; });
        return all;
    }();
    return settings;
}

std::optional<std::pair<double, double>> qualitySetting(const std::string &text)
{
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 2)
        return std::nullopt;
    const auto warn = Decimal::parse(trimmed(parts[0]));
    const auto fail = Decimal::parse(trimmed(parts[1]));
    if (!warn || !fail)
        return std::nullopt;
    const std::pair<double, double> rates{warn->approximate(), fail->approximate()};
    return rates.first >= 0 && rates.first <= rates.second && rates.second <= 1 ? std::optional(rates) : std::nullopt;
}

std::optional<std::pair<int, int>> freshnessSetting(const std::string &text)
{
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 2)
        return std::nullopt;
    const std::string warn(trimmed(parts[0]));
    const std::string error(trimmed(parts[1]));
    if (!wholeNumber(warn, 0, TenYears) || !wholeNumber(error, 0, TenYears))
        return std::nullopt;
    const std::pair<int, int> days{int(Decimal::parse(warn)->mantissa), int(Decimal::parse(error)->mantissa)};
    return days.first <= days.second ? std::optional(days) : std::nullopt;
}

std::optional<AmountToleranceSetting> amountToleranceSetting(const std::string &text)
{
    constexpr double Whole = 100;
    const std::vector<std::string> parts = split(text, ',');
    AmountToleranceSetting tolerance;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::string_view part = trimmed(parts[i]);
        const bool isShare = part.ends_with('%');
        if (isShare)
            part = trimmed(part.substr(0, part.size() - 1));
        const auto number = Decimal::parse(part);
        const bool isInPlace = parts.size() == 1 || (parts.size() == 2 && isShare == (i == 1));
        if (!number || number->mantissa < 0 || !isInPlace)
            return std::nullopt;
        if (!isShare)
            tolerance.amount = number;
        else if (tolerance.percent = number->approximate(); tolerance.percent > Whole)
            return std::nullopt;
    }
    return tolerance;
}

std::optional<int> dayToleranceSetting(const std::string &text)
{
    constexpr int Most = 366;
    return wholeNumber(text, 0, Most) ? std::optional(int(Decimal::parse(text)->mantissa)) : std::nullopt;
}

std::optional<std::vector<std::string>> stageNamesSetting(const std::string &text)
{
    std::vector<std::string> names;
    std::vector<std::string> folded;
    for (const std::string &part : split(text.empty() ? DefaultStages : text, ',')) {
        const std::string name(trimmed(part));
        if (name.empty() || std::ranges::find(folded, caseFolded(name)) != folded.end())
            return std::nullopt;
        names.push_back(name);
        folded.push_back(caseFolded(name));
    }
    return names;
}

std::optional<std::string> stageOfSlaSetting(std::string_view key)
{
    return key.starts_with(SlaDays) && key.size() > SlaDays.size()
        ? std::optional(std::string(key.substr(SlaDays.size())))
        : std::nullopt;
}

std::optional<int> slaDaysSetting(const std::string &text)
{
    return wholeNumber(text, 0, TenYears) ? std::optional(int(Decimal::parse(text)->mantissa)) : std::nullopt;
}

std::optional<std::array<int, 4>> responseHoursSetting(const std::string &text)
{
    constexpr int Most = 8760; // a year
    std::array<int, 4> hours{};
    const std::vector<std::string> parts = split(text.empty() ? DefaultResponseHours : text, ',');
    if (parts.size() != hours.size())
        return std::nullopt;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const std::string part(trimmed(parts[i]));
        if (!wholeNumber(part, 1, Most))
            return std::nullopt;
        hours[i] = int(Decimal::parse(part)->mantissa);
    }
    return hours;
}

namespace {

/// Four texts, none empty.
std::optional<std::array<std::string, 4>> fourTexts(const std::string &text, char between)
{
    std::array<std::string, 4> texts;
    const std::vector<std::string> parts = split(text, between);
    if (parts.size() != texts.size())
        return std::nullopt;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = trimmed(parts[i]);
        if (texts[i].empty())
            return std::nullopt;
    }
    return texts;
}

} // namespace

std::optional<std::array<std::string, 4>> tierOwnersSetting(const std::string &text)
{
    return fourTexts(text.empty() ? DefaultTierOwners : text, ',');
}

std::optional<std::array<std::string, 4>> tierCriteriaSetting(const std::string &text)
{
    return fourTexts(text.empty() ? DefaultTierCriteria : text, ';');
}

std::optional<std::vector<std::pair<std::string, int>>> cadenceSetting(const std::string &text)
{
    constexpr int Most = 120;
    std::vector<std::pair<std::string, int>> cadences;
    for (const std::string &part : split(text.empty() ? DefaultCadence : text, ',')) {
        const std::string_view each = trimmed(part);
        const auto gap = each.find_last_of(" =:");
        if (gap == std::string_view::npos)
            return std::nullopt;
        const std::string months(each.substr(gap + 1));
        std::string_view name = trimmed(each.substr(0, gap));
        if (name.ends_with('=') || name.ends_with(':'))
            name = trimmed(name.substr(0, name.size() - 1));
        const bool isTwice =
            std::ranges::any_of(cadences, [name](const auto &known) { return equalsIgnoringCase(known.first, name); });
        if (name.empty() || isTwice || !wholeNumber(months, 1, Most))
            return std::nullopt;
        cadences.emplace_back(name, int(Decimal::parse(months)->mantissa));
    }
    return cadences;
}

namespace {

constexpr std::string_view FullPrefix = "full.";

/// Whether a key is full.SOURCE.ENTITY; a source may have points in its name.
bool isFullSetting(const std::string &key)
{
    const auto point = key.rfind('.');
    return key.starts_with(FullPrefix) && point > FullPrefix.size() && findEntity(key.substr(point + 1));
}

bool isFreshnessSetting(const std::string &key)
{
    return key.starts_with(Freshness) && key.size() > Freshness.size();
}

} // namespace

std::string settingMeaning(const std::string &key)
{
    if (isFullSetting(key))
        return "whether files of this source and entity hold every record: all or part; empty to be asked again";
    if (isFreshnessSetting(key))
        return "days after which this source is late and then too old, as 7,30; empty for those of its kind";
    if (stageOfSlaSetting(key))
        return "days after which a customer is stuck in this stage, 0 to 3660; empty for no limit";
    const auto known = std::ranges::find(knownSettings(), key, &KnownSetting::key);
    return known == knownSettings().end() ? std::string() : known->meaning;
}

std::optional<Message> settingAdvice(const std::string &key, const std::string &value)
{
    if (value.empty())
        return std::nullopt;
    if (isFreshnessSetting(key) && !freshnessSetting(value))
        return QD_WORDS("Workspace", "Give the days to warn and to fail after, for example 7,30.");
    if (isFullSetting(key) && value != "all" && value != "part")
        return QD_WORDS("Workspace", "Give all or part.");
    if (key.starts_with(QualityPrefix) && !qualitySetting(value))
        return QD_WORDS("Workspace", "Give the failed shares to warn and to fail above, 0 to 1, for example 0,0.05.");
    if (key == "grace_days" && !wholeNumber(value, 0, 366))
        return QD_WORDS("Workspace", "Give a whole number of days from 0 to 366.");
    if (stageOfSlaSetting(key) && !slaDaysSetting(value))
        return QD_WORDS("Workspace", "Give a whole number of days from 0 to 3660.");
    if (key == "lifecycle.stages" && !stageNamesSetting(value))
        return QD_WORDS("Workspace", "Give the names of stages with commas between them, each once.");
    if (key == "ttv.clock" && value != "contract" && value != "close" && value != "kickoff")
        return QD_WORDS("Workspace", "Give contract, close or kickoff.");
    if (key == CadenceSetting && !cadenceSetting(value))
        return QD_WORDS("Workspace",
            "Give segments with the months between their reviews, 1 to 120, for example Enterprise 3, Mid-Market 6.");
    if (key == ResponseHoursSetting && !responseHoursSetting(value))
        return QD_WORDS("Workspace", "Give whole hours for the four tiers, 1 to 8760, for example 24,8,4,2.");
    if (key == TierOwnersSetting && !tierOwnersSetting(value))
        return QD_WORDS("Workspace",
            "Give who has each of the four tiers, with commas between, for example owner,Manager,Director,Sponsor.");
    if (key == TierCriteriaSetting && !tierCriteriaSetting(value))
        return QD_WORDS("Workspace", "Give what each of the four tiers is opened for, with semicolons between.");
    if (key == "subscriptions.values" && value != "restated")
        return QD_WORDS("Workspace", "Give restated, or nothing for the amounts of each snapshot.");
    if (key == AmountTolerance && !amountToleranceSetting(value))
        return QD_WORDS("Workspace", "Give an amount, a share of the larger amount or both, for example 1.00,0.5%.");
    if ((key == "tolerance.renewal_date" || key == "tolerance.start_date") && !dayToleranceSetting(value))
        return QD_WORDS("Workspace", "Give a whole number of days from 0 to 366.");
    if (key.starts_with("target.") && !Decimal::parse(value))
        return QD_WORDS("Workspace", "Give a number.");
    return std::nullopt;
}

Result<void> checkSetting(const std::string &key, const std::string &value)
{
    std::vector<std::string> keys;
    for (const KnownSetting &known : knownSettings())
        keys.push_back(known.key);
    if (!isFreshnessSetting(key) && !isFullSetting(key) && !stageOfSlaSetting(key)
        && std::ranges::find(keys, key) == keys.end()) {
        const std::string close = nearest(key, keys);
        return Error{ErrorCode::InvalidArgument,
            {close.empty() ? QD_WORDS("Workspace", "There is no setting %1.")
                           : QD_WORDS("Workspace", "There is no setting %1; did you mean %2?"),
                {key, close}},
            {key}};
    }
    if (const auto advice = settingAdvice(key, value))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Workspace", "%1 cannot be \"%2\". %3"), {key, value, Sentences(*advice)}}, {value}};
    return {};
}

SettingValues settingValues(const Workspace &workspace)
{
    SettingValues values;
    for (const KnownSetting &known : knownSettings())
        values.emplace_back(known.key, workspace.setting(known.key).value_or(""));
    const auto stored = storedSettings(workspace);
    for (const auto &[key, value] : stored) {
        if (key.starts_with(Freshness) || key.starts_with(FullPrefix) || stageOfSlaSetting(key))
            values.emplace_back(key, value);
    }
    for (const std::string &stage :
        stageNamesSetting(workspace.setting("lifecycle.stages").value_or("")).value_or(std::vector<std::string>())) {
        if (const std::string key = std::string(SlaDays) + stage; !stored.contains(key))
            values.emplace_back(key, std::string());
    }
    std::sort(values.begin(), values.end());
    return values;
}

std::map<std::string, std::string, std::less<>> storedSettings(const Workspace &workspace)
{
    std::map<std::string, std::string, std::less<>> settings;
    SQLite::Statement row(workspace.db(), "SELECT key, value FROM setting");
    while (row.executeStep())
        settings.emplace(row.getColumn(0).getString(), row.getColumn(1).getString());
    return settings;
}

Result<int> graceDays(const Workspace &workspace)
{
    const std::string text = workspace.setting("grace_days").value_or("");
    if (text.empty())
        return 0;
    if (const auto fine = checkSetting("grace_days", text); !fine)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Workspace", "%1 Set it again: qdeck settings %2 grace_days 0."),
                {Sentences(fine.error().message), workspace.path()}},
            {text}};
    return int(Decimal::parse(text)->mantissa);
}

std::optional<double> targetSetting(const Workspace &workspace, const std::string &metric)
{
    const auto number = Decimal::parse(workspace.setting("target." + metric).value_or(""));
    return number ? std::optional(number->approximate()) : std::nullopt;
}

std::vector<Message> badSettings(const Workspace &workspace)
{
    std::vector<Message> bad;
    if (const auto code = workspace.setting("base_currency"); code && !Currency::fromCode(*code))
        bad.push_back(
            {QD_WORDS("Integrity", "The base currency, %1, is none of ISO 4217; amounts are taken for USD."), {*code}});
    for (const auto &[key, value] : settingValues(workspace)) {
        if (const auto fine = checkSetting(key, value); !fine)
            bad.push_back({QD_WORDS("Integrity", "The settings hold a value they cannot have: %1"),
                {Sentences(fine.error().message)}});
    }
    return bad;
}

Result<void> changeSetting(Workspace &workspace, const std::string &key, const std::string &value)
{
    if (const auto fine = checkSetting(key, value); !fine)
        return fine;
    const std::optional<std::string> before = workspace.setting(key);
    if (before.value_or("") == value)
        return {};
    workspace.setSetting(key, value);
    recordChange(workspace, "change setting", key, before, value);
    return {};
}

} // namespace qd::store
