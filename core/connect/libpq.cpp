#include "core/connect/libpq.h"

namespace qd::connect {

Libpq::Libpq()
{
    library.find(connectStart, "PQconnectStartParams");
    library.find(connectPoll, "PQconnectPoll");
    library.find(finish, "PQfinish");
    library.find(status, "PQstatus");
    library.find(socket, "PQsocket");
    library.find(errorMessage, "PQerrorMessage");
    library.find(setNoticeProcessor, "PQsetNoticeProcessor");
    library.find(setNonBlocking, "PQsetnonblocking");
    library.find(flush, "PQflush");
    library.find(sendQuery, "PQsendQueryParams");
    library.find(setSingleRowMode, "PQsetSingleRowMode");
    library.find(consumeInput, "PQconsumeInput");
    library.find(isBusy, "PQisBusy");
    library.find(getResult, "PQgetResult");
    library.find(resultStatus, "PQresultStatus");
    library.find(resultErrorField, "PQresultErrorField");
    library.find(resultErrorMessage, "PQresultErrorMessage");
    library.find(rows, "PQntuples");
    library.find(fields, "PQnfields");
    library.find(fieldName, "PQfname");
    library.find(fieldType, "PQftype");
    library.find(value, "PQgetvalue");
    library.find(length, "PQgetlength");
    library.find(isNull, "PQgetisnull");
    library.find(clear, "PQclear");
    library.find(getCancel, "PQgetCancel");
    library.find(cancel, "PQcancel");
    library.find(freeCancel, "PQfreeCancel");
}

const Libpq &Libpq::it()
{
    static const Libpq *const one = new Libpq; // for ever: threads that were left to themselves may be in it
    return *one;
}

} // namespace qd::connect
