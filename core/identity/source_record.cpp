#include "core/identity/source_record.h"

#include "core/base/text.h"
#include "core/identity/normalized_name.h"
#include "core/identity/public_mail.h"
#include "core/identity/shared_host.h"
#include "core/store/customer_rows.h"

#include <algorithm>

namespace qd::identity {

CompanyMarks companyMarks(const std::string &name, const std::string &domain, bool bare)
{
    CompanyMarks marks{bare ? std::string() : normalizedName(name), normalizedDomain(domain)};
    marks.publicDomain = isPublicMailDomain(marks.domain) || isSharedHost(marks.domain);
    return marks;
}

std::vector<SourceRecord> loadSourceRecords(const store::Workspace &workspace)
{
    std::vector<SourceRecord> records;
    store::forEachRecord(workspace, [&](store::RecordRow &row) {
        CompanyMarks marks = companyMarks(row.name, row.domain, row.bare);
        records.push_back({std::move(row.source), std::move(row.kind), std::move(row.id), std::move(row.name),
            std::move(marks.normalizedName), std::move(marks.domain), marks.publicDomain, std::move(row.parentId),
            std::move(row.crmId), row.bare, std::move(row.createdDate), std::move(row.account), std::move(row.method)});
    });
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
