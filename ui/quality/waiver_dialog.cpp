#include "ui/quality/waiver_dialog.h"

#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int FieldWidth = 320;
constexpr int UsualDays = 30; ///< of a waiver that ends

QDate dayOf(Date date)
{
    return {date.year(), date.month(), date.day()};
}

std::string textOf(const QLineEdit *field)
{
    return field->text().trimmed().toStdString();
}

} // namespace

WaiverDialog::WaiverDialog(std::vector<quality::Waiver> rows, QWidget *parent)
    : QDialog(parent)
    , m_rows(std::move(rows))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Waive %Ln rows", nullptr, int(m_rows.size())));
    auto *form = new QFormLayout;
    m_reason = addLine(*form, "waiverReason", tr("Reason"), {});
    m_owner = addLine(*form, "waiverOwner", tr("Owner"), {});
    m_owner->setPlaceholderText(tr("who looks after it"));
    m_ends = new QCheckBox(tr("Until"), this); // made here, so that Tab goes from line to line
    m_ends->setObjectName(QStringLiteral("waiverEnds"));
    m_ends->setChecked(true);
    m_until = new QDateEdit(this);
    m_until->setObjectName(QStringLiteral("waiverUntil"));
    m_until->setAccessibleName(tr("Last day"));
    m_until->setCalendarPopup(true);
    const Date from = m_rows.front().from;
    m_until->setMinimumDate(dayOf(from));
    m_until->setDate(dayOf(from.plusDays(UsualDays)));
    form->addRow(m_ends, m_until);
    m_by = addLine(*form, "waiverBy", tr("Who"), qt(store::currentUser()));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Waive"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    m_fault->setWordWrap(true);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_ends, &QCheckBox::toggled, m_until, &QWidget::setEnabled);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QLineEdit *WaiverDialog::addLine(QFormLayout &form, const char *name, const QString &title, const QString &text)
{
    auto *field = new QLineEdit(text, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setMinimumWidth(FieldWidth);
    form.addRow(title, field);
    connect(field, &QLineEdit::textChanged, this, &WaiverDialog::check);
    return field;
}

std::vector<quality::Waiver> WaiverDialog::waivers() const
{
    std::vector<quality::Waiver> made = m_rows;
    const QDate until = m_until->date();
    for (quality::Waiver &waiver : made) {
        waiver.reason = textOf(m_reason);
        waiver.owner = textOf(m_owner);
        waiver.by = textOf(m_by);
        waiver.until.reset();
        if (m_ends->isChecked())
            waiver.until = Date::of(until.year(), until.month(), until.day());
    }
    return made;
}

void WaiverDialog::check()
{
    if (!m_do)
        return; // still being made
    const QString why = textOf(m_reason).empty() ? tr("Say why they may stay as they are.")
        : textOf(m_by).empty()                   ? tr("Say who.")
                                                 : QString();
    m_fault->setText(why);
    m_do->setEnabled(why.isEmpty());
}

} // namespace qd::ui
