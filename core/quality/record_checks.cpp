#include "core/quality/findings.h"

#include "core/names/placeholder_name.h"
#include "core/quality/quality_store.h"
#include "core/store/import_batches.h"
#include "core/store/usage_reader.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace qd::quality {

namespace {

/// Records of one source, of which alike ones are joined.
class AlikeRecords {
public:
    AlikeRecords(const std::vector<KnownRecord> &records, const std::vector<identity::CompanyMarks> &marks,
        const std::vector<portfolio::CustomerRecord> &customers)
        : m_group(records.size())
    {
        std::iota(m_group.begin(), m_group.end(), 0);
        std::unordered_map<std::string_view, const identity::CompanyMarks *> markOf;
        for (std::size_t i = 0; i < customers.size(); ++i)
            markOf.emplace(customers[i].id.str(), &marks[i]);
        std::unordered_map<std::string_view, int> byDomain;
        std::unordered_map<std::string_view, std::vector<int>> byName;
        for (int i = 0; i < int(records.size()); ++i) {
            const auto found = markOf.find(records[std::size_t(i)].id.str());
            m_marks.push_back(found == markOf.end() ? identity::CompanyMarks() : *found->second);
            if (const std::string_view domain = domainOf(i); !domain.empty())
                join(byDomain.try_emplace(domain, i).first->second, i);
            if (!names::isPlaceholderName(m_marks.back().normalizedName.str()))
                byName[m_marks.back().normalizedName.str()].push_back(i);
        }
        for (const auto &[name, namesakes] : byName)
            joinNamesakes(namesakes);
    }
    /// The first record of the group of a record; itself for the first.
    int firstOf(int record)
    {
        while (m_group[std::size_t(record)] != record) {
            int &group = m_group[std::size_t(record)];
            group = m_group[std::size_t(group)];
            record = group;
        }
        return record;
    }
    bool shareDomain(int a, int b) const { return !domainOf(a).empty() && domainOf(a) == domainOf(b); }

private:
    /// Empty also for one that many share.
    std::string_view domainOf(int record) const
    {
        const identity::CompanyMarks &marks = m_marks[std::size_t(record)];
        return marks.publicDomain ? std::string_view() : std::string_view(marks.companyDomain.str());
    }
    void join(int a, int b)
    {
        const int first = firstOf(a);
        const int second = firstOf(b);
        m_group[std::size_t(std::max(first, second))] = std::min(first, second);
    }
    /// Those of one domain are joined already: one without a domain differs from none of them.
    void joinNamesakes(const std::vector<int> &namesakes)
    {
        const auto bare = std::ranges::find_if(namesakes, [this](int each) { return domainOf(each).empty(); });
        if (bare == namesakes.end())
            return;
        for (const int each : namesakes)
            join(*bare, each);
    }

    std::vector<int> m_group; ///< an earlier record of the same group, or itself
    std::vector<identity::CompanyMarks> m_marks;
};

void checkDuplicates(const QualityData &data, Findings &findings)
{
    for (const auto &[source, records] : data.records) {
        AlikeRecords alike(records, data.portfolio->marksOf(source), data.portfolio->recordsOf(source));
        const int figure = findings.begin(Check::Duplicates, source, "accounts", {}, std::int64_t(records.size()));
        for (int i = 0; i < int(records.size()); ++i) {
            const int first = alike.firstOf(i);
            if (first == i)
                continue;
            const KnownRecord &record = records[std::size_t(i)];
            const std::string &other = records[std::size_t(first)].id;
            findings.fail(figure, record.account, findings.place(record.id.str(), record.batch, record.line),
                findings.detail({alike.shareDomain(i, first)
                        ? QD_WORDS("Quality", "The same domain as %1.")
                        : QD_WORDS("Quality", "The same name as %1, or as another record like it."),
                    {other}}));
        }
    }
}

/// An account_id that some rows name and no record of any source describes.
struct Orphan {
    std::string source;
    std::string id;
    int account = -1;
};

std::vector<Orphan> orphansOf(const QualityData &data)
{
    std::vector<Orphan> orphans;
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    for (int account = 0; account < accounts.size(); ++account) {
        for (const identity::LinkedRecord &record : accounts.at(account).records) {
            const int holder = accounts.holderOfRecord(record.source.str(), record.id.str(), data.day);
            if (record.bare && holder >= 0 && !data.described[std::size_t(holder)])
                orphans.push_back({record.source, record.id, holder});
        }
    }
    std::ranges::sort(orphans, {}, [](const Orphan &orphan) { return std::tie(orphan.source, orphan.id); });
    return orphans;
}

void checkEntity(
    const QualityData &data, const store::Entity &entity, const std::vector<Orphan> &orphans, Findings &findings)
{
    for (const auto &[source, rows] : rowsOfAccounts(data.workspace, entity, data.day)) {
        const int figure = findings.begin(Check::Orphans, source, std::string(entity.name), {}, rows);
        for (const Orphan &orphan : orphans) {
            if (orphan.source != source)
                continue;
            const auto found = rowsOfAccount(data.workspace, entity, source, orphan.id, data.day);
            if (found.empty())
                continue;
            const int detail = findings.detail({QD_WORDS("Quality", "No file describes the account %1."), {orphan.id}});
            for (const RowOfAccount &row : found)
                findings.fail(figure, orphan.account, findings.place(row.key, row.batch, row.line), detail);
        }
    }
}

/// Rows of usage up to the day, of batches seen by then; by source and account.
Result<TextMap<TextMap<std::int64_t>>> usageRows(const QualityData &data)
{
    TextMap<TextMap<std::int64_t>> rows;
    const auto seen = store::batchesSeenBy(data.workspace.db(), data.day.iso());
    std::string source;
    std::string account;
    std::int64_t *count = nullptr; // of these two: rows of an account come one after the other
    store::UsageFilter until;
    until.to = data.day;
    const auto done = store::forEachUsage(data.workspace, until, [&](const store::UsageRow &row) {
        if (!seen.contains(row.batch))
            return true;
        if (!count || source != row.source || account != row.accountId) {
            source = row.source;
            account = row.accountId;
            count = &rows[source][account];
        }
        ++*count;
        return !data.progress.isCancelled();
    });
    if (!done)
        return done.error();
    if (data.progress.isCancelled())
        return cancelled();
    return rows;
}

/// Usage is counted by account: it has too many rows to name each.
Result<void> checkUsage(const QualityData &data, const std::vector<Orphan> &orphans, Findings &findings)
{
    const auto rows = usageRows(data);
    if (!rows)
        return rows.error();
    for (const auto &[source, byAccount] : *rows) {
        std::int64_t all = 0;
        for (const auto &[account, count] : byAccount)
            all += count;
        const int figure = findings.begin(Check::Orphans, source, "usage", {}, all);
        for (const Orphan &orphan : orphans) {
            const auto found = orphan.source == source ? byAccount.find(orphan.id) : byAccount.end();
            if (found != byAccount.end())
                findings.fail(figure, orphan.account, findings.place(orphan.id, 0, 0),
                    findings.detail({QD_WORDS_N("Quality", "No file describes the account %1; %2 rows.",
                                         "No file describes the account %1; %2 row."),
                        {orphan.id, Count{found->second}}}),
                    found->second);
        }
    }
    return {};
}

} // namespace

Result<void> checkRecords(const QualityData &data, Findings &findings)
{
    checkDuplicates(data, findings);
    const std::vector<Orphan> orphans = orphansOf(data);
    for (const store::Entity &entity : store::entities()) {
        if (entity.hasAccount && !entity.inSegments())
            checkEntity(data, entity, orphans, findings);
        if (data.progress.isCancelled())
            return cancelled();
    }
    return checkUsage(data, orphans, findings);
}

} // namespace qd::quality
