#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// What identity reads of one row of `accounts`, ready to be compared.
struct SourceRecord {
    std::string source;
    std::string kind; ///< kind of the source: crm, billing ...
    std::string id;
    std::string name;
    std::string normalizedName;
    std::string domain; ///< normalised; empty when missing
    bool publicDomain = false;
    std::string parentId; ///< id in the same source; empty when missing
    std::string crmId; ///< id of the CRM's record; empty when missing
    bool bare = false; ///< made for an account_id nobody described: id only
    std::string createdDate; ///< ISO; empty when missing
    std::string account; ///< customer it is accepted to belong to; empty while it has none
    std::string method; ///< of that link: own, id, domain, name, probable, manual
};

/// What tells one company from another in a record's name and domain.
struct CompanyMarks {
    std::string normalizedName; ///< empty for a bare record
    std::string domain; ///< normalised; empty when missing
    bool publicDomain = false; ///< of a mail provider or a host that many share: says nothing
};
[[nodiscard]] CompanyMarks companyMarks(std::string_view name, std::string_view domain, bool bare);

/// All records of `accounts` in order of (source, id). Linear in their number.
[[nodiscard]] std::vector<SourceRecord> loadSourceRecords(const store::Workspace &workspace);

/// An 18-character Salesforce id of a 15-character one (its three check letters computed), any other text as it is.
/// 15-character ids differ by case alone, so they are never compared without regard to it.
[[nodiscard]] std::string comparableId(const std::string &id);

} // namespace qd::identity
