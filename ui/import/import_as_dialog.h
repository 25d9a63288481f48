#pragma once
#include "core/sources/recognise.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace qd::ui {

class TonedLabel;

/// What a person says about a file that is not recognised, or not rightly: the system it comes from and its kind; what
/// it holds, by an entity, a profile, or as a table of its own.
class ImportAsDialog : public QDialog {
    Q_OBJECT
public:
    /// `sources` are the systems known so far; `now` is what was said before.
    ImportAsDialog(
        const QString &file, const QStringList &sources, const sources::FileHints &now, QWidget *parent = nullptr);

    [[nodiscard]] sources::FileHints hints() const;

public Q_SLOTS:
    /// Offers a profile of the user's own and chooses it; says why where it is none.
    void takeProfile(const QString &path);

private:
    void askForProfile();
    void fill(const QStringList &sources, const sources::FileHints &now);
    void fillDelimiters(std::optional<char> said);
    /// Offers the profiles of the chosen entity, the name of a table, or neither.
    void showChoice();
    [[nodiscard]] bool isTable() const;

    QComboBox *m_source = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_holds = nullptr;
    QComboBox *m_profile = nullptr;
    QLineEdit *m_sheet = nullptr;
    QComboBox *m_encoding = nullptr;
    QComboBox *m_delimiter = nullptr;
    QComboBox *m_decimal = nullptr;
    QComboBox *m_footers = nullptr;
    QComboBox *m_ends = nullptr;
    QLineEdit *m_table = nullptr;
    sources::ReadChoice m_read; ///< what was said of how the file is read
    QString m_ownProfile; ///< path of a profile of the user's own; empty for none
    TonedLabel *m_why = nullptr; ///< why a name cannot be taken
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
