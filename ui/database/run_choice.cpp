#include "ui/database/run_choice.h"

#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include <limits>

namespace qd::ui {

namespace {

/// From when on a query with :since is asked.
enum class From { LastImport, Beginning, Day };

} // namespace

RunChoice::RunChoice(Date asOf, QWidget *parent)
    : QWidget(parent)
    , m_asOf(asOf)
    , m_from(new QComboBox(this))
    , m_since(new QDateEdit(this))
    , m_most(new QSpinBox(this))
{
    m_from->setObjectName(QStringLiteral("databaseFrom"));
    m_from->setAccessibleName(tr("From when on"));
    m_from->addItem(tr("New since the last import"), int(From::LastImport));
    m_from->addItem(tr("Everything"), int(From::Beginning));
    m_from->addItem(tr("New since a day"), int(From::Day));
    m_since->setObjectName(QStringLiteral("databaseSince"));
    m_since->setAccessibleName(tr("Since"));
    m_since->setDisplayFormat(dayEditPattern(shownLocale(), QStringLiteral("%1")));
    m_since->setCalendarPopup(true);
    const QDate last(asOf.year(), asOf.month(), asOf.day());
    m_since->setMaximumDate(last);
    m_since->setDate(last.addMonths(-1));
    m_most->setObjectName(QStringLiteral("databaseMost"));
    m_most->setAccessibleName(tr("Rows allowed"));
    m_most->setRange(1, std::numeric_limits<int>::max());
    m_most->setValue(int(connect::UsualMostRows));
    m_most->setGroupSeparatorShown(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_from);
    row->addWidget(m_since);
    row->addStretch(1);
    auto *most = new QLabel(tr("Rows allowed"), this);
    most->setBuddy(m_most);
    row->addWidget(most);
    row->addWidget(m_most);
    QObject::connect(m_from, &QComboBox::currentIndexChanged, this, &RunChoice::showDay);
    showDay();
}

void RunChoice::setSql(const std::string &sql)
{
    m_asksSince = qd::connect::asksSince(sql);
    showDay();
}

void RunChoice::showDay()
{
    m_from->setEnabled(m_asksSince);
    m_from->setToolTip(m_asksSince ? QString() : tr("The query has no :since: it gives everything each time"));
    m_since->setVisible(m_asksSince && From(m_from->currentData().toInt()) == From::Day);
}

session::QueryWish RunChoice::wish() const
{
    session::QueryWish wish;
    wish.asOf = m_asOf;
    wish.mostRows = m_most->value();
    const auto from = From(m_from->currentData().toInt());
    const QDate since = m_since->date();
    wish.everything = from == From::Beginning;
    if (from == From::Day && m_asksSince)
        wish.since = Date::of(since.year(), since.month(), since.day());
    return wish;
}

} // namespace qd::ui
