#include "ui/shell/setting_editor.h"

#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/common/typed_number.h"
#include "ui/shell/shortcut_edit.h"
#include "ui/shell/shortcuts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

#include <cmath>

namespace qd::ui {

namespace {

constexpr int MostDays = 99'999; // core says which of them it takes
constexpr int PercentWidth = 160; ///< also for "no target" in longer words
constexpr int Unset = -1; // a field of days that is at its default

void name(QWidget &control, const SettingField &field)
{
    control.setObjectName(field.key);
    control.setAccessibleName(field.label);
}

QHBoxLayout *newRow(QWidget &around)
{
    auto *row = new QHBoxLayout(&around);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

TonedLabel *newWord(const QString &text, QWidget *parent)
{
    auto *word = new TonedLabel(Type::Dense, Tone::Hint, parent);
    word->setText(text);
    word->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    word->setMinimumWidth(word->sizeHint().width());
    return word;
}

class TextEditor final : public SettingEditor {
public:
    TextEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_line(new QLineEdit(this))
    {
        name(*m_line, field);
        m_line->setPlaceholderText(field.unset);
        newRow(*this)->addWidget(m_line);
        setFocusProxy(m_line);
        connect(m_line, &QLineEdit::textEdited, this, &SettingEditor::edited);
    }
    [[nodiscard]] QString value() const override { return m_line->text().trimmed(); }
    void setValue(const QString &value) override { m_line->setText(value); }
    void setDescription(const QString &text) override { m_line->setAccessibleDescription(text); }

private:
    QLineEdit *m_line;
};

/// A fraction, shown and typed in percent. A text that is no number stays, so that core says what is wrong.
class PercentEditor final : public SettingEditor {
public:
    PercentEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_line(new QLineEdit(this))
    {
        name(*m_line, field);
        m_line->setPlaceholderText(field.unset);
        m_line->setAlignment(Qt::AlignRight);
        auto *row = newRow(*this);
        row->addWidget(m_line);
        row->addWidget(newWord(SettingEditor::tr("%"), this));
        row->addStretch(1);
        m_line->setFixedWidth(PercentWidth);
        setFocusProxy(m_line);
        connect(m_line, &QLineEdit::textEdited, this, [this] {
            m_kept.clear();
            Q_EMIT edited();
        });
    }
    [[nodiscard]] QString value() const override
    {
        const QString text = m_line->text().trimmed();
        const double fraction = typedPercent(text);
        return !m_kept.isEmpty()      ? m_kept
            : std::isfinite(fraction) ? QLocale::c().toString(fraction, 'f', QLocale::FloatingPointShortest)
                                      : text;
    }
    void setValue(const QString &value) override
    {
        bool good = false;
        const double fraction = QLocale::c().toDouble(value, &good);
        m_line->setText(good ? shownPercent(fraction) : value);
        m_kept = value;
    }
    void setDescription(const QString &text) override { m_line->setAccessibleDescription(text); }

private:
    QLineEdit *m_line;
    QString m_kept; ///< as it was set, to the digit, until somebody changes it
};

/// A number of days; an empty field is at its default. By keys and wheel, as every spin box here.
class DaysBox final : public QSpinBox {
public:
    explicit DaysBox(QWidget *parent)
        : QSpinBox(parent)
    {
        setRange(Unset, MostDays);
        setValue(Unset);
        setFixedWidth(76);
        setAlignment(Qt::AlignRight);
        lineEdit()->setPlaceholderText(SettingEditor::tr("default"));
    }

protected:
    [[nodiscard]] QString textFromValue(int value) const override
    {
        return value == Unset ? QString() : QString::number(value);
    }
    [[nodiscard]] int valueFromText(const QString &text) const override
    {
        return text.trimmed().isEmpty() ? Unset : text.toInt();
    }
    [[nodiscard]] QValidator::State validate(QString &text, int &place) const override
    {
        return text.trimmed().isEmpty() ? QValidator::Acceptable
            : text.contains(u'-')       ? QValidator::Invalid
                                        : QSpinBox::validate(text, place);
    }
};

QString daysText(const QSpinBox &days)
{
    return days.value() == Unset ? QString() : QString::number(days.value());
}

void setDaysText(QSpinBox &days, const QString &text)
{
    bool good = false;
    const int value = text.trimmed().toInt(&good);
    days.setValue(good ? value : Unset);
}

/// One number of days, or the two of a warning and an error. A text that is no such value stays until it is changed.
class DaysEditor final : public SettingEditor {
public:
    DaysEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
    {
        auto *row = newRow(*this);
        const bool two = field.kind == SettingKind::TwoDays;
        if (two)
            row->addWidget(newWord(SettingEditor::tr("late"), this));
        m_days << new DaysBox(this);
        row->addWidget(m_days[0]);
        if (two) {
            row->addWidget(newWord(SettingEditor::tr("too old"), this));
            m_days << new DaysBox(this);
            row->addWidget(m_days[1]);
            m_days[1]->setObjectName(field.key + QStringLiteral(".error"));
            m_days[1]->setAccessibleName(SettingEditor::tr("%1, too old after days").arg(field.label));
        } else {
            row->addWidget(newWord(SettingEditor::tr("days"), this));
        }
        row->addStretch(1);
        m_days[0]->setObjectName(field.key);
        m_days[0]->setAccessibleName(two ? SettingEditor::tr("%1, late after days").arg(field.label) : field.label);
        setFocusProxy(m_days[0]);
        for (const QSpinBox *days : m_days) {
            connect(days, &QSpinBox::valueChanged, this, [this] {
                if (m_setting)
                    return;
                m_kept.clear();
                Q_EMIT edited();
            });
        }
    }
    [[nodiscard]] QString value() const override
    {
        if (!m_kept.isEmpty() || m_days.size() == 1)
            return m_kept.isEmpty() ? daysText(*m_days[0]) : m_kept;
        const QString both = daysText(*m_days[0]) + QLatin1Char(',') + daysText(*m_days[1]);
        return both.size() == 1 ? QString() : both;
    }
    void setValue(const QString &value) override
    {
        m_setting = true;
        for (qsizetype i = 0; i < m_days.size(); ++i)
            setDaysText(*m_days[i], m_days.size() == 1 ? value : value.section(QLatin1Char(','), int(i), int(i)));
        m_setting = false;
        m_kept = value;
    }
    void setDescription(const QString &text) override
    {
        for (QSpinBox *days : m_days)
            days->setAccessibleDescription(text);
    }

private:
    QList<QSpinBox *> m_days;
    QString m_kept; ///< as it was set, until somebody changes it
    bool m_setting = false;
};

class SwitchEditor final : public SettingEditor {
public:
    SwitchEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_switch(new SegmentedSwitch(ids(field), this))
    {
        name(*m_switch, field);
        auto *row = newRow(*this);
        row->addWidget(m_switch);
        row->addStretch(1);
        connect(m_switch, &SegmentedSwitch::changed, this, [this](const QString &id) {
            m_value = id == DefaultId ? QString() : id;
            Q_EMIT edited();
        });
    }
    [[nodiscard]] QString value() const override { return m_value; }
    void setValue(const QString &value) override
    {
        m_value = value;
        m_switch->setCurrent(value.isEmpty() ? QString(DefaultId) : value);
    }
    void setDescription(const QString &text) override { m_switch->setAccessibleDescription(text); }

private:
    static constexpr QLatin1String DefaultId{"default"};
    static QList<std::pair<QString, QString>> ids(const SettingField &field)
    {
        QList<std::pair<QString, QString>> choices = field.choices;
        for (auto &choice : choices)
            choice.first = choice.first.isEmpty() ? QString(DefaultId) : choice.first;
        return choices;
    }
    SegmentedSwitch *m_switch;
    QString m_value;
};

class ListEditor final : public SettingEditor {
public:
    ListEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_list(new QComboBox(this))
    {
        name(*m_list, field);
        m_list->setEditable(field.kind == SettingKind::OpenList);
        m_list->setInsertPolicy(QComboBox::NoInsert);
        m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_list->setMinimumContentsLength(12);
        for (const auto &[value, words] : field.choices)
            m_list->addItem(words, value);
        if (m_list->isEditable())
            m_list->lineEdit()->setPlaceholderText(SettingEditor::tr("default"));
        m_list->view()->setMinimumWidth(m_list->view()->sizeHintForColumn(0) + 24); // the names are longer than it
        newRow(*this)->addWidget(m_list);
        setFocusProxy(m_list);
        connect(m_list, &QComboBox::activated, this, &SettingEditor::edited);
        connect(m_list, &QComboBox::editTextChanged, this, [this] {
            if (!m_setting)
                Q_EMIT edited();
        });
    }
    [[nodiscard]] QString value() const override
    {
        const QString text = m_list->currentText().trimmed();
        const int known = m_list->isEditable() ? m_list->findText(text, Qt::MatchFixedString) : m_list->currentIndex();
        return known < 0 ? text : m_list->itemData(known).toString();
    }
    void setValue(const QString &value) override
    {
        m_setting = true;
        const int known = m_list->findData(value);
        m_list->setCurrentIndex(known);
        if (m_list->isEditable())
            m_list->setEditText(known < 0 ? value : m_list->itemText(known));
        m_setting = false;
    }
    void setDescription(const QString &text) override { m_list->setAccessibleDescription(text); }

private:
    QComboBox *m_list;
    bool m_setting = false;
};

class KeysEditor final : public SettingEditor {
public:
    KeysEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_keys(new ShortcutEdit(this))
        , m_standard(field.standard)
    {
        name(*m_keys, field);
        newRow(*this)->addWidget(m_keys);
        setFocusProxy(m_keys);
        // It says so, too, when it loses the keyboard.
        connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence &keys) {
            if (std::exchange(m_last, keys) != keys && !m_setting)
                Q_EMIT edited();
        });
    }
    [[nodiscard]] QString value() const override
    {
        const QKeySequence keys = m_keys->keySequence();
        if (keys == m_standard)
            return {};
        return keys.isEmpty() ? QString::fromLatin1(NoKeys) : keys.toString(QKeySequence::PortableText);
    }
    void setValue(const QString &value) override
    {
        m_setting = true;
        const bool none = value == QLatin1String(NoKeys);
        m_keys->setKeySequence(value.isEmpty() ? m_standard : none ? QKeySequence() : QKeySequence(value));
        m_setting = false;
    }
    void setDescription(const QString &text) override { m_keys->setAccessibleDescription(text); }

private:
    ShortcutEdit *m_keys;
    QKeySequence m_standard;
    QKeySequence m_last;
    bool m_setting = false;
};

class FixedEditor final : public SettingEditor {
public:
    FixedEditor(const SettingField &field, QWidget *parent)
        : SettingEditor(parent)
        , m_text(new TonedLabel(Type::Dense, Tone::Value, this))
    {
        name(*m_text, field);
        m_text->setMinimumHeight(24);
        newRow(*this)->addWidget(m_text);
    }
    [[nodiscard]] QString value() const override { return m_text->text(); }
    void setValue(const QString &value) override { m_text->setText(value); }
    void setDescription(const QString &text) override { m_text->setAccessibleDescription(text); }

private:
    TonedLabel *m_text;
};

SettingEditor *newOfKind(const SettingField &field, QWidget *parent)
{
    switch (field.kind) {
    case SettingKind::Text:
        return new TextEditor(field, parent);
    case SettingKind::Percent:
        return new PercentEditor(field, parent);
    case SettingKind::Days:
    case SettingKind::TwoDays:
        return new DaysEditor(field, parent);
    case SettingKind::Switch:
        return new SwitchEditor(field, parent);
    case SettingKind::List:
    case SettingKind::OpenList:
        return new ListEditor(field, parent);
    case SettingKind::Keys:
        return new KeysEditor(field, parent);
    case SettingKind::Fixed:
        return new FixedEditor(field, parent);
    }
    return new TextEditor(field, parent);
}

} // namespace

SettingEditor *newSettingEditor(const SettingField &field, QWidget *parent)
{
    SettingEditor *editor = newOfKind(field, parent);
    editor->setValue(field.value);
    return editor;
}

} // namespace qd::ui
