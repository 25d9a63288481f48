#include "ui/database/database_asking.h"

#include "core/connect/keyring.h"
#include "core/sources/own_profiles.h"
#include "core/sources/sources_store.h"

namespace qd::ui {

namespace {

std::string passwordFor(
    const connect::Connection &connection, const std::optional<TypedPassword> &typed, Progress &progress)
{
    return typed ? typed->text : connect::keptPassword(connection, progress).value_or(std::string());
}

/// Once the database took it.
std::optional<Error> kept(
    const connect::Connection &connection, const std::optional<TypedPassword> &typed, Progress &progress)
{
    if (!typed || !typed->keep)
        return std::nullopt;
    const auto done = connect::keepPassword(connection, typed->text, progress);
    return done ? std::nullopt : std::optional(done.error());
}

} // namespace

Result<Databases> readDatabases(const std::string &workspacePath)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    Databases read{connect::savedConnections(**workspace), connect::savedQueries(**workspace), {}, {}};
    for (const sources::KnownSource &source : sources::knownSources(**workspace))
        read.systems.push_back(source.name);
    for (const sources::OwnProfile &own : sources::ownProfiles(**workspace)) {
        if (const auto profile = sources::profileOf(own, own.versions.back()))
            read.profiles.push_back({profile->name, profile->title, profile->entity});
    }
    for (const sources::Profile &profile : sources::shippedProfiles())
        read.profiles.push_back({profile.name, profile.title, profile.entity});
    return read;
}

Result<FetchedRowsPtr> fetchRows(const std::string &workspacePath, const FetchWish &wish, Progress &progress)
{
    auto fetched = std::make_shared<FetchedRows>();
    {
        const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
        if (!workspace)
            return workspace.error();
        auto run = session::queryRun(**workspace, wish.query, wish.connection, wish.wish);
        if (!run)
            return run.error();
        fetched->run = std::move(*run);
    }
    const session::QueryRun &run = fetched->run;
    auto answer = connect::fetchAnswer(run.connection, run.query, passwordFor(run.connection, wish.password, progress),
        run.days, run.mostRows, progress);
    if (!answer)
        return answer.error();
    fetched->answer = std::move(*answer);
    fetched->notKept = kept(run.connection, wish.password, progress);
    return FetchedRowsPtr(fetched);
}

Result<std::optional<Error>> tryConnection(
    const connect::Connection &connection, const std::optional<TypedPassword> &password, Progress &progress)
{
    const auto opened = connect::openDatabase(connection, passwordFor(connection, password, progress), progress);
    if (!opened)
        return opened.error();
    return kept(connection, password, progress);
}

} // namespace qd::ui
