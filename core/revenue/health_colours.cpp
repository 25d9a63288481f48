#include "core/revenue/health_colours.h"

#include "core/base/text.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::revenue {

std::vector<std::string> healthColours(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<std::string> colours(std::size_t(accounts.size()));
    std::vector<char> dated(colours.size(), 0);
    // Ascending, so that the last one written is the latest; ties by model and source keep the order fixed.
    SQLite::Statement rows(workspace.db(),
        "SELECT source, account_id, coalesce(colour, ''), date <= ?1 FROM health_scores "
        "ORDER BY date, source, account_id, model");
    rows.bind(1, day.iso());
    while (rows.executeStep()) {
        const int account = accounts.indexOfRecord(rows.getColumn(0).getString(), rows.getColumn(1).getString());
        if (account < 0)
            continue;
        dated[std::size_t(account)] = 1;
        const std::string colour = lowered(rows.getColumn(2).getString());
        if (rows.getColumn(3).getInt() != 0 && !colour.empty())
            colours[std::size_t(account)] = colour;
    }
    for (int i = 0; i < accounts.size(); ++i) {
        if (!dated[std::size_t(i)])
            colours[std::size_t(i)] = lowered(accounts.at(i).field("health"));
    }
    return colours;
}

} // namespace qd::revenue
