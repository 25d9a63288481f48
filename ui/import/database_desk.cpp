#include "ui/import/database_desk.h"

#include "ui/database/database_dialog.h"
#include "ui/import/import_view.h"
#include "ui/paint/message_text.h"

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

void DatabaseDesk::open(const std::string &workspacePath, const sources::ImportOptions &options)
{
    auto *dialog = new DatabaseDialog(workspacePath, options.asOf.value_or(Date::today()), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DatabaseDialog::edited, this, &DatabaseDesk::edited);
    connect(dialog, &DatabaseDialog::fetched, this,
        [this, workspacePath, options](const FetchedRowsPtr &rows) { take(workspacePath, options, rows); });
    dialog->open();
}

void DatabaseDesk::take(
    const std::string &workspacePath, const sources::ImportOptions &options, const FetchedRowsPtr &rows)
{
    const connect::QueryAnswer &answer = rows->answer;
    m_answers[answer.path] = answer.file;
    if (rows->notKept)
        Q_EMIT said(messageText(rows->notKept->message));
    m_job.startShown(
        m_window, tr("Reading the first rows"),
        [workspacePath, options, path = answer.path, hints = answer.hints](
            Progress &progress) { return previewAs(workspacePath, path, options, hints, progress); },
        [this](const Result<AddedFile> &file) {
            if (!file)
                return failed(file.error());
            Q_EMIT read({*file});
        });
}

} // namespace qd::ui
