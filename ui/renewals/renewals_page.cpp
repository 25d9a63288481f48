#include "ui/renewals/renewals_page.h"

#include "core/renewals/exception_file.h"
#include "core/revenue/dimension_words.h"
#include "core/store/workspace.h"
#include "ui/common/chart/chart_legend.h"
#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"
#include "ui/renewals/expansion_part.h"
#include "ui/renewals/forecast_part.h"
#include "ui/renewals/register_part.h"
#include "ui/renewals/renewals_lists.h"
#include "ui/shell/linked_selection.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QStackedWidget>

namespace qd::ui {

using renewals::NamedWindow;

RenewalsPage::RenewalsPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_part(new SegmentedSwitch(
          {{QStringLiteral("due"), tr("Due")}, {QStringLiteral("forecast"), tr("Forecast")},
              {QStringLiteral("risks"), tr("Risks")}, {QStringLiteral("expansion"), tr("Expansion")}},
          this))
    , m_parts(new QStackedWidget(this))
    , m_forecast(new ForecastPart(this))
    , m_risks(new RegisterPart(this))
    , m_expansion(new ExpansionPart(this))
    , m_window(new QComboBox(this))
    , m_by(new QComboBox(this))
    , m_each(new SegmentedSwitch(
          {{QStringLiteral("month"), tr("Month")}, {QStringLiteral("quarter"), tr("Quarter")}}, this))
    , m_listed(new SegmentedSwitch({{QStringLiteral("exceptions"), tr("All")}, {QStringLiteral("open"), tr("No end")},
                                       {QStringLiteral("ahead"), tr("Ahead")}},
          this))
{
    for (const auto &[window, name] : {std::pair(NamedWindow::LastQuarter, tr("Last quarter")),
             {NamedWindow::ThisQuarter, tr("This quarter")}, {NamedWindow::NextQuarter, tr("Next quarter")},
             {NamedWindow::LastYear, tr("Last 12 months")}, {NamedWindow::NextYear, tr("Next 12 months")}})
        m_window->addItem(name, int(window));
    m_window->setCurrentIndex(m_window->findData(int(NamedWindow::ThisQuarter)));
    m_window->setAccessibleName(tr("Window"));
    m_window->setObjectName(QStringLiteral("renewalsWindow"));
    for (const char *by : {"segment", "region", "country", "industry", "owner", "product", "month", "quarter", "risk"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("renewalsGroupBy"));
    m_part->setObjectName(QStringLiteral("renewalsPart"));
    m_each->setObjectName(QStringLiteral("renewalsEach"));
    m_listed->setObjectName(QStringLiteral("renewalsListed"));
    buildPanels();
    connectDrill();
    connectParts();
    connect(m_window, &QComboBox::activated, this, &RenewalsPage::run);
    connect(m_by, &QComboBox::activated, this, &RenewalsPage::run);
    connect(m_each, &SegmentedSwitch::changed, this, &RenewalsPage::run);
    connect(m_listed, &SegmentedSwitch::changed, this, &RenewalsPage::showExceptions);
}

QList<QWidget *> RenewalsPage::headerActions()
{
    return {m_window, m_part};
}

void RenewalsPage::buildPanels()
{
    const auto panel = [this](const QString &title) { return new Panel(title, this); };
    m_calendarPanel = panel(tr("ARR due by month"));
    m_ratesPanel = panel(tr("Renewed by group"));
    m_readinessPanel = panel(tr("Readiness"));
    m_exceptionsPanel = panel(tr("Exceptions"));
    m_calendar = new ChartView(this);
    m_calendar->setObjectName(QStringLiteral("renewalsCalendar"));
    m_readiness = new ChartView(this);
    m_readiness->setObjectName(QStringLiteral("renewalsReadiness"));
    m_rates = new TableView(this);
    m_exceptions = new TableView(this);
    m_legend = new LegendStrip({}, this);
    m_calendarPanel->addHeaderWidget(m_each);
    m_calendarPanel->setBody(underLegend(m_legend, m_calendar, this));
    m_ratesPanel->addHeaderWidget(m_by);
    m_ratesPanel->setBody(m_rates, false);
    m_readinessPanel->setBody(new ChartScroll(m_readiness, this));
    m_exceptionsPanel->addHeaderWidget(m_listed);
    m_exceptionsPanel->addHeaderWidget(m_exceptions->columnsButton());
    m_exceptionsPanel->setBody(m_exceptions, false);
    m_export = new QAction(icon(QStringLiteral("export")), tr("Exceptions for CRM and CS platform\u2026"), this);
    m_export->setObjectName(QStringLiteral("exportExceptions"));
    m_export->setEnabled(false);
    m_exceptionsPanel->addAction(m_export);
    connect(m_export, &QAction::triggered, this, &RenewalsPage::askForFile);
    for (QWidget *part : std::initializer_list<QWidget *>{dueSheet(), m_forecast, m_risks, m_expansion})
        m_parts->addWidget(part);
    m_body->setSheets(m_parts,
        emptyState(tr("Import billing subscriptions to see what is due, and the CRM's opportunities to see how it is "
                      "prepared.")));
    m_body->setBusyPanel(m_calendarPanel);
}

QWidget *RenewalsPage::dueSheet()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_calendarPanel, 0, 0);
    grid->addWidget(m_ratesPanel, 0, 1);
    grid->addWidget(m_readinessPanel, 1, 0);
    grid->addWidget(m_exceptionsPanel, 1, 1);
    grid->setColumnStretch(0, 15);
    grid->setColumnStretch(1, 16);
    grid->setRowStretch(0, 9);
    grid->setRowStretch(1, 11);
    return content;
}

void RenewalsPage::connectParts()
{
    const auto openAccount = [this](const QString &account) {
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account});
    };
    connect(m_part, &SegmentedSwitch::changed, this, &RenewalsPage::run);
    connect(m_forecast, &ForecastPart::sinceChosen, this, &RenewalsPage::run);
    connect(m_forecast, &ForecastPart::listWanted, this, &RenewalsPage::openCustomers);
    connect(m_forecast, &ForecastPart::accountWanted, this, openAccount);
    connect(m_forecast, &ForecastPart::edited, this, &RenewalsPage::edited);
    connect(m_risks, &RegisterPart::listWanted, this, &RenewalsPage::openCustomers);
    connect(m_risks, &RegisterPart::accountWanted, this, openAccount);
    connect(m_risks, &RegisterPart::edited, this, &RenewalsPage::edited);
    connect(m_risks, &RegisterPart::said, this, &RenewalsPage::statusMessage);
    connect(m_risks, &RegisterPart::failed, this,
        [this](const QString &sentence) { m_body->errors().showMessage(sentence); });
    connect(m_expansion, &ExpansionPart::byChosen, this, &RenewalsPage::run);
    connect(m_expansion, &ExpansionPart::listWanted, this, &RenewalsPage::openCustomers);
    connect(m_expansion, &ExpansionPart::accountWanted, this, openAccount);
}

void RenewalsPage::connectDrill()
{
    connect(m_calendar, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            openCustomers(dueAccounts(*m_view, series, category));
    });
    m_calendar->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? placesBehind(customers, int(m_view->calendar.size()),
                   [this](int month) { return dueAccounts(*m_view, -1, month); })
                      : QVector<ChartPlace>();
    });
    connect(m_readiness, &ChartView::placeActivated, this, [this](int row, int column) {
        if (row < 0)
            return;
        openCustomersFound([context = m_context, view = m_view.view(), row, column](
                               Progress &) { return readinessAccounts(context, *view, row, column); });
    });
    connect(m_rates, &TableView::activated, this,
        [this](const QString &row) { openCustomers(rateAccounts(*m_view, choice().by, row.toInt())); });
    connect(m_exceptions, &TableView::activated, this, [this](const QString &row) {
        if (const QString account = row.section(QLatin1Char(':'), 1); !account.isEmpty())
            Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account});
    });
}

void RenewalsPage::openFact()
{
    if (m_view)
        openCustomers(rateAccounts(*m_view, choice().by, 0));
}

RenewalsChoice RenewalsPage::choice() const
{
    const QString part = m_part->current();
    RenewalsChoice choice{NamedWindow(m_window->currentData().toInt()), m_by->currentData().toString().toStdString()};
    if (part == QStringLiteral("forecast"))
        choice.part = RenewalsPart::Forecast;
    else if (part == QStringLiteral("risks"))
        choice.part = RenewalsPart::Risks;
    else if (part == QStringLiteral("expansion"))
        choice.part = RenewalsPart::Expansion;
    choice.since = m_forecast->since();
    choice.byQuarter = m_each->current() == QStringLiteral("quarter");
    choice.expansionBy = m_expansion->by();
    return choice;
}

void RenewalsPage::forget()
{
    m_view.forget();
    m_forecast->setView(nullptr);
    m_risks->setView({}, nullptr);
    m_expansion->setView(nullptr);
}

void RenewalsPage::refresh(const PageContext &context)
{
    m_context = context;
    run();
}

void RenewalsPage::run()
{
    m_view.read(tr("Renewals"), [context = m_context, chosen = choice()](Progress &progress) {
        return computeRenewalsView(context, chosen, progress);
    });
}

/// Shows the part that was read; another one may be asked for by then, which comes next.
bool RenewalsPage::show()
{
    switch (m_view->part) {
    case RenewalsPart::Due:
        showDue();
        m_body->setBusyPanel(m_calendarPanel);
        break;
    case RenewalsPart::Forecast:
        m_forecast->setView(m_view->forecast);
        m_body->setBusyPanel(m_forecast->busyPanel());
        break;
    case RenewalsPart::Risks:
        m_risks->setView(m_context.workspacePath, m_view->risks);
        m_body->setBusyPanel(m_risks->busyPanel());
        break;
    case RenewalsPart::Expansion:
        m_expansion->setView(m_view->expansion);
        m_body->setBusyPanel(m_expansion->busyPanel());
        break;
    }
    m_parts->setCurrentIndex(int(m_view->part));
    Q_EMIT factChanged(renewalsFact(*m_view));
    return true;
}

void RenewalsPage::showDue()
{
    const ChartSpec calendar = calendarChart(*m_view);
    m_calendarPanel->setTitle(calendar.title);
    m_calendarPanel->setSubtitle(calendar.subtitle);
    m_calendar->setSpec(calendar);
    m_legend->setEntries(legendOf(calendar));
    const QString window = windowText(m_view->window);
    m_rates->setSpec(ratesTable(*m_view, choice().by));
    m_ratesPanel->setSubtitle(window);
    const ChartSpec readiness = readinessChart(*m_view);
    m_readiness->setSpec(readiness);
    m_readinessPanel->setSubtitle(
        tr("done of due, %1; corner: under %2").arg(window, formatPercent(backtest::ReadinessTarget, 0)));
    showExceptions();
}

void RenewalsPage::showExceptions()
{
    if (!m_view)
        return;
    m_export->setEnabled(hasExceptions(*m_view));
    const QString listed = m_listed->current();
    if (listed == QStringLiteral("open")) {
        m_exceptions->setSpec(openEndedTable(*m_view));
        m_exceptionsPanel->setSubtitle(openEndedSubtitle(*m_view));
    } else if (listed == QStringLiteral("ahead")) {
        m_exceptions->setSpec(aheadTable(*m_view));
        m_exceptionsPanel->setSubtitle(tr("of all customers"));
    } else {
        m_exceptions->setSpec(exceptionsTable(*m_view));
        m_exceptionsPanel->setSubtitle(exceptionsSubtitle(*m_view));
    }
}

void RenewalsPage::askForFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export exceptions"), QStringLiteral("renewal-exceptions.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        exportExceptions(path);
}

void RenewalsPage::exportExceptions(const QString &path)
{
    if (!m_view)
        return;
    m_exporting.startShown(
        this, tr("Exporting exceptions"),
        [workspace = m_context.workspacePath, view = m_view.view(), file = path.toStdString()](
            Progress &) -> Result<int> {
            auto opened = store::Workspace::open(workspace);
            if (!opened)
                return opened.error();
            const renewals::ExceptionFile list = renewals::exceptionFile(view->report, *view->known, false);
            if (auto done = renewals::writeExceptionFile(**opened, file, list); !done)
                return done.error();
            return list.rows;
        },
        [this, path](const Result<int> &rows) {
            if (rows)
                Q_EMIT statusMessage(tr("%1 has %Ln exceptions", nullptr, *rows).arg(path));
            else if (rows.error().code != ErrorCode::Cancelled)
                m_body->errors().showMessage(messageText(rows.error().message));
        });
}

} // namespace qd::ui
