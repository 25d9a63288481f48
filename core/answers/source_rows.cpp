#include "core/answers/source_rows.h"

#include "core/answers/answers_store.h"
#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/store/entities.h"
#include "core/store/import_batches.h"
#include "core/store/usage_reader.h"

#include <cmath>
#include <map>
#include <set>

namespace qd::answers {

namespace {

void append(std::vector<SourceRow> &rows, std::vector<SourceRow> more)
{
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

SourceRow rowOf(const store::UsageRow &usage)
{
    SourceRow row;
    row.entity = "usage";
    row.source = usage.source;
    row.recordId = usage.accountId;
    row.line = int(usage.line);
    row.fields = {{"account_id", std::string(usage.accountId)}, {"date", usage.date.iso()}};
    if (!usage.feature.empty())
        row.fields.emplace_back("feature", std::string(usage.feature));
    const char *const names[store::UsageMeasures]{"active_users", "licensed_users", "events", "minutes"};
    for (std::size_t i = 0; i < usage.measures.size(); ++i) {
        if (!std::isnan(usage.measures[i]))
            row.fields.emplace_back(
                names[i], fixedDecimals(usage.measures[i], usage.measures[i] == std::round(usage.measures[i]) ? 0 : 2));
    }
    return row;
}

/// The records of a customer; none for an unknown one. Of the portfolio, and no longer than it.
const std::vector<identity::LinkedRecord> &recordsOf(const portfolio::Portfolio &portfolio, const std::string &account)
{
    static const std::vector<identity::LinkedRecord> none;
    const int index = portfolio.accounts().indexOf(account);
    return index < 0 ? none : portfolio.accounts().at(index).records;
}

Result<void> addUsage(const store::Workspace &workspace, const std::vector<identity::LinkedRecord> &records,
    std::size_t limit, std::vector<SourceRow> &rows)
{
    for (const identity::LinkedRecord &record : records) {
        std::multimap<Date, std::pair<std::int64_t, SourceRow>> newest;
        store::UsageFilter filter;
        filter.source = record.source;
        filter.accountId = record.id;
        const auto read = store::forEachUsage(workspace, filter, [&](const store::UsageRow &usage) {
            newest.emplace(usage.date, std::pair(usage.batch, rowOf(usage)));
            if (newest.size() > limit)
                newest.erase(newest.begin());
            return true;
        });
        if (!read)
            return read;
        for (auto each = newest.rbegin(); each != newest.rend(); ++each) {
            auto &[batch, row] = each->second;
            if (const auto place = store::findBatch(workspace.db(), batch))
                std::tie(row.file, row.asOf) = std::tie(place->file, place->asOf);
            rows.push_back(std::move(row));
        }
    }
    return {};
}

} // namespace

std::vector<SourceRow> sourceRows(
    const store::Workspace &workspace, const std::string &account, const std::string &source, int limit)
{
    std::vector<SourceRow> rows;
    for (const char *name : {"accounts", "subscriptions", "arr_history"})
        append(rows, rowsOf(workspace, *store::findEntity(name), account, source, limit));
    return rows;
}

Result<std::vector<SourceRow>> allSourceRows(const store::Workspace &workspace, const std::string &account, int limit)
{
    std::vector<SourceRow> rows;
    std::set<std::string> sources;
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const std::vector<identity::LinkedRecord> &records = recordsOf(*portfolio, account);
    for (const identity::LinkedRecord &record : records)
        sources.insert(record.source);
    for (const store::Entity &entity : store::entities()) {
        if (!entity.isOfAccounts() || entity.inSegments())
            continue;
        for (const std::string &source : sources)
            append(rows, rowsOf(workspace, entity, account, source, limit));
    }
    if (auto done = addUsage(workspace, records, std::size_t(limit), rows); !done)
        return done.error();
    return rows;
}

} // namespace qd::answers
