#include "ui/explain/window_boxes.h"

#include "ui/common/elided_box.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QSignalBlocker>

namespace qd::ui {

namespace {

constexpr int MonthLetters = 8; ///< "Sep 2026"

QComboBox *newMonthBox(const char *name, const QString &title, QWidget *parent)
{
    auto *box = new ElidedBox(MonthLetters, parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(title);
    box->hide();
    return box;
}

void showMonth(QComboBox &box, const std::vector<Month> &months, const std::optional<Month> &shown)
{
    const QSignalBlocker quiet(box);
    box.clear();
    for (const Month &month : months)
        box.addItem(formatMonth(month), qt(month.iso()));
    if (shown && box.findData(qt(shown->iso())) < 0)
        box.addItem(formatMonth(*shown), qt(shown->iso()));
    box.setCurrentIndex(shown ? box.findData(qt(shown->iso())) : -1);
}

std::optional<Month> monthOf(const QComboBox &box)
{
    return Month::fromIso(box.currentData().toString().toStdString());
}

} // namespace

WindowBoxes::WindowBoxes(QWidget *page)
    : QObject(page)
    , m_from(newMonthBox("explainFrom", tr("From: the opening month; of movements the first one"), page))
    , m_to(newMonthBox("explainTo", tr("To: the closing month"), page))
{
    connect(m_from, &QComboBox::activated, this, &WindowBoxes::chosen);
    connect(m_to, &QComboBox::activated, this, &WindowBoxes::chosen);
}

void WindowBoxes::show(const std::vector<Month> &months, std::optional<Month> from, std::optional<Month> to)
{
    showMonth(*m_from, months, from);
    showMonth(*m_to, months, to);
    m_from->show();
    m_to->show();
}

void WindowBoxes::hide()
{
    m_from->hide();
    m_to->hide();
}

std::optional<Month> WindowBoxes::from() const
{
    return monthOf(*m_from);
}

std::optional<Month> WindowBoxes::to() const
{
    return monthOf(*m_to);
}

} // namespace qd::ui
