#pragma once
#include "ui/import/mapping_view.h"
#include "ui/shell/job.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace qd::ui {

class DriftPanel;
class ErrorBar;
class MappingFields;
class MappingHead;
class MappingRule;
class Panel;
class SegmentedSwitch;
class TableView;
class TonedLabel;

/// The mapping editor: which column of a file fills which of an entity, and how; the first rows under it, with types
/// and faults as they would be stored; how the columns differ from last time. What comes out is a profile, for the file
/// alone, saved as one of the user's own, or written to a file.
class MappingDialog : public QDialog {
    Q_OBJECT
public:
    MappingDialog(const std::string &workspacePath, const AddedFile &file, QWidget *parent = nullptr);

    /// The profile as it was taken; valid after accept().
    [[nodiscard]] std::shared_ptr<const sources::Profile> profile() const { return m_taken; }
    /// Whether it is to be saved in the workspace.
    [[nodiscard]] bool isToBeSaved() const { return m_isToBeSaved; }
    /// Writes the profile as a file to be shared; asks where.
    void share();
    /// The same to a path.
    void shareAs(const QString &path);

Q_SIGNALS:
    void opened(); ///< the file's head is shown
    void previewed(); ///< the preview is that of the draft

private:
    void build();
    [[nodiscard]] QWidget *buildSide();
    [[nodiscard]] QWidget *buildFoot();
    QComboBox *newBox(const char *name, const QString &accessibleName);
    void take(const MappedFilePtr &file);
    void showEntity();
    void showColumn(const QString &column);
    void pick(const QString &column, const QString &header);
    void changeRule(const sources::ProfileColumn &column, const sources::ValueCheck &check);
    void changeRows();
    void changeEntity(const QString &name);
    void changeAlso(const QString &name);
    void draftChanged();
    void showPreview(const MappingPreview &preview);
    void showRows();
    void finish(bool save);
    /// The part of the draft that is edited: of the entity, or of the further one.
    [[nodiscard]] sources::Profile &part();
    [[nodiscard]] const store::Entity &entity();
    [[nodiscard]] QStringList headers() const;

    std::string m_workspacePath;
    AddedFile m_file;
    MappedFilePtr m_opened;
    sources::Profile m_draft;
    MappingPreview m_preview;
    std::shared_ptr<const sources::Profile> m_taken;
    bool m_isToBeSaved = false;
    bool m_filling = false;
    Job<MappedFilePtr> m_openJob;
    Job<MappingPreview> m_previewJob;
    ErrorBar *m_error = nullptr;
    MappingHead *m_head = nullptr;
    QComboBox *m_part = nullptr;
    MappingFields *m_fields = nullptr;
    MappingRule *m_rule = nullptr;
    QComboBox *m_sameKey = nullptr;
    QComboBox *m_keepHeader = nullptr;
    QLineEdit *m_keepValues = nullptr;
    Panel *m_panel = nullptr;
    SegmentedSwitch *m_switch = nullptr;
    TableView *m_table = nullptr;
    DriftPanel *m_drift = nullptr;
    TonedLabel *m_state = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_once = nullptr;
    QPushButton *m_share = nullptr;
};

} // namespace qd::ui
