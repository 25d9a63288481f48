#pragma once
#include "core/base/text_pool.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// The golden fields of customers, by customer: as goldenFieldNames(), empty where no record offers a value. Texts are
/// those of the records.
using GoldenValues = std::unordered_map<std::string_view, std::vector<PooledText>>;

/// Orders of trust, source names or kinds, of each golden field.
[[nodiscard]] std::vector<std::vector<std::string>> goldenPrecedences(const store::Workspace &workspace);
/// The values that win, of all records with goldenFieldNames() as their fields; customers with bare records only have
/// none. Linear in records and fields; needs no file.
[[nodiscard]] GoldenValues chooseGoldenValues(
    const std::vector<SourceRecord> &records, const std::vector<std::vector<std::string>> &precedences);
/// Writes them where they differ from what is stored, inside the caller's transaction.
void writeGoldenValues(store::Workspace &workspace, const GoldenValues &chosen);

/// The fields of one customer with winners and losers, for people. Empty for an unknown account.
[[nodiscard]] std::vector<GoldenField> goldenFields(const store::Workspace &workspace, const std::string &account);

} // namespace qd::identity
