#include "core/reconcile/systems_rows.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace qd::reconcile {

namespace {

std::string textOf(const SideAccount &account, const std::string &field)
{
    if (field == "renewal_date")
        return account.renewalDate ? account.renewalDate->iso() : std::string();
    return field == "owner"          ? account.owner
        : field == "segment"         ? account.segment
        : field == "lifecycle_stage" ? account.lifecycleStage
                                     : account.status;
}

SystemValue valueOf(const Side &side, int account, const std::string &field)
{
    const SideAccount &own = side.at(account);
    SystemValue value{own.present, std::nullopt, {}, -1};
    if (field != "arr")
        value.text = textOf(own, field);
    else if (own.present && own.arrKnown)
        value.amount = own.arr;
    return value;
}

std::int64_t widthOf(const SystemsComparison &comparison, const SystemsRow &row, std::size_t system)
{
    const int found = row.values[system].found;
    return found < 0 ? -1 : std::abs(comparison.pairs[system - 1].breaks[std::size_t(found)].delta);
}

/// By directory index: for each system but the first the place of the break in the field.
std::map<int, std::vector<int>> brokenIn(const SystemsComparison &comparison, const std::string &field)
{
    std::map<int, std::vector<int>> broken;
    for (std::size_t pair = 0; pair < comparison.pairs.size(); ++pair) {
        const std::vector<Break> &breaks = comparison.pairs[pair].breaks;
        for (std::size_t i = 0; i < breaks.size(); ++i) {
            if (breaks[i].field != field)
                continue;
            auto &places = broken.try_emplace(breaks[i].account, comparison.pairs.size(), -1).first->second;
            places[pair] = int(i);
        }
    }
    return broken;
}

} // namespace

const std::vector<std::string> &fieldsOfSystems()
{
    static const std::vector<std::string> fields{
        "arr", "renewal_date", "owner", "segment", "lifecycle_stage", "status"};
    return fields;
}

Result<std::vector<Side>> sidesOf(const portfolio::Portfolio &portfolio, const SystemsComparison &comparison)
{
    std::vector<Side> sides;
    for (const SystemTotal &system : comparison.systems) {
        auto side = Side::of(portfolio, system.source, comparison.asOf);
        if (!side)
            return side.error();
        sides.push_back(std::move(*side));
    }
    return sides;
}

std::vector<SystemsRow> rowsOf(
    const SystemsComparison &comparison, std::span<const Side> sides, const std::string &field)
{
    std::vector<SystemsRow> rows;
    for (const auto &[account, places] : brokenIn(comparison, field)) {
        SystemsRow row{account, {}, 0};
        for (std::size_t i = 0; i < sides.size(); ++i) {
            row.values.push_back(valueOf(sides[i], account, field));
            row.values.back().found = i == 0 ? -1 : places[i - 1];
        }
        for (std::size_t i = 1; i < sides.size(); ++i) {
            if (row.widest == 0 ? row.values[i].found >= 0
                                : widthOf(comparison, row, i) > widthOf(comparison, row, row.widest))
                row.widest = i;
        }
        rows.push_back(std::move(row));
    }
    const identity::AccountDirectory &accounts = *comparison.pairs.front().accounts;
    std::ranges::stable_sort(rows, [&](const SystemsRow &a, const SystemsRow &b) {
        const std::int64_t ofA = widthOf(comparison, a, a.widest);
        const std::int64_t ofB = widthOf(comparison, b, b.widest);
        return ofA != ofB ? ofA > ofB : accounts.at(a.account).id < accounts.at(b.account).id;
    });
    return rows;
}

} // namespace qd::reconcile
