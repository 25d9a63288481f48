#include "core/sources/profile_json.h"

#include "core/base/text.h"
#include "core/base/unknown_key.h"
#include "core/store/entities.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace qd::sources {

namespace {

using nlohmann::json;

/// A fault of the profile's text; caught in profileOf().
struct ProfileFault {
    Message what;
};

/// A value of the file and where it stands: "columns.account_id".
struct Node {
    const json &value;
    std::string where; ///< empty for the whole

    [[nodiscard]] std::string name() const { return where.empty() ? "the profile" : where; }
    [[noreturn]] void mustBe(const char *what) const
    {
        throw ProfileFault{
            {QD_WORDS("Sources", "%1 must be %2, not %3."), {name(), Word{what}, std::string(value.type_name())}}};
    }
    [[nodiscard]] std::string text() const
    {
        if (!value.is_string())
            mustBe(QT_TRANSLATE_NOOP("Words", "a text"));
        return value.get<std::string>();
    }
    [[nodiscard]] Node at(const std::string &key) const
    {
        return {value.at(key), where.empty() ? key : where + "." + key};
    }
    [[nodiscard]] Node at(std::size_t index) const
    {
        return {value.at(index), where + "[" + std::to_string(index) + "]"};
    }
    [[nodiscard]] bool has(const char *key) const { return value.contains(key) && !value.at(key).is_null(); }
    [[nodiscard]] std::string text(const char *key, const std::string &otherwise) const
    {
        return has(key) ? at(key).text() : otherwise;
    }
    [[nodiscard]] Node needed(const char *key) const
    {
        if (!has(key))
            throw ProfileFault{{QD_WORDS("Sources", "%1 lacks the key \"%2\"."), {name(), std::string(key)}}};
        return at(key);
    }
    /// An object with no other keys.
    void expectKeys(const std::vector<std::string> &known) const
    {
        if (!value.is_object())
            mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
        for (const auto &item : value.items()) {
            if (std::find(known.begin(), known.end(), item.key()) == known.end())
                throw ProfileFault{unknownKey(name(), item.key(), known)};
        }
    }
    /// The members of a list; a single value is a list of one.
    [[nodiscard]] std::vector<Node> members() const
    {
        if (!value.is_array())
            return {*this};
        std::vector<Node> all;
        for (std::size_t i = 0; i < value.size(); ++i)
            all.push_back(at(i));
        return all;
    }
    [[nodiscard]] std::vector<std::string> loweredTexts() const
    {
        std::vector<std::string> all;
        for (const Node &member : members())
            all.push_back(lowered(member.text()));
        return all;
    }
};

constexpr std::array<std::pair<std::string_view, Conversion>, 8> Conversions{
    {{"none", Conversion::None}, {"salesforce_id", Conversion::SalesforceId}, {"unix_time", Conversion::UnixTime},
        {"minor_units", Conversion::MinorUnits}, {"interval_months", Conversion::IntervalMonths},
        {"domain", Conversion::Domain}, {"percent", Conversion::Percent}, {"exclusive_end", Conversion::ExclusiveEnd}}};

/// `name` was found in no list of `what`.
ProfileFault unknown(const char *what, const std::string &name, const std::vector<std::string> &known)
{
    const std::string close = nearest(name, known);
    return {{close.empty() ? QD_WORDS("Sources", "unknown %1 \"%2\".")
                           : QD_WORDS("Sources", "unknown %1 \"%2\"; did you mean \"%3\"?"),
        {Word{what}, name, close}}};
}

Conversion conversionOf(const std::string &name)
{
    std::vector<std::string> known;
    for (const auto &[text, conversion] : Conversions) {
        if (text == name)
            return conversion;
        known.emplace_back(text);
    }
    throw unknown(QT_TRANSLATE_NOOP("Words", "conversion"), name, known);
}

FieldRule ruleOf(const Node &from)
{
    if (from.value.is_string())
        return {lowered(from.text()), Conversion::None, {}, {}};
    if (!from.value.is_object())
        from.mustBe(QT_TRANSLATE_NOOP("Words", "a header, or an object with one"));
    from.expectKeys({"header", "convert", "times", "contains"});
    return {lowered(from.needed("header").text()), conversionOf(from.text("convert", "none")),
        lowered(from.text("times", "")), lowered(from.text("contains", ""))};
}

ProfileColumn columnOf(const std::string &name, const Node &text)
{
    ProfileColumn column;
    column.column = name;
    const auto addRules = [&column](const Node &from) {
        for (const Node &rule : from.members())
            column.from.push_back(ruleOf(rule));
    };
    if (!text.value.is_object()) {
        addRules(text);
        return column;
    }
    text.expectKeys({"from", "constant", "values"});
    if (text.has("from"))
        addRules(text.at("from"));
    column.constant = text.text("constant", "");
    if (!text.has("values"))
        return column;
    const Node values = text.at("values");
    if (!values.value.is_object())
        values.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    for (const auto &item : values.value.items())
        column.values.emplace(lowered(item.key()), values.at(item.key()).text());
    return column;
}

std::optional<RowRule> rowRule(const Node &profile, const char *name)
{
    if (!profile.has(name))
        return std::nullopt;
    const Node rule = profile.at(name);
    rule.expectKeys({"header", "values"});
    return RowRule{lowered(rule.needed("header").text()), rule.needed("values").loweredTexts()};
}

const store::Entity &entityOf(const std::string &name)
{
    if (const store::Entity *entity = store::findEntity(name))
        return *entity;
    std::vector<std::string> known;
    for (const store::Entity &entity : store::entities())
        known.emplace_back(entity.name);
    throw unknown(QT_TRANSLATE_NOOP("Words", "entity"), name, known);
}

std::string kindOf(const std::string &name)
{
    const auto &kinds = store::sourceKinds();
    if (!name.empty() && std::find(kinds.begin(), kinds.end(), name) == kinds.end())
        throw unknown(QT_TRANSLATE_NOOP("Words", "kind"), name, {kinds.begin(), kinds.end()});
    return name;
}

void readColumns(const Node &columns, const store::Entity &entity, Profile &profile)
{
    if (!columns.value.is_object())
        columns.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    std::vector<std::string> known;
    for (const store::Column &column : entity.columns)
        known.emplace_back(column.name);
    for (const auto &item : columns.value.items()) {
        if (entity.indexOf(item.key()) < 0) {
            const std::string close = nearest(item.key(), known);
            throw ProfileFault{
                {close.empty() ? QD_WORDS("Sources", "entity %1 has no column \"%2\".")
                               : QD_WORDS("Sources", "entity %1 has no column \"%2\"; did you mean \"%3\"?"),
                    {profile.entity, item.key(), close}}};
        }
        profile.columns.push_back(columnOf(item.key(), columns.at(item.key())));
    }
}

Profile parse(const Node &text)
{
    text.expectKeys({"name", "title", "source", "kind", "entity", "require", "columns", "zero_when", "skip_when"});
    Profile profile;
    profile.name = text.needed("name").text();
    profile.title = text.text("title", profile.name);
    profile.source = lowered(text.text("source", profile.name));
    profile.kind = kindOf(text.text("kind", ""));
    const store::Entity &entity = entityOf(text.needed("entity").text());
    profile.entity = entity.name;
    if (text.has("require")) {
        const Node require = text.at("require");
        if (!require.value.is_array())
            require.mustBe(QT_TRANSLATE_NOOP("Words", "a list of groups of headers"));
        for (const Node &group : require.members())
            profile.require.push_back(group.loweredTexts());
    }
    readColumns(text.needed("columns"), entity, profile);
    profile.zeroWhen = rowRule(text, "zero_when");
    profile.skipWhen = rowRule(text, "skip_when");
    return profile;
}

} // namespace

Result<Profile> profileOf(const nlohmann::json &text)
{
    try {
        return parse({text, {}});
    } catch (const ProfileFault &fault) {
        return Error{ErrorCode::BadData, fault.what};
    }
}

} // namespace qd::sources
