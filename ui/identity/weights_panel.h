#pragma once
#include "ui/common/panel.h"
#include "ui/identity/identity_view.h"

class QPushButton;

namespace qd::ui {

class WeightHistogram;

/// The pairs to look at by weight, with thresholds to drag, and a button that accepts all from the upper one on; how
/// many of such links are wrong is said beside the title first.
class WeightsPanel : public Panel {
    Q_OBJECT
public:
    explicit WeightsPanel(QWidget *parent = nullptr);
    /// The lower threshold is where the list begins; the upper one stays.
    void setView(const IdentityView &view);
    [[nodiscard]] bool hasPairs() const;

Q_SIGNALS:
    void leastWanted(double probability); ///< the list is to begin there: the lower threshold was let go
    void acceptWanted(const std::vector<qd::answers::ReviewPair> &pairs);

private:
    void follow();
    void accept();

    WeightHistogram *m_weights = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace qd::ui
