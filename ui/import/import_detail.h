#pragma once
#include "core/session/answers.h"
#include "ui/common/panel.h"
#include "ui/import/import_texts.h"

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
    void setStored(const sources::SourceList &stored, const std::vector<session::Answer> &answers);
    void showPreview();
    void showAnswers();
    void showHeld(HeldRows held);

Q_SIGNALS:
    void importAsWanted();
    void batchOpened(qlonglong batch, const QString &file);
    void pageWanted(const QString &page);
    void inspect(const qd::ui::InspectorContent &content);

private:
    void showChosen();
    void showBatches();
    void open(const QString &row);
    void inspectHeld(const QString &row);

    std::optional<AddedFile> m_file;
    sources::SourceList m_stored;
    std::vector<session::Answer> m_answers;
    HeldRows m_held;
    SegmentedSwitch *m_switch = nullptr;
    QPushButton *m_as = nullptr;
    TableView *m_table = nullptr;
};

} // namespace qd::ui
