#pragma once
#include "ui/coverage/model_data.h"
#include "ui/coverage/tech_touch_view.h"
#include "ui/shell/job.h"

#include <QDialog>

class QPushButton;

namespace qd::ui {

class ChartView;
class ErrorBar;
class Panel;
class TechTouchAnswer;
class TechTouchFigures;
class TechTouchForm;
class ThresholdRow;
class TonedLabel;

/// At which contract value human touch pays, and what moving the threshold there frees and costs. The assumptions are
/// saved with the touch model, as an edit of the window. Stands beside the window, so that the customers open there.
class TechTouchDialog : public QDialog {
    Q_OBJECT
public:
    explicit TechTouchDialog(QWidget *parent = nullptr);
    /// Reads the workspace anew; what somebody is typing stays.
    void load(const PageContext &context);
    /// False while what stands there is of earlier assumptions.
    [[nodiscard]] bool isCurrent() const { return m_current; }

public Q_SLOTS:
    /// Closes; with something typed and not saved it says so first, and closes when asked again.
    void reject() override;

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);
    void customersWanted(const QString &title, const QStringList &accountIds);
    void shown(); ///< what stands there is of the assumptions and the threshold as they are

private:
    void layOut();
    void connectParts();
    void take(const Result<ModelDataPtr> &result);
    void assumptionsChanged();
    void compute();
    void showView();
    void setThreshold(double major);
    void showState();
    void save();
    [[nodiscard]] bool isChanged() const;

    ModelDataPtr m_data;
    std::string m_workspace; ///< the data are of
    coverage::CapacityModel m_draft;
    std::optional<double> m_threshold; ///< base major units, once somebody chose one
    std::shared_ptr<const TechTouchView> m_view;
    bool m_current = false;
    Job<ModelDataPtr> m_load;
    Job<std::shared_ptr<const TechTouchView>> m_job;
    ErrorBar *m_error = nullptr;
    TechTouchForm *m_form = nullptr;
    TechTouchAnswer *m_answer = nullptr;
    Panel *m_panel = nullptr; ///< of the chart
    ChartView *m_chart = nullptr;
    ThresholdRow *m_row = nullptr;
    TechTouchFigures *m_figures = nullptr;
    QPushButton *m_open = nullptr;
    TonedLabel *m_state = nullptr;
    bool m_askedToClose = false; ///< since the last change
    QPushButton *m_save = nullptr;
};

} // namespace qd::ui
