#include "ui/renewals/renewal_dialog.h"

#include <QFormLayout>
#include <QPushButton>

namespace qd::ui {

RenewalDialog::RenewalDialog(const QString &title, const QString &takeText, QWidget *parent)
    : QDialog(parent)
    , m_take(new QPushButton(takeText, this))
{
    setWindowTitle(title);
    m_take->setProperty("primary", true);
    m_take->setDefault(true);
}

void RenewalDialog::lay(QFormLayout *form, QWidget *last)
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addLayout(foot);
    setTabOrder(last, cancel);
    setTabOrder(cancel, m_take);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace qd::ui
