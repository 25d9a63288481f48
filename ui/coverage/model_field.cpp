#include "ui/coverage/model_field.h"

#include "ui/common/toned_label.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace qd::ui {

namespace {
constexpr int FieldWidth = 120;
} // namespace

ModelField::ModelField(const QString &name, const QString &title, const QString &unit, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_note(new TonedLabel(Type::Small, Tone::Hint, this))
{
    m_line->setObjectName(name);
    m_line->setAccessibleName(title);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (!unit.isEmpty()) {
        m_unit = new TonedLabel(Type::Dense, Tone::Hint, this);
        m_unit->setText(unit);
        m_line->setFixedWidth(FieldWidth);
        m_line->setAlignment(Qt::AlignRight);
        row->addWidget(m_line);
        row->addWidget(m_unit, 1);
    } else {
        row->addWidget(m_line, 1);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_note);
    m_note->setWordWrap(true);
    connect(m_line, &QLineEdit::textEdited, this, &ModelField::edited);
    showNote();
}

QString ModelField::text() const
{
    return m_line->text();
}

void ModelField::setText(const QString &text)
{
    if (m_line->text() != text)
        m_line->setText(text);
}

void ModelField::setUnit(const QString &unit)
{
    if (m_unit)
        m_unit->setText(unit);
}

void ModelField::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void ModelField::setHint(const QString &hint)
{
    m_hint = hint;
    showNote();
}

void ModelField::setFault(const QString &sentence)
{
    m_fault = sentence;
    showNote();
}

void ModelField::showNote()
{
    const QString shown = m_fault.isEmpty() ? m_hint : m_fault;
    m_note->setTone(m_fault.isEmpty() ? Tone::Hint : Tone::Bad);
    m_note->setText(shown);
    m_note->setVisible(!shown.isEmpty());
    m_line->setAccessibleDescription(shown);
}

} // namespace qd::ui
