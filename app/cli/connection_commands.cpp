#include "app/cli/command.h"
#include "app/cli/database_password.h"
#include "app/cli/interrupt.h"

#include "core/connect/database.h"
#include "core/connect/database_failure.h"
#include "core/connect/keyring.h"
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
    std::string path, save, remove, test, keepPassword, forgetPassword, driver = "postgresql", passwordFile;
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

/// The saved connection of a name; the workspace is closed again.
std::optional<connect::Connection> savedConnection(const std::string &path, const std::string &name, Exit &looked)
{
    std::optional<connect::Connection> connection;
    looked = withWorkspace(path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto found = connect::findConnection(connect::savedConnections(workspace), name);
        if (!found)
            return fail(found.error());
        connection = *found;
        return Exit::Done;
    });
    return connection;
}

Exit testConnection(const connect::Connection &connection, const std::string &passwordFile)
{
    const Interrupt interrupt;
    const auto password = databasePassword(passwordFile, connection);
    if (!password)
        return fail(password.error());
    auto opened = connect::openDatabase(connection, *password, terminalProgress());
    if (!opened && connect::isWrongLogin(opened.error())) {
        if (const auto typed = askedPassword(connection))
            opened = connect::openDatabase(connection, *typed, terminalProgress());
    }
    if (!opened)
        return fail(opened.error());
    std::cerr << connection.name << " answers.\n";
    return Exit::Done;
}

/// Puts the password of a file, of the variable or of the terminal into the keyring.
Exit keepConnectionPassword(const connect::Connection &connection, const std::string &passwordFile)
{
    const Interrupt interrupt;
    auto password = givenPassword(passwordFile);
    if (!password)
        return fail(password.error());
    if (password->empty())
        *password = askedPassword(connection).value_or(std::string());
    if (password->empty())
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands",
                 "There is no password for %1 to keep: give it by --password-file or QUARTERDECK_PASSWORD, or type it "
                 "at a terminal."),
                {connection.name}},
            {connection.name}});
    const auto kept = connect::keepPassword(connection, *password, terminalProgress());
    if (!kept)
        return fail(kept.error());
    std::cerr << "The keyring has the password of " << connection.name << ".\n";
    return Exit::Done;
}

Exit forgetConnectionPassword(const connect::Connection &connection)
{
    const Interrupt interrupt;
    const auto gone = connect::forgetPassword(connection, terminalProgress());
    if (!gone)
        return fail(gone.error());
    std::cerr << (*gone ? "The keyring has no password of " : "The keyring had no password of ") << connection.name
              << (*gone ? " any more.\n" : ".\n");
    return Exit::Done;
}

/// What concerns one saved connection and changes nothing in the workspace.
Exit runOnConnection(const ConnectionArguments &arguments)
{
    const std::string &name = !arguments.test.empty() ? arguments.test
        : !arguments.keepPassword.empty()             ? arguments.keepPassword
                                                      : arguments.forgetPassword;
    Exit looked = Exit::Done;
    const auto connection = savedConnection(arguments.path, name, looked);
    if (!connection)
        return looked;
    if (!arguments.test.empty())
        return testConnection(*connection, arguments.passwordFile);
    return arguments.keepPassword.empty() ? forgetConnectionPassword(*connection)
                                          : keepConnectionPassword(*connection, arguments.passwordFile);
}

Exit runConnections(const ConnectionArguments &arguments)
{
    if (!arguments.test.empty() || !arguments.keepPassword.empty() || !arguments.forgetPassword.empty())
        return runOnConnection(arguments);
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
    auto *keep = command->add_option("--keep-password", arguments->keepPassword,
        "Put the password of the connection of this name into the desktop's keyring");
    auto *forget = command->add_option("--forget-password", arguments->forgetPassword,
        "Take the password of the connection of this name out of the keyring");
    save->excludes(remove)->excludes(test)->excludes(keep)->excludes(forget);
    remove->excludes(test)->excludes(keep)->excludes(forget);
    test->excludes(keep)->excludes(forget);
    keep->excludes(forget);
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
        "File whose first line is the password; else QUARTERDECK_PASSWORD, else the keyring, else as libpq finds it, "
        "else asked");
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
