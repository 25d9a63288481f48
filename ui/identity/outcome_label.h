#pragma once
#include "core/answers/break_outcome.h"
#include "ui/common/toned_label.h"
#include "ui/identity/identity_view.h"
#include "ui/shell/job.h"

namespace qd::ui {

/// What accepting the chosen pairs does to ARR and to open breaks: of one pair, once it is computed, from which cause
/// to which each break goes.
class OutcomeLabel : public TonedLabel {
    Q_OBJECT
public:
    explicit OutcomeLabel(QWidget *parent = nullptr);

    /// Of no pairs it is empty, and what is under way stops.
    void setPairs(
        const std::string &workspace, const IdentityView &view, const std::vector<answers::ReviewPair> &pairs);

private:
    Job<std::vector<answers::BreakOutcome>> m_job;
};

} // namespace qd::ui
