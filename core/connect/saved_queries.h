#pragma once
#include "core/connect/connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::connect {

/// A query that fills one entity, or a custom table, from a connection.
struct SavedQuery {
    std::string name;
    std::string connection; ///< the name of one that is saved
    std::string sql; ///< with :since and :as_of where it wants them
    std::string entity; ///< as of a file's hints; empty: told by the columns, with profile and source
    std::string source;
    std::string kind;
    std::string profile;
    std::string table; ///< name of a custom table, in place of an entity

    bool operator==(const SavedQuery &) const = default;
};

/// The settings of a workspace they are kept in, as JSON.
inline constexpr const char *ConnectionsSetting = "connect.connections";
inline constexpr const char *QueriesSetting = "connect.queries";

/// By name; what is none is left out. Texts of connections that hold a password are none.
[[nodiscard]] std::vector<Connection> connectionsFrom(std::string_view text);
[[nodiscard]] std::vector<SavedQuery> queriesFrom(std::string_view text);
[[nodiscard]] std::vector<Connection> savedConnections(const store::Workspace &workspace);
[[nodiscard]] std::vector<SavedQuery> savedQueries(const store::Workspace &workspace);

/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<Connection> &connections);
[[nodiscard]] std::string textOf(const std::vector<SavedQuery> &queries);

/// The one of that name, without regard to case. NotFound names the nearest.
[[nodiscard]] Result<Connection> findConnection(const std::vector<Connection> &connections, const std::string &name);
[[nodiscard]] Result<SavedQuery> findQuery(const std::vector<SavedQuery> &queries, const std::string &name);

/// With `saved` in the place of the one of its name. Errors of checkConnection().
[[nodiscard]] Result<std::vector<Connection>> withConnection(
    std::vector<Connection> connections, const Connection &saved);
/// The same of a query. InvalidArgument for a name that is empty or has a blank at an end, for a text that withDays()
/// refuses, for an entity or a kind that there is not, and where neither entity, profile nor table says what the rows
/// are; NotFound for an unknown connection.
[[nodiscard]] Result<std::vector<SavedQuery>> withQuery(
    std::vector<SavedQuery> queries, const SavedQuery &saved, const std::vector<Connection> &connections);

/// Without the one of that name. Errors of findConnection(); Conflict while a query goes by it.
[[nodiscard]] Result<std::vector<Connection>> withoutConnection(
    std::vector<Connection> connections, const std::string &name, const std::vector<SavedQuery> &queries);
/// Without the one of that name. Errors of findQuery().
[[nodiscard]] Result<std::vector<SavedQuery>> withoutQuery(std::vector<SavedQuery> queries, const std::string &name);

} // namespace qd::connect
