#include "ui/reconcile/sample_dialog.h"

#include "core/revenue/grouping.h"
#include "ui/common/toned_label.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/shell/inspector_parts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace qd::ui {

namespace {

constexpr int Width = 420;
constexpr int UsualSize = 60;
constexpr int UsualSeed = 1;
constexpr int MostCustomers = 100'000;

QSpinBox *numberBox(const QString &name, int least, int most, int value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setRange(least, most);
    box->setValue(value);
    box->setAccelerated(true);
    return box;
}

/// What the box can hold of it; the command line takes larger ones.
int seedOf(const signoff::SampleOptions &before)
{
    constexpr std::uint64_t Most = std::numeric_limits<int>::max();
    return before.size > 0 ? int(std::min(before.seed, Most)) : UsualSeed;
}

} // namespace

SampleDialog::SampleDialog(const signoff::SampleOptions &before, QWidget *parent)
    : QDialog(parent)
    , m_size(numberBox(QStringLiteral("sampleSize"), 1, MostCustomers, before.size > 0 ? before.size : UsualSize, this))
    , m_seed(numberBox(QStringLiteral("sampleSeed"), 0, std::numeric_limits<int>::max(), seedOf(before), this))
    , m_stratify(new QComboBox(this))
{
    setWindowTitle(tr("Draw a sample"));
    setObjectName(QStringLiteral("sampleDialog"));
    m_stratify->setObjectName(QStringLiteral("sampleStratify"));
    m_stratify->addItem(tr("All customers together"), QString());
    for (const std::string &dimension : revenue::dimensions()) {
        if (dimension != "product") // a customer may have several
            m_stratify->addItem(fieldTitle(dimension), qt(dimension));
    }
    m_stratify->setCurrentIndex(std::max(0, m_stratify->findData(qt(before.stratify))));
    auto *form = new QFormLayout;
    form->addRow(tr("Customers"), m_size);
    form->addRow(tr("Number of the draw"), m_seed);
    form->addRow(tr("A share of each"), m_stratify);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    QPushButton *draw = buttons->button(QDialogButtonBox::Ok);
    draw->setText(tr("Draw"));
    draw->setProperty("primary", true);
    QLabel *prose = newProse(
        tr("Drawn among the customers that both systems have on the day compared, each group in proportion and with "
           "one at least. The same number draws the same customers again. Verdicts on an earlier sample stay with it."),
        Type::Dense, Tone::Hint, this);
    prose->setMinimumWidth(Width);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(prose);
    column->addLayout(form);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

signoff::SampleOptions SampleDialog::chosen() const
{
    return {m_size->value(), std::uint64_t(m_seed->value()), m_stratify->currentData().toString().toStdString()};
}

} // namespace qd::ui
