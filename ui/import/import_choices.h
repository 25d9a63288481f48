#pragma once
#include "ui/common/panel.h"
#include "ui/import/import_texts.h"
#include "ui/shell/job.h"

class QDateEdit;
class QLabel;

namespace qd::ui {

class SegmentedSwitch;

/// Asks once of each source and entity whether its files hold every record, and remembers the answer in the workspace.
class FullQuestionPanel : public Panel {
    Q_OBJECT
public:
    explicit FullQuestionPanel(QWidget *parent = nullptr);

    /// Shows the question for a file of a source and entity that had one before; hides where there is nothing to ask.
    void askAbout(const std::string &workspacePath, const AddedFile *file, const sources::SourceList &stored);

Q_SIGNALS:
    void failed(const qd::Error &error);
    void answered();

private:
    void remember(const QString &answer);

    std::string m_path;
    std::string m_setting;
    Job<bool> m_readJob;
    Job<bool> m_writeJob;
    QLabel *m_question = nullptr;
    SegmentedSwitch *m_answer = nullptr;
};

/// The day that files speak of, today at first, as a field for a page's header.
[[nodiscard]] QDateEdit *asOfEdit(QWidget *parent);

/// Asks whether an import that would close most records shall go on; `goOn` is called when it shall.
void askToCloseMost(QWidget *parent, const QString &why, const std::function<void()> &goOn);

/// Whether files of it can hold every record: entities with rows of their own, described before.
[[nodiscard]] bool mayBeFull(const AddedFile &file, const sources::SourceList &stored);
/// Whether `file` gives way to one of `files`: the same file, or a later answer of the same query. What is imported of
/// an answer stays.
[[nodiscard]] bool isGivenAgain(const AddedFile &file, const std::vector<AddedFile> &files);

} // namespace qd::ui
