#pragma once
#include <QFrame>

class QLineEdit;
class QListWidget;

namespace qd::ui {

/// A small list that opens under a button: one choice at a time, arrow keys and Enter, a search field when the list is
/// long. Deletes itself when it closes.
class ChoicePopup : public QFrame {
    Q_OBJECT
public:
    ChoicePopup(const QStringList &choices, int current, QWidget *parent);
    /// Opens with its left edge at that of `anchor`, kept inside the screen.
    void openUnder(const QWidget *anchor);

Q_SIGNALS:
    void chosen(int index); ///< index into the choices

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void narrow(const QString &text);
    void accept();

    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace qd::ui
