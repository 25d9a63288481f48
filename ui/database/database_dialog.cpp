#include "ui/database/database_dialog.h"

#include "core/base/text.h"
#include "core/connect/database_failure.h"
#include "core/connect/shipped_queries.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/toned_label.h"
#include "ui/database/connection_dialog.h"
#include "ui/database/database_edits.h"
#include "ui/database/password_dialog.h"
#include "ui/database/query_form.h"
#include "ui/database/run_choice.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {

template <typename Named>
const Named *named(const std::vector<Named> &all, const std::string &name)
{
    const auto found =
        std::ranges::find_if(all, [&name](const Named &each) { return equalsIgnoringCase(each.name, name); });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

DatabaseDialog::DatabaseDialog(const std::string &workspacePath, Date asOf, QWidget *parent)
    : QDialog(parent)
    , m_workspacePath(workspacePath)
    , m_asOf(asOf)
    , m_error(new ErrorBar(this))
{
    setObjectName(QStringLiteral("database"));
    setWindowTitle(tr("Rows from a database, as of %1").arg(formatDate(asOf)));
    build();
    refresh();
}

void DatabaseDialog::refresh()
{
    m_readJob.start([path = m_workspacePath](Progress &) { return readDatabases(path); },
        [this](const Result<Databases> &read) {
            if (!read)
                return m_error->showFailure(read.error());
            take(*read);
            Q_EMIT opened();
        });
}

void DatabaseDialog::build()
{
    resize(980, 640);
    auto *panel = new Panel(tr("Query"), this);
    panel->setSubtitle(tr("one SELECT, answered there"));
    auto *body = new QWidget(this);
    auto *form = new QVBoxLayout(body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    m_form = new QueryForm(this);
    form->addWidget(m_form, 1);
    m_run = new RunChoice(m_asOf, this);
    form->addWidget(m_run);
    panel->setBody(body);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(8);
    middle->addWidget(buildList());
    middle->addWidget(panel, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_error);
    column->addLayout(middle, 1);
    column->addWidget(buildFoot());
    connect(m_list, &QListWidget::currentRowChanged, this, &DatabaseDialog::showQuery);
    connect(m_form, &QueryForm::changed, this, [this] {
        keepTyped();
        queryChanged();
    });
    connect(m_form, &QueryForm::connectionWanted, this, &DatabaseDialog::askForConnection);
    connect(m_form, &QueryForm::connectionUnwanted, this, &DatabaseDialog::removeConnection);
    setAsking(false);
}

QPushButton *DatabaseDialog::addButton(QWidget *parent, const char *name, const QString &text)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false); // Enter in a field ends the typing, not the dialog
    return button;
}

QWidget *DatabaseDialog::buildList()
{
    constexpr int Width = 240;
    auto *panel = new Panel(tr("Saved queries"), this);
    panel->setFixedWidth(Width);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 8);
    m_list = new QListWidget(body);
    m_list->setObjectName(QStringLiteral("databaseQueries"));
    m_list->setAccessibleName(tr("Saved queries"));
    m_list->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    m_new = addButton(body, "databaseNew", tr("New"));
    auto *menu = new QMenu(m_new);
    menu->addAction(tr("Empty"), this, [this] { startQuery({}); });
    menu->addSeparator();
    for (const connect::ShippedQuery &each : connect::shippedQueries())
        menu->addAction(qt(each.title), this, [this, query = each.query] { startQuery(query); });
    m_new->setMenu(menu);
    m_remove = addButton(body, "databaseRemove", tr("Remove"));
    row->addWidget(m_new);
    row->addWidget(m_remove);
    row->addStretch(1);
    column->addLayout(row);
    panel->setBody(body, false);
    connect(m_remove, &QPushButton::clicked, this, &DatabaseDialog::removeQuery);
    return panel;
}

QWidget *DatabaseDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_state = new TonedLabel(Type::Body, Tone::Label, foot);
    m_state->setObjectName(QStringLiteral("databaseState"));
    m_bar = new QProgressBar(foot);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(120, 6);
    m_stop = addButton(foot, "databaseStop", tr("Stop"));
    m_save = addButton(foot, "databaseSave", tr("Save"));
    m_fetch = addButton(foot, "databaseFetch", tr("Fetch rows"));
    m_fetch->setProperty("primary", true);
    auto *close = addButton(foot, "databaseClose", tr("Close"));
    row->addWidget(m_state, 1);
    row->addWidget(m_bar);
    for (QPushButton *button : {m_stop, close, m_save, m_fetch})
        row->addWidget(button);
    connect(m_stop, &QPushButton::clicked, this, &DatabaseDialog::stop);
    connect(m_save, &QPushButton::clicked, this, &DatabaseDialog::save);
    connect(m_fetch, &QPushButton::clicked, this, [this] { fetch(std::nullopt); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

void DatabaseDialog::take(const Databases &databases)
{
    const connect::SavedQuery *shown = savedAt(m_list->currentRow());
    const std::string name = shown ? shown->name : std::string();
    m_databases = databases;
    m_form->setDatabases(m_databases);
    if (name.empty() && !m_begun)
        return showRow(0);
    fillList(name.empty() ? int(m_databases.queries.size()) : rowOf(name));
    keepTyped(); // it stays, whatever is saved now
    queryChanged();
}

const connect::SavedQuery *DatabaseDialog::savedAt(int row) const
{
    return row >= 0 && std::size_t(row) < m_databases.queries.size() ? &m_databases.queries[std::size_t(row)] : nullptr;
}

int DatabaseDialog::rowOf(const std::string &name) const
{
    const connect::SavedQuery *found = named(m_databases.queries, name);
    return found ? int(found - m_databases.queries.data()) : -1;
}

void DatabaseDialog::fillList(int current)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const connect::SavedQuery &query : m_databases.queries)
        m_list->addItem(tr("%1 (%2)").arg(qt(query.name), qt(query.connection)));
    if (m_begun)
        m_list->addItem(tr("New, not saved"));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    m_list->setFocusPolicy(m_list->count() > 0 ? Qt::StrongFocus : Qt::NoFocus);
}

void DatabaseDialog::showRow(int row)
{
    fillList(row);
    showQuery(m_list->currentRow());
}

void DatabaseDialog::showQuery(int row)
{
    if (const connect::SavedQuery *saved = savedAt(row)) {
        const auto typed = m_typed.find(saved->name);
        m_form->setQuery(typed == m_typed.end() ? *saved : typed->second);
    } else if (m_begun) {
        m_form->setQuery(*m_begun);
    }
    queryChanged();
}

void DatabaseDialog::startQuery(const connect::SavedQuery &query)
{
    m_begun = query;
    m_begun->connection = m_form->connection().toStdString();
    if (m_begun->connection.empty() && !m_databases.connections.empty())
        m_begun->connection = m_databases.connections.front().name;
    showRow(int(m_databases.queries.size()));
}

void DatabaseDialog::keepTyped()
{
    const connect::SavedQuery now = m_form->query();
    if (const connect::SavedQuery *saved = savedAt(m_list->currentRow())) {
        m_typed.erase(saved->name);
        if (now != *saved)
            m_typed[saved->name] = now;
        return;
    }
    m_begun = now;
    if (m_list->currentRow() < 0)
        fillList(int(m_databases.queries.size()));
}

void DatabaseDialog::queryChanged()
{
    const connect::SavedQuery now = m_form->query();
    const connect::SavedQuery *saved = named(m_databases.queries, now.name);
    m_run->setSql(now.sql);
    const bool isSaved = saved && *saved == now;
    m_save->setEnabled(!m_isAsking && !isSaved);
    m_remove->setEnabled(!m_isAsking && m_list->currentRow() >= 0);
    if (!m_isAsking)
        m_state->setText(m_databases.connections.empty() ? tr("A query needs a connection: make one first.")
                : saved && !isSaved                      ? tr("Changed, not saved.")
                                                         : QString());
}

bool DatabaseDialog::put(const Result<Edit> &edit)
{
    if (!edit) {
        m_error->showMessage(messageText(edit.error().message));
        return false;
    }
    m_error->clear();
    Q_EMIT edited(*edit);
    return true;
}

bool DatabaseDialog::save()
{
    const connect::SavedQuery now = m_form->query();
    const connect::SavedQuery *before = named(m_databases.queries, now.name);
    if (before && *before == now)
        return true;
    const connect::SavedQuery *shown = savedAt(m_list->currentRow());
    const std::string typedIn = shown ? shown->name : std::string(); // another name makes another query
    if (!put(keepingQuery(m_databases, now)))
        return false;
    m_typed.erase(typedIn);
    m_typed.erase(now.name);
    if (typedIn.empty())
        m_begun.reset();
    showRow(rowOf(now.name));
    return true;
}

void DatabaseDialog::removeQuery()
{
    if (const connect::SavedQuery *found = savedAt(m_list->currentRow())) {
        const connect::SavedQuery gone = *found;
        if (!put(removingQuery(m_databases, gone)))
            return;
        m_typed.erase(gone.name);
    } else {
        m_begun.reset();
    }
    if (m_databases.queries.empty() && !m_begun)
        m_form->setQuery({});
    showRow(0);
}

void DatabaseDialog::askForConnection(bool anew)
{
    const connect::Connection *now = named(m_databases.connections, m_form->connection().toStdString());
    auto *dialog = new ConnectionDialog(anew || !now ? connect::Connection() : *now, anew || !now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { keepConnection(dialog->connection()); });
    dialog->open();
}

void DatabaseDialog::keepConnection(const connect::Connection &connection)
{
    const connect::Connection *before = named(m_databases.connections, connection.name);
    if ((before && *before == connection) || !put(keepingConnection(m_databases, connection)))
        return;
    m_form->setDatabases(m_databases);
    m_form->setConnection(qt(connection.name));
    queryChanged();
}

void DatabaseDialog::removeConnection()
{
    const connect::Connection *found = named(m_databases.connections, m_form->connection().toStdString());
    if (!found || !put(removingConnection(m_databases, connect::Connection(*found))))
        return;
    m_form->setDatabases(m_databases);
    queryChanged();
}

void DatabaseDialog::fetch(const std::optional<TypedPassword> &password)
{
    if (!save())
        return;
    const connect::SavedQuery query = m_form->query();
    const connect::Connection *connection = named(m_databases.connections, query.connection);
    if (!connection)
        return;
    m_asked = *connection;
    setAsking(true);
    m_job.start([path = m_workspacePath, asked = FetchWish{query, m_asked, m_run->wish(), password}](
                    Progress &progress) { return fetchRows(path, asked, progress); },
        [this](const Result<FetchedRowsPtr> &result) { finish(result); },
        [this](const Progress::State &state) {
            QMetaObject::invokeMethod(
                this, [this, state] { showProgress(state); }, Qt::QueuedConnection);
        });
}

void DatabaseDialog::finish(const Result<FetchedRowsPtr> &result)
{
    setAsking(false);
    if (result) {
        Q_EMIT fetched(*result);
        Q_EMIT settled();
        return accept();
    }
    const QString why = messageText(result.error().message);
    m_error->showMessage(why); // stands on where nobody gives a password
    if (connect::isWrongLogin(result.error())) {
        auto *ask = new PasswordDialog(m_asked, why, this);
        ask->setAttribute(Qt::WA_DeleteOnClose);
        connect(ask, &QDialog::accepted, this, [this, ask] { fetch(ask->password()); });
        ask->open();
    }
    Q_EMIT settled();
}

void DatabaseDialog::stop()
{
    m_job.cancel();
    setAsking(false);
    m_state->setText(tr("Stopped; nothing was written."));
    Q_EMIT settled();
}

void DatabaseDialog::showProgress(const Progress::State &state)
{
    if (!m_isAsking)
        return;
    m_bar->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0)
        m_bar->setValue(int(1000 * state.done / state.total));
    const QString task = messageText(state.task);
    m_state->setText(state.done > 0 ? tr("%1: %Ln rows", nullptr, int(state.done)).arg(task) : task);
}

void DatabaseDialog::setAsking(bool asking)
{
    m_isAsking = asking;
    m_error->clear();
    m_stop->setVisible(asking);
    m_bar->setVisible(asking);
    m_bar->setRange(0, 0);
    for (QWidget *each : std::initializer_list<QWidget *>{m_list, m_new, m_form, m_run, m_fetch})
        each->setEnabled(!asking); // what is asked stays what is shown
    queryChanged();
}

} // namespace qd::ui
