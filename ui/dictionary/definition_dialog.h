#pragma once
#include "core/dictionary/dictionary_changes.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qd::ui {

/// The text of a definition, for its next draft: of a metric there is, or a new one with an id of its own. It cannot be
/// confirmed while the dictionary would refuse it, and says why.
class DefinitionDialog : public QDialog {
    Q_OBJECT
public:
    /// `before` is what stands in the fields first; `isNew` lets the id be typed, which may be none of `known`.
    DefinitionDialog(
        const dictionary::Definition &before, bool isNew, std::vector<std::string> known, QWidget *parent = nullptr);

    /// The change that writes the draft.
    [[nodiscard]] dictionary::Change change() const;

private:
    [[nodiscard]] std::string fileText() const;
    [[nodiscard]] QString fault() const;
    void check();

    bool m_isNew;
    std::vector<std::string> m_known;
    QLineEdit *m_metric = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_plain = nullptr;
    QLineEdit *m_formula = nullptr;
    QLineEdit *m_edgeCases = nullptr;
    QLineEdit *m_owner = nullptr;
    QLineEdit *m_sources = nullptr;
    QLineEdit *m_cadence = nullptr;
    QLineEdit *m_unit = nullptr;
    QComboBox *m_class = nullptr;
    QLineEdit *m_variant = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_by = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_do = nullptr;
};

} // namespace qd::ui
