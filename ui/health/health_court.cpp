#include "ui/health/health_court.h"

#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_places.h"
#include "ui/health/health_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int UsualLead = 90; ///< days before due by which a score must have warned

QList<std::pair<QString, QString>> leadChoices()
{
    QList<std::pair<QString, QString>> choices;
    for (const int days : backtest::CourtOptions().leads)
        choices << std::pair(QString::number(days), formatAge(days));
    return choices;
}

} // namespace

HealthCourt::HealthCourt(QWidget *parent)
    : HealthPartView(parent)
    , m_aucPanel(new Panel(tr("AUC"), this))
    , m_modelsPanel(new Panel(tr("Models"), this))
    , m_fairnessPanel(new Panel(tr("Fairness"), this))
    , m_leads(new SegmentedSwitch(leadChoices(), this))
    , m_shown(new SegmentedSwitch(
          {{QStringLiteral("auc"), tr("AUC")}, {QStringLiteral("gains"), tr("Gains")},
              {QStringLiteral("arr"), tr("By ARR")}, {QStringLiteral("calibration"), tr("Calibration")}},
          this))
    , m_auc(new ChartView(this))
    , m_lines(new ChartView(this))
    , m_models(new TableView(this))
    , m_fairness(new TableView(this))
{
    m_leads->setObjectName(QStringLiteral("healthLead"));
    m_leads->setAccessibleName(tr("Days before due"));
    m_leads->setCurrent(QString::number(UsualLead));
    m_auc->setObjectName(QStringLiteral("healthAuc"));
    m_lines->setObjectName(QStringLiteral("healthCourtLines"));
    m_shown->setObjectName(QStringLiteral("healthCourtShown"));
    m_shown->setAccessibleName(tr("Chart of the court"));
    m_aucScroll = new ChartScroll(m_auc, this);
    auto *charts = new QWidget(this);
    auto *inPlace = new QVBoxLayout(charts);
    inPlace->setContentsMargins(0, 0, 0, 0);
    inPlace->addWidget(m_aucScroll);
    inPlace->addWidget(m_lines);
    m_aucPanel->addHeaderWidget(m_shown);
    m_aucPanel->setBody(charts);
    m_modelsPanel->addHeaderWidget(m_leads);
    m_modelsPanel->addHeaderWidget(m_models->columnsButton());
    m_modelsPanel->setBody(m_models, false);
    m_fairnessPanel->setBody(m_fairness, false);
    auto *limits = new TonedLabel(Type::Small, Tone::Hint, this);
    limits->setObjectName(QStringLiteral("healthCourtLimits"));
    limits->setWordWrap(true);
    limits->setText(messageText(backtest::courtLimits()));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_modelsPanel, 0, 0, 1, 2);
    grid->addWidget(m_aucPanel, 1, 0);
    grid->addWidget(m_fairnessPanel, 1, 1);
    grid->addWidget(limits, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);

    connect(m_leads, &SegmentedSwitch::changed, this, &HealthCourt::showLead);
    connect(m_shown, &SegmentedSwitch::changed, this, &HealthCourt::showChart);
    connect(m_models, &TableView::currentChanged, this, &HealthCourt::showChart);
    connect(m_lines, &ChartView::placeActivated, this, [this](int series, int) { openLine(series); });
    connect(m_models, &TableView::activated, this,
        [this](const QString &model) { Q_EMIT listWanted(courtList(*m_view, model.toStdString(), lead())); });
    connect(m_fairness, &TableView::activated, this, [this](const QString &row) {
        Q_EMIT listWanted(courtList(*m_view, m_view->model.name, lead(),
            {row.section(QLatin1Char(':'), 0, 0).toStdString(), row.section(QLatin1Char(':'), 1).toStdString()}));
    });
    m_auc->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? courtPlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_auc, &ChartView::placeActivated, this, [this](int row, int column) {
        const ChartSpec &spec = m_auc->spec();
        const std::vector<int> leads = backtest::CourtOptions().leads;
        if (row < 0 || row >= spec.series.size() || column < 0 || column >= int(leads.size()))
            return;
        Q_EMIT listWanted(courtList(*m_view, courtModel(*m_view, row), leads[std::size_t(column)]));
    });
}

void HealthCourt::setView(const HealthViewPtr &view)
{
    m_view = view;
    if (!view)
        return;
    m_auc->setSpec(courtChart(*view));
    showLead();
}

int HealthCourt::lead() const
{
    return m_leads->current().toInt();
}

void HealthCourt::showLead()
{
    if (!m_view)
        return;
    m_modelsPanel->setSubtitle(courtWindow(*m_view));
    m_models->setSpec(courtTable(*m_view, lead()));
    m_fairnessPanel->setSubtitle(tr("%1, %2 before due").arg(qt(m_view->model.name), formatAge(lead())));
    m_fairness->setSpec(fairnessTable(*m_view, lead()));
    showChart();
}

CourtShown HealthCourt::shown() const
{
    const QString shown = m_shown->current();
    if (shown == QStringLiteral("gains"))
        return CourtShown::Gains;
    if (shown == QStringLiteral("arr"))
        return CourtShown::GainsByArr;
    return shown == QStringLiteral("calibration") ? CourtShown::Calibration : CourtShown::Auc;
}

/// AUC is of all leads; the lines are of the one that is chosen, calibration of the chosen model.
void HealthCourt::showChart()
{
    const bool isAuc = shown() == CourtShown::Auc;
    m_aucScroll->setVisible(isAuc);
    m_lines->setVisible(!isAuc);
    if (!m_view)
        return;
    if (isAuc)
        return m_aucPanel->setSubtitle(courtWindow(*m_view));
    const ChartSpec lines = courtLines(*m_view, shown(), lead(), m_models->currentId().toStdString());
    m_aucPanel->setSubtitle(lines.subtitle);
    m_lines->setSpec(lines);
}

/// A line of gains opens the renewals its model is judged on, those of calibration the ones of the model they tell of.
void HealthCourt::openLine(int series)
{
    if (!m_view || series < 0)
        return;
    std::string model = m_models->currentId().toStdString();
    if (shown() == CourtShown::Calibration)
        model = calibratedModel(*m_view, lead(), model);
    else if (const std::vector<std::string> all = m_view->court->models(); std::size_t(series) < all.size())
        model = all[std::size_t(series)];
    if (!model.empty())
        Q_EMIT listWanted(courtList(*m_view, model, lead()));
}

} // namespace qd::ui
