#pragma once
#include "core/quality/quality_data.h"
#include "core/store/entities.h"

#include <functional>
#include <set>

namespace qd::quality {

/// What the checks read that no other room does. All of the room's SQL; throws as store::Workspace.

/// A described record of `accounts` as it stands; texts are valid while it is visited.
struct DescribedRow {
    std::string_view source;
    std::string_view id;
    std::int64_t batch = 0;
    int line = 0;
    std::optional<Date> firstSeen; ///< nothing from before schema 4
    std::optional<Date> closed; ///< vanished from complete files since
    std::vector<bool> has; ///< as criticalFields()
};
/// By source and id.
void forEachDescribed(const store::Workspace &workspace, const std::function<void(const DescribedRow &)> &visit);

/// A contract as it stands, be its dates what they may; texts are valid while it is visited.
struct ContractRow {
    std::string_view source;
    std::string_view id;
    std::string_view accountId;
    std::string_view product;
    Date start;
    std::optional<Date> end;
    std::optional<Date> cancelled;
    std::optional<Date>
        knownSince; ///< created, else the earlier of start and first sight; nothing from before schema 4
    std::optional<Date> closed;
    std::int64_t annualMinor = 0;
    Currency currency;
    std::int64_t batch = 0;
    int line = 0;
};
/// By source and id.
void forEachContract(const store::Workspace &workspace, const std::function<void(const ContractRow &)> &visit);

/// How many rows of an entity with a table each source had on the day that name an account. By source.
[[nodiscard]] std::map<std::string, std::int64_t> rowsOfAccounts(
    const store::Workspace &workspace, const store::Entity &entity, Date day);

/// A row that names an account.
struct RowOfAccount {
    std::string key; ///< key columns joined by a blank
    std::int64_t batch = 0;
    int line = 0;
};
/// Those of one account on the day, by key.
[[nodiscard]] std::vector<RowOfAccount> rowsOfAccount(const store::Workspace &workspace, const store::Entity &entity,
    const std::string &source, const std::string &accountId, Date day);

} // namespace qd::quality
