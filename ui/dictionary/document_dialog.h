#pragma once
#include "core/governance/kept_documents.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace qd::ui {

/// The documents that the company keeps (playbooks, policies): each is read here as it holds, with who kept it when,
/// and its next version is written, or a new one under an id of its own.
class DocumentDialog : public QDialog {
    Q_OBJECT
public:
    explicit DocumentDialog(std::vector<governance::KeptDocument> kept, QWidget *parent = nullptr);

    [[nodiscard]] governance::DocumentToKeep document() const;

private:
    void showDocument();
    void load(const governance::KeptVersion &version);
    [[nodiscard]] bool isWritten() const;
    void check();

    std::vector<governance::KeptDocument> m_kept; ///< by id
    QString m_loadedKind; ///< as it was put in the fields: what differs from it somebody wrote
    QString m_loadedText;
    QComboBox *m_id = nullptr;
    QLineEdit *m_kind = nullptr;
    QLabel *m_version = nullptr; ///< of what is read
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
