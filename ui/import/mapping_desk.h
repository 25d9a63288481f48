#pragma once
#include "ui/import/import_texts.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"

#include <QWidget>

namespace qd::ui {

/// Asks what a file is: opens the mapping editor on it and reads it, and the unrecognised files like it, by the profile
/// that comes out; or lets somebody say in few words what it holds.
class MappingDesk : public QObject {
    Q_OBJECT
public:
    using Files = std::shared_ptr<const std::vector<AddedFile>>;

    /// Dialogs stand above `window`.
    explicit MappingDesk(QWidget *window);

    /// `files` are all that were added, `file` is one of them; `options` are those of the import to come.
    void open(const std::string &workspacePath, const std::vector<AddedFile> &files, const AddedFile &file,
        const sources::ImportOptions &options);

    /// Asks by the dialog *Import as*; `stored` has the systems of the workspace.
    void ask(const std::string &workspacePath, const AddedFile &file, const sources::SourceList &stored,
        const sources::ImportOptions &options);

    /// Lets somebody mend the rows that the import of a file held back.
    void mend(const std::string &workspacePath, const AddedFile &file, const sources::ImportOptions &options);

Q_SIGNALS:
    void mended(const std::string &path, const qd::sources::BatchReport &report);
    void asked(); ///< somebody answered; the file is read anew
    void mapped(const std::vector<qd::ui::AddedFile> &files); ///< as they are read now
    void saved(const qd::ui::Edit &edit); ///< the profile is to be kept in the workspace
    void failed(const qd::Error &error);

private:
    void take(const std::string &workspacePath, const std::vector<AddedFile> &files, AddedFile file,
        const sources::ImportOptions &options);

    void finish(const Result<Files> &result);

    QWidget *m_window;
    Job<Files> m_job;
};

} // namespace qd::ui
