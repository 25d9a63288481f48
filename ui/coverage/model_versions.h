#pragma once
#include "ui/coverage/model_data.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace qd::ui {

class TableView;
class Panel;

/// Every version of the touch model: who saved it and when, what differs from another, and taking one up again.
class ModelVersions : public QWidget {
    Q_OBJECT
public:
    explicit ModelVersions(QWidget *parent = nullptr);
    void setData(ModelDataPtr fresh);
    /// The chosen one; nullptr before there are data.
    [[nodiscard]] const coverage::SavedModel *chosenVersion() const { return m_data ? version(chosen()) : nullptr; }

Q_SIGNALS:
    void restoreWanted(int version); ///< as a new version
    void versionChosen();

private:
    [[nodiscard]] const coverage::SavedModel *version(int number) const;
    [[nodiscard]] int chosen() const;
    void fillOthers();
    void compare();

    ModelDataPtr m_data;
    TableView *m_versions = nullptr;
    QComboBox *m_other = nullptr;
    Panel *m_panel = nullptr; ///< of the changes
    TableView *m_changes = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace qd::ui
