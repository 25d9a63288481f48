#pragma once
#include "ui/database/database_asking.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"

#include <QDialog>

#include <map>

class QListWidget;
class QProgressBar;
class QPushButton;

namespace qd::ui {

class ErrorBar;
class QueryForm;
class RunChoice;
class TonedLabel;

/// The queries of a workspace that databases answer: make, change and remove them and the connections they go by, and
/// fetch the rows of one. A query is saved before it is asked, so that lineage knows what was asked. It writes nothing
/// else; what was fetched is for the Import page to look through and import.
class DatabaseDialog : public QDialog {
    Q_OBJECT
public:
    /// `asOf`: the day the answers are to speak of.
    DatabaseDialog(const std::string &workspacePath, Date asOf, QWidget *parent = nullptr);

    /// Reads again what is saved, after the workspace changed or did not take an edit; what is typed stays.
    void refresh();

Q_SIGNALS:
    void opened(); ///< the queries of the workspace are shown
    void edited(const qd::ui::Edit &edit); ///< a query or a connection is to be kept or removed
    void fetched(const qd::ui::FetchedRowsPtr &rows); ///< then the dialog closes
    void settled(); ///< a database answered, refused or was not asked any more

private:
    void build();
    QWidget *buildList();
    QWidget *buildFoot();
    QPushButton *addButton(QWidget *parent, const char *name, const QString &text);
    void take(const Databases &databases);
    /// The saved query of a row; null for one that was begun, and for none.
    [[nodiscard]] const connect::SavedQuery *savedAt(int row) const;
    /// -1 for none.
    [[nodiscard]] int rowOf(const std::string &name) const;
    void fillList(int current);
    /// The same, and its current query in the form.
    void showRow(int row);
    void showQuery(int row);
    void startQuery(const connect::SavedQuery &query);
    /// What is typed stands until it is saved or the dialog closes, also while another query is looked at.
    void keepTyped();
    void queryChanged();
    /// Lets an edit be done, or says why it cannot be.
    bool put(const Result<Edit> &edit);
    /// Whether the query of the form is saved now; else says why not.
    bool save();
    void removeQuery();
    void askForConnection(bool anew);
    void keepConnection(const connect::Connection &connection);
    void removeConnection();
    void fetch(const std::optional<TypedPassword> &password);
    void finish(const Result<FetchedRowsPtr> &result);
    void stop();
    void showProgress(const Progress::State &state);
    void setAsking(bool asking);

    std::string m_workspacePath;
    Date m_asOf;
    Databases m_databases;
    Job<Databases> m_readJob;
    Job<FetchedRowsPtr> m_job;
    std::optional<connect::SavedQuery> m_begun; ///< not saved yet: the last row
    std::map<std::string, connect::SavedQuery> m_typed; ///< by name, of saved ones: as they are in the form, not saved
    bool m_isAsking = false;
    connect::Connection m_asked; ///< by which the query goes that is asked now
    ErrorBar *m_error = nullptr;
    QListWidget *m_list = nullptr;
    QueryForm *m_form = nullptr;
    RunChoice *m_run = nullptr;
    TonedLabel *m_state = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_fetch = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace qd::ui
