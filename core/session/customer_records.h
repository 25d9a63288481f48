#pragma once
#include "core/base/result.h"
#include "core/identity/decided_pairs.h"
#include "core/identity/source_record.h"

#include <map>

namespace qd::session {

/// Customers of a workspace as they are linked now, and the records that name them for good: ids of customers may
/// change by an import, what a person says of one is kept by a record of it.
class CustomerRecords {
public:
    /// Reads all records once.
    explicit CustomerRecords(const store::Workspace &workspace);

    /// A record that names a customer: the first that is more than an id, else the first. NotFound for a customer that
    /// is not there, with the nearest id.
    [[nodiscard]] Result<identity::RecordKey> recordOf(const std::string &account) const;
    /// The customer a record belongs to without any merger; empty where it is not there.
    [[nodiscard]] std::string accountOf(const identity::RecordKey &record) const;

private:
    identity::SourceRecords m_records;
    std::map<identity::RecordKey, std::string> m_accountOf;
};

} // namespace qd::session
