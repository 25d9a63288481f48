#pragma once
#include "core/base/progress.h"
#include "core/revenue/arr_cells.h"

namespace qd::revenue {

/// ARR movements of CONTRACT section 2.
enum class MovementKind { New, Reactivation, Expansion, Contraction, Churn, Fx };
/// "new", "reactivation" ...
[[nodiscard]] const char *toString(MovementKind kind);
/// "New", "FX" ...: what people call it, on pages, in packs and charts; a window translates it (ui/paint/words.h).
[[nodiscard]] const char *nameOf(MovementKind kind);

/// A month of a group. Amounts are base minor units, contraction and churn positive; to the minor unit
/// opening + newAmount + reactivation + expansion - contraction - churn + fx = closing.
struct MovementRow {
    Month month;
    std::string group;
    std::int64_t opening = 0;
    std::int64_t newAmount = 0;
    std::int64_t reactivation = 0;
    std::int64_t expansion = 0;
    std::int64_t contraction = 0;
    std::int64_t churn = 0;
    std::int64_t fx = 0;
    std::int64_t closing = 0;
    int openingLogos = 0;
    int newLogos = 0;
    int reactivatedLogos = 0;
    int churnedLogos = 0;
    int closingLogos = 0;
};

/// The movements of a month in the order in which they are shown, losses negative: opening + their sum = closing.
[[nodiscard]] std::vector<std::pair<MovementKind, std::int64_t>> stepsOf(const MovementRow &row);
/// The month in whole units of `currency`, as it is printed: opening and closing rounded half to even, the movements by
/// largest remainder, so that they still add up. Amounts stay in minor units.
[[nodiscard]] MovementRow inWholeUnits(MovementRow row, Currency currency);

/// What stands behind a figure: one customer's movement in one month.
struct AccountMovement {
    Month month;
    int account = -1; ///< directory index of the customer (the ultimate parent at parent grain)
    int group = 0; ///< index in Movements::groups
    MovementKind kind = MovementKind::New;
    std::int64_t amount = 0; ///< as in MovementRow; fx may be negative
    std::int64_t before = 0; ///< at the opening's rates
    std::int64_t after = 0; ///< at the closing's rates: before + change() + what exchange rates did

    /// The amount with its sign: contraction and churn are below 0.
    [[nodiscard]] std::int64_t change() const
    {
        return kind == MovementKind::Contraction || kind == MovementKind::Churn ? -amount : amount;
    }
};

/// A customer's movement in whole units of `currency`, as it is printed: what it was before and by how much it moved
/// are rounded by themselves, and `after` is their sum, at the opening's rates. Not for FX. Amounts stay in minor
/// units.
[[nodiscard]] AccountMovement inWholeUnits(AccountMovement movement, Currency currency);

struct Movements {
    Currency currency;
    std::vector<std::string> groups; ///< "total" first
    std::vector<MovementRow> rows; ///< by month, then groups in that order
    std::vector<AccountMovement> details; ///< by month; of group `total` and of each group
    std::vector<Message> warnings; ///< stale rates, months after a history's end
};

struct MovementOptions {
    Month from; ///< first month reported; its opening is the month-end before
    Month to; ///< last month reported, included
    GroupingOptions grouping;
    /// Values every month at the rates of this day instead of its own; fx is then 0.
    std::optional<Date> constantRates = std::nullopt;
};

/// Movements month by month. What became one customer within a month (identity/mergers.h) opens it as one: no movement
/// arises, and a group may open with another amount than it closed the month before. Months after an arr_history's last
/// one are left out with a warning. InvalidArgument when from is after to or the dimension is unknown; NoRate,
/// Overflow, Cancelled. O(months x subscriptions).
[[nodiscard]] Result<Movements> computeMovements(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const MovementOptions &options, Progress &progress);

} // namespace qd::revenue
