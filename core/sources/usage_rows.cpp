#include "core/sources/usage_rows.h"

#include "core/sources/no_value.h"
#include "core/sources/skipped_rows.h"
#include "core/store/usage_rows.h"

#include <cmath>

namespace qd::sources {

namespace {

// Order of the columns of `usage` in its descriptor.
enum UsageColumn : std::size_t { Account, Day, Feature, FirstMeasure };

constexpr std::size_t PlainDigits = 15; // what a double holds exactly

bool plainNumber(std::string_view text, double &value)
{
    if (text.empty()) {
        value = std::nan("");
        return true;
    }
    if (text.size() > PlainDigits)
        return false;
    std::int64_t whole = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
        whole = whole * 10 + (c - '0');
    }
    value = double(whole);
    return true;
}

bool plainText(std::string_view text)
{
    // Anything at or below a blank, or beyond ASCII (a no-break space), may be white space to trim.
    const auto solid = [](char c) { return c > ' '; };
    return text.empty() || (solid(text.front()) && solid(text.back()));
}

/// Days since 1970 of `YYYY-MM-DD`, remembering the last text: exports repeat dates.
bool plainDay(std::string_view text, std::int32_t &days)
{
    const auto date = Date::fromIso(text);
    if (date)
        days = date->days();
    return date.has_value();
}

std::string_view fieldOf(const Record &record, int field)
{
    return field < 0 ? std::string_view() : record.fields[std::size_t(field)];
}

} // namespace

UsageNumbers::UsageNumbers(store::Workspace &workspace, std::string source, std::int64_t batch)
    : m_workspace(workspace)
    , m_source(std::move(source))
    , m_batch(batch)
{
    store::UsageKeys known = store::usageKeys(workspace.db(), m_source);
    m_lastAccount = known.lastAccount;
    m_lastFeature = known.lastFeature;
    for (store::UsageKeys::Key &account : known.accounts)
        m_accounts.emplace(std::move(account.text), account.number);
    for (store::UsageKeys::Key &feature : known.features)
        m_features.emplace(std::move(feature.text), feature.number);
}

std::uint32_t UsageNumbers::account(std::string_view id, std::int64_t line)
{
    if (m_recentAccount.text && *m_recentAccount.text == id)
        return m_recentAccount.number;
    auto at = m_accounts.find(id);
    if (at == m_accounts.end()) {
        at = m_accounts.emplace(std::string(id), ++m_lastAccount).first;
        m_newAccounts.emplace_back(&at->first, line);
    }
    m_recentAccount = {&at->first, at->second};
    return at->second;
}

std::uint32_t UsageNumbers::feature(std::string_view name)
{
    if (m_recentFeature.text && *m_recentFeature.text == name)
        return m_recentFeature.number;
    auto at = m_features.find(name);
    if (at == m_features.end()) {
        at = m_features.emplace(std::string(name), ++m_lastFeature).first;
        m_newFeatures.push_back(&at->first);
    }
    m_recentFeature = {&at->first, at->second};
    return at->second;
}

void UsageNumbers::save()
{
    std::vector<store::NewUsageAccount> accounts;
    for (const auto &[id, line] : m_newAccounts)
        accounts.push_back({{m_accounts.find(*id)->second, *id}, line});
    std::vector<store::UsageKeys::Key> features;
    for (const std::string *name : m_newFeatures)
        features.push_back({m_features.find(*name)->second, *name});
    store::addUsageKeys(m_workspace.db(), m_source, m_batch, accounts, features);
}

UsageFields::UsageFields(const Mapping &mapping)
    : width(mapping.headers.size())
    , plain(mapping.extraFields.empty() && mapping.profile->checks.empty())
{
    const auto only = [&mapping](std::size_t column) {
        const auto &fields = mapping.columns[column].fields;
        return fields.empty() ? -1 : fields.front().field;
    };
    account = only(Account);
    day = only(Day);
    feature = only(Feature);
    for (std::size_t m = 0; m < store::UsageMeasures; ++m)
        measures[m] = only(FirstMeasure + m);
    for (const MappedColumn &column : mapping.columns) {
        const bool translated = column.rule && (!column.rule->values.empty() || !column.rule->constant.empty());
        plain = plain && column.fields.size() <= 1 && !translated;
        for (const MappedField &field : column.fields)
            plain = plain && field.timesField < 0 && field.made < 0 && field.rule->convert == Conversion::None
                && field.rule->contains.empty() && field.rule->multiplyBy == field.rule->divideBy;
    }
}

namespace {

/// Whether an id may be none: a word for a total, or for nothing. Most are told by their first letter.
bool mayBeNone(std::string_view account)
{
    return (std::string_view("tTsSgG").find(account.front()) != std::string_view::npos && isTotalWord(account))
        || (std::string_view("-nN#\\(?uUtT0").find(account.front()) != std::string_view::npos
            && standsForNothing(account));
}

} // namespace

bool appendPlain(const Record &record, const UsageFields &fields, UsageNumbers &numbers, store::UsageColumns &columns)
{
    if (!fields.plain || !record.wellFormed || record.fields.size() != fields.width || !record.unsolved.empty())
        return false;
    const std::string_view account = fieldOf(record, fields.account);
    const std::string_view feature = fieldOf(record, fields.feature);
    std::int32_t days = 0;
    if (account.empty() || mayBeNone(account) || !plainText(account) || !plainText(feature)
        || !plainDay(fieldOf(record, fields.day), days))
        return false;
    std::array<double, store::UsageMeasures> measures{};
    for (std::size_t m = 0; m < store::UsageMeasures; ++m) {
        if (!plainNumber(fieldOf(record, fields.measures[m]), measures[m]))
            return false;
    }
    columns.account.push_back(numbers.account(account, record.line));
    columns.day.push_back(days);
    columns.feature.push_back(numbers.feature(feature));
    columns.line.push_back(record.line);
    for (std::size_t m = 0; m < store::UsageMeasures; ++m)
        columns.measures[m].push_back(measures[m]);
    return true;
}

void appendTyped(const TypedRow &row, std::int64_t line, UsageNumbers &numbers, store::UsageColumns &columns)
{
    columns.account.push_back(numbers.account(row.values[Account].text, line));
    columns.day.push_back(Date::fromIso(row.values[Day].text)->days());
    columns.feature.push_back(numbers.feature(row.values[Feature].text));
    columns.line.push_back(line);
    for (std::size_t m = 0; m < store::UsageMeasures; ++m) {
        const Value &value = row.values[FirstMeasure + m];
        columns.measures[m].push_back(value.isNull() ? std::nan("") : value.real);
    }
    if (row.extra.empty() && columns.extra.empty())
        return;
    columns.extra.resize(columns.account.size(), 0);
    if (row.extra.empty())
        return;
    if (columns.extras.empty() || columns.extras.back() != row.extra)
        columns.extras.push_back(row.extra);
    columns.extra.back() = std::uint32_t(columns.extras.size());
}

} // namespace qd::sources
