#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

struct SourceRecord;

/// One value that a linked record offers for a golden field.
struct FieldCandidate {
    std::string source;
    std::string kind;
    std::string recordId;
    std::string value;
    std::int64_t batchId = 0;
    int line = 0;
};

/// A golden field: candidates in order of precedence, the winner first. Records without a value do not compete.
struct GoldenField {
    std::string field; ///< column of `accounts`, for example "owner"
    std::vector<FieldCandidate> candidates;
    std::string rule; ///< the precedence that decided, for example "cs_platform, crm, billing"
};

/// Fields of `account` that records compete for, in the order people read them.
[[nodiscard]] const std::vector<std::string> &goldenFieldNames();

/// Kinds or source names in order of trust for a field: `chosen` (the setting `precedence.<field>`, comma-separated)
/// unless it is empty, else the default: owner, health and language from the CS platform before the CRM, all else from
/// the CRM first, then cs_platform, billing, finance, support, usage, survey, people and the rest by name.
[[nodiscard]] std::vector<std::string> precedence(const std::string &field, const std::string &chosen);
[[nodiscard]] std::vector<std::string> precedence(const store::Workspace &workspace, const std::string &field);

/// Place of a source in such an order, by its name or kind; the order's length where neither is in it.
[[nodiscard]] std::size_t rankOf(
    const std::string &source, const std::string &kind, const std::vector<std::string> &order);

/// Chooses every golden field of every customer anew, inside the caller's transaction, from all records with
/// goldenFieldNames() as their fields. Customers with bare records only keep what they have. Linear in records and
/// fields.
void refreshGoldenRecords(store::Workspace &workspace, const std::vector<SourceRecord> &records);

/// The fields of one customer with winners and losers, for people. Empty for an unknown account.
[[nodiscard]] std::vector<GoldenField> goldenFields(const store::Workspace &workspace, const std::string &account);

} // namespace qd::identity
