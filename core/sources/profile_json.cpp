#include "core/sources/profile_json.h"

#include "core/base/currency.h"
#include "core/base/text.h"
#include "core/store/entities.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::sources {

namespace {

constexpr std::array<std::pair<std::string_view, Conversion>, 8> Conversions{
    {{"none", Conversion::None}, {"salesforce_id", Conversion::SalesforceId}, {"unix_time", Conversion::UnixTime},
        {"minor_units", Conversion::MinorUnits}, {"interval_months", Conversion::IntervalMonths},
        {"domain", Conversion::Domain}, {"percent", Conversion::Percent}, {"exclusive_end", Conversion::ExclusiveEnd}}};

/// The members of a list; a single value is a list of one.
std::vector<JsonValue> oneOrMore(const JsonValue &value)
{
    return value.isList() ? value.list() : std::vector{value};
}

std::vector<std::string> loweredTexts(const JsonValue &value)
{
    std::vector<std::string> all;
    for (const JsonValue &member : oneOrMore(value))
        all.push_back(lowered(member.text().value_or(std::string())));
    return all;
}

/// `name` was found in no list of `what`, a word of the context "Words".
void complainOfUnknown(
    const JsonValue &text, const char *what, const std::string &name, const std::vector<std::string> &known)
{
    const std::string close = nearest(name, known);
    text.complain({close.empty() ? QD_WORDS("Sources", "unknown %1 \"%2\".")
                                 : QD_WORDS("Sources", "unknown %1 \"%2\"; did you mean \"%3\"?"),
        {Word{what}, name, close}});
}

Conversion conversionOf(const JsonValue &rule)
{
    const std::string name = rule.text("convert", "none");
    std::vector<std::string> known;
    for (const auto &[text, conversion] : Conversions) {
        if (text == name)
            return conversion;
        known.emplace_back(text);
    }
    complainOfUnknown(rule, QT_TRANSLATE_NOOP("Words", "conversion"), name, known);
    return Conversion::None;
}

FieldRule ruleOf(const JsonValue &from)
{
    if (from.isText())
        return {lowered(from.text().value()), Conversion::None, {}, {}};
    if (!from.isObject()) {
        from.mustBe(QT_TRANSLATE_NOOP("Words", "a header, or an object with one"));
        return {};
    }
    from.allow({"header", "convert", "times", "contains"});
    const auto times = from.find("times");
    return {lowered(from.neededText("header")), conversionOf(from),
        times ? loweredTexts(*times) : std::vector<std::string>(), lowered(from.text("contains"))};
}

ProfileColumn columnOf(const std::string &name, const JsonValue &text)
{
    ProfileColumn column;
    column.column = name;
    const auto addRules = [&column](const JsonValue &from) {
        for (const JsonValue &rule : oneOrMore(from))
            column.from.push_back(ruleOf(rule));
    };
    if (!text.isObject()) {
        addRules(text);
        return column;
    }
    text.allow({"from", "constant", "values"});
    if (const auto from = text.find("from"))
        addRules(*from);
    column.constant = text.text("constant");
    if (const auto values = text.find("values")) {
        for (const auto &[value, meaning] : values->members())
            column.values.emplace(lowered(value), meaning.text().value_or(std::string()));
    }
    return column;
}

std::optional<RowRule> rowRule(const JsonValue &profile, const char *name)
{
    const auto rule = profile.find(name);
    if (!rule)
        return std::nullopt;
    rule->allow({"header", "values"});
    RowRule read{lowered(rule->neededText("header")), {}};
    if (const auto values = rule->need("values"))
        read.values = loweredTexts(*values);
    return read;
}

const store::Entity *entityOf(const JsonValue &profile)
{
    const std::string name = profile.neededText("entity");
    if (const store::Entity *entity = store::findEntity(name))
        return entity;
    std::vector<std::string> known;
    for (const store::Entity &entity : store::entities())
        known.emplace_back(entity.name);
    complainOfUnknown(profile, QT_TRANSLATE_NOOP("Words", "entity"), name, known);
    return nullptr;
}

std::string kindOf(const JsonValue &profile)
{
    const std::string name = profile.text("kind");
    const auto &kinds = store::sourceKinds();
    if (!name.empty() && std::find(kinds.begin(), kinds.end(), name) == kinds.end())
        complainOfUnknown(profile, QT_TRANSLATE_NOOP("Words", "kind"), name, {kinds.begin(), kinds.end()});
    return name;
}

void readColumns(const JsonValue &columns, const store::Entity &entity, Profile &profile)
{
    std::vector<std::string> known;
    for (const store::Column &column : entity.columns)
        known.emplace_back(column.name);
    for (const auto &[name, value] : columns.members()) {
        if (entity.indexOf(name) < 0) {
            const std::string close = nearest(name, known);
            columns.complain(
                {close.empty() ? QD_WORDS("Sources", "entity %1 has no column \"%2\".")
                               : QD_WORDS("Sources", "entity %1 has no column \"%2\"; did you mean \"%3\"?"),
                    {profile.entity, name, close}});
        }
        profile.columns.push_back(columnOf(name, value));
    }
    std::ranges::sort(profile.columns, {}, &ProfileColumn::column); // the order in the file means nothing
}

void readMinorDigits(const JsonValue &digits, Profile &profile)
{
    constexpr double Most = 4; // of ISO 4217
    for (const auto &[code, value] : digits.members()) {
        const auto count = value.number();
        if (!Currency::fromCode(code))
            digits.complain({QD_WORDS("Sources", "\"%1\" is no currency of ISO 4217."), {code}});
        else if (!count || *count < 0 || *count > Most || *count != std::floor(*count))
            value.mustBe(QT_TRANSLATE_NOOP("Words", "a whole number from 0 to 4"));
        else
            profile.minorDigits.emplace(Currency::fromCode(code)->code(), int(*count));
    }
}

} // namespace

Result<Profile> profileOf(const nlohmann::ordered_json &json)
{
    Message fault;
    const JsonValue text(json, Sentences(QD_WORDS("Sources", "the profile")), fault);
    text.allow({"name", "title", "source", "kind", "entity", "require", "columns", "zero_when", "skip_when",
        "discount_once_when", "minor_digits", "negative"});
    Profile profile;
    profile.name = text.neededText("name");
    profile.title = text.text("title", profile.name);
    profile.source = lowered(text.text("source", profile.name));
    profile.kind = kindOf(text);
    const store::Entity *entity = entityOf(text);
    profile.entity = entity ? entity->name : std::string();
    if (const auto require = text.find("require")) {
        if (!require->isList())
            require->mustBe(QT_TRANSLATE_NOOP("Words", "a list of groups of headers"));
        for (const JsonValue &group : oneOrMore(*require))
            profile.require.push_back(loweredTexts(group));
    }
    const auto columns = text.need("columns");
    if (columns && entity)
        readColumns(*columns, *entity, profile);
    profile.zeroWhen = rowRule(text, "zero_when");
    profile.onceWhen = rowRule(text, "discount_once_when");
    profile.skipWhen = rowRule(text, "skip_when");
    if (const auto negative = text.find("negative")) {
        profile.countsCredits = text.text("negative") == "credit";
        if (!profile.countsCredits)
            negative->mustBe(QT_TRANSLATE_NOOP("Words", "\"credit\": recurring values below zero are taken off"));
    }
    if (const auto digits = text.find("minor_digits"))
        readMinorDigits(*digits, profile);
    if (!fault.isEmpty())
        return Error{ErrorCode::BadData, fault};
    return profile;
}

} // namespace qd::sources
