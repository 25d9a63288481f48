#pragma once
#include "core/sources/file_set.h"
#include "ui/common/panel.h"
#include "ui/shell/edit.h"

#include <QFileSystemWatcher>
#include <QPushButton>
#include <QTimer>

#include <set>

class QLabel;
class QMenu;

namespace qd::ui {

/// The saved sets of files: a button that takes one, or keeps what was added as a new one; and a panel that asks when
/// files of a set appear in its folder while the program is open. It imports nothing by itself.
class FileSetDesk : public Panel {
    Q_OBJECT
public:
    explicit FileSetDesk(QWidget *parent = nullptr);

    /// The button, for the page to place.
    [[nodiscard]] QPushButton *button() const { return m_button; }
    void setSets(const std::vector<sources::FileSet> &sets);
    /// The files that were added; a new set is of these.
    void setFiles(const std::vector<std::string> &paths);
    /// Keeps the files that were added as a set, in the place of one of that name.
    void keep(const QString &name);
    /// Adds the files of a set that are new; says which are absent, and which are refused.
    void take(const std::string &name);

Q_SIGNALS:
    void filesWanted(const QStringList &paths);
    void said(const QString &sentence);
    void edited(const qd::ui::Edit &edit);

private:
    void fillMenu();
    void askForName();
    void change(const QString &what, const std::vector<sources::FileSet> &sets);
    void watch();
    /// Asks about files of a set that were not there when it was looked at last.
    void look();
    [[nodiscard]] std::set<std::string> readyFiles() const;

    std::vector<sources::FileSet> m_sets;
    std::vector<std::string> m_paths;
    std::set<std::string> m_known; ///< new files of the sets that nobody has to be asked about
    std::string m_asked; ///< the set the question is about
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< a file that is being written changes its folder several times
    QLabel *m_question = nullptr;
    QPushButton *m_button = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace qd::ui
