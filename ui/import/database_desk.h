#pragma once
#include "ui/database/database_dialog.h"
#include "ui/import/import_texts.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"

#include <QPointer>
#include <QPushButton>

#include <map>

class QFile;

namespace qd::ui {

/// Rows from databases beside files: a button that opens the queries of the workspace. What one gives is looked through
/// as a file is, and stays readable as long as the page may import or mend it.
class DatabaseDesk : public QObject {
    Q_OBJECT
public:
    /// Dialogs stand above `window`.
    explicit DatabaseDesk(QWidget *window);

    /// For the page to place.
    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// Another workspace closes what is open and lets go of all answers; the same is read again.
    void setWorkspace(const std::string &path);
    /// Opens the queries; `options` are those of the import to come.
    void open(const sources::ImportOptions &options);
    /// Lets go of the answers that are none of these.
    void keepOnly(const std::vector<AddedFile> &files);

Q_SIGNALS:
    void read(const std::vector<qd::ui::AddedFile> &files); ///< the answer, looked through
    void edited(const qd::ui::Edit &edit);
    void said(const QString &sentence); ///< what a person should know of it
    void failed(const qd::Error &error);

private:
    void take(const sources::ImportOptions &options, const FetchedRowsPtr &rows);

    std::string m_path; ///< of the workspace
    QPointer<DatabaseDialog> m_dialog; ///< while it is open
    QWidget *m_window;
    QPushButton *m_button;
    std::map<std::string, std::shared_ptr<QFile>> m_answers; ///< by the path they are read by
    Job<AddedFile> m_job;
};

} // namespace qd::ui
