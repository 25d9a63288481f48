#pragma once
#include <QFrame>

#include <functional>

class QLineEdit;
class QLabel;
class QListWidget;

namespace qd::ui {

/// A small list that opens under a button: one choice at a time, arrow keys and Enter, a search field when the list is
/// long. Deletes itself when it closes.
class ChoicePopup : public QFrame {
    Q_OBJECT
public:
    ChoicePopup(const QStringList &choices, int current, QWidget *parent);
    /// Lets a value be typed that is not in the list: `take` says whether the text was one, and the popup closes.
    void setEntry(const QString &placeholder, std::function<bool(const QString &)> take);
    /// Opens with its left edge at that of `anchor`, kept inside the screen.
    void openUnder(const QWidget *anchor);

Q_SIGNALS:
    void chosen(int index); ///< index into the choices

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addSearch(const QString &placeholder);
    void narrow(const QString &text);
    void enter();
    void accept();

    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_wrong = nullptr; ///< why what was typed is not taken
    std::function<bool(const QString &)> m_take;
};

} // namespace qd::ui
