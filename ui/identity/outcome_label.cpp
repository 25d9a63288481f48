#include "ui/identity/outcome_label.h"

namespace qd::ui {

OutcomeLabel::OutcomeLabel(QWidget *parent)
    : TonedLabel(Type::Small, Tone::Label, parent)
{
    setObjectName(QStringLiteral("identityOutcome"));
}

void OutcomeLabel::setPairs(
    const std::string &workspace, const IdentityView &view, const std::vector<answers::ReviewPair> &pairs)
{
    m_job.cancel();
    const QString text = outcomeText(view, pairs);
    setText(text);
    setToolTip(breaksText(view, pairs));
    if (pairs.size() != 1)
        return;
    const int left = view.review->customerOf(pairs.front().left);
    const int right = view.review->customerOf(pairs.front().right);
    if (left < 0 || right < 0 || left == right)
        return;
    m_job.start(
        [workspace, first = view.review->accounts->at(left).id, second = view.review->accounts->at(right).id](
            Progress &progress) -> Result<std::vector<answers::BreakOutcome>> {
            const auto opened = store::Workspace::open(workspace, store::Workspace::Mode::ReadOnly);
            if (!opened)
                return opened.error();
            return answers::breaksAfterLink(**opened, first, second, progress);
        },
        [this, text](const Result<std::vector<answers::BreakOutcome>> &done) {
            if (!done || done->empty()) // what cannot be told is left as it stands
                return;
            const QString changes = outcomesText(*done);
            setText(tr("%1; %2").arg(text, changes));
            setToolTip(changes);
        });
}

} // namespace qd::ui
