#pragma once
#include <QDialog>

class QFormLayout;
class QPushButton;

namespace qd::ui {

/// What a person says of one renewal: a form above Cancel and the button that takes it.
class RenewalDialog : public QDialog {
    Q_OBJECT
protected:
    RenewalDialog(const QString &title, const QString &takeText, QWidget *parent);

    /// Lays out what a dialog asks; `last` is the last field that Tab reaches before the buttons.
    void lay(QFormLayout *form, QWidget *last);
    [[nodiscard]] QPushButton *take() const { return m_take; }

private:
    QPushButton *m_take = nullptr;
};

} // namespace qd::ui
