#pragma once
#include "ui/scenario/scenario_view.h"

#include <QWidget>

class QGridLayout;

namespace qd::ui {

/// A change to begin with, for somebody who has not moved a lever yet.
struct Starter {
    QString title; ///< "Churn 2 points higher"
    QString effect; ///< what it does: "ARR -$1.2M"
    scenario::CompleteScenario scenario; ///< with the change made
};

/// The changes offered for the scenario of the comparison; none that would change nothing.
[[nodiscard]] std::vector<Starter> startersFor(
    const Comparison &comparison, const scenario::CompleteScenario &scenario);

/// What to do while nothing differs: a sentence, and changes to begin with, each a button with its effect beside it.
class StartersView : public QWidget {
    Q_OBJECT
public:
    explicit StartersView(QWidget *parent = nullptr);
    void setStarters(std::vector<Starter> starters);

Q_SIGNALS:
    void chosen(const QString &title, const qd::scenario::CompleteScenario &scenario);

private:
    std::vector<Starter> m_starters;
    QGridLayout *m_rows = nullptr;
};

} // namespace qd::ui
