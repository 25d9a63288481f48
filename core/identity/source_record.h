#pragma once
#include "core/store/customer_rows.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// What tells one company from another in a record's name and domain.
struct CompanyMarks {
    PooledText normalizedName; ///< empty for a bare record
    PooledText companyDomain; ///< normalised; empty when missing
    bool publicDomain = false; ///< of a mail provider or a host that many share: says nothing
};

/// A row of `accounts`, ready to be compared. `account` is empty while it has no customer.
struct SourceRecord : store::RecordRow, CompanyMarks { };

/// Records by source and id, and what their texts are in.
struct SourceRecords {
    std::shared_ptr<TextPool> texts = std::make_shared<TextPool>();
    std::vector<SourceRecord> rows;
};

/// Marks of many records: several systems write a name or a domain alike, and each is worked out once.
class MarkReading {
public:
    /// The marks' texts are kept in `texts`.
    explicit MarkReading(TextPool &texts)
        : m_texts(texts)
    {
    }
    /// Of a record whose name and domain live as long as this.
    [[nodiscard]] CompanyMarks marksOf(const PooledText &name, const PooledText &domain, bool bare);

private:
    struct Domain {
        PooledText normalized;
        bool isPublic = false;
    };
    TextPool &m_texts;
    std::unordered_map<std::string_view, PooledText> m_names;
    std::unordered_map<std::string_view, Domain> m_domains;
};

/// All records of `accounts`, with the fields `columns`. Linear in their number.
[[nodiscard]] SourceRecords loadSourceRecords(
    const store::Workspace &workspace, const std::vector<std::string> &columns = {});

/// An 18-character Salesforce id of a 15-character one (its three check letters computed), any other text as it is.
/// 15-character ids differ by case alone, so they are never compared without regard to it.
[[nodiscard]] std::string comparableId(const std::string &id);

/// comparableId() of many ids, most of which are comparable as they are and are not copied.
class ComparableIds {
public:
    /// Valid while `id` and this live.
    [[nodiscard]] std::string_view of(const std::string &id);

private:
    std::deque<std::string> m_long; ///< of those that were not
};

} // namespace qd::identity
