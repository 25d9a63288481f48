#pragma once
#include "core/quality/quality_data.h"
#include "core/quality/scorecard.h"

namespace qd::quality {

/// The scorecard while the checks fill it: a figure is begun, and then every failure that it counts is added to it.
class Findings {
public:
    explicit Findings(const QualityData &data);

    /// Begins a figure of `n` things, of which none has failed yet. Its position.
    int begin(Check check, std::string source, std::string entity, std::string field, std::int64_t n);
    [[nodiscard]] CheckFigure &at(int figure) { return m_scorecard.figures[std::size_t(figure)]; }

    /// A row that failures may name; of the same row once is enough.
    int place(std::string_view id, std::int64_t batch, int line);
    /// A sentence that failures may share.
    int detail(Message message);
    /// One failure; `count` of the figure's n.
    void fail(int figure, int account, int place, int detail, std::int64_t count = 1);
    void note(const Message &message) { m_scorecard.notes.push_back(message); }

    /// The finished scorecard: tier one added up, status by the settings where a check did not set its own, all in its
    /// order.
    [[nodiscard]] Scorecard finished();

private:
    void waive();
    void addTierOne();
    void judge(CheckFigure &figure) const;

    const QualityData &m_data;
    Scorecard m_scorecard;
};

/// Each begins the figures of its checks; errors as scorecard().
[[nodiscard]] Result<void> checkCompleteness(const QualityData &data, Findings &findings);
[[nodiscard]] Result<void> checkRecords(const QualityData &data, Findings &findings); ///< duplicates, orphans
[[nodiscard]] Result<void> checkContracts(const QualityData &data, Findings &findings); ///< overlap, gaps, stale_rates
[[nodiscard]] Result<void> checkImports(const QualityData &data, Findings &findings); ///< freshness, validity, drift
[[nodiscard]] Result<void> checkStages(const QualityData &data, Findings &findings);

} // namespace qd::quality
