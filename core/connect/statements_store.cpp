#include "core/connect/statements_store.h"

namespace qd::connect {

std::vector<std::string> postgresqlBeginnings(int seconds)
{
    return {"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET DateStyle TO 'ISO'", "SET TimeZone TO 'UTC'",
        "SET statement_timeout TO " + std::to_string(seconds) + "000"};
}

std::string planOf(const std::string &sql)
{
    return "EXPLAIN (FORMAT JSON) " + sql;
}

std::string countOf(const std::string &sql)
{
    // The end on a line of its own, for the query may end in a remark.
    return "SELECT COUNT(*) FROM (" + sql + "\n) AS counted";
}

} // namespace qd::connect
