#include "app/cli/command.h"
#include "app/cli/database_password.h"
#include "app/cli/interrupt.h"

#include "core/connect/database.h"
#include "core/connect/query_text.h"
#include "core/connect/shipped_queries.h"
#include "core/session/saved_queries.h"

#include <iostream>
#include <memory>
#include <optional>

namespace qd::cli {

namespace {

// ---- connections

struct ConnectionArguments {
    std::string path, save, remove, test, driver = "postgresql", passwordFile;
    connect::Connection connection;
};

Json connectionJson(const connect::Connection &each)
{
    return {{"name", each.name}, {"driver", connect::toString(each.driver)}, {"host", textOrNull(each.host)},
        {"port", each.port == 0 ? Json(nullptr) : Json(each.port)}, {"database", textOrNull(each.database)},
        {"user", textOrNull(each.user)}, {"tls", textOrNull(each.tls)}, {"odbc", textOrNull(each.odbc)},
        {"connect_seconds", each.connectSeconds}, {"query_seconds", each.querySeconds}};
}

Exit listConnections(store::Workspace &workspace)
{
    Json all = Json::array();
    for (const connect::Connection &each : connect::savedConnections(workspace))
        all.push_back(connectionJson(each));
    print({{"connections", all}});
    return Exit::Done;
}

Exit testConnection(const ConnectionArguments &arguments)
{
    std::optional<connect::Connection> connection;
    const auto looked =
        withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
            const auto found = connect::findConnection(connect::savedConnections(workspace), arguments.test);
            if (!found)
                return fail(found.error());
            connection = *found;
            return Exit::Done;
        });
    if (!connection)
        return looked;
    const Interrupt interrupt; // the workspace is closed meanwhile
    const auto password = databasePassword(arguments.passwordFile);
    if (!password)
        return fail(password.error());
    auto opened = connect::openDatabase(*connection, *password, terminalProgress());
    if (!opened && isWrongLogin(opened.error())) {
        if (const auto typed = askedPassword(*connection))
            opened = connect::openDatabase(*connection, *typed, terminalProgress());
    }
    if (!opened)
        return fail(opened.error());
    std::cerr << connection->name << " answers.\n";
    return Exit::Done;
}

Exit runConnections(const ConnectionArguments &arguments)
{
    if (!arguments.test.empty())
        return testConnection(arguments);
    const bool writes = !arguments.save.empty() || !arguments.remove.empty();
    const auto mode = writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (!writes)
            return listConnections(workspace);
        connect::Connection connection = arguments.connection;
        connection.name = arguments.save;
        connection.driver = arguments.driver == "odbc" ? connect::Driver::Odbc : connect::Driver::Postgresql;
        const auto done = arguments.save.empty() ? session::removeConnection(workspace, arguments.remove)
                                                 : session::keepConnection(workspace, connection);
        return done ? Exit::Done : fail(done.error());
    });
}

void addConnections(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ConnectionArguments>();
    CLI::App *command =
        app.add_subcommand("connections", "List, save, remove or test connections to databases; without passwords");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *save = command->add_option("--save", arguments->save, "Save a connection of this name, in place of an older");
    auto *remove = command->add_option("--remove", arguments->remove, "Remove the connection of this name");
    auto *test = command->add_option("--test", arguments->test, "Open the connection of this name, and close it");
    save->excludes(remove)->excludes(test);
    remove->excludes(test);
    connect::Connection &connection = arguments->connection;
    command->add_option("--driver", arguments->driver, "postgresql (libpq) or odbc (unixODBC)")
        ->check(CLI::IsMember({"postgresql", "odbc"}))
        ->capture_default_str()
        ->needs(save);
    command->add_option("--host", connection.host, "PostgreSQL's host; else libpq's usual one")->needs(save);
    command->add_option("--port", connection.port, "PostgreSQL's port; else libpq's usual one")->needs(save);
    command->add_option("--database", connection.database, "PostgreSQL's database")->needs(save);
    command->add_option("--user", connection.user, "User who logs in")->needs(save);
    command->add_option("--tls", connection.tls, "PostgreSQL's sslmode, for example verify-full")->needs(save);
    command->add_option("--odbc", connection.odbc, "ODBC's connection string without a password: DSN=warehouse")
        ->needs(save);
    command->add_option("--connect-seconds", connection.connectSeconds, "Longest wait for the server")
        ->capture_default_str()
        ->needs(save);
    command->add_option("--query-seconds", connection.querySeconds, "Longest time of a query with its rows")
        ->capture_default_str()
        ->needs(save);
    command->add_option("--password-file", arguments->passwordFile,
        "File whose first line is the password; else QUARTERDECK_PASSWORD, else as libpq finds it, else asked");
    command->callback([arguments, &action] { action = [arguments] { return runConnections(*arguments); }; });
}

// ---- source-queries

struct QueryArguments {
    std::string path, save, remove, sqlFile, example;
    bool examples = false;
    connect::SavedQuery query;
};

Exit listQueries(store::Workspace &workspace)
{
    Json all = Json::array();
    for (const connect::SavedQuery &each : connect::savedQueries(workspace))
        all.push_back({{"name", each.name}, {"connection", each.connection}, {"entity", textOrNull(each.entity)},
            {"source", textOrNull(each.source)}, {"kind", textOrNull(each.kind)}, {"profile", textOrNull(each.profile)},
            {"table", textOrNull(each.table)}, {"asks_since", connect::asksSince(each.sql)},
            {"sha256", connect::queryDigest(each.sql)}, {"sql", each.sql}});
    print({{"queries", all}});
    return Exit::Done;
}

Exit listExamples()
{
    Json all = Json::array();
    for (const connect::ShippedQuery &each : connect::shippedQueries())
        all.push_back({{"name", each.query.name}, {"title", each.title}, {"entity", each.query.entity},
            {"source", each.query.source}, {"kind", each.query.kind}});
    print({{"examples", all}});
    return Exit::Done;
}

/// The query to save: of a file or an example, with what else was said of it.
Result<connect::SavedQuery> queryToSave(const QueryArguments &arguments)
{
    connect::SavedQuery query = arguments.query;
    query.name = arguments.save;
    if (arguments.example.empty()) {
        auto sql = textOf(arguments.sqlFile, "a query");
        if (!sql)
            return sql.error();
        query.sql = std::move(*sql);
        return query;
    }
    auto example = connect::shippedQuery(arguments.example);
    if (!example)
        return example.error();
    query.sql = std::move(example->query.sql);
    if (query.entity.empty() && query.profile.empty() && query.table.empty())
        query.entity = example->query.entity;
    if (query.source.empty())
        query.source = example->query.source;
    if (query.kind.empty())
        query.kind = example->query.kind;
    return query;
}

Exit runQueries(const QueryArguments &arguments)
{
    if (arguments.examples)
        return listExamples();
    if (!arguments.example.empty() && arguments.save.empty()) {
        const auto example = connect::shippedQuery(arguments.example);
        if (!example)
            return fail(example.error());
        std::cout << example->query.sql;
        return Exit::Done;
    }
    const bool writes = !arguments.save.empty() || !arguments.remove.empty();
    const auto mode = writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (!writes)
            return listQueries(workspace);
        if (arguments.save.empty()) {
            const auto removed = session::removeQuery(workspace, arguments.remove);
            return removed ? Exit::Done : fail(removed.error());
        }
        const auto query = queryToSave(arguments);
        if (!query)
            return fail(query.error());
        const auto saved = session::keepQuery(workspace, *query);
        return saved ? Exit::Done : fail(saved.error());
    });
}

void addSourceQueries(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<QueryArguments>();
    CLI::App *command =
        app.add_subcommand("source-queries", "List, save or remove queries that databases answer, for import --query");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *save = command->add_option("--save", arguments->save, "Save a query of this name, in place of an older");
    auto *remove = command->add_option("--remove", arguments->remove, "Remove the query of this name");
    save->excludes(remove);
    connect::SavedQuery &query = arguments->query;
    auto *sql = command
                    ->add_option("--sql", arguments->sqlFile,
                        "File with the query: one SELECT, with :since and :as_of where it wants them")
                    ->needs(save);
    auto *connection =
        command->add_option("--connection", query.connection, "Saved connection it goes by")->needs(save);
    auto *example = command->add_option(
        "--example", arguments->example, "Print the example of this name; with --save it stands for --sql");
    example->excludes(sql)->excludes(remove);
    command->add_flag("--examples", arguments->examples, "List the examples: dbt, Salesforce, Stripe, Zendesk, events")
        ->excludes(save)
        ->excludes(remove);
    save->needs(connection);
    command->add_option("--entity", query.entity, "Canonical entity of its rows, for example accounts")->needs(save);
    command->add_option("--source", query.source, "Name of the system the rows come from")->needs(save);
    command->add_option("--kind", query.kind, "crm, cs_platform, billing, support, usage, survey, people, finance")
        ->needs(save);
    command->add_option("--profile", query.profile, "Profile to read them with")->needs(save);
    command->add_option("--table", query.table, "Import as a custom table of this name")->needs(save);
    command->callback([arguments, &action] { action = [arguments] { return runQueries(*arguments); }; });
}

} // namespace

void addConnectionCommands(CLI::App &app, Action &action)
{
    addConnections(app, action);
    addSourceQueries(app, action);
}

} // namespace qd::cli
