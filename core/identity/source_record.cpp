#include "core/identity/source_record.h"

#include "core/base/text.h"
#include "core/names/normalized_name.h"
#include "core/names/public_mail.h"
#include "core/names/shared_host.h"

#include <algorithm>

namespace qd::identity {

namespace {

bool isShortSalesforceId(const std::string &id)
{
    const auto alphanumeric = [](char c) { return isAsciiLetter(c) || isAsciiDigit(c); };
    return id.size() == 15 && id.starts_with("00") && std::all_of(id.begin(), id.end(), alphanumeric);
}

} // namespace

CompanyMarks MarkReading::marksOf(const PooledText &name, const PooledText &domain, bool bare)
{
    CompanyMarks marks;
    if (!bare) {
        const auto [known, isNew] = m_names.try_emplace(name.str());
        if (isNew)
            known->second = m_texts.keep(names::normalizedName(name.str()));
        marks.normalizedName = known->second;
    }
    const auto [known, isNew] = m_domains.try_emplace(domain.str());
    if (isNew) {
        const std::string normalized = names::normalizedDomain(domain.str());
        known->second = {
            m_texts.keep(normalized), names::isPublicMailDomain(normalized) || names::isSharedHost(normalized)};
    }
    marks.companyDomain = known->second.normalized;
    marks.publicDomain = known->second.isPublic;
    return marks;
}

SourceRecords loadSourceRecords(const store::Workspace &workspace, const std::vector<std::string> &columns)
{
    SourceRecords records;
    MarkReading marks(*records.texts);
    store::forEachRecord(workspace, *records.texts, columns, [&](store::RecordRow &row) {
        const CompanyMarks itsMarks = marks.marksOf(row.name, row.domain, row.bare);
        records.rows.push_back({std::move(row), itsMarks});
    });
    return records;
}

std::string comparableId(const std::string &id)
{
    if (!isShortSalesforceId(id))
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

std::string_view ComparableIds::of(const std::string &id)
{
    return isShortSalesforceId(id) ? std::string_view(m_long.emplace_back(comparableId(id))) : std::string_view(id);
}

} // namespace qd::identity
