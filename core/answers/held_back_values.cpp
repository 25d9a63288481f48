#include "core/answers/held_back_values.h"

#include <map>

namespace qd::answers {

std::vector<HeldBackValues> heldBackValues(const portfolio::Portfolio &portfolio)
{
    struct Sums {
        std::int64_t rows = 0;
        std::map<Currency, std::optional<Money>> totals = {};
    };
    std::map<std::string, Sums> sources;
    for (const store::NegativeRow &row : portfolio.negativeRows()) {
        Sums &sums = sources[row.source];
        ++sums.rows;
        const auto [total, isFirst] = sums.totals.try_emplace(row.amount.currency, row.amount);
        if (!isFirst && total->second)
            total->second = total->second->plus(row.amount);
    }
    std::vector<HeldBackValues> held;
    for (const auto &[source, sums] : sources) {
        held.push_back({source, sums.rows, {}});
        for (const auto &[currency, total] : sums.totals) {
            if (total)
                held.back().totals.push_back(*total);
        }
    }
    return held;
}

Message sentence(const HeldBackValues &held)
{
    std::vector<Message> totals;
    for (const Money &total : held.totals)
        totals.emplace_back(QD_WORDS("HeldBack", "%1"), std::vector<Message::Value>{total});
    return {QD_WORDS_N("HeldBack", "%2 holds back %1 rows below zero, %3 a year in all: they are in no ARR.",
                "%2 holds back %1 row below zero, %3 a year: it is in no ARR."),
        {Count{held.rows}, held.source, Sentences(listed(totals))}};
}

} // namespace qd::answers
