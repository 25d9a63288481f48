#pragma once
#include "ui/import/import_detail.h"
#include "ui/import/import_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page.h"

class QDateEdit;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class DatabaseDesk;
class DateQuestionPanel;
class ErrorBar;
class FileSetDesk;
class FullQuestionPanel;
class ImportProgress;
class MappingDesk;
class Panel;
class QuarantinePanel;
class TableView;
class PageBody;
class WhatChangedPart;

/// Files in: drop them, see what they are recognised as and what is wrong in them, answer what is unclear, import all
/// of them as one transaction; then the batches and the quarantine. Or, in their place, what imports changed.
class ImportPage : public Page {
    Q_OBJECT
public:
    explicit ImportPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString title() const override { return tr("Import"); }
    [[nodiscard]] QString group() const override { return tr("Data"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString withoutChips() const override
    {
        return tr("files hold rows of all customers, whatever the chips say");
    }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    void refresh(const PageContext &context) override;
    /// Takes files as if they had been dropped.
    void open(const PageTarget &target) override;

private:
    void build();
    [[nodiscard]] QWidget *buildSide();
    void addPaths(const QStringList &paths);
    void addFiles(const std::vector<AddedFile> &files);
    void showFiles();
    void showFile(const QString &rowId);
    /// Reads the first rows again of the files whose dates were asked about, by the answer.
    void takeAnswer();
    /// `closeMost`: a person was asked and said that complete files may close most records.
    void runImport(bool closeMost);
    void finishImport(const Result<sources::ImportReport> &result);
    void cancelImport();
    void endImport();
    void askWhatItIs();
    [[nodiscard]] int currentFile() const; ///< -1 for none
    void openBatch(qlonglong batch, const QString &file);
    /// Shows files as they are read now, in the place of those of the same paths.
    void replaceFiles(const std::vector<AddedFile> &files);
    void mapColumns();
    /// The files, or what changed.
    void showPart(bool changed);
    void sayFact();
    void takeMended(const std::string &path, const sources::BatchReport &report);
    [[nodiscard]] sources::ImportOptions options() const;

    PageBody *m_body = nullptr;
    PageContext m_context;
    std::vector<AddedFile> m_files;
    StoredImportPtr m_stored;
    int m_boardJob = 0; ///< its number in the status bar
    Job<std::shared_ptr<const std::vector<AddedFile>>> m_previewJob;
    Job<std::shared_ptr<const std::vector<AddedFile>>> m_answerJob;
    Job<sources::ImportReport> m_importJob;
    Job<StoredImportPtr> m_storedJob;
    ErrorBar *m_error = nullptr;
    TableView *m_fileTable = nullptr;
    ImportDetail *m_detail = nullptr;
    ImportProgress *m_progress = nullptr;
    DateQuestionPanel *m_question = nullptr;
    FullQuestionPanel *m_full = nullptr;
    FileSetDesk *m_sets = nullptr;
    DatabaseDesk *m_databases = nullptr;
    MappingDesk *m_mapping = nullptr;
    QuarantinePanel *m_quarantine = nullptr;
    WhatChangedPart *m_changed = nullptr;
    QStackedWidget *m_parts = nullptr;
    QString m_fact; ///< of the files
    QDateEdit *m_asOf = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace qd::ui
