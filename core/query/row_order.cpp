#include "core/query/row_order.h"

#include <algorithm>
#include <numeric>

namespace qd::query {

namespace {

/// What leaves a sort that nobody waits for any more.
struct Stopped { };

/// Nothing before numbers before texts.
int rankOf(const nlohmann::json &value)
{
    return value.is_null() ? 0 : value.is_number() ? 1 : 2;
}

/// Wide enough for every whole number and every double.
long double numberOf(const nlohmann::json &value)
{
    return value.is_number_float() ? static_cast<long double>(value.get<double>())
                                   : static_cast<long double>(value.get<std::int64_t>());
}

bool isBefore(const nlohmann::json &a, const nlohmann::json &b)
{
    const int rank = rankOf(a);
    if (rank != rankOf(b))
        return rank < rankOf(b);
    if (rank == 1)
        return numberOf(a) < numberOf(b);
    const auto *left = a.get_ptr<const std::string *>();
    const auto *right = b.get_ptr<const std::string *>();
    return left && right && *left < *right;
}

} // namespace

Result<std::vector<int>> rowOrder(
    const std::vector<std::vector<nlohmann::json>> &rows, std::size_t column, bool descending, Progress &progress)
{
    std::vector<int> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::int64_t compared = 0;
    const auto before = [&](int first, int second) {
        if (!progress.step(++compared))
            throw Stopped();
        const nlohmann::json &a = rows[std::size_t(first)][column];
        const nlohmann::json &b = rows[std::size_t(second)][column];
        return descending ? isBefore(b, a) : isBefore(a, b);
    };
    try {
        std::ranges::stable_sort(order, before);
    } catch (const Stopped &) {
        return cancelled();
    }
    return order;
}

} // namespace qd::query
