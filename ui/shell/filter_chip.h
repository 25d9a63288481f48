#pragma once
#include <QAbstractButton>

#include <functional>

namespace qd::ui {

/// A chip of the filter bar: what it filters by (text 3), the value in force (text 1), a popup to change it. While it
/// filters it is tinted and a cross at its right end clears it (Delete or Backspace by keyboard).
class FilterChip : public QAbstractButton {
    Q_OBJECT
public:
    /// The first choice means "no filter". `icon` may be empty.
    FilterChip(const QString &label, const QString &icon = {}, QWidget *parent = nullptr);

    /// Replaces the choices; keeps the current one if it is still there, else falls back to the first.
    void setChoices(const QStringList &choices);
    [[nodiscard]] const QStringList &choices() const { return m_choices; }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    /// A chip like the currency chip always has a value and is never "filtering".
    void setAlwaysOn(bool on) { m_alwaysOn = on; }
    [[nodiscard]] bool isFiltering() const { return !m_alwaysOn && m_current > 0; }
    [[nodiscard]] QString label() const { return m_label; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    /// Lets other values be typed over the list; `take` sets the chip and says whether the text was one.
    void setEntry(const QString &placeholder, std::function<bool(const QString &)> take);
    [[nodiscard]] bool takesEntry() const { return bool(m_take); }
    /// Opens the list under `anchor`, for a chip that stands behind "+n".
    void openUnder(QWidget *anchor);

Q_SIGNALS:
    void changed(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString value() const { return m_choices.value(m_current); }
    [[nodiscard]] QRect crossRect() const;
    void choose(int index);

    QString m_label;
    QString m_iconName;
    QStringList m_choices;
    QString m_entry; ///< placeholder
    std::function<bool(const QString &)> m_take;
    int m_current = 0;
    bool m_alwaysOn = false;
};

} // namespace qd::ui
