#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/shell/account_list.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace qd::ui {

class ChartView;
class Panel;
class TableView;

/// What Cox's model says of who leaves sooner: a ratio for each input, what it says in a sentence, and how the ratio of
/// one input goes over time.
class HazardSheet final : public QWidget {
    Q_OBJECT
public:
    /// `drawn` chooses the input whose residuals are drawn; it stands among the choices above.
    HazardSheet(QComboBox *drawn, QWidget *parent);

    /// Shows a view that has a model, or says why there is none.
    void present(const std::shared_ptr<const CohortsView> &view);
    [[nodiscard]] Panel *mainPanel() const { return m_ratioPanel; }

Q_SIGNALS:
    void customersWanted(const qd::ui::AccountList &list);

private:
    void fillChoice();
    void drawResiduals();

    std::shared_ptr<const CohortsView> m_view;
    QComboBox *m_drawn = nullptr;
    Panel *m_ratioPanel = nullptr;
    Panel *m_sentencePanel = nullptr;
    Panel *m_residualPanel = nullptr;
    TableView *m_ratios = nullptr;
    QLabel *m_sentence = nullptr;
    ChartView *m_residuals = nullptr;
};

} // namespace qd::ui
