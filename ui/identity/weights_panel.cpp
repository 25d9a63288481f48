#include "ui/identity/weights_panel.h"

#include "core/match/match_model.h"
#include "ui/identity/weight_histogram.h"

#include <QPushButton>

namespace qd::ui {

WeightsPanel::WeightsPanel(QWidget *parent)
    : Panel(tr("Pairs by weight"), parent)
    , m_weights(new WeightHistogram(this))
    , m_accept(new QPushButton(this))
{
    m_accept->setObjectName(QStringLiteral("identityAcceptAbove"));
    m_accept->setToolTip(tr("All pairs from the second line on become one customer each. Can be undone."));
    addHeaderWidget(m_accept);
    setBody(m_weights, false);
    setMinimumHeight(1); // the window gets smaller than it; the page takes it away then
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_weights, &WeightHistogram::moved, this, &WeightsPanel::follow);
    connect(m_weights, &WeightHistogram::lowerSettled, this,
        [this](double weight) { Q_EMIT leastWanted(match::probabilityOf(weight)); });
    connect(m_accept, &QPushButton::clicked, this, &WeightsPanel::accept);
    follow();
}

void WeightsPanel::setView(const IdentityView &view)
{
    m_weights->setPairs(view.weights, view.review->currency);
    m_weights->setThresholds(answers::weightOf(view.least), m_weights->upper());
    follow();
}

bool WeightsPanel::hasPairs() const
{
    return !m_weights->pairs().empty();
}

void WeightsPanel::follow()
{
    const answers::WeightZones &zones = m_weights->zones();
    m_accept->setText(acceptAboveText(zones.above, m_weights->upper()));
    m_accept->setEnabled(zones.above > 0);
    setSubtitle(wrongShareText(zones.above, zones.wrongShare));
}

void WeightsPanel::accept()
{
    const auto pairs = answers::pairsFrom(m_weights->pairs(), m_weights->upper());
    if (!pairs.empty())
        Q_EMIT acceptWanted(pairs);
}

} // namespace qd::ui
