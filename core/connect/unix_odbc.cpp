#include "core/connect/unix_odbc.h"

namespace qd::connect {

UnixOdbc::UnixOdbc()
{
    library.find(allocate, "SQLAllocHandle");
    library.find(free, "SQLFreeHandle");
    library.find(setEnvironment, "SQLSetEnvAttr");
    library.find(setConnection, "SQLSetConnectAttr");
    library.find(setStatement, "SQLSetStmtAttr");
    library.find(connect, "SQLDriverConnectW");
    library.find(disconnect, "SQLDisconnect");
    library.find(execute, "SQLExecDirectW");
    library.find(columns, "SQLNumResultCols");
    library.find(describe, "SQLDescribeColW");
    library.find(fetch, "SQLFetch");
    library.find(data, "SQLGetData");
    library.find(closeCursor, "SQLCloseCursor");
    library.find(cancel, "SQLCancel");
    library.find(diagnosis, "SQLGetDiagRecW");
}

const UnixOdbc &UnixOdbc::it()
{
    static const UnixOdbc *const one = new UnixOdbc; // for ever: threads that were left to themselves may be in it
    return *one;
}

} // namespace qd::connect
