#include "ui/explain/conventions_panel.h"

#include "ui/common/elided_box.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace qd::ui {

namespace {
constexpr int AgainstLetters = 12;
}

ConventionsPanel::ConventionsPanel(QWidget *parent)
    : QWidget(parent)
    , m_metric(new SegmentedSwitch({{QStringLiteral("nrr"), tr("NRR")}, {QStringLiteral("grr"), tr("GRR")},
                                       {QStringLiteral("logo_churn"), tr("Logo")}},
          this))
    , m_against(new ElidedBox(AgainstLetters, this))
    , m_ratesPanel(new Panel(tr("Conventions"), this))
    , m_comparisonPanel(new Panel(tr("What makes two differ"), this))
    , m_rates(new TableView(this))
    , m_comparison(new TableView(this))
{
    m_metric->setObjectName(QStringLiteral("conventionsMetric"));
    m_against->setObjectName(QStringLiteral("conventionsAgainst"));
    m_against->setAccessibleName(tr("Against: the first of the two; the second is the row that is chosen"));
    m_ratesPanel->addHeaderWidget(m_metric);
    m_ratesPanel->setBody(m_rates, false);
    m_comparisonPanel->addHeaderWidget(m_against);
    m_comparisonPanel->setBody(m_comparison, false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_ratesPanel, 11);
    row->addWidget(m_comparisonPanel, 9);
    connect(m_metric, &SegmentedSwitch::changed, this, &ConventionsPanel::showMetric);
    connect(m_against, &QComboBox::activated, this, &ConventionsPanel::compare);
    connect(m_rates, &TableView::currentChanged, this, &ConventionsPanel::compare);
    connect(
        m_comparison, &TableView::activated, this, [this](const QString &account) { Q_EMIT customerWanted(account); });
}

std::string ConventionsPanel::metric() const
{
    return m_metric->current().toStdString();
}

void ConventionsPanel::setView(const PageContext &context, std::shared_ptr<const ConventionsView> view)
{
    m_context = context;
    m_view = std::move(view);
    showMetric();
}

void ConventionsPanel::forget()
{
    m_job.cancel();
    m_comparisonPanel->setBusy(false);
    m_view = nullptr;
    m_against->clear();
    m_rates->setSpec({});
    m_comparison->setSpec({});
}

void ConventionsPanel::fillAgainst()
{
    const QSignalBlocker quiet(m_against);
    m_against->clear();
    const revenue::ConventionFigure *ours = m_view->oursOf(metric());
    for (const std::size_t i : m_view->figuresOf(metric())) {
        const revenue::ConventionFigure &figure = m_view->conventions.figures[i];
        m_against->addItem(conventionText(figure.convention), qulonglong(i));
        if (ours && figure.convention == ours->convention)
            m_against->setCurrentIndex(m_against->count() - 1);
    }
}

void ConventionsPanel::showMetric()
{
    if (!m_view)
        return;
    fillAgainst();
    m_ratesPanel->setSubtitle(spreadText(*m_view, metric()));
    m_rates->setSpec(conventionsTable(*m_view, metric()));
    compare();
}

void ConventionsPanel::compare()
{
    if (!m_view || m_against->currentIndex() < 0)
        return;
    const auto &figures = m_view->conventions.figures;
    const revenue::Convention first = figures[m_against->currentData().toULongLong()].convention;
    const QString row = m_rates->currentId();
    const revenue::Convention second = row.isEmpty() ? first : figures[row.toULongLong()].convention;
    m_comparisonPanel->setBusy(true);
    m_job.startShown(
        this, tr("What makes two conventions differ"),
        [context = m_context, from = m_view->from, to = m_view->to, both = std::pair(first, second)](
            Progress &progress) { return computeComparison(context, from, to, both, progress); },
        [this](const Result<ComparisonPtr> &found) {
            m_comparisonPanel->setBusy(false);
            if (found && m_view) {
                m_comparison->setSpec(comparisonTable(*m_view, **found));
                m_comparisonPanel->setSubtitle(comparisonText(**found));
            } else if (!found) {
                m_comparison->setSpec({});
                m_comparisonPanel->setSubtitle(messageText(found.error().message));
            }
            Q_EMIT compared();
        });
}

} // namespace qd::ui
