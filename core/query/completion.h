#pragma once
#include <string>
#include <vector>

namespace qd::query {

/// A table as completion knows it.
struct KnownTable {
    std::string name;
    std::vector<std::string> columns;
};

/// What the word before the cursor may become.
struct Completions {
    std::size_t begins = 0; ///< byte at which that word begins
    std::vector<std::string> words; ///< in byte order of their lower case, each once
};

/// Completions at byte `cursor` of a query: behind "x." the columns of the table that x is, or stands for ("v_movements
/// m", "v_movements AS m"); elsewhere tables, columns of the tables that the query names (of all where it names none),
/// `functions` and keywords, all that begin with the word there, in whatever case. Nothing within a text or comment,
/// for an empty word without a point before it, and where only the word itself would come.
[[nodiscard]] Completions completionsAt(const std::string &sql, std::size_t cursor,
    const std::vector<KnownTable> &tables, const std::vector<std::string> &functions);

/// Words of SQL, in capitals.
[[nodiscard]] const std::vector<std::string> &sqlKeywords();

} // namespace qd::query
