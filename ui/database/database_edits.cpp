#include "ui/database/database_edits.h"

#include "core/session/saved_queries.h"
#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(qd::ui::DatabaseEdits)
};

Edit::Change keeping(const connect::SavedQuery &query)
{
    return [query](store::Workspace &workspace) { return session::keepQuery(workspace, query); };
}

Edit::Change keeping(const connect::Connection &connection)
{
    return [connection](store::Workspace &workspace) { return session::keepConnection(workspace, connection); };
}

Edit::Change removing(const connect::SavedQuery &query)
{
    return [name = query.name](store::Workspace &workspace) { return session::removeQuery(workspace, name); };
}

Edit::Change removing(const connect::Connection &connection)
{
    return [name = connection.name](store::Workspace &workspace) { return session::removeConnection(workspace, name); };
}

/// Back to what `before` is, which may be nothing.
template <typename Kept>
Edit::Change backTo(const Result<Kept> &before, const Kept &now)
{
    return before ? keeping(*before) : removing(now);
}

} // namespace

Result<Edit> keepingQuery(Databases &databases, const connect::SavedQuery &query)
{
    auto after = connect::withQuery(databases.queries, query, databases.connections);
    if (!after)
        return after.error();
    const auto before = connect::findQuery(databases.queries, query.name);
    databases.queries = std::move(*after);
    return Edit{Texts::tr("Save query %1").arg(qt(query.name)), keeping(query), backTo(before, query)};
}

Result<Edit> removingQuery(Databases &databases, const connect::SavedQuery &query)
{
    auto after = connect::withoutQuery(databases.queries, query.name);
    if (!after)
        return after.error();
    databases.queries = std::move(*after);
    return Edit{Texts::tr("Remove query %1").arg(qt(query.name)), removing(query), keeping(query)};
}

Result<Edit> keepingConnection(Databases &databases, const connect::Connection &connection)
{
    auto after = connect::withConnection(databases.connections, connection);
    if (!after)
        return after.error();
    const auto before = connect::findConnection(databases.connections, connection.name);
    databases.connections = std::move(*after);
    return Edit{
        Texts::tr("Keep connection %1").arg(qt(connection.name)), keeping(connection), backTo(before, connection)};
}

Result<Edit> removingConnection(Databases &databases, const connect::Connection &connection)
{
    auto after = connect::withoutConnection(databases.connections, connection.name, databases.queries);
    if (!after)
        return after.error();
    databases.connections = std::move(*after);
    return Edit{Texts::tr("Remove connection %1").arg(qt(connection.name)), removing(connection), keeping(connection)};
}

} // namespace qd::ui
