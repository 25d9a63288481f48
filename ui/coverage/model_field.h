#pragma once
#include "ui/common/typed_number.h"

#include <QWidget>

class QLineEdit;

namespace qd::ui {

class TonedLabel;

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
