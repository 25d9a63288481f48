#include "ui/import/file_set_desk.h"

#include "core/session/file_sets.h"
#include "ui/common/icons.h"
#include "ui/paint/formatting.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int SettleMs = 400;

QString listOf(const std::vector<std::string> &names)
{
    QStringList all;
    for (const std::string &name : names)
        all << qt(name);
    return all.join(QStringLiteral(", "));
}

} // namespace

FileSetDesk::FileSetDesk(QWidget *parent)
    : Panel(tr("New files"), parent)
    , m_question(new QLabel(this))
    , m_button(new QPushButton(icon(QStringLiteral("folder")), tr("Sets"), parent))
    , m_menu(new QMenu(m_button))
{
    setObjectName(QStringLiteral("importNewFiles"));
    m_button->setObjectName(QStringLiteral("importSets"));
    m_button->setToolTip(tr("Files that are imported together again and again"));
    m_button->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &FileSetDesk::fillMenu);
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    m_question->setWordWrap(true);
    layout->addWidget(m_question);
    auto *row = new QHBoxLayout;
    auto *take = new QPushButton(tr("Add them"), body);
    take->setObjectName(QStringLiteral("importAddNew"));
    auto *leave = new QPushButton(tr("Not now"), body);
    leave->setObjectName(QStringLiteral("importNotNow"));
    row->addWidget(take);
    row->addWidget(leave);
    row->addStretch(1);
    layout->addLayout(row);
    setBody(body);
    hide();
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleMs);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_settle.start(); });
    connect(&m_settle, &QTimer::timeout, this, &FileSetDesk::look);
    connect(leave, &QPushButton::clicked, this, &QWidget::hide);
    connect(take, &QPushButton::clicked, this, [this] {
        hide();
        this->take(m_asked);
    });
}

void FileSetDesk::setFiles(const std::vector<std::string> &paths)
{
    m_paths = paths;
}

void FileSetDesk::setSets(const std::vector<sources::FileSet> &sets)
{
    if (m_sets == sets)
        return;
    m_sets = sets;
    m_known = readyFiles();
    watch();
}

void FileSetDesk::watch()
{
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    for (const sources::FileSet &set : m_sets) {
        if (!set.folder.empty())
            m_watcher.addPath(qt(set.folder)); // one that is not there is not watched
    }
}

std::set<std::string> FileSetDesk::readyFiles() const
{
    std::set<std::string> all;
    for (const sources::FileSet &set : m_sets) {
        const auto found = sources::findSet(set);
        all.insert(found.ready.begin(), found.ready.end());
    }
    return all;
}

void FileSetDesk::look()
{
    for (const sources::FileSet &set : m_sets) {
        std::vector<std::string> fresh;
        for (const std::string &path : sources::findSet(set).ready) {
            if (!m_known.contains(path))
                fresh.push_back(QFileInfo(qt(path)).fileName().toStdString());
        }
        if (fresh.empty())
            continue;
        m_asked = set.name;
        m_question->setText(tr("In %1 there are new files of %2: %3. Nothing is imported before you say so.")
                                .arg(qt(set.folder), qt(set.name), listOf(fresh)));
        show();
    }
    m_known = readyFiles();
}

void FileSetDesk::fillMenu()
{
    m_menu->clear();
    for (const sources::FileSet &set : m_sets)
        m_menu->addAction(qt(set.name), this, [this, name = set.name] { take(name); });
    if (m_sets.empty())
        m_menu->addAction(tr("No set is kept yet"))->setEnabled(false);
    m_menu->addSeparator();
    m_menu->addAction(tr("Keep these files as a set..."), this, &FileSetDesk::askForName)->setEnabled(!m_paths.empty());
    if (m_sets.empty())
        return;
    QMenu *forget = m_menu->addMenu(tr("Forget a set"));
    for (const sources::FileSet &set : m_sets) {
        forget->addAction(qt(set.name), this, [this, name = set.name] {
            std::vector<sources::FileSet> sets = m_sets;
            std::erase_if(sets, [&name](const sources::FileSet &each) { return each.name == name; });
            change(tr("Forget the set %1").arg(qt(name)), sets);
        });
    }
}

void FileSetDesk::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("importSetName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep these files as a set"));
    dialog->setLabelText(tr("Name of the set"));
    connect(dialog, &QInputDialog::textValueSelected, this, &FileSetDesk::keep);
    dialog->open();
}

void FileSetDesk::keep(const QString &name)
{
    if (name.trimmed().isEmpty() || m_paths.empty())
        return;
    std::vector<sources::FileSet> sets = m_sets;
    sources::FileSet made = sources::setOf(name.trimmed().toStdString(), m_paths);
    std::erase_if(sets, [&made](const sources::FileSet &each) { return each.name == made.name; });
    sets.push_back(std::move(made));
    change(tr("Keep the set %1").arg(name.trimmed()), sets);
}

void FileSetDesk::change(const QString &what, const std::vector<sources::FileSet> &sets)
{
    Q_EMIT edited({what, [sets](store::Workspace &workspace) { return session::keepFileSets(workspace, sets); },
        [before = m_sets](store::Workspace &workspace) { return session::keepFileSets(workspace, before); }});
}

void FileSetDesk::take(const std::string &name)
{
    const auto set = std::ranges::find(m_sets, name, &sources::FileSet::name);
    if (set == m_sets.end())
        return;
    const sources::FoundSet found = sources::findSet(*set);
    QStringList ready;
    for (const std::string &path : found.ready)
        ready << qt(path);
    QStringList parts{tr("%1: %2 of %3 files are new in %4.")
                          .arg(qt(name), formatCount(qint64(found.ready.size())),
                              formatCount(qint64(set->patterns.size())), qt(set->folder))};
    if (!found.absent.empty())
        parts << tr("Absent: %1.").arg(listOf(found.absent));
    if (!found.stale.empty())
        parts << tr("Left out, for they are no newer than what was imported: %1.").arg(listOf(found.stale));
    if (!ready.isEmpty())
        Q_EMIT filesWanted(ready);
    Q_EMIT said(parts.join(u' '));
}

} // namespace qd::ui
