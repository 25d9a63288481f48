#include "core/revenue/grouping.h"

#include "core/base/text.h"
#include "core/identity/golden_record.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::revenue {

namespace {

/// Values of a tracked field on a day, by record: the last change dated on or before it, else the first known.
std::unordered_map<std::string, std::string> valuesOn(
    const store::Workspace &workspace, const std::string &field, Date day)
{
    std::unordered_map<std::string, std::string> values;
    SQLite::Statement query(workspace.db(),
        "SELECT source || char(31) || record_id, as_of, coalesce(new_value, '') FROM record_history "
        "WHERE entity = 'accounts' AND field = ? ORDER BY source, record_id, as_of, history_id");
    query.bind(1, field);
    const std::string iso = day.iso();
    while (query.executeStep()) {
        const auto [it, isNew] = values.try_emplace(query.getColumn(0).getString(), query.getColumn(2).getString());
        if (!isNew && query.getColumn(1).getString() <= iso)
            it->second = query.getColumn(2).getString();
    }
    return values;
}

/// The golden value of each customer on an earlier day: the most trusted record that had one then.
std::vector<std::string> goldenValuesOn(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const std::string &field, Date day)
{
    const auto then = valuesOn(workspace, field, day);
    const std::vector<std::string> order = identity::precedence(workspace, field);
    std::vector<std::string> result;
    for (const identity::Account &account : accounts.accounts()) {
        std::string best = account.field(field);
        std::size_t bestRank = order.size() + 1;
        for (const identity::LinkedRecord &record : account.records) {
            const auto value = then.find(record.source + '\x1f' + record.id);
            if (value == then.end() || value->second.empty())
                continue;
            std::size_t rank = 0;
            while (rank < order.size() && order[rank] != record.source && order[rank] != record.kind)
                ++rank;
            if (rank < bestRank) {
                bestRank = rank;
                best = value->second;
            }
        }
        result.push_back(std::move(best));
    }
    return result;
}

} // namespace

bool passes(const identity::Account &account, const Filters &filters)
{
    return std::all_of(filters.begin(), filters.end(), [&](const auto &filter) {
        const std::string &value = account.field(filter.first);
        return value.empty() ? filter.second == NoGroup : value == filter.second;
    });
}

std::string inWords(const Filters &filters)
{
    std::vector<std::string> parts;
    for (const auto &[dimension, value] : filters) {
        std::string name = dimension;
        std::replace(name.begin(), name.end(), '_', ' ');
        parts.push_back(name + " " + value);
    }
    return joined(parts, ", ");
}

const std::vector<std::string> &dimensions()
{
    static const std::vector<std::string> names{"segment", "region", "country", "city", "industry", "language", "owner",
        "lifecycle_stage", "status", "health", "product"};
    return names;
}

Result<void> checkDimension(const std::string &by)
{
    const auto &known = dimensions();
    if (by.empty() || std::find(known.begin(), known.end(), by) != known.end())
        return {};
    const std::string close = nearest(by, known);
    return Error{ErrorCode::InvalidArgument,
        "There is no dimension " + by + (close.empty() ? std::string(".") : "; did you mean " + close + "?")
            + " Known: " + joined(known, ", ") + ".",
        {by}};
}

Result<Grouping> groupAccounts(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const GroupingOptions &options)
{
    if (auto known = checkDimension(options.by); !known)
        return known.error();
    Grouping grouping;
    for (int i = 0; i < accounts.size(); ++i) {
        const int unit = options.grain == Grain::Parent ? accounts.at(i).ultimateParent : i;
        grouping.unit.push_back(passes(accounts.at(i), options.filters) ? unit : -1);
    }
    if (options.by.empty() || options.by == "product")
        return grouping;

    std::vector<std::string> values;
    if (options.groupAsOf) {
        values = goldenValuesOn(workspace, accounts, options.by, *options.groupAsOf);
    } else {
        for (const identity::Account &account : accounts.accounts())
            values.push_back(account.field(options.by));
    }
    std::map<std::string, int> index;
    for (std::string &value : values) {
        if (value.empty())
            value = NoGroup;
        if (value != NoGroup)
            index.emplace(value, 0);
    }
    for (auto &[name, position] : index) {
        position = int(grouping.names.size());
        grouping.names.push_back(name);
    }
    if (std::find(values.begin(), values.end(), NoGroup) != values.end()) {
        index.emplace(NoGroup, int(grouping.names.size()));
        grouping.names.emplace_back(NoGroup);
    }
    for (int i = 0; i < accounts.size(); ++i) {
        const int unit = std::max(grouping.unit[std::size_t(i)], 0);
        grouping.group.push_back(index.at(values[std::size_t(options.grain == Grain::Parent ? unit : i)]));
    }
    return grouping;
}

} // namespace qd::revenue
