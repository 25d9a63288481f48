#include "ui/actions/reviews_part.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>

namespace qd::ui {

ReviewsPart::ReviewsPart(QWidget *parent)
    : QWidget(parent)
    , m_by(new QComboBox(this))
    , m_latePanel(new Panel(tr("Late"), this))
    , m_reviews(new TableView(this))
    , m_late(new TableView(this))
    , m_renewals(new TableView(this))
{
    for (const char *by : {"segment", "region", "country", "industry", "owner"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("reviewsGroupBy"));
    auto *reviews = new Panel(tr("Business reviews"), this);
    reviews->addHeaderWidget(m_by);
    reviews->setBody(m_reviews, false);
    auto *renewals = new Panel(tr("Renewal rate"), this);
    renewals->setSubtitle(tr("12 months; a comparison, no effect"));
    renewals->setBody(m_renewals, false);
    m_latePanel->setBody(m_late, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(reviews, 0, 0);
    grid->addWidget(renewals, 0, 1);
    grid->addWidget(m_latePanel, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 4);
    grid->setRowStretch(1, 7);
    connect(m_by, &QComboBox::activated, this, &ReviewsPart::byChosen);
    connect(m_late, &TableView::activated, this, &ReviewsPart::accountOpened);
    connect(m_late, &TableView::selectionChanged, this, [this] {
        std::vector<std::string> customers;
        for (const QString &id : m_late->selectedIds())
            customers.push_back(id.toStdString());
        Q_EMIT lateChosen(customers);
    });
}

void ReviewsPart::addLateButton(QWidget *button)
{
    m_latePanel->addHeaderWidget(button);
}

std::string ReviewsPart::by() const
{
    return m_by->currentData().toString().toStdString();
}

void ReviewsPart::setView(const ActionsView &view)
{
    m_reviews->setSpec(reviewsTable(view, by()));
    m_renewals->setSpec(reviewedRenewalsTable(view));
    m_late->setSpec(lateReviewsTable(view));
    m_latePanel->setSubtitle(
        tr("%1 on %2").arg(formatCount(qint64(view.reviews.late.size())), formatDate(view.reviews.day)));
}

} // namespace qd::ui
