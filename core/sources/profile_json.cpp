#include "core/sources/profile_json.h"

#include "core/base/text.h"
#include "core/sources/column_styles.h"
#include "core/sources/profile_reading.h"
#include "core/sources/value_checks.h"
#include "core/store/entities.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

namespace qd::sources {

namespace {

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
    for (const auto &[text, conversion] : conversions()) {
        if (text == name)
            return conversion;
        known.emplace_back(text);
    }
    complainOfUnknown(rule, QT_TRANSLATE_NOOP("Words", "conversion"), name, known);
    return Conversion::None;
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

/// Of scaling; 1 where it is not said.
std::int64_t factorOf(const JsonValue &from, const char *key)
{
    const auto value = from.find(key);
    const auto factor = value ? value->wholeNumber() : std::optional(1);
    if (factor && *factor < 1)
        value->mustBe(QT_TRANSLATE_NOOP("Words", "a whole number from 1"));
    return std::max(factor.value_or(1), 1);
}

/// The column of an entity by name; nullptr, and a complaint, where there is none or it does not hold text.
const store::Column *textColumn(const JsonValue &place, const store::Entity &entity, const std::string &name)
{
    using enum store::ValueType;
    const int at = entity.indexOf(name);
    if (at < 0) {
        complainOfColumn(place, entity, name);
        return nullptr;
    }
    const store::Column &column = entity.columns[std::size_t(at)];
    if (column.type != Text && column.type != Enum && column.type != Date && column.type != Month
        && column.type != Currency) {
        place.complain({QD_WORDS("Sources", "%1 of %2 holds numbers, which no lookup compares or gives."),
            {name, std::string(entity.name)}});
        return nullptr;
    }
    return &column;
}

LookupKey lookupKeyOf(const std::string &column, const JsonValue &from)
{
    if (from.isText())
        return {column, lowered(from.text().value())};
    from.allow({"header", "convert"});
    const Conversion convert = conversionOf(from);
    if (convert != Conversion::None && convert != Conversion::SalesforceId && convert != Conversion::Domain)
        from.complain(QD_WORDS("Sources", "a key of a lookup is converted by salesforce_id or domain, or not at all."));
    return {column, lowered(from.neededText("header")), convert};
}

LookupRule lookupOf(const JsonValue &lookup)
{
    lookup.allow({"entity", "by", "give", "source", "otherwise"});
    LookupRule rule;
    const store::Entity *entity = entityOf(lookup);
    rule.give = lookup.neededText("give");
    rule.source = lowered(lookup.text("source"));
    const auto by = lookup.need("by");
    if (!entity || !by)
        return rule;
    rule.entity = entity->name;
    if (entity->inSegments())
        lookup.complain({QD_WORDS("Sources", "nothing can be looked up in %1."), {rule.entity}});
    else
        (void)textColumn(lookup, *entity, rule.give);
    for (const auto &[column, from] : by->members()) {
        if (textColumn(*by, *entity, column))
            rule.by.push_back(lookupKeyOf(column, from));
    }
    if (rule.by.empty())
        by->complain(QD_WORDS("Sources", "a lookup compares at least one column."));
    if (const auto otherwise = lookup.find("otherwise")) {
        rule.mayFail = lookup.text("otherwise") == "empty";
        if (!rule.mayFail)
            otherwise->mustBe(QT_TRANSLATE_NOOP("Words", "\"empty\": a row for which nothing is found has no value"));
    }
    return rule;
}

FieldRule ruleOf(const JsonValue &from)
{
    if (from.isText())
        return {lowered(from.text().value()), Conversion::None, {}, {}};
    if (!from.isObject()) {
        from.mustBe(QT_TRANSLATE_NOOP("Words", "a header, or an object with one"));
        return {};
    }
    from.allow({"header", "join", "with", "split", "part", "lookup", "convert", "times", "contains", "multiply_by",
        "divide_by"});
    FieldRule rule;
    const auto join = from.find("join");
    const auto lookup = from.find("lookup");
    if (lookup) {
        rule.lookup = lookupOf(*lookup);
        rule.header = rule.lookup->by.empty() ? std::string() : rule.lookup->by.front().header;
    } else if (join) {
        rule.join = loweredTexts(*join);
        rule.header = rule.join.empty() ? std::string() : rule.join.front();
    } else {
        rule.header = lowered(from.neededText("header"));
    }
    if ((lookup && join) || ((lookup || join) && from.find("header")))
        from.complain(QD_WORDS("Sources", "only one of header, join and lookup says where the value comes from."));
    rule.with = from.text("with", " ");
    rule.split = from.text("split");
    if (lookup && !rule.split.empty())
        from.complain(QD_WORDS("Sources", "what is looked up cannot be split."));
    if (const auto part = from.find("part"))
        rule.part = part->wholeNumber().value_or(1);
    if (rule.part == 0)
        from.complain(QD_WORDS("Sources", "part counts from 1, or from the end by -1."));
    rule.convert = conversionOf(from);
    if (const auto times = from.find("times"))
        rule.times = loweredTexts(*times);
    rule.contains = lowered(from.text("contains"));
    rule.multiplyBy = factorOf(from, "multiply_by");
    rule.divideBy = factorOf(from, "divide_by");
    return rule;
}

ProfileColumn columnOf(const std::string &name, const JsonValue &text)
{
    ProfileColumn column;
    column.column = name;
    const auto addRules = [&column](const JsonValue &from) {
        for (const JsonValue &rule : oneOrMore(from))
            column.from.push_back(ruleOf(rule));
    };
    if (!text.isObject() || text.find("header") || text.find("join") || text.find("lookup")) {
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

/// `filters`: beside values it may have `contains` or `empty`.
RowRule rowRuleOf(const JsonValue &rule, bool filters)
{
    rule.allow(filters ? std::vector<std::string>{"header", "values", "contains", "empty"}
                       : std::vector<std::string>{"header", "values"});
    RowRule read{lowered(rule.neededText("header")), {}, {}, std::nullopt};
    const auto values = rule.find("values");
    const auto contains = filters ? rule.find("contains") : std::nullopt;
    const auto empty = filters ? rule.find("empty") : std::nullopt;
    if (!filters || (!values && !contains && !empty))
        (void)rule.need("values");
    if (int(values.has_value()) + int(contains.has_value()) + int(empty.has_value()) > 1)
        rule.complain(QD_WORDS("Sources", "only one of values, contains and empty can be asked of a header."));
    if (values)
        read.values = loweredTexts(*values);
    if (contains)
        read.contains = lowered(contains->text().value_or(std::string()));
    if (empty)
        read.isEmpty = empty->flag();
    return read;
}

std::optional<RowRule> rowRule(const JsonValue &profile, const char *name)
{
    const auto rule = profile.find(name);
    if (!rule)
        return std::nullopt;
    return rowRuleOf(*rule, false);
}

/// One rule or a list of them.
std::vector<RowRule> rowRules(const JsonValue &profile, const char *name)
{
    std::vector<RowRule> rules;
    if (const auto given = profile.find(name)) {
        for (const JsonValue &rule : oneOrMore(*given))
            rules.push_back(rowRuleOf(rule, true));
    }
    return rules;
}

SameKey sameKeyOf(const JsonValue &profile, const store::Entity *entity)
{
    SameKey same;
    const auto given = profile.find("same_key");
    if (!given || !entity)
        return same;
    if (!given->isObject()) {
        const std::string name = given->text().value_or(std::string());
        same.rows = name == "last" ? SameKey::Rows::Last : SameKey::Rows::Refuse;
        if (name != "last" && name != "refuse")
            given->mustBe(QT_TRANSLATE_NOOP("Words", "\"refuse\", \"last\", or an object with sum"));
        return same;
    }
    given->allow({"sum"});
    same.rows = SameKey::Rows::Sum;
    if (const auto columns = given->need("sum")) {
        for (const JsonValue &column : oneOrMore(*columns))
            same.sum.push_back(column.text().value_or(std::string()));
    }
    for (const std::string &name : same.sum) {
        const int at = entity->indexOf(name);
        if (at < 0)
            complainOfColumn(*given, *entity, name);
        else if (!isNumeric(entity->columns[std::size_t(at)].type) || entity->columns[std::size_t(at)].key
            || entity->columns[std::size_t(at)].type == store::ValueType::Decimal)
            given->complain({QD_WORDS("Sources", "%1 of %2 holds nothing that could be added up."),
                {name, std::string(entity->name)}});
    }
    return same;
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
    for (const auto &[name, value] : columns.members()) {
        const int at = entity.indexOf(name);
        if (at < 0)
            complainOfColumn(columns, entity, name);
        profile.columns.push_back(columnOf(name, value));
        const bool scales = std::ranges::any_of(profile.columns.back().from,
            [](const FieldRule &rule) { return rule.multiplyBy != 1 || rule.divideBy != 1; });
        if (at >= 0 && scales && !isNumeric(entity.columns[std::size_t(at)].type))
            value.complain({QD_WORDS("Sources", "%1 of %2 holds no numbers that could be multiplied or divided."),
                {name, profile.entity}});
    }
    std::ranges::sort(profile.columns, {}, &ProfileColumn::column); // the order in the file means nothing
}

/// What a profile says of one entity: also of a further one that the same file fills.
void readEntity(const JsonValue &text, Profile &profile)
{
    const store::Entity *entity = entityOf(text);
    profile.entity = entity ? entity->name : std::string();
    const auto columns = text.need("columns");
    if (columns && entity)
        readColumns(*columns, *entity, profile);
    profile.skipWhen = rowRules(text, "skip_when");
    profile.keepWhen = rowRules(text, "keep_when");
    for (const RowRule &rule : profile.keepWhen) // without its header no row could be kept
        profile.require.push_back({rule.header});
    profile.sameKey = sameKeyOf(text, entity);
}

Profile partOf(const JsonValue &text, const Profile &whole)
{
    text.allow({"entity", "columns", "skip_when", "keep_when", "same_key"});
    Profile part;
    part.title = whole.title;
    part.source = whole.source;
    part.kind = whole.kind;
    part.minorDigits = whole.minorDigits;
    readEntity(text, part);
    part.name = whole.name + '/' + part.entity;
    if (part.entity == whole.entity)
        text.complain({QD_WORDS("Sources", "%1 is the entity of the profile itself."), {part.entity}});
    return part;
}

} // namespace

void complainOfColumn(const JsonValue &text, const store::Entity &entity, const std::string &name)
{
    std::vector<std::string> known;
    for (const store::Column &column : entity.columns)
        known.emplace_back(column.name);
    const std::string close = nearest(name, known);
    text.complain({close.empty() ? QD_WORDS("Sources", "entity %1 has no column \"%2\".")
                                 : QD_WORDS("Sources", "entity %1 has no column \"%2\"; did you mean \"%3\"?"),
        {std::string(entity.name), name, close}});
}

const std::vector<std::pair<std::string_view, Conversion>> &conversions()
{
    static const std::vector<std::pair<std::string_view, Conversion>> all{{"none", Conversion::None},
        {"salesforce_id", Conversion::SalesforceId}, {"unix_time", Conversion::UnixTime},
        {"minor_units", Conversion::MinorUnits}, {"interval_months", Conversion::IntervalMonths},
        {"domain", Conversion::Domain}, {"percent", Conversion::Percent}, {"exclusive_end", Conversion::ExclusiveEnd}};
    return all;
}

Result<Profile> profileOf(const nlohmann::ordered_json &json)
{
    Message fault;
    const JsonValue text(json, Sentences(QD_WORDS("Sources", "the profile")), fault);
    text.allow({"name", "title", "source", "kind", "entity", "require", "without", "columns", "zero_when", "skip_when",
        "keep_when", "same_key", "also", "discount_once_when", "minor_digits", "negative", "read", "checks"});
    Profile profile;
    profile.name = text.neededText("name");
    profile.title = text.text("title", profile.name);
    profile.source = lowered(text.text("source", profile.name));
    profile.kind = kindOf(text);
    readEntity(text, profile);
    if (const auto require = text.find("require")) {
        if (!require->isList())
            require->mustBe(QT_TRANSLATE_NOOP("Words", "a list of groups of headers"));
        for (const JsonValue &group : oneOrMore(*require))
            profile.require.push_back(loweredTexts(group));
    }
    if (const auto without = text.find("without"))
        profile.without = loweredTexts(*without);
    profile.zeroWhen = rowRules(text, "zero_when");
    profile.onceWhen = rowRule(text, "discount_once_when");
    if (const auto negative = text.find("negative")) {
        profile.countsCredits = text.text("negative") == "credit";
        if (!profile.countsCredits)
            negative->mustBe(QT_TRANSLATE_NOOP("Words", "\"credit\": recurring values below zero are taken off"));
    }
    if (const auto digits = text.find("minor_digits"))
        readMinorDigits(*digits, profile);
    if (const auto also = text.find("also")) {
        for (const JsonValue &part : oneOrMore(*also))
            profile.also.push_back(partOf(part, profile));
    }
    if (const auto read = text.find("read"))
        readReading(*read, profile);
    const store::Entity *entity = store::findEntity(profile.entity);
    if (const auto checks = text.find("checks"); checks && entity)
        profile.checks = valueChecksOf(*checks, *entity);
    for (const Profile &part : profile.also)
        profile.require.insert(profile.require.end(), part.require.begin(), part.require.end());
    if (!fault.isEmpty())
        return Error{ErrorCode::BadData, fault};
    return profile;
}

} // namespace qd::sources
