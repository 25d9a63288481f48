#pragma once
#include "ui/import/import_texts.h"
#include "ui/shell/job.h"
#include "ui/shell/page.h"

class QDateEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ErrorBar;
class Panel;
class SegmentedSwitch;
class TableView;

/// Files in: drop them, see what they are recognised as and what is wrong in them, answer what is unclear, import all
/// of them as one transaction; then the batches and the quarantine.
class ImportPage : public Page {
    Q_OBJECT
public:
    explicit ImportPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString title() const override { return tr("Import"); }
    [[nodiscard]] QString group() const override { return tr("Data"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("import"); }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    void refresh(const PageContext &context) override;
    /// "files:" and paths, one a line: as if they had been dropped.
    void open(const QString &target) override;

private:
    struct Stored {
        sources::SourceList list;
        std::vector<QuarantineReason> reasons;
    };
    using StoredPtr = std::shared_ptr<const Stored>;

    void build();
    [[nodiscard]] QWidget *buildSide();
    void addPaths(const QStringList &paths);
    void showFiles();
    void showFile(const QString &rowId);
    void runImport();
    void finishImport(const Result<sources::ImportReport> &result);
    void cancelImport();
    void endImport();
    void showProgress(const Progress::State &state);
    void exportQuarantine();
    static Result<StoredPtr> readStored(const std::string &path);
    [[nodiscard]] sources::ImportOptions options() const;

    PageContext m_context;
    std::vector<AddedFile> m_files;
    StoredPtr m_stored;
    int m_boardJob = 0; ///< its number in the status bar
    Job<std::shared_ptr<const std::vector<AddedFile>>> m_previewJob;
    Job<sources::ImportReport> m_importJob;
    Job<StoredPtr> m_storedJob;
    ErrorBar *m_error = nullptr;
    TableView *m_fileTable = nullptr;
    Panel *m_detailPanel = nullptr;
    SegmentedSwitch *m_detailSwitch = nullptr;
    TableView *m_detail = nullptr;
    Panel *m_progressPanel = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progressBar = nullptr;
    Panel *m_questionPanel = nullptr;
    QLabel *m_question = nullptr;
    SegmentedSwitch *m_dateOrder = nullptr;
    TableView *m_quarantine = nullptr;
    QDateEdit *m_asOf = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace qd::ui
