#pragma once
#include <map>
#include <string>

struct sqlite3;
struct sqlite3_context;
struct sqlite3_stmt;
struct sqlite3_value;

namespace qd::store {

/// A function of SQLite's own, on a connection where nothing else is: for one that stands in its place on another
/// connection, and first looks at what it is given. What such a connection marks values with, as JSON, is lost.
class PlainFunction {
public:
    explicit PlainFunction(std::string name);
    ~PlainFunction();
    PlainFunction(const PlainFunction &) = delete;
    PlainFunction &operator=(const PlainFunction &) = delete;

    /// Gives its result, or its error, to `call`; texts are no longer than they may be there. Throws std::bad_alloc.
    void give(sqlite3_context *call, int count, sqlite3_value **values);

private:
    sqlite3_stmt *statementOf(int count);

    std::string m_name;
    sqlite3 *m_plain = nullptr;
    std::map<int, sqlite3_stmt *> m_statements; ///< by the number of arguments
};

} // namespace qd::store
