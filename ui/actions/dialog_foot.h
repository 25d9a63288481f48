#pragma once
#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QPushButton>

namespace qd::ui {

/// Fills a dialog: `form`, below it a button that leaves it and `take`, which does what it is for. Tab goes from
/// `last`, the last field, to both.
inline void addDialogFoot(QDialog &dialog, QLayout *form, QWidget *last, QPushButton *take)
{
    take->setProperty("primary", true);
    take->setDefault(true);
    auto *cancel = new QPushButton(QCoreApplication::translate("qd::ui::ActionDialog", "Cancel"), &dialog);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(take);
    auto *column = new QVBoxLayout(&dialog);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addLayout(foot);
    QWidget::setTabOrder(last, cancel);
    QWidget::setTabOrder(cancel, take);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(take, &QPushButton::clicked, &dialog, &QDialog::accept);
}

} // namespace qd::ui
