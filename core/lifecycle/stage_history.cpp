#include "core/lifecycle/stage_history.h"

#include "core/base/text.h"
#include "core/signals/known_fields.h"
#include "core/store/kept_values.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace qd::lifecycle {

namespace {

using Histories = std::vector<std::vector<StageEntry>>;

constexpr const char *StageField = "lifecycle_stage";

void addEntry(std::vector<StageEntry> &history, Date day, std::string_view stage)
{
    const bool isIn = history.empty() ? stage.empty() : equalsIgnoringCase(history.back().stage, stage);
    if (!isIn)
        history.push_back({day, std::string(stage)});
}

/// The rows of `lifecycle` dated on or before `day`.
Histories enteredRows(const store::Workspace &workspace, const identity::AccountDirectory &accounts,
    const LifecycleSettings &settings, Date day)
{
    Histories rows{std::size_t(accounts.size())};
    store::forEachStage(workspace, [&](const store::StageRow &row) {
        const int account = accounts.indexOfRecord(row.source, row.accountId);
        if (account >= 0 && row.entered <= day && !trimmed(row.stage).empty())
            rows[std::size_t(account)].push_back({row.entered, std::string(trimmed(row.stage))});
    });
    const auto order = [&](const StageEntry &entry) {
        return std::tuple(entry.day, settings.placeOf(entry.stage), std::string_view(entry.stage));
    };
    Histories histories(rows.size());
    for (std::size_t account = 0; account < rows.size(); ++account) {
        std::ranges::stable_sort(
            rows[account], [&](const StageEntry &a, const StageEntry &b) { return order(a) < order(b); });
        for (const StageEntry &entry : rows[account])
            addEntry(histories[account], entry.day, entry.stage);
    }
    return histories;
}

} // namespace

std::vector<std::vector<StageEntry>> stageHistories(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const LifecycleSettings &settings, Date day)
{
    const identity::AccountDirectory &accounts = portfolio->accounts();
    Histories histories = enteredRows(workspace, accounts, settings, day);
    std::set<Date> changes; // of any record
    std::vector<std::optional<Date>> firstSight(histories.size()); // of customers without rows
    store::forEachKeptValue(workspace, "accounts", [&](const store::KeptValueRow &row) {
        if (row.field != StageField || row.asOf > day)
            return;
        const int account = accounts.indexOfRecord(row.source, row.recordId);
        if (account < 0 || !histories[std::size_t(account)].empty())
            return;
        changes.insert(row.asOf);
        std::optional<Date> &first = firstSight[std::size_t(account)];
        first = std::min(first.value_or(row.asOf), row.asOf);
    });
    if (changes.empty())
        return histories;
    const signs::KnownFields fields(workspace, portfolio);
    for (const Date change : changes) {
        const std::vector<std::string> &stages = fields.on(StageField, change);
        for (std::size_t account = 0; account < histories.size(); ++account) {
            if (firstSight[account] && *firstSight[account] <= change)
                addEntry(histories[account], change, trimmed(stages[account]));
        }
    }
    return histories;
}

} // namespace qd::lifecycle
