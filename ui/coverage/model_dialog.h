#pragma once
#include "ui/coverage/model_data.h"
#include "ui/shell/job.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ErrorBar;
class ModelField;
class ModelPart;
class ModelPreview;
class ModelVersions;
class SegmentedSwitch;
class TonedLabel;

/// The touch model: segments and rules, time, factors, assignment, its versions, and what an edit would change today.
/// Stands beside the window, so that the customers behind a figure open there. Saving is the window's edit: it can be
/// undone.
class ModelDialog : public QDialog {
    Q_OBJECT
public:
    enum class View { Segments, Time, Assign, Versions };

    explicit ModelDialog(QWidget *parent = nullptr);
    /// Reads the workspace anew; what somebody is typing stays.
    void load(const PageContext &context);
    void setView(View view);
    [[nodiscard]] const coverage::CapacityModel &model() const { return m_draft; }

public Q_SLOTS:
    /// Closes; with something typed and not saved it says so first, and closes when asked again.
    void reject() override;

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);
    void customersWanted(const QString &title, const QStringList &accountIds);
    void loaded();

private:
    void layOut();
    void take(const Result<ModelDataPtr> &result);
    void showDraft();
    void showPreview();
    void modelChanged();
    void nameChanged();
    void showState(const std::vector<coverage::ModelFault> &faults);
    void save();
    void restore(int version);
    [[nodiscard]] bool isChanged() const;

    ModelDataPtr m_data;
    std::string m_workspace; ///< the data are of
    coverage::CapacityModel m_draft;
    Job<ModelDataPtr> m_job;
    ErrorBar *m_error = nullptr;
    ModelField *m_name = nullptr;
    TonedLabel *m_saved = nullptr;
    SegmentedSwitch *m_views = nullptr;
    QStackedWidget *m_stack = nullptr;
    QList<ModelPart *> m_parts; ///< by View
    ModelVersions *m_versions = nullptr;
    ModelPreview *m_preview = nullptr;
    TonedLabel *m_state = nullptr;
    bool m_askedToClose = false; ///< since the last change
    QPushButton *m_save = nullptr;
};

} // namespace qd::ui
