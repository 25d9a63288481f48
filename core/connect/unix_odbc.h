#pragma once
#include "core/connect/loaded_library.h"

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

namespace qd::connect {

/// The functions of unixODBC that are used, as its headers declare them. The library is loaded at the first call of
/// it().
struct UnixOdbc {
    LoadedLibrary library{"odbc", 2};
    decltype(&::SQLAllocHandle) allocate = nullptr;
    decltype(&::SQLFreeHandle) free = nullptr;
    decltype(&::SQLSetEnvAttr) setEnvironment = nullptr;
    decltype(&::SQLSetConnectAttr) setConnection = nullptr;
    decltype(&::SQLSetStmtAttr) setStatement = nullptr;
    decltype(&::SQLDriverConnectW) connect = nullptr;
    decltype(&::SQLDisconnect) disconnect = nullptr;
    decltype(&::SQLExecDirectW) execute = nullptr;
    decltype(&::SQLNumResultCols) columns = nullptr;
    decltype(&::SQLDescribeColW) describe = nullptr;
    decltype(&::SQLFetch) fetch = nullptr;
    decltype(&::SQLGetData) data = nullptr;
    decltype(&::SQLCloseCursor) closeCursor = nullptr;
    decltype(&::SQLCancel) cancel = nullptr;
    decltype(&::SQLGetDiagRecW) diagnosis = nullptr;

    /// The one of the program; its library may not be good.
    [[nodiscard]] static const UnixOdbc &it();

private:
    UnixOdbc();
};

} // namespace qd::connect
