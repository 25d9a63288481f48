#include "core/identity/source_record.h"

#include "core/base/text.h"
#include "core/identity/normalized_name.h"
#include "core/identity/public_mail.h"
#include "core/identity/shared_host.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::identity {

std::vector<SourceRecord> loadSourceRecords(const store::Workspace &workspace)
{
    std::vector<SourceRecord> records;
    SQLite::Statement query(workspace.db(),
        "SELECT a.source, s.kind, a.account_id, a.name, coalesce(a.domain, ''), coalesce(a.parent_account_id, ''), "
        "coalesce(a.crm_account_id, ''), a.bare, coalesce(a.created_date, '') "
        "FROM accounts a JOIN source s ON s.name = a.source ORDER BY a.source, a.account_id");
    while (query.executeStep()) {
        SourceRecord record;
        record.source = query.getColumn(0).getString();
        record.kind = query.getColumn(1).getString();
        record.id = query.getColumn(2).getString();
        record.name = query.getColumn(3).getString();
        record.domain = normalizedDomain(query.getColumn(4).getString());
        record.publicDomain = isPublicMailDomain(record.domain) || isSharedHost(record.domain);
        record.parentId = query.getColumn(5).getString();
        record.crmId = query.getColumn(6).getString();
        record.bare = query.getColumn(7).getInt() != 0;
        record.createdDate = query.getColumn(8).getString();
        if (!record.bare)
            record.normalizedName = normalizedName(record.name);
        records.push_back(std::move(record));
    }
    return records;
}

std::string comparableId(const std::string &id)
{
    const auto alphanumeric = [](char c) { return isAsciiLetter(c) || isAsciiDigit(c); };
    if (id.size() != 15 || !std::all_of(id.begin(), id.end(), alphanumeric) || !id.starts_with("00"))
        return id;
    std::string full = id;
    for (std::size_t block = 0; block < 15; block += 5) {
        unsigned bits = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            const char c = id[block + i];
            bits |= (c >= 'A' && c <= 'Z' ? 1U : 0U) << i;
        }
        full += "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits];
    }
    return full;
}

} // namespace qd::identity
