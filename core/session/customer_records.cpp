#include "core/session/customer_records.h"

#include "core/base/text.h"

namespace qd::session {

using identity::RecordKey;
using identity::SourceRecord;

CustomerRecords::CustomerRecords(const store::Workspace &workspace)
    : m_records(identity::loadSourceRecords(workspace))
{
    for (const SourceRecord &record : m_records.rows)
        m_accountOf.emplace(RecordKey{record.source.str(), record.id.str()}, record.account.str());
}

Result<RecordKey> CustomerRecords::recordOf(const std::string &account) const
{
    const SourceRecord *found = nullptr;
    std::vector<std::string> ids;
    for (const SourceRecord &record : m_records.rows) {
        ids.push_back(record.account.str());
        if (record.account == account && (!found || (found->bare && !record.bare)))
            found = &record;
    }
    if (found)
        return RecordKey{found->source.str(), found->id.str()};
    const std::string close = nearest(account, ids);
    if (close.empty())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Identity", "There is no customer %1. Nothing was changed; qdeck accounts lists them."),
                {account}},
            {account}};
    return Error{ErrorCode::NotFound,
        {QD_WORDS("Identity", "There is no customer %1; did you mean %2? Nothing was changed."), {account, close}},
        {account}};
}

std::string CustomerRecords::accountOf(const RecordKey &record) const
{
    const auto found = m_accountOf.find(record);
    return found == m_accountOf.end() ? std::string() : found->second;
}

} // namespace qd::session
