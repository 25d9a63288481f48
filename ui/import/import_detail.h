#pragma once
#include "core/answers/possible_answers.h"
#include "ui/common/panel.h"
#include "ui/import/import_texts.h"
#include "ui/shell/job.h"

class QPushButton;

namespace qd::ui {

class SegmentedSwitch;
class TableView;

/// Rows that wait in quarantine for one reason.
struct HeldRows {
    QuarantineReason reason;
    std::vector<sources::QuarantinedRow> rows;
};

/// The lower half of Import: the first rows of the chosen file and where its columns go, the batches so far, which
/// questions the data answer, or the rows held back for one reason.
class ImportDetail : public Panel {
    Q_OBJECT
public:
    explicit ImportDetail(QWidget *parent = nullptr);

    /// The chosen file; nullptr for none.
    void setFile(const AddedFile *file);
    /// What the workspace holds.
    void setStored(const sources::SourceList &stored, const std::vector<answers::Answer> &answers);
    void showPreview();
    void showAnswers();
    /// The rows held back for a reason, of the workspace at `path`.
    void openReason(const std::string &path, const QuarantineReason &reason);
    /// What an import changed in what was known, which records its files do not have any more, what it passed over.
    void showChanges(const std::vector<BatchChanges> &changes);
    /// The same of earlier batches, read from the workspace at `path`.
    void openChanges(const std::string &path, const QList<qlonglong> &batches);
    /// What they changed by entity and field instead, with the effect on ARR; or, where that is shown, each change
    /// again. Read from the workspace at `path`.
    void openFields(const std::string &path);
    /// Takes the whole import back that a batch of the workspace at `path` came with.
    void undoImport(const std::string &path, qlonglong batch);

Q_SIGNALS:
    void failed(const qd::Error &error);
    void settled();
    void changesWanted(const QList<qlonglong> &batches);
    void fieldsWanted();
    void undoWanted(qlonglong batch);
    void undone(int batches);
    void importAsWanted();
    void mappingWanted();
    void mendingWanted();
    void batchOpened(qlonglong batch, const QString &file);
    void pageWanted(const QString &page);
    void inspect(const qd::ui::InspectorContent &content);

private:
    /// Shows the view of the switch; lists that were asked for give way to it.
    void showChosen();
    void showBatches();
    void listChanges(const std::vector<BatchChanges> &changes);
    void showFields(const std::vector<sources::ChangedField> &fields);
    void showHeld(HeldRows held);
    void open(const QString &row);
    void inspectHeld(const QString &row);
    void showBatchButtons(const QString &row);

    std::optional<AddedFile> m_file;
    sources::SourceList m_stored;
    std::vector<answers::Answer> m_answers;
    HeldRows m_held;
    Job<HeldRows> m_rowsJob;
    Job<std::vector<BatchChanges>> m_changesJob;
    Job<int> m_undoJob;
    std::vector<BatchChanges> m_listed; ///< of the import whose changes are shown
    std::vector<sources::ChangedField> m_fields; ///< the same by field; empty unless these are shown
    Job<std::vector<sources::ChangedField>> m_fieldsJob;
    bool m_listsChanges = false; ///< what an import changed stays while the page is read anew
    SegmentedSwitch *m_switch = nullptr;
    QPushButton *m_map = nullptr;
    QPushButton *m_mend = nullptr;
    QPushButton *m_changes = nullptr;
    QPushButton *m_byField = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_as = nullptr;
    TableView *m_table = nullptr;
};

} // namespace qd::ui
