#include "core/forecast/query_chances.h"

#include <QtGlobal>

namespace qd::forecast {

Result<QueryChances> chancesOf(const store::QueryTable &table)
{
    if (auto complete = table.need({"due", "p"}); !complete)
        return complete.error();
    const auto due = table.numbers("due");
    if (!due)
        return due.error();
    const auto p = table.numbers("p");
    if (!p)
        return p.error();
    const std::vector<std::string> groups =
        table.has("grp") ? table.groups("grp") : std::vector<std::string>(table.rows());
    QueryChances result;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if ((*due)[row] < 0)
            return table.wrongCell(row, "due", QT_TRANSLATE_NOOP("Words", "a number of 0 or more"));
        if ((*p)[row] < 0 || (*p)[row] > 1)
            return table.wrongCell(row, "p", QT_TRANSLATE_NOOP("Words", "a number from 0 to 1"));
        result.chances.push_back({groups[row], (*due)[row], (*p)[row], 1.0});
    }
    result.unused = table.besides({"due", "p", "grp"});
    return result;
}

} // namespace qd::forecast
