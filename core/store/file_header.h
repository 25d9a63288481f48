#pragma once
#include <cstdint>
#include <string>

namespace qd::store {

/// `application_id` of a workspace file: "QDCK".
inline constexpr int ApplicationId = 0x5144434B;

/// What the first 100 bytes of a file say, read without opening it as a database.
struct FileHeader {
    enum class Kind { Missing, Unreadable, Empty, NotSqlite, NotAWorkspace, Workspace };
    Kind kind = Kind::Missing;
    int schema = 0; ///< user_version; 0 unless kind is Workspace
    bool endsEarly = false; ///< the file is shorter than its header says: damage, unless a log lies beside it
};

/// Reads them through SQLite's own file layer: on POSIX systems, closing a file that another connection of this process
/// has open would drop that connection's locks.
[[nodiscard]] FileHeader readFileHeader(const std::string &path);

/// Whether what the last writer did is still in a log or journal beside the file, because it writes now or was ended
/// before it could close. SQLite folds it in or takes it back on the next opening.
[[nodiscard]] bool hasUnfinishedLog(const std::string &path);

/// Which file stands at a path, whatever it holds: a file renamed away and one put in its place are two.
struct FileIdentity {
    bool exists = false;
    std::uint64_t device = 0;
    std::uint64_t number = 0;

    bool operator==(const FileIdentity &) const = default;
};
[[nodiscard]] FileIdentity identityOf(const std::string &path);

/// The names SQLite gives to the files beside a database.
inline constexpr const char *SideFiles[] = {"-wal", "-journal", "-shm"};

} // namespace qd::store
