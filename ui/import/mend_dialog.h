#pragma once
#include "core/sources/rejected_rows.h"
#include "ui/import/import_texts.h"
#include "ui/shell/job.h"

#include <QDialog>
#include <QTemporaryDir>

class QPushButton;
class QTableWidget;

namespace qd::ui {

class ErrorBar;
class TonedLabel;

/// The rows that an import held back of one file, to be mended in place: each with what is wrong, its fields to be
/// typed in, looked at anew as they are typed. Taken, they are an import of their own under the file's name, which can
/// be undone; what stood there before stays with the earlier batch.
class MendDialog : public QDialog {
    Q_OBJECT
public:
    /// `options` are those of the page: the order of dates.
    MendDialog(const std::string &workspacePath, const AddedFile &file, const sources::ImportOptions &options,
        QWidget *parent = nullptr);

    /// The rows as they stand, and why each was held back, as a file to be corrected elsewhere (rejected_rows.h).
    void writeFile(const QString &path);

Q_SIGNALS:
    void opened(); ///< the rows are shown
    void checked(); ///< what is wrong is that of the rows as they stand
    void taken(const qd::sources::BatchReport &report); ///< imported

private:
    struct Look {
        std::vector<QString> faults; ///< by row; empty for one that can be taken
    };

    void show(const sources::RejectedRows &rejected);
    void look();
    /// For one job: the one before may still be at its file.
    [[nodiscard]] std::string newFolder();
    void showLook(const Look &look);
    void take();
    void askForFile();
    [[nodiscard]] sources::RejectedRows typed() const;
    [[nodiscard]] sources::ImportOptions optionsOf(const sources::RejectedRows &rejected) const;

    std::string m_workspacePath;
    sources::ImportOptions m_options;
    sources::RejectedRows m_rejected;
    QTemporaryDir m_folder; ///< personal data: gone with the dialog
    int m_looks = 0;
    bool m_filling = false;
    Job<sources::RejectedRows> m_openJob;
    Job<Look> m_lookJob;
    Job<sources::ImportReport> m_takeJob;
    ErrorBar *m_error = nullptr;
    QTableWidget *m_table = nullptr;
    TonedLabel *m_state = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
