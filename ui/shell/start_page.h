#pragma once
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace qd::ui {

class ErrorBar;
class Panel;

/// What the window shows without a workspace: the sample, a new file, an existing one, a field to drop exports on
/// (the window takes the drop, here as everywhere), and the files opened last.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);
    void setRecent(const QStringList &paths);
    void showError(const QString &sentence);

Q_SIGNALS:
    void sampleClicked();
    void newClicked();
    void openClicked();
    void chooseFilesClicked();
    void recentClicked(const QString &path);
    void clearRecentClicked();

private:
    QWidget *newChoices();
    QWidget *newDropField();

    ErrorBar *m_error = nullptr;
    Panel *m_recent = nullptr;
};

} // namespace qd::ui
