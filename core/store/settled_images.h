#pragma once
#include <cstdint>

namespace SQLite {
class Database;
}

namespace qd::store {

/// The setting that says that the certain links were accepted once, by whatever action.
inline constexpr const char *ResolvedSetting = "identity.resolved";

/// What an import settles beside the rows it brings (links of records that were there, breaks), kept so that it can be
/// taken back. Made before the import changes anything, within its transaction; linear in links and breaks.
class SettledImages {
public:
    explicit SettledImages(SQLite::Database &db);
    ~SettledImages();
    SettledImages(const SettledImages &) = delete;
    SettledImages &operator=(const SettledImages &) = delete;

    /// Keeps, under the first batch of the import, what is no longer as it was. Once.
    void keep(std::int64_t import);

private:
    SQLite::Database &m_db;
};

/// Puts links and breaks back to what they were before `import`, but those a person decided on since, and drops what
/// was kept of them. Customers that links need again are made, with nothing but their name: settle accounts afterwards.
/// Within the caller's transaction. True if the import had changed links of records that were there.
bool restoreSettled(SQLite::Database &db, std::int64_t import);

} // namespace qd::store
