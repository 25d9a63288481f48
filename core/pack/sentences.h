#pragma once
#include "core/base/currency.h"
#include "core/base/message.h"
#include "core/revenue/movements.h"

#include <optional>
#include <vector>

namespace qd::pack {

/// The sentences of the drafted narrative. Each is made of measured figures only and of the same ones that stand in
/// the chart or table beside it: rates come in as shown tenths of a percent, so that differences in a sentence are
/// those of the printed rates. A figure that is missing drops its clause; nothing to say gives an empty message.

/// A rate as printed now and at an earlier time.
struct ShownRate {
    std::optional<std::int64_t> now; ///< tenths of a percent
    std::optional<std::int64_t> before;
};

/// "ARR grew 2.6 % to $50.97M; gross retention slipped to 90.6 %"; grr is compared with the month before.
[[nodiscard]] Message summaryTitle(std::int64_t opening, std::int64_t closing, Currency currency, const ShownRate &grr);

/// "Expansion carried the month." or "Churn weighed most on the month."; empty when nothing moved.
[[nodiscard]] Message carrierSentence(const revenue::MovementRow &month);

/// "Retention of the installed base lost 2.4 points in a year; Mid-market stands lowest at 88.0 %."
[[nodiscard]] Message yearSentence(
    const ShownRate &grr, const Message &lowestGroup, std::optional<std::int64_t> lowest);

/// "ARR rose by $1,274,740 in September: $696,785 from 11 new customers and $950,282 of expansion, less ..." The parts
/// are rounded so that they add up to the change that is printed.
[[nodiscard]] Message movementSentence(const revenue::MovementRow &month, Currency currency);

/// "NRR is 107.5 %, up 0.9 points on August."
[[nodiscard]] Message nrrSentence(const ShownRate &rate, Month before);
/// "GRR is 90.6 %, down 2.4 points in a year."
[[nodiscard]] Message grrSentence(const ShownRate &rate);

/// "Customers who left or shrank over twelve months took $3,792,581, or 9.4 % of opening ARR."; the share is what is
/// missing from the printed GRR to 100 %.
[[nodiscard]] Message lossSentence(std::int64_t lost, Currency currency, std::optional<std::int64_t> grrTenths);

/// One group's part in the loss.
struct GroupLoss {
    Message name;
    std::int64_t opening = 0; ///< minor units
    std::int64_t lost = 0;
    ShownRate grr; ///< now and a year ago
};
/// "Mid-market, 36 % of opening ARR, makes 46 % of the loss; its GRR is 88.0 %, down 1.8 points in a year." about the
/// group with the largest loss; empty with fewer than two groups or without loss.
[[nodiscard]] Message groupLossSentence(const std::vector<GroupLoss> &groups);

/// What comes up for renewal.
struct RenewalsAhead {
    int customers = 0;
    std::int64_t due = 0; ///< minor units
    std::optional<std::int64_t> atRisk; ///< yellow or red; nothing where no health is known
    int redCustomers = 0;
    std::int64_t red = 0;
    Date until; ///< last day of the window
};
/// "151 customers with $14.14M renew by 29 December; $3.39M (24 %) is yellow or red."
[[nodiscard]] Message renewalSentence(const RenewalsAhead &renewals, Currency currency);

/// "ARR closes September at $50.97M; NRR 107.5 %, GRR 90.6 %"
[[nodiscard]] Message arrTitle(
    Month month, std::int64_t closing, Currency currency, const ShownRate &nrr, const ShownRate &grr);

/// "8 causes and an unexplained rest of 3 customers, $36,660.00, add up to the difference to the cent."
[[nodiscard]] Message causeSentence(int causes, int unexplainedCount, std::int64_t unexplained, Currency currency);
/// "569 of 601 customers agree on ARR: 94.7 % (interval 92.6–96.2)."
[[nodiscard]] Message matchSentence(int matched, int inEither);

/// "At 12 months the 8 cohorts old enough keep 104 % of starting ARR"
[[nodiscard]] Message cohortTitle(int months, int cohorts, std::optional<double> nrr);

} // namespace qd::pack
