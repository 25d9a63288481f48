#pragma once
#include "core/health/model_effect.h"
#include "core/health/saved_models.h"
#include "core/health/signal_use.h"
#include "ui/shell/page_context.h"

#include <memory>
#include <mutex>

namespace qd::ui {

/// What a draft of a health model changes among the customers that pass the chips, against the model of the day.
struct DraftEffect {
    health::HealthModel model; ///< the draft
    health::ModelEffect effect;
    std::vector<health::SignalUse> use; ///< of the draft
};

/// What drafts are tried on: a workspace read once, with the model of its day and every version. effect() may be asked
/// on any thread; one at a time is computed.
class DraftBook {
public:
    /// Reads the workspace; runs in a job. NoData where there is nothing to score by; errors as
    /// health::currentHealthModel().
    [[nodiscard]] static Result<std::shared_ptr<const DraftBook>> read(const PageContext &context);

    [[nodiscard]] const health::HealthModel &current() const { return m_current; } ///< the model of the day
    [[nodiscard]] const std::vector<health::SavedHealthModel> &versions() const { return m_versions; }
    [[nodiscard]] Date day() const { return m_day; }
    [[nodiscard]] Currency currency() const { return m_currency; }
    [[nodiscard]] const identity::AccountDirectory &accounts() const { return m_portfolio->accounts(); }

    /// Of a model without a fault. Errors as health::scoresOn(); Cancelled where it was stopped before its turn.
    [[nodiscard]] Result<std::shared_ptr<const DraftEffect>> effect(
        const health::HealthModel &draft, const Progress &progress) const;

    ~DraftBook();
    DraftBook(const DraftBook &) = delete;
    DraftBook &operator=(const DraftBook &) = delete;

private:
    DraftBook() = default;

    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    health::HealthModel m_current;
    std::vector<health::SavedHealthModel> m_versions;
    Date m_day;
    Currency m_currency;
    std::vector<bool> m_passes; ///< by directory index; empty where all do
    mutable std::mutex m_oneAtATime; ///< for what follows: it is one thread's at a time
    std::unique_ptr<store::Workspace> m_workspace;
    std::unique_ptr<Progress> m_progress;
    std::unique_ptr<const signs::Signals> m_history;
};
using DraftBookPtr = std::shared_ptr<const DraftBook>;

} // namespace qd::ui
