#include "ui/renewals/forecast_part.h"

#include "core/store/audit.h"
#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/renewals/call_dialog.h"
#include "ui/renewals/renewal_steps.h"

#include <QComboBox>
#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {
constexpr int FixedChoices = 3; ///< of what the waterfall begins with; weeks of submissions follow
} // namespace

ForecastPart::ForecastPart(QWidget *parent)
    : QWidget(parent)
    , m_figuresPanel(new Panel(tr("Forecast"), this))
    , m_waterfallPanel(new Panel(tr("Changes"), this))
    , m_callsPanel(new Panel(tr("Calls"), this))
    , m_behindPanel(new Panel(tr("Behind it"), this))
    , m_figures(new TableView(this))
    , m_calls(new TableView(this))
    , m_behindStack(new QStackedWidget(this))
    , m_behind(new TableView(m_behindStack))
    , m_spread(new ChartView(m_behindStack))
    , m_behindShown(
          new SegmentedSwitch({{QStringLiteral("history"), tr("History")}, {QStringLiteral("accuracy"), tr("Accuracy")},
                                  {QStringLiteral("spread"), tr("Spread")}},
              this))
    , m_waterfall(new ChartView(this))
    , m_since(new QComboBox(this))
    , m_call(new QPushButton(tr("Call..."), this))
    , m_submit(new QPushButton(tr("Submit"), this))
{
    for (const auto &[days, name] : {std::pair(7, tr("1 week ago")), {28, tr("4 weeks ago")}, {91, tr("13 weeks ago")}})
        m_since->addItem(name, QString::number(days));
    m_since->setCurrentIndex(1);
    m_since->setAccessibleName(tr("Changes since"));
    m_since->setObjectName(QStringLiteral("forecastSince"));
    m_since->setSizeAdjustPolicy(QComboBox::AdjustToContents); // weeks come and go
    m_behindShown->setObjectName(QStringLiteral("forecastBehind"));
    m_call->setObjectName(QStringLiteral("callRenewalButton"));
    m_submit->setObjectName(QStringLiteral("submitCalls"));
    m_submit->setMenu(new QMenu(m_submit));
    m_waterfall->setObjectName(QStringLiteral("forecastWaterfall"));
    m_figures->setCompact(true);
    buildGrid();
    connect(m_behindShown, &SegmentedSwitch::changed, this, &ForecastPart::showBehind);
    connect(m_since, &QComboBox::activated, this, &ForecastPart::sinceChosen);
    connect(m_call, &QPushButton::clicked, this, &ForecastPart::call);
    connect(m_calls, &TableView::currentChanged, this, &ForecastPart::showSelection);
    connect(m_calls, &TableView::activated, this, &ForecastPart::accountWanted);
    connect(m_waterfall, &ChartView::placeActivated, this, [this](int, int category) {
        const AccountList list = m_view ? waterfallAccounts(*m_view, category) : AccountList();
        if (list.isOpen())
            Q_EMIT listWanted(list);
    });
    showSelection();
}

void ForecastPart::buildGrid()
{
    m_figuresPanel->setBody(m_figures, false);
    m_waterfallPanel->addHeaderWidget(m_since);
    m_waterfallPanel->setBody(new ChartScroll(m_waterfall, this));
    m_callsPanel->addHeaderWidget(m_call);
    m_callsPanel->addHeaderWidget(m_submit);
    m_callsPanel->addHeaderWidget(m_calls->columnsButton());
    m_callsPanel->setBody(m_calls, false);
    m_behindPanel->addHeaderWidget(m_behindShown);
    m_behindStack->addWidget(m_behind);
    m_spread->setObjectName(QStringLiteral("forecastSpread"));
    m_behindStack->addWidget(new ChartScroll(m_spread, m_behindStack));
    m_behindPanel->setBody(m_behindStack, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_figuresPanel, 0, 0);
    grid->addWidget(m_waterfallPanel, 0, 1);
    grid->addWidget(m_callsPanel, 1, 0);
    grid->addWidget(m_behindPanel, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
}

std::string ForecastPart::since() const
{
    return m_since->currentData().toString().toStdString();
}

void ForecastPart::setView(std::shared_ptr<const ForecastView> view)
{
    m_view = std::move(view);
    if (m_view) {
        m_figures->setSpec(forecastTable(*m_view));
        m_figuresPanel->setSubtitle(forecastSubtitle(*m_view));
        const ChartSpec waterfall = waterfallChart(*m_view);
        m_waterfall->setSpec(waterfall);
        m_waterfallPanel->setSubtitle(waterfall.subtitle);
        const QString notes = notesText(*m_view);
        for (Panel *panel : {m_figuresPanel, m_waterfallPanel, m_behindPanel}) {
            panel->setToolTip(notes);
            panel->setAccessibleDescription(notes);
        }
        m_calls->setSpec(callsTable(*m_view));
        m_callsPanel->setSubtitle(callsSubtitle(*m_view));
        showBehind();
        showWeeks();
        fillOwners();
    }
    showSelection();
}

void ForecastPart::showBehind()
{
    if (!m_view)
        return;
    const bool isSpread = m_behindShown->current() == QStringLiteral("spread");
    m_behindStack->setCurrentIndex(isSpread ? 1 : 0);
    if (isSpread) {
        const ChartSpec spread = spreadChart(*m_view);
        m_spread->setSpec(spread);
        m_behindPanel->setSubtitle(spread.subtitle);
        return;
    }
    const bool isAccuracy = m_behindShown->current() == QStringLiteral("accuracy");
    m_behind->setSpec(isAccuracy ? accuracyTable(*m_view) : cellsTable(*m_view));
    m_behindPanel->setSubtitle(isAccuracy ? accuracySubtitle(*m_view) : tr("8 quarters, smoothed"));
}

/// The weeks that were submitted stand below the days; what was chosen stays where it is still there.
void ForecastPart::showWeeks()
{
    const QString chosen = m_since->currentData().toString();
    while (m_since->count() > FixedChoices)
        m_since->removeItem(FixedChoices);
    for (const std::string &week : m_view->weeks)
        m_since->addItem(tr("Submitted in %1").arg(qt(week)), qt(week));
    const int place = m_since->findData(chosen);
    m_since->setCurrentIndex(place < 0 ? 1 : place);
}

void ForecastPart::fillOwners()
{
    QMenu *menu = m_submit->menu();
    menu->clear();
    for (const std::string &owner : m_view->owners) {
        QString name = qt(owner);
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        menu->addAction(name, this, [this, owner] { submit(owner); });
    }
}

void ForecastPart::showSelection()
{
    const forecast::SnapshotRow *row = m_view ? callOf(*m_view, m_calls->currentId()) : nullptr;
    const bool isOpen = row && row->state == renewals::RenewalState::Pending;
    const bool mayCall = m_view && m_view->isLatest;
    m_call->setEnabled(mayCall && isOpen);
    m_submit->setEnabled(mayCall && !m_view->owners.empty());
    const QString past = tr("Renewals are called on the latest day of the data; clear the chip of the day");
    m_call->setToolTip(!mayCall && m_view ? past
            : isOpen                      ? tr("What this renewal will bring; undo takes it back")
                                          : tr("Select an open renewal to call it"));
    m_submit->setToolTip(
        !mayCall && m_view ? past : tr("Freezes the calls of an owner as this week's submission; there is one a week"));
}

void ForecastPart::call()
{
    const std::shared_ptr<const ForecastView> view = m_view;
    const forecast::SnapshotRow *row = view ? callOf(*view, m_calls->currentId()) : nullptr;
    if (!row)
        return;
    const QString name = qt(view->accounts().at(view->accounts().indexOf(row->account)).name);
    const bool isCalled = !row->author.empty();
    CallDialog dialog(name, {row->dueArr, view->currency()},
        {row->account, isCalled ? row->amount : row->dueArr, row->category}, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const forecast::RenewalCall call = dialog.call();
    Q_EMIT edited(callingRenewals(tr("Call %1 at %2").arg(name, formatShortMoney({call.amount, view->currency()})),
        {view->quarter, view->day, store::currentUser(), {call}}));
}

void ForecastPart::submit(const std::string &owner)
{
    if (m_view)
        Q_EMIT edited(submittingCalls(
            tr("Submit %1 for %2").arg(qt(m_view->quarter.text()), qt(owner)), m_view->quarter, m_view->day, owner));
}

} // namespace qd::ui
