#include "ui/dictionary/conflict_dialog.h"

#include "core/dictionary/definition_file.h"
#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int FieldWidth = 360;

std::string textOf(const QLineEdit *field)
{
    return field->text().trimmed().toStdString();
}

} // namespace

ConflictDialog::ConflictDialog(const dictionary::Conflict &before, QWidget *parent)
    : QDialog(parent)
    , m_before(before)
    , m_critical(new QCheckBox(tr("Critical"), this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Conflict about %1").arg(qt(before.metric)));
    auto *form = new QFormLayout;
    m_team = addLine(*form, "conflictTeam", tr("Team"), before.team);
    m_team->setReadOnly(!before.team.empty());
    m_convention = addLine(*form, "conflictConvention", tr("How it computes"), before.convention);
    m_convention->setPlaceholderText(tr("in words, or as Explain names it"));
    m_critical->setObjectName(QStringLiteral("conflictCritical"));
    m_critical->setChecked(before.critical);
    form->addRow(QString(), m_critical);
    m_decision = addLine(*form, "conflictDecision", tr("Decision"), before.decision);
    m_decision->setPlaceholderText(tr("what was settled; empty leaves it open"));
    m_by = addLine(*form, "conflictBy", tr("Who"), store::currentUser());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Put on record"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    m_fault->setWordWrap(true);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QLineEdit *ConflictDialog::addLine(QFormLayout &form, const char *name, const QString &title, const std::string &text)
{
    auto *field = new QLineEdit(qt(text), this);
    field->setObjectName(QString::fromLatin1(name));
    field->setMinimumWidth(FieldWidth);
    field->setCursorPosition(0);
    form.addRow(title, field);
    connect(field, &QLineEdit::textChanged, this, &ConflictDialog::check);
    return field;
}

dictionary::Change ConflictDialog::change() const
{
    dictionary::Conflict entry = m_before;
    entry.team = textOf(m_team);
    entry.convention = textOf(m_convention);
    entry.critical = m_critical->isChecked();
    entry.decision = textOf(m_decision);
    entry.resolved = !entry.decision.empty();
    dictionary::Change asked;
    asked.file = dictionary::textOf(entry);
    asked.metric = entry.metric;
    asked.by = textOf(m_by);
    asked.on = Date::today();
    return asked;
}

void ConflictDialog::check()
{
    if (!m_do)
        return; // still being made
    const QString why = textOf(m_team).empty() ? tr("Say which team.")
        : textOf(m_convention).empty()         ? tr("Say how the team computes it.")
        : textOf(m_by).empty()                 ? tr("Say who.")
                                               : QString();
    m_fault->setText(why);
    m_do->setEnabled(why.isEmpty());
}

} // namespace qd::ui
