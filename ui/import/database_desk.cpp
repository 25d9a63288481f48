#include "ui/import/database_desk.h"

#include "ui/import/import_view.h"
#include "ui/paint/message_text.h"

#include <algorithm>

namespace qd::ui {

DatabaseDesk::DatabaseDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_button(new QPushButton(tr("From a database"), window))
{
    m_button->setObjectName(QStringLiteral("importDatabase"));
    m_button->setToolTip(tr("Let PostgreSQL or a warehouse answer a query, and import its rows. Only this opens a "
                            "connection, and only when you ask"));
}

void DatabaseDesk::setWorkspace(const std::string &path)
{
    if (path == m_path) {
        if (m_dialog)
            m_dialog->refresh();
        return;
    }
    m_path = path;
    m_job.cancel();
    m_answers.clear();
    if (m_dialog) {
        m_dialog->disconnect(this); // its queries and rows are of the other workspace
        m_dialog->reject();
    }
}

void DatabaseDesk::open(const sources::ImportOptions &options)
{
    m_dialog = new DatabaseDialog(m_path, options.asOf.value_or(Date::today()), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &DatabaseDialog::edited, this, &DatabaseDesk::edited);
    connect(
        m_dialog, &DatabaseDialog::fetched, this, [this, options](const FetchedRowsPtr &rows) { take(options, rows); });
    m_dialog->open();
}

void DatabaseDesk::keepOnly(const std::vector<AddedFile> &files)
{
    std::erase_if(m_answers, [&files](const auto &answer) {
        return std::ranges::find(files, answer.first, &AddedFile::path) == files.end();
    });
}

void DatabaseDesk::take(const sources::ImportOptions &options, const FetchedRowsPtr &rows)
{
    if (rows->notKept)
        Q_EMIT said(messageText(rows->notKept->message));
    m_job.startShown(
        m_window, tr("Reading the first rows"),
        [path = m_path, options, rows](
            Progress &progress) { return previewAs(path, rows->answer.path, options, rows->answer.hints, progress); },
        [this, rows](const Result<AddedFile> &file) {
            if (!file)
                return failed(file.error());
            m_answers[rows->answer.path] = rows->answer.file;
            Q_EMIT read({*file});
        });
}

} // namespace qd::ui
