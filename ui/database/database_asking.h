#pragma once
#include "core/session/query_import.h"

#include <QString>

#include <memory>
#include <optional>

namespace qd::ui {

/// Connections and queries of a workspace, with what a query is described by.
struct Databases {
    std::vector<connect::Connection> connections; ///< by name
    std::vector<connect::SavedQuery> queries; ///< by name
    std::vector<std::string> systems; ///< names of the systems known so far
    /// A profile that rows may be read with.
    struct Profile {
        std::string name;
        std::string title;
        std::string entity;
        bool operator==(const Profile &) const = default;
    };
    std::vector<Profile> profiles; ///< the workspace's own, then the shipped ones
};

/// Reads them. For a worker.
[[nodiscard]] Result<Databases> readDatabases(const std::string &workspacePath);

/// A password as somebody typed it.
struct TypedPassword {
    std::string text;
    bool keep = false; ///< in the desktop's keyring, once the database takes it
};

/// The rows a query gave, with what it was asked.
struct FetchedRows {
    session::QueryRun run;
    connect::QueryAnswer answer;
    std::optional<Error> notKept; ///< why the keyring did not take the password
};
using FetchedRowsPtr = std::shared_ptr<const FetchedRows>;

/// What a person wants fetched.
struct FetchWish {
    connect::SavedQuery query;
    connect::Connection connection;
    session::QueryWish wish;
    std::optional<TypedPassword> password; ///< absent: the keyring's, else as libpq finds it
};

/// Asks the database; the workspace is read before and closed then. Errors of session::queryRun() and
/// connect::fetchAnswer(). For a worker.
[[nodiscard]] Result<FetchedRowsPtr> fetchRows(
    const std::string &workspacePath, const FetchWish &wish, Progress &progress);

/// Opens a connection and closes it. Gives why the keyring did not take the password, mostly nothing. Errors of
/// connect::openDatabase(). For a worker.
[[nodiscard]] Result<std::optional<Error>> tryConnection(
    const connect::Connection &connection, const std::optional<TypedPassword> &password, Progress &progress);

} // namespace qd::ui
