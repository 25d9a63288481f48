#include "core/identity/source_record.h"

#include "core/base/text.h"
#include "core/identity/normalized_name.h"
#include "core/identity/public_mail.h"
#include "core/identity/shared_host.h"
#include "core/store/customer_rows.h"

#include <algorithm>
#include <unordered_map>

namespace qd::identity {

namespace {

CompanyMarks marksOf(std::string normalizedName, std::string_view domain)
{
    CompanyMarks marks{std::move(normalizedName), normalizedDomain(domain)};
    marks.publicDomain = isPublicMailDomain(marks.domain) || isSharedHost(marks.domain);
    return marks;
}

} // namespace

CompanyMarks companyMarks(std::string_view name, std::string_view domain, bool bare)
{
    return marksOf(bare ? std::string() : normalizedName(name), domain);
}

std::vector<SourceRecord> loadSourceRecords(const store::Workspace &workspace)
{
    std::vector<SourceRecord> records;
    std::unordered_map<std::string, std::string> normalized; // several systems often write a name alike
    store::forEachRecord(workspace, [&](const store::RecordRow &row) {
        const auto text = [](std::string_view view) { return std::string(view); };
        std::string name;
        if (!row.bare) {
            const auto [known, isNew] = normalized.try_emplace(text(row.name));
            if (isNew)
                known->second = normalizedName(row.name);
            name = known->second;
        }
        CompanyMarks marks = marksOf(std::move(name), row.domain);
        records.push_back({text(row.source), text(row.kind), text(row.id), text(row.name),
            std::move(marks.normalizedName), std::move(marks.domain), marks.publicDomain, text(row.parentId),
            text(row.crmId), row.bare, text(row.createdDate), text(row.account), text(row.method)});
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
