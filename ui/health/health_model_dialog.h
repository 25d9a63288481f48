#pragma once
#include "core/health/model_draft.h"
#include "ui/health/draft_book.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace qd::ui {

class DraftPreview;
class ErrorBar;
class ModelRows;
class TonedLabel;

/// Edits a draft of a health model: weights, bands and what counts where a signal is missing, segment by segment,
/// beside what it changes on the day. Stands beside the window, so that customers open there. Saving makes a version,
/// which is the window's edit: it can be undone. No version is in force before another person approves it.
class HealthModelDialog : public QDialog {
    Q_OBJECT
public:
    explicit HealthModelDialog(QWidget *parent = nullptr);
    /// Reads the workspace anew; what somebody is typing stays.
    void load(const PageContext &context);

public Q_SLOTS:
    /// Closes; with something typed and not saved it says so first, and closes when asked again.
    void reject() override;

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);
    void accountWanted(const QString &account);
    void loaded();

private:
    [[nodiscard]] QWidget *makeRules();
    void layOut();
    void connectParts();
    void take(const Result<DraftBookPtr> &result);
    void fillVersions();
    void begin(int place);
    void setDraft(const health::HealthModel &model);
    void showSegment();
    void showRows();
    void rulesChanged();
    void rowsChanged();
    void showDraft();
    void showState();
    void save(bool propose);
    [[nodiscard]] int segment() const;
    [[nodiscard]] bool isChanged() const;

    DraftBookPtr m_book;
    std::string m_workspace; ///< the book is of
    health::ModelDraft m_draft;
    std::string m_begun; ///< M.json of what the draft began with
    health::ReadDraft m_read;
    Job<DraftBookPtr> m_job;
    bool m_askedToClose = false; ///< since the last change
    ErrorBar *m_error = nullptr;
    QComboBox *m_from = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_type = nullptr;
    QLineEdit *m_yellow = nullptr;
    QLineEdit *m_green = nullptr;
    QLineEdit *m_coverage = nullptr;
    QComboBox *m_segment = nullptr;
    ModelRows *m_rows = nullptr;
    DraftPreview *m_preview = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_by = nullptr;
    TonedLabel *m_state = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_propose = nullptr;
};

} // namespace qd::ui
