#pragma once
#include "core/connect/loaded_library.h"

#include <libpq-fe.h>

namespace qd::connect {

/// The functions of libpq that are used, as its header declares them. The library is loaded at the first call of it().
struct Libpq {
    LoadedLibrary library{"pq", 5};
    decltype(&::PQconnectStartParams) connectStart = nullptr;
    decltype(&::PQconnectPoll) connectPoll = nullptr;
    decltype(&::PQfinish) finish = nullptr;
    decltype(&::PQstatus) status = nullptr;
    decltype(&::PQsocket) socket = nullptr;
    decltype(&::PQerrorMessage) errorMessage = nullptr;
    decltype(&::PQsetNoticeProcessor) setNoticeProcessor = nullptr;
    decltype(&::PQsetnonblocking) setNonBlocking = nullptr;
    decltype(&::PQflush) flush = nullptr;
    decltype(&::PQsendQueryParams) sendQuery = nullptr;
    decltype(&::PQsetSingleRowMode) setSingleRowMode = nullptr;
    decltype(&::PQconsumeInput) consumeInput = nullptr;
    decltype(&::PQisBusy) isBusy = nullptr;
    decltype(&::PQgetResult) getResult = nullptr;
    decltype(&::PQresultStatus) resultStatus = nullptr;
    decltype(&::PQresultErrorField) resultErrorField = nullptr;
    decltype(&::PQresultErrorMessage) resultErrorMessage = nullptr;
    decltype(&::PQntuples) rows = nullptr;
    decltype(&::PQnfields) fields = nullptr;
    decltype(&::PQfname) fieldName = nullptr;
    decltype(&::PQftype) fieldType = nullptr;
    decltype(&::PQgetvalue) value = nullptr;
    decltype(&::PQgetlength) length = nullptr;
    decltype(&::PQgetisnull) isNull = nullptr;
    decltype(&::PQclear) clear = nullptr;
    decltype(&::PQgetCancel) getCancel = nullptr;
    decltype(&::PQcancel) cancel = nullptr;
    decltype(&::PQfreeCancel) freeCancel = nullptr;

    /// The one of the program; its library may not be good.
    [[nodiscard]] static const Libpq &it();

private:
    Libpq();
};

} // namespace qd::connect
