#include "ui/shell/setting_row.h"

#include "ui/common/marks.h"
#include "ui/common/toned_label.h"
#include "ui/shell/setting_editor.h"
#include "ui/shell/settings_fields.h"
#include "ui/shell/work_area.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int ControlWidth = 300;
constexpr int Margin = 12; // of the mark of what was changed
constexpr int MarkSize = 12;

/// The octagon before a fault.
class FaultMark final : public QWidget {
public:
    explicit FaultMark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(MarkSize, MarkSize + 2);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(painter, QRectF(0, 2, MarkSize, MarkSize), Mark::Bad, Theme::current());
    }
};

TonedLabel *newText(Type type, Tone tone, const QString &text, QWidget *parent)
{
    auto *label = new TonedLabel(type, tone, parent);
    label->setWordWrap(true); // nothing here is cut
    label->setText(text);
    return label;
}

} // namespace

SettingRow::SettingRow(const SettingField &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_editor(newSettingEditor(field, this))
    , m_default(newText(Type::Small, Tone::Hint, {}, this))
    , m_reset(new QPushButton(tr("Reset"), this))
    , m_faultLine(new QWidget(this))
    , m_fault(newText(Type::Small, Tone::Bad, {}, m_faultLine))
{
    setObjectName(QStringLiteral("row.") + field.key);
    m_reset->setObjectName(QStringLiteral("reset.") + field.key);
    m_reset->setProperty("link", true);
    m_reset->setProperty("compact", true);
    m_reset->setAutoDefault(false);
    m_reset->setAccessibleName(tr("Reset %1").arg(field.label));
    m_fault->setObjectName(QStringLiteral("fault.") + field.key);
    layOut();
    const auto changed = [this] {
        showState();
        Q_EMIT edited();
    };
    connect(m_editor, &SettingEditor::edited, this, changed);
    connect(m_reset, &QPushButton::clicked, this, [this, changed] {
        m_editor->setValue({});
        focusControl(); // the button goes
        changed();
    });
    setFault({});
    showState();
}

void SettingRow::layOut()
{
    auto *label = newText(Type::Name, Tone::Value, m_field.label, this);
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(label);
    if (isOfWorkspace(m_field)) // as qdeck calls it
        title->addWidget(newText(Type::Small, Tone::Hint, m_field.key, this), 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addSpacing(5); // the first line stands at the control's
    words->addLayout(title);
    if (!m_field.hint.isEmpty())
        words->addWidget(newText(Type::Small, Tone::Hint, m_field.hint, this));
    words->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_default, 1);
    foot->addWidget(m_reset, 0, Qt::AlignTop);
    auto *fault = new QHBoxLayout(m_faultLine);
    fault->setContentsMargins(0, 0, 0, 2);
    fault->setSpacing(6);
    fault->addWidget(new FaultMark(m_faultLine), 0, Qt::AlignTop);
    fault->addWidget(m_fault, 1);
    auto *side = new QWidget(this);
    side->setFixedWidth(ControlWidth);
    auto *control = new QVBoxLayout(side);
    control->setContentsMargins(0, 0, 0, 0);
    control->setSpacing(2);
    control->addWidget(m_editor);
    control->addWidget(m_faultLine);
    control->addLayout(foot);
    control->addStretch(1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(Margin, 10, 0, 10);
    grid->setHorizontalSpacing(24);
    grid->setColumnStretch(0, 1);
    grid->addLayout(words, 0, 0);
    grid->addWidget(side, 0, 1);
    QSizePolicy keeps = m_reset->sizePolicy();
    keeps.setRetainSizeWhenHidden(true); // else the line would jump with the first letter typed
    m_reset->setSizePolicy(keeps);
    if (m_field.kind == SettingKind::Fixed) {
        m_reset->setSizePolicy(QSizePolicy());
        m_default->setText(m_field.unset);
    }
    setMinimumWidth(ControlWidth + 200);
}

QString SettingRow::value() const
{
    return m_editor->value();
}

void SettingRow::setFault(const QString &sentence)
{
    m_fault->setText(sentence);
    m_faultLine->setVisible(!sentence.isEmpty());
    m_editor->setDescription(sentence.isEmpty() ? m_field.hint + QLatin1Char(' ') + m_default->text() : sentence);
}

QString SettingRow::fault() const
{
    return m_fault->text();
}

bool SettingRow::matches(const QStringList &words, const QString &groupTitle) const
{
    const QString all = m_field.label + QLatin1Char('\n') + m_field.hint + QLatin1Char('\n') + m_field.key
        + QLatin1Char('\n') + groupTitle;
    return std::all_of(
        words.begin(), words.end(), [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

void SettingRow::focusControl()
{
    WorkArea::focusFirst(*m_editor);
}

void SettingRow::showState()
{
    const bool fixed = m_field.kind == SettingKind::Fixed;
    if (!fixed && !m_field.unset.isEmpty())
        m_default->setText(tr("Default: %1").arg(m_field.unset));
    m_reset->setVisible(!fixed && !value().isEmpty());
}

void SettingRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(QRect(Margin, height() - 1, width() - Margin, 1), theme.hair);
    if (isChanged()) // a mark in the margin, as a changed lever has it
        painter.fillRect(QRect(0, 14, 3, 20), theme.accent);
}

} // namespace qd::ui
