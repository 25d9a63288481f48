#include "ui/health/health_now.h"

#include "core/health/words.h"
#include "core/revenue/dimension_words.h"
#include "ui/common/chart/chart_legend.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_places.h"
#include "ui/health/health_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>

namespace qd::ui {

using portfolio::HealthColour;

HealthNow::HealthNow(QWidget *parent)
    : HealthPartView(parent)
    , m_mixPanel(new Panel(tr("ARR by colour"), this))
    , m_groupsPanel(new Panel(tr("By group"), this))
    , m_scoresPanel(new Panel(tr("Scores"), this))
    , m_movePanel(new Panel(tr("Why it moved"), this))
    , m_by(new QComboBox(this))
    , m_legend(new LegendStrip({}, this))
    , m_mix(new ChartView(this))
    , m_groups(new TableView(this))
    , m_scores(new TableView(this))
    , m_move(new ChartView(this))
{
    for (const char *by : {"segment", "region", "country", "industry", "owner"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("healthGroupBy"));
    m_mix->setObjectName(QStringLiteral("healthMix"));
    m_move->setObjectName(QStringLiteral("healthMove"));
    m_mixPanel->setBody(underLegend(m_legend, m_mix, this));
    m_groupsPanel->addHeaderWidget(m_by);
    m_groupsPanel->setBody(m_groups, false);
    m_scoresPanel->addHeaderWidget(m_scores->columnsButton());
    m_scoresPanel->setBody(m_scores, false);
    m_movePanel->setBody(m_move);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_mixPanel, 0, 0);
    grid->addWidget(m_groupsPanel, 0, 1);
    grid->addWidget(m_scoresPanel, 1, 0);
    grid->addWidget(m_movePanel, 1, 1);
    grid->setColumnStretch(0, 15);
    grid->setColumnStretch(1, 14);
    grid->setRowStretch(0, 8);
    grid->setRowStretch(1, 11);

    connect(m_by, &QComboBox::activated, this, &HealthPartView::choiceChanged);
    connect(m_mix, &ChartView::placeActivated, this, &HealthNow::openPart);
    m_mix->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? mixPlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_groups, &TableView::activated, this, &HealthNow::openMix);
    connect(m_scores, &TableView::currentChanged, this, &HealthNow::explain);
    connect(m_scores, &TableView::activated, this, &HealthPartView::accountWanted);
    connect(m_move, &ChartView::placeActivated, this, [this] { Q_EMIT accountWanted(m_scores->currentId()); });
}

std::string HealthNow::by() const
{
    return m_by->currentData().toString().toStdString();
}

void HealthNow::setView(const HealthViewPtr &view)
{
    m_view = view;
    if (!view)
        return;
    const ChartSpec mix = mixChart(*view);
    m_mixPanel->setSubtitle(mix.subtitle);
    m_mix->setSpec(mix);
    m_legend->setEntries(legendOf(mix));
    m_groupsPanel->setSubtitle(tr("up and down since %1").arg(formatDate(view->since)));
    m_groups->setSpec(mixTable(*view));
    m_scoresPanel->setSubtitle(tr("change since %1").arg(formatDate(view->since)));
    m_scores->setSpec(scoresTable(*view));
    explain(m_scores->currentId());
}

bool HealthNow::choose(const QString &account)
{
    m_scores->setCurrentId(account);
    return m_scores->currentId() == account;
}

QString HealthNow::chosen() const
{
    return m_scores->currentId();
}

/// A cell opens the customers it counts, any other of the row those of the row.
void HealthNow::openMix(const QString &row, const QString &column)
{
    const health::MixRow &mix = m_view->mix[row.toULong()];
    ColourWanted wanted;
    if (row.toInt() > 0)
        wanted.group = mix.group;
    QString what = tr("Customers with ARR");
    for (const HealthColour colour : health::AllColours) {
        if (column != QString::fromLatin1(colour == HealthColour::None ? "none" : portfolio::toString(colour)))
            continue;
        wanted.colour = colour;
        what = word(health::colourName(colour));
    }
    if (column == QStringLiteral("up") || column == QStringLiteral("down")) {
        wanted.direction = column == QStringLiteral("up") ? 1 : -1;
        what = *wanted.direction > 0 ? tr("Better colour than on %1").arg(formatDate(m_view->since))
                                     : tr("Worse colour than on %1").arg(formatDate(m_view->since));
    } else if (column == QStringLiteral("atRisk")) {
        wanted.atRisk = true;
        what = tr("Yellow or red");
    }
    Q_EMIT listWanted(
        colourList(*m_view, row.toInt() > 0 ? tr("%1: %2").arg(groupName(mix.group), what) : what, wanted));
}

void HealthNow::openPart(int series, int category)
{
    if (category < 0 || category + 1 >= int(m_view->mix.size()))
        return;
    const std::string &group = m_view->mix[std::size_t(category) + 1].group;
    ColourWanted wanted;
    wanted.group = group;
    QString what = tr("Customers with ARR");
    if (series >= 0) {
        wanted.colour = health::AllColours[std::size_t(series)];
        what = word(health::colourName(*wanted.colour));
    }
    Q_EMIT listWanted(colourList(*m_view, tr("%1: %2").arg(groupName(group), what), wanted));
}

void HealthNow::explain(const QString &account)
{
    if (!m_view)
        return;
    const int index = account.isEmpty() ? -1 : m_view->accounts().indexOf(account.toStdString());
    const ChartSpec move = moveChart(*m_view, index);
    m_movePanel->setSubtitle(index < 0 ? QString() : qt(m_view->accounts().at(index).name));
    m_move->setSpec(move);
    if (index >= 0 && isVisible()) // else another page has the inspector
        Q_EMIT described(describeScore(*m_view, index));
}

} // namespace qd::ui
