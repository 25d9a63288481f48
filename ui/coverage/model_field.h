#pragma once
#include <QString>
#include <QWidget>

#include <optional>

class QLineEdit;

namespace qd::ui {

class TonedLabel;

/// A number as somebody typed it, with the separators of the locale or a point: NaN for any other text, an empty one
/// included, so that core says what is missing.
[[nodiscard]] double typedNumber(const QString &text);
/// The same, but nothing for an empty text.
[[nodiscard]] std::optional<double> typedOptional(const QString &text);
/// As few digits as tell it from its neighbours, grouped by locale; "?" for NaN, which typedNumber() takes back.
[[nodiscard]] QString shownNumber(double value);
[[nodiscard]] QString shownOptional(const std::optional<double> &value);
/// A fraction as a percentage without its sign: 0.07 is "7". typedNumber() / 100 takes it back.
[[nodiscard]] QString shownPercent(double fraction);

/// A field of a form: the text, its unit, and below it why it cannot be so.
class ModelField : public QWidget {
    Q_OBJECT
public:
    /// `name` becomes the object name of the line; `title` is what a screen reader says.
    ModelField(const QString &name, const QString &title, const QString &unit, QWidget *parent = nullptr);
    [[nodiscard]] QString text() const;
    /// Leaves the cursor of somebody typing where it is when the text stands already.
    void setText(const QString &text);
    void setUnit(const QString &unit); ///< of a field made with one
    void setPlaceholder(const QString &text);
    /// A word about the value while nothing is wrong with it: "measured", "105 h a month with customers".
    void setHint(const QString &hint);
    /// An empty sentence takes the fault away.
    void setFault(const QString &sentence);
    [[nodiscard]] QString fault() const { return m_fault; }

Q_SIGNALS:
    void edited(); ///< by a person, at every key

private:
    void showNote();

    QLineEdit *m_line = nullptr;
    TonedLabel *m_unit = nullptr;
    TonedLabel *m_note = nullptr;
    QString m_hint;
    QString m_fault;
};

} // namespace qd::ui
