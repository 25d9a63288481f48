#include "ui/identity/merger_dialog.h"

#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int Width = 440;

/// Place of the customer typed or chosen; -1 for what is none.
int placeIn(const QComboBox &box)
{
    return box.findText(box.currentText(), Qt::MatchFixedString);
}

} // namespace

MergerDialog::MergerDialog(const identity::AccountDirectory &accounts, int from, int into, Date day, QWidget *parent)
    : QDialog(parent)
    , m_from(customerBox("mergerFrom", accounts, from))
    , m_into(customerBox("mergerInto", accounts, into))
    , m_on(new QDateEdit(QDate(day.year(), day.month(), day.day()), this))
    , m_proForma(new QCheckBox(tr("One for all time, pro forma"), this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Merge customers"));
    setObjectName(QStringLiteral("mergerDialog"));
    setMinimumWidth(Width);
    m_on->setObjectName(QStringLiteral("mergerOn"));
    m_on->setDisplayFormat(dayEditPattern(shownLocale(), QStringLiteral("%1")));
    m_proForma->setObjectName(QStringLiteral("mergerProForma"));
    m_proForma->setToolTip(tr("Also before that day, as if they had always been one"));
    m_fault->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Who ends"), m_from);
    form->addRow(tr("Who goes on"), m_into);
    form->addRow(tr("First day"), m_on);
    form->addRow(QString(), m_proForma);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setObjectName(QStringLiteral("mergerDo"));
    m_do->setText(tr("Merge"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_from, &QComboBox::currentTextChanged, this, &MergerDialog::check);
    connect(m_into, &QComboBox::currentTextChanged, this, &MergerDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QComboBox *MergerDialog::customerBox(const char *name, const identity::AccountDirectory &accounts, int chosen)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (int i = 0; i < accounts.size(); ++i) {
        const identity::Account &each = accounts.at(i);
        if (accounts.customerNow(i) == i) // names may be the same, ids never
            box->addItem(tr("%1, %2", "customer, id").arg(qt(each.name), qt(each.id)), qt(each.id));
    }
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->setCurrentIndex(chosen < 0 ? -1 : box->findData(qt(accounts.at(chosen).id)));
    return box;
}

session::MergerRequest MergerDialog::chosen() const
{
    const QDate on = m_on->date();
    return {m_into->itemData(placeIn(*m_into)).toString().toStdString(),
        m_from->itemData(placeIn(*m_from)).toString().toStdString(), *Date::of(on.year(), on.month(), on.day()),
        m_proForma->isChecked(), store::currentUser()};
}

QString MergerDialog::sentence() const
{
    return tr("%1 into %2", "customers").arg(m_from->currentText(), m_into->currentText());
}

void MergerDialog::check()
{
    const int from = placeIn(*m_from);
    const int into = placeIn(*m_into);
    const bool isSame = from >= 0 && from == into;
    m_fault->setText(isSame ? tr("A customer cannot become a part of itself.") : QString());
    m_do->setEnabled(from >= 0 && into >= 0 && !isSame);
}

} // namespace qd::ui
