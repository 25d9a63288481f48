#include "core/session/saved_queries.h"

#include "core/store/audit.h"
#include "core/store/failure.h"
#include "core/store/write_transaction.h"

namespace qd::session {

namespace {

/// Sets a setting of lists to `after`, where it says something else now. Within the caller's transaction.
void setList(store::Workspace &workspace, const char *key, const std::string &what, const std::string &name,
    const std::string &after)
{
    const std::string before = workspace.setting(key).value_or(std::string());
    if (before == after)
        return;
    workspace.setSetting(key, after);
    store::recordChange(workspace, what, name, before, after);
}

template <typename Change>
Result<void> asOneAction(store::Workspace &workspace, const std::string &what, Change change)
{
    try {
        store::WriteTransaction transaction(workspace, what);
        if (Result<void> changed = change(); !changed)
            return changed;
        transaction.commit();
        return {};
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
}

} // namespace

Result<void> keepConnection(store::Workspace &workspace, const connect::Connection &connection)
{
    return asOneAction(workspace, "save connection", [&]() -> Result<void> {
        const auto after = connect::withConnection(connect::savedConnections(workspace), connection);
        if (!after)
            return after.error();
        setList(workspace, connect::ConnectionsSetting, "save connection", connection.name, connect::textOf(*after));
        return {};
    });
}

Result<void> keepQuery(store::Workspace &workspace, const connect::SavedQuery &query)
{
    return asOneAction(workspace, "save source query", [&]() -> Result<void> {
        const auto after =
            connect::withQuery(connect::savedQueries(workspace), query, connect::savedConnections(workspace));
        if (!after)
            return after.error();
        setList(workspace, connect::QueriesSetting, "save source query", query.name, connect::textOf(*after));
        return {};
    });
}

Result<void> removeConnection(store::Workspace &workspace, const std::string &name)
{
    return asOneAction(workspace, "remove connection", [&]() -> Result<void> {
        const auto after =
            connect::withoutConnection(connect::savedConnections(workspace), name, connect::savedQueries(workspace));
        if (!after)
            return after.error();
        setList(workspace, connect::ConnectionsSetting, "remove connection", name, connect::textOf(*after));
        return {};
    });
}

Result<void> removeQuery(store::Workspace &workspace, const std::string &name)
{
    return asOneAction(workspace, "remove source query", [&]() -> Result<void> {
        const auto after = connect::withoutQuery(connect::savedQueries(workspace), name);
        if (!after)
            return after.error();
        setList(workspace, connect::QueriesSetting, "remove source query", name, connect::textOf(*after));
        return {};
    });
}

} // namespace qd::session
