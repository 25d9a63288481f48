#include "core/connect/database.h"

#include "core/connect/odbc_database.h"
#include "core/connect/postgresql_database.h"

namespace qd::connect {

Result<std::unique_ptr<Database>> openDatabase(
    const Connection &connection, const std::string &password, Progress &progress)
{
    return connection.driver == Driver::Postgresql ? openPostgresql(connection, password, progress)
                                                   : openOdbc(connection, password, progress);
}

} // namespace qd::connect
