#include "core/session/query_import.h"

#include "core/base/text.h"
#include "core/session/actions.h"
#include "core/store/import_batches.h"

#include <algorithm>

namespace qd::session {

namespace {

Error refused(const MessageWords &words, const std::string &name)
{
    return {ErrorCode::InvalidArgument, {words, {name}}, {name}};
}

} // namespace

std::optional<Date> lastImportBy(const store::Workspace &workspace, const connect::SavedQuery &query, Date asOf)
{
    std::optional<Date> last;
    const std::string &fills = query.table.empty() ? query.entity : query.table; // empty: what its profile says
    const std::string name = connect::answerName(query);
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        const bool isOurs =
            !batch.undone && batch.file == name && (fills.empty() || equalsIgnoringCase(batch.entity, fills));
        const auto day = isOurs ? Date::fromIso(batch.asOf) : std::nullopt;
        if (day && *day <= asOf && (!last || *last < *day))
            last = day;
    }
    return last;
}

Result<QueryRun> queryRun(const store::Workspace &workspace, const QueryWish &wish)
{
    auto query = connect::findQuery(connect::savedQueries(workspace), wish.query);
    if (!query)
        return query.error();
    if (!wish.connection.empty())
        query->connection = wish.connection;
    auto connection = connect::findConnection(connect::savedConnections(workspace), query->connection);
    if (!connection)
        return connection.error();
    return queryRun(workspace, *query, *connection, wish);
}

Result<QueryRun> queryRun(const store::Workspace &workspace, connect::SavedQuery query,
    const connect::Connection &connection, const QueryWish &wish)
{
    query.connection = connection.name;
    const bool asks = connect::asksSince(query.sql);
    if (wish.since && !asks)
        return refused(
            QD_WORDS("Connect", "Query %1 has no :since, so it has no day to begin with; leave the day out."),
            query.name);
    if (wish.since && wish.everything)
        return refused(
            QD_WORDS("Connect", "Query %1 takes either everything or what is new since a day, not both."), query.name);
    if (wish.since && wish.asOf < *wish.since)
        return refused(QD_WORDS("Connect", "Query %1 would begin after the day it is asked for; nothing was fetched."),
            query.name);
    if (wish.mostRows < 1)
        return refused(QD_WORDS("Connect", "Query %1 needs at least one row allowed."), query.name);
    QueryRun run{connection, query, {wish.since, wish.asOf}, wish.mostRows};
    if (asks && !wish.since && !wish.everything)
        run.days.since = lastImportBy(workspace, query, wish.asOf);
    return run;
}

Result<sources::ImportReport> importAnswer(store::Workspace &workspace, const QueryRun &run,
    const connect::QueryAnswer &answer, sources::ImportOptions options, Progress &progress)
{
    options.hints = answer.hints;
    options.asOf = run.days.asOf;
    return importExports(workspace, {answer.path}, options, progress);
}

} // namespace qd::session
