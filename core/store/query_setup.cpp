#include "core/store/query_setup.h"

#include "core/store/bounded_format.h"
#include "core/store/bounded_functions.h"
#include "core/store/bounded_json.h"
#include "core/store/custom_tables.h"
#include "core/store/query_functions.h"
#include "core/store/query_guard.h"
#include "core/store/workspace.h"

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

void check(SQLite::Database &db, int status)
{
    if (status != SQLITE_OK)
        throw SQLite::Exception(db.getHandle(), status);
}

} // namespace

QuerySetup::QuerySetup(const QueryOptions &options)
    : m_space(options.limits.temporaryBytes)
    , m_tables(options.extras ? options.extras->tables : std::vector<ComputedTable>())
{
}

QuerySetup::~QuerySetup() = default;

sqlite3 *QuerySetup::handle() const
{
    return m_workspace->handle();
}

Result<std::unique_ptr<QuerySetup>> QuerySetup::open(const std::string &path, const QueryOptions &options)
{
    std::unique_ptr<QuerySetup> setup(new QuerySetup(options));
    auto workspace = Workspace::openForQuery(path, setup->m_space.name());
    if (!workspace)
        return workspace.error();
    setup->m_workspace = std::move(*workspace);
    SQLite::Database &db = setup->m_workspace->db();
    db.exec("PRAGMA query_only = OFF"); // which a recovered copy has set; a view is kept in memory only
    db.exec("PRAGMA temp_store = FILE");
    check(db, setup->m_tables.registerAt(db.getHandle()));
    check(db, registerBoundedFunctions(db.getHandle()));
    check(db, registerBoundedFormat(db.getHandle()));
    check(db, registerBoundedJson(db.getHandle()));
    if (options.extras) {
        check(db, registerFunctions(db.getHandle(), *options.extras));
        for (const QueryView &view : options.extras->views)
            db.exec("CREATE TEMP VIEW " + quotedName(view.name) + " AS " + view.select);
    }
    letOnlyRead(db.getHandle());
    return setup;
}

} // namespace qd::store
