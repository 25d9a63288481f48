#include "core/connect/saved_queries.h"

#include "core/base/text.h"
#include "core/connect/query_text.h"
#include "core/sources/recognise.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::connect {

namespace {

using Json = nlohmann::ordered_json;

std::string textAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int numberAt(const Json &object, const char *key, int otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<int>() : otherwise;
}

/// Puts `saved` where its name belongs.
template <typename Named>
std::vector<Named> with(std::vector<Named> all, const Named &saved)
{
    std::erase_if(all, [&saved](const Named &each) { return equalsIgnoringCase(each.name, saved.name); });
    all.insert(std::ranges::lower_bound(all, saved.name, {}, &Named::name), saved);
    return all;
}

template <typename Named>
Result<Named> find(
    const std::vector<Named> &all, const std::string &name, const MessageWords &near, const MessageWords &none)
{
    std::vector<std::string> names;
    for (const Named &each : all) {
        if (equalsIgnoringCase(each.name, name))
            return each;
        names.push_back(each.name);
    }
    const std::string guess = nearest(name, names);
    return Error{ErrorCode::NotFound, {guess.empty() ? none : near, {name, guess}}, {name}};
}

template <typename Named>
std::string dumped(const std::vector<Named> &all, Json (*jsonOf)(const Named &))
{
    if (all.empty())
        return {};
    Json list = Json::array();
    for (const Named &each : all)
        list.push_back(jsonOf(each));
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json connectionJson(const Connection &each)
{
    return {{"name", each.name}, {"driver", toString(each.driver)}, {"host", each.host}, {"port", each.port},
        {"database", each.database}, {"user", each.user}, {"tls", each.tls}, {"odbc", each.odbc},
        {"connect_seconds", each.connectSeconds}, {"query_seconds", each.querySeconds}};
}

Json queryJson(const SavedQuery &each)
{
    return {{"name", each.name}, {"connection", each.connection}, {"sql", each.sql}, {"entity", each.entity},
        {"source", each.source}, {"kind", each.kind}, {"profile", each.profile}, {"table", each.table}};
}

} // namespace

std::vector<Connection> connectionsFrom(std::string_view text)
{
    std::vector<Connection> all;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return all;
    const Connection usual;
    for (const Json &each : list) {
        if (!each.is_object())
            continue;
        const Connection read{textAt(each, "name"),
            textAt(each, "driver") == toString(Driver::Odbc) ? Driver::Odbc : Driver::Postgresql, textAt(each, "host"),
            numberAt(each, "port", 0), textAt(each, "database"), textAt(each, "user"), textAt(each, "tls"),
            textAt(each, "odbc"), numberAt(each, "connect_seconds", usual.connectSeconds),
            numberAt(each, "query_seconds", usual.querySeconds)};
        if (checkConnection(read))
            all = with(std::move(all), read);
    }
    return all;
}

std::vector<SavedQuery> queriesFrom(std::string_view text)
{
    std::vector<SavedQuery> all;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return all;
    for (const Json &each : list) {
        if (!each.is_object() || textAt(each, "name").empty())
            continue;
        all = with(std::move(all),
            {textAt(each, "name"), textAt(each, "connection"), textAt(each, "sql"), textAt(each, "entity"),
                textAt(each, "source"), textAt(each, "kind"), textAt(each, "profile"), textAt(each, "table")});
    }
    return all;
}

std::vector<Connection> savedConnections(const store::Workspace &workspace)
{
    return connectionsFrom(workspace.setting(ConnectionsSetting).value_or(std::string()));
}

std::vector<SavedQuery> savedQueries(const store::Workspace &workspace)
{
    return queriesFrom(workspace.setting(QueriesSetting).value_or(std::string()));
}

std::string textOf(const std::vector<Connection> &connections)
{
    return dumped(connections, &connectionJson);
}

std::string textOf(const std::vector<SavedQuery> &queries)
{
    return dumped(queries, &queryJson);
}

Result<Connection> findConnection(const std::vector<Connection> &connections, const std::string &name)
{
    return find(connections, name, QD_WORDS("Connect", "The workspace has no connection \"%1\"; did you mean \"%2\"?"),
        QD_WORDS("Connect", "The workspace has no connection \"%1\"."));
}

Result<SavedQuery> findQuery(const std::vector<SavedQuery> &queries, const std::string &name)
{
    return find(queries, name, QD_WORDS("Connect", "The workspace has no query \"%1\"; did you mean \"%2\"?"),
        QD_WORDS("Connect", "The workspace has no query \"%1\"."));
}

Result<std::vector<Connection>> withConnection(std::vector<Connection> connections, const Connection &saved)
{
    if (auto fine = checkConnection(saved); !fine)
        return fine.error();
    return with(std::move(connections), saved);
}

Result<std::vector<SavedQuery>> withQuery(
    std::vector<SavedQuery> queries, const SavedQuery &saved, const std::vector<Connection> &connections)
{
    const auto refused = [&saved](const MessageWords &words) {
        return Error{ErrorCode::InvalidArgument, {words, {saved.name}}, {saved.name}};
    };
    if (saved.name.empty() || trimmed(saved.name) != saved.name)
        return refused(QD_WORDS("Connect", "A query needs a name without blanks around it; nothing was saved."));
    if (saved.entity.empty() && saved.profile.empty() && saved.table.empty())
        return refused(QD_WORDS("Connect",
            "Say what the rows of query %1 are: an entity, a profile or a custom table. Nothing was saved."));
    sources::FileHints hints;
    hints.kind = saved.kind;
    hints.entity = saved.entity;
    if (auto fine = sources::checkHints(hints); !fine)
        return fine.error();
    const auto known = findConnection(connections, saved.connection);
    if (!known)
        return known.error();
    if (const auto text = withDays(saved.sql, {std::nullopt, *Date::of(1900, 1, 1)}); !text)
        return text.error();
    SavedQuery kept = saved;
    kept.connection = known->name;
    return with(std::move(queries), kept);
}

Result<std::vector<Connection>> withoutConnection(
    std::vector<Connection> connections, const std::string &name, const std::vector<SavedQuery> &queries)
{
    const auto found = findConnection(connections, name);
    if (!found)
        return found.error();
    for (const SavedQuery &query : queries) {
        if (equalsIgnoringCase(query.connection, found->name))
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Connect",
                     "Query %1 goes by connection %2; remove it first, or give it another one. Nothing was removed."),
                    {query.name, found->name}},
                {query.name, found->name}};
    }
    std::erase(connections, *found);
    return connections;
}

Result<std::vector<SavedQuery>> withoutQuery(std::vector<SavedQuery> queries, const std::string &name)
{
    const auto found = findQuery(queries, name);
    if (!found)
        return found.error();
    std::erase(queries, *found);
    return queries;
}

} // namespace qd::connect
