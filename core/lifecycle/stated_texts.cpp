#include "core/lifecycle/stated_texts.h"

#include "core/identity/golden_record.h"

#include <limits>

namespace qd::lifecycle {

std::vector<std::string> statedTexts(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const std::string &field, const StatedRows &rows)
{
    const identity::AccountDirectory &accounts = portfolio.accounts();
    std::vector<std::string> texts(std::size_t(accounts.size()));
    std::vector<std::size_t> ranks(texts.size(), std::numeric_limits<std::size_t>::max());
    const std::vector<std::string> order = identity::precedence(field, {});
    rows(workspace, [&](const store::ReasonRow &row) {
        const int account = accounts.indexOfRecord(row.source, row.id);
        if (account < 0)
            return;
        const std::string source(row.source);
        const std::size_t rank = identity::rankOf(source, portfolio.kindOf(source), order);
        if (rank >= ranks[std::size_t(account)])
            return;
        ranks[std::size_t(account)] = rank;
        texts[std::size_t(account)] = row.reason;
    });
    return texts;
}

} // namespace qd::lifecycle
