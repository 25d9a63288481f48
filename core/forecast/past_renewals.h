#pragma once
#include "core/health/known_colours.h"

#include <map>
#include <span>
#include <string>

namespace qd::forecast {

/// How many renewals a rate leans on that of the next wider group with: the k of the smoothing.
inline constexpr int Smoothing = 10;
/// Fiscal quarters before that of the day that history is taken from.
inline constexpr int HistoryQuarters = 8;

/// The days before due on which colours of history are looked at, for a renewal that is due in `days`: the next larger
/// of 30, 60, 90, 120, 180, the last one for all beyond; 30 for one that is past due.
[[nodiscard]] int leadStep(int days);

/// Settled renewals and those of them that were renewed.
struct Tally {
    int n = 0;
    int renewed = 0;

    void add(bool isRenewed);
    /// (renewed + Smoothing x towards) / (n + Smoothing).
    [[nodiscard]] double smoothed(double towards) const;
};

/// A renewal that is settled.
struct PastRenewal {
    int account = -1; ///< index in the directory
    std::string segment; ///< NoGroup for none
    Date due;
    bool isRenewed = false;
    std::int64_t dueArr = 0; ///< base minor units
    std::int64_t retained = 0; ///< min(renewed, due)
};

/// What history says of colours and segments (CONTRACT-ROOMS section 2, "Renewal forecast").
class PastRenewals {
public:
    explicit PastRenewals(std::vector<PastRenewal> all);

    /// Those of a segment.
    [[nodiscard]] std::span<const PastRenewal> of(const std::string &segment) const;
    /// Rate of the segment over all colours, smoothed towards the rate of all segments; the latter for one without
    /// history. Nothing without any history.
    [[nodiscard]] std::optional<double> rate(const std::string &segment) const;
    /// Rate of a cell of the segment with that tally, smoothed towards rate(). Nothing without any history.
    [[nodiscard]] std::optional<double> rate(const std::string &segment, const Tally &cell) const;
    /// r: sum of min(renewed, due) / sum of due over the renewed ones of the segment; 1 where there is none.
    [[nodiscard]] double retainedShare(const std::string &segment) const;

private:
    struct Segment {
        Tally tally;
        double dueArr = 0; ///< of the renewed ones
        double retained = 0;
    };
    std::vector<PastRenewal> m_all; ///< by segment
    Tally m_total;
    std::map<std::string, Segment> m_segments;
};

/// A tier of health in a segment.
struct CellKey {
    health::HealthColour colour = health::HealthColour::None;
    std::string segment;
};

/// The past renewals of a cell: of its segment, and of its colour as known one of `leads` days before each was due.
/// Each counts once. Errors of the colours.
[[nodiscard]] Result<Tally> tallyOf(
    const PastRenewals &past, const health::KnownColours &colours, const CellKey &cell, std::span<const int> leads);

} // namespace qd::forecast
