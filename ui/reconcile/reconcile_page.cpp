#include "ui/reconcile/reconcile_page.h"

#include "core/statistics/wilson_interval.h"
#include "core/store/output_file.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/reconcile/breaks_panel.h"
#include "ui/reconcile/month_part.h"
#include "ui/reconcile/reconcile_view.h"
#include "ui/reconcile/sample_part.h"
#include "ui/reconcile/signoff_part.h"
#include "ui/reconcile/systems_part.h"
#include "ui/shell/linked_selection.h"

#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace qd::ui {

namespace {

QComboBox *sourceBox(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

/// By the id of a choice of the switch.
const QList<std::pair<QString, ReconcilePart>> &parts()
{
    static const QList<std::pair<QString, ReconcilePart>> all{{QStringLiteral("breaks"), ReconcilePart::Breaks},
        {QStringLiteral("systems"), ReconcilePart::Systems}, {QStringLiteral("signoff"), ReconcilePart::Signoff},
        {QStringLiteral("sample"), ReconcilePart::Sample}, {QStringLiteral("month"), ReconcilePart::Month}};
    return all;
}

/// In a reconciliation a colour says which side is higher, not what is good.
LegendEntry higherEntry(chart::Meaning meaning, const std::string &source)
{
    return {[meaning](const Theme &theme) { return meaningColour(meaning, theme); },
        ReconcilePage::tr("%1 higher").arg(qt(source))};
}

} // namespace

ReconcilePage::ReconcilePage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(
          *this, *m_body, [this] { return show(); }, [this](const Error &error) { showFailure(error); })
    , m_left(sourceBox(QStringLiteral("reconcileLeft"), this))
    , m_right(sourceBox(QStringLiteral("reconcileRight"), this))
    , m_export(new QPushButton(tr("Export"), this))
    , m_totals(new TotalsStrip(this))
    , m_chartPanel(new Panel(tr("ARR by cause"), this))
    , m_chart(new ChartView(this))
    , m_breaks(new BreaksPanel(this))
    , m_part(new SegmentedSwitch(
          {{parts()[0].first, tr("Breaks")}, {parts()[1].first, tr("Systems")}, {parts()[2].first, tr("Sign-off")},
              {parts()[3].first, tr("Sample")}, {parts()[4].first, tr("Month-end")}},
          this))
    , m_parts(new QStackedWidget(this))
    , m_systems(new SystemsPart(this))
    , m_signoff(new SignoffPart(this))
    , m_sample(new SamplePart(this))
    , m_month(new MonthPart(this))
{
    m_totals->setObjectName(QStringLiteral("reconcileTotals"));
    m_part->setObjectName(QStringLiteral("reconcilePart"));
    m_export->setObjectName(QStringLiteral("exportBreaks"));
    m_export->setToolTip(tr("Write the breaks shown as CSV"));
    connect(m_export, &QPushButton::clicked, this, &ReconcilePage::exportBreaks);
    setComparable(false);
    m_left->setAccessibleName(tr("Left system"));
    m_right->setAccessibleName(tr("Right system"));
    m_legend = new LegendStrip({}, this);
    m_chartPanel->setLegend(m_legend);
    m_chartPanel->setBody(m_chart);
    buildParts();
    connectParts();
}

void ReconcilePage::buildParts()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_totals);
    layout->addWidget(m_chartPanel, 4);
    layout->addWidget(m_breaks, 5);
    for (QWidget *sheet : QList<QWidget *>{content, m_systems, m_signoff, m_sample, m_month})
        m_parts->addWidget(sheet);
    m_body->setSheets(m_parts, emptyState(tr("Import two systems that hold ARR to see where they differ, and why.")));
    m_body->setBusyPanel(m_chartPanel);
}

void ReconcilePage::connectParts()
{
    connect(m_left, &QComboBox::activated, this, &ReconcilePage::run);
    connect(m_right, &QComboBox::activated, this, &ReconcilePage::run);
    connect(m_part, &SegmentedSwitch::changed, this, &ReconcilePage::run);
    connect(m_breaks, &BreaksPanel::edited, this, &Page::edited);
    connect(m_breaks, &BreaksPanel::said, this, &Page::statusMessage);
    connect(m_breaks, &BreaksPanel::breakSelected, this, &ReconcilePage::showBreak);
    connect(m_breaks, &BreaksPanel::accountOpened, this,
        [this](const QString &account) { Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account}); });
    connect(m_breaks, &BreaksPanel::customersWanted, this, &ReconcilePage::openCustomers);
    connect(m_totals, &TotalsStrip::activated, this,
        [this](const QString &cell) { openCustomers(totalAccounts(*m_view, cell)); });
    connect(m_chart, &ChartView::placeActivated, this, [this](int, int category) { openBar(category); });
    const auto fail = [this](const Error &error) { m_body->errors().showFailure(error); };
    const auto change = [this](const QString &what) {
        Q_EMIT statusMessage(what);
        Q_EMIT dataChanged();
    };
    connect(m_systems, &SystemsPart::accountOpened, m_breaks, &BreaksPanel::accountOpened);
    connect(m_month, &MonthPart::accountOpened, m_breaks, &BreaksPanel::accountOpened);
    connect(m_month, &MonthPart::chosen, this, &ReconcilePage::run);
    connect(m_signoff, &SignoffPart::accountOpened, m_breaks, &BreaksPanel::accountOpened);
    connect(m_signoff, &SignoffPart::failed, this, fail);
    connect(m_signoff, &SignoffPart::changed, this, change);
    connect(m_sample, &SamplePart::accountOpened, m_breaks, &BreaksPanel::accountOpened);
    connect(m_sample, &SamplePart::failed, this, fail);
    connect(m_sample, &SamplePart::changed, this, change);
    connect(m_sample, &SamplePart::said, this, &Page::statusMessage);
    m_chart->setPlacesOf([this](const QSet<QString> &customers) {
        const auto behind = [this](int bar) { // the totals have everybody and say nothing
            return bar == 0 ? AccountList() : stepAccounts(*m_view, m_view->result.bridge[std::size_t(bar - 1)].cause);
        };
        return m_view ? placesBehind(customers, int(m_view->result.bridge.size()) + 1, behind) : QVector<ChartPlace>();
    });
}

void ReconcilePage::openBar(int category)
{
    if (category < 0)
        return;
    if (category == 0 || category == m_chart->spec().categories.size() - 1) {
        openCustomers(totalAccounts(*m_view, category == 0 ? QStringLiteral("left") : QStringLiteral("right")));
        return;
    }
    const reconcile::BridgeStep &step = m_view->result.bridge[std::size_t(category - 1)];
    // What differs within tolerance, or where one system gives no amount, is no break.
    if (!m_breaks->showCause(step.cause, step.count))
        openCustomers(stepAccounts(*m_view, step.cause));
}

QList<QWidget *> ReconcilePage::headerActions()
{
    return {m_left, m_right, m_part, m_export};
}

void ReconcilePage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath) {
        m_left->clear();
        m_right->clear();
    }
    m_context = context;
    run();
}

void ReconcilePage::forget()
{
    m_view.forget();
    m_inspectJob.cancel();
    clearParts();
    m_pending = {};
    m_left->clear();
    m_right->clear();
    setComparable(false);
}

void ReconcilePage::run()
{
    m_view.read(tr("Comparing systems"),
        [context = m_context, left = m_left->currentText().toStdString(), right = m_right->currentText().toStdString(),
            asked = part(), month = m_month->asked()](
            Progress &progress) { return computeReconcileView(context, left, right, progress, asked, month); });
}

ReconcilePart ReconcilePage::part() const
{
    for (const auto &[name, part] : parts()) {
        if (name == m_part->current())
            return part;
    }
    return ReconcilePart::Breaks;
}

void ReconcilePage::showPart(ReconcilePart part)
{
    m_parts->setCurrentIndex(int(part));
    m_body->setBusyPanel(busyPanelOf(part));
}

Panel *ReconcilePage::busyPanelOf(ReconcilePart part) const
{
    const std::array all{m_chartPanel, m_systems->busyPanel(), m_signoff->busyPanel(), m_sample->busyPanel(),
        m_month->busyPanel()}; // as ReconcilePart
    return all[std::size_t(part)];
}

void ReconcilePage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    clearParts();
    setComparable(false);
}

void ReconcilePage::clearParts()
{
    m_breaks->setView(nullptr);
    m_systems->setView(nullptr);
    m_signoff->setView({}, nullptr);
    m_sample->setView({}, nullptr);
    m_month->setView(nullptr);
}

bool ReconcilePage::show()
{
    if (m_left->count() == 0)
        fillSources();
    setComparable(true);
    showTotals();
    showBridge();
    m_breaks->setView(m_view.view());
    m_systems->setView(m_view.view());
    m_signoff->setView(m_context.workspacePath, m_view.view());
    m_sample->setView(m_context.workspacePath, m_view.view());
    m_month->setView(m_view.view());
    showPart(m_view->part);
    open(std::exchange(m_pending, PageTarget()));
    Q_EMIT badgeChanged(formatCount(qint64(m_view->result.breaks.size())), 0);
    return true;
}

void ReconcilePage::showBridge()
{
    ChartSpec bridge = bridgeChart(*m_view);
    m_chartPanel->setTitle(bridge.title);
    QStringList beside{axisStartSentence(bridge), bridge.subtitle};
    beside.removeAll(QString());
    m_chartPanel->setSubtitle(beside.join(QStringLiteral("; ")));
    m_chart->setSpec(std::move(bridge));
    m_legend->setEntries({higherEntry(chart::Meaning::RightHigher, m_view->result.right.name),
        higherEntry(chart::Meaning::LeftHigher, m_view->result.left.name)});
}

/// Without systems there is nothing to choose; with them another pair can be chosen, also after one that failed.
void ReconcilePage::setComparable(bool comparable)
{
    const bool choosable = m_left->count() > 0;
    for (QWidget *action : QList<QWidget *>{m_left, m_right, m_part, m_export}) {
        action->setEnabled(choosable);
        action->setVisible(choosable);
    }
    m_export->setEnabled(comparable);
    m_export->setVisible(choosable && part() == ReconcilePart::Breaks);
    m_left->setVisible(choosable && part() != ReconcilePart::Month); // which is the system of record against Finance
    m_right->setVisible(choosable && part() != ReconcilePart::Month
        && part() != ReconcilePart::Systems); // there all others stand beside the left one
}

void ReconcilePage::fillSources()
{
    for (const std::string &source : m_view->sources) {
        m_left->addItem(qt(source));
        m_right->addItem(qt(source));
    }
    m_left->setCurrentText(qt(m_view->result.left.name));
    m_right->setCurrentText(qt(m_view->result.right.name));
}

void ReconcilePage::showTotals()
{
    const reconcile::Reconciliation &result = m_view->result;
    const auto money = [&](std::int64_t minor) { return formatMoney({minor, result.currency}, true); };
    std::int64_t unexplained = 0;
    int unexplainedCount = 0;
    for (const reconcile::BridgeStep &step : result.bridge) {
        if (step.cause == reconcile::Cause::Unexplained) {
            unexplained = step.amount;
            unexplainedCount = step.count;
        }
    }
    const auto interval = statistics::wilsonInterval(result.matched, result.inEither);
    QString match;
    QString matchNote;
    if (interval) {
        match = formatPercent(double(result.matched) / result.inEither);
        matchNote = tr("%1 of %2, 95 % CI %3\u2013%4")
                        .arg(formatCount(result.matched))
                        .arg(formatCount(result.inEither))
                        .arg(qt(percentOfTenths(shownTenths(interval->first), false, formOf())),
                            qt(percentOfTenths(shownTenths(interval->second), false, formOf())));
    }
    m_totals->setCells({
        {QStringLiteral("left"), qt(result.left.name), money(result.leftTotal),
            tr("%Ln customers with ARR", nullptr, reconcile::customersWithArr(result, true))},
        {QStringLiteral("right"), qt(result.right.name), money(result.rightTotal),
            tr("%Ln customers with ARR", nullptr, reconcile::customersWithArr(result, false))},
        {QStringLiteral("difference"), tr("Difference"),
            formatMoneyDelta({result.rightTotal - result.leftTotal, result.currency}, true), tr("bridge sums exactly"),
            Mark::Good},
        {QStringLiteral("unexplained"), tr("Unexplained"), money(unexplained),
            tr("%Ln breaks", nullptr, unexplainedCount)},
        {QStringLiteral("match"), tr("ARR match"), match, matchNote},
    });
    Q_EMIT factChanged(tr("%1 against %2 on %3, %4 customers compared; %5")
                           .arg(qt(result.left.name), qt(result.right.name), formatDate(result.asOf),
                               formatCount(result.compared), signoffFact(m_view->standing)));
}

void ReconcilePage::showBreak(int place)
{
    const reconcile::Reconciliation &result = m_view->result;
    const reconcile::Break &found = result.breaks[std::size_t(place)];
    const InspectorContent content = describeBreak(*m_view, std::size_t(place));
    Q_EMIT statusMessage(tr("Selected: %1, %2").arg(content.subject, content.evidenceTitle));
    m_inspectJob.start([content, path = m_context.workspacePath, account = result.accounts->at(found.account).id,
                           sources = std::vector{result.left.name, result.right.name}](
                           Progress &) { return withSourceRows(content, path, account, sources); },
        [this](const Result<InspectorContent> &done) {
            if (done)
                Q_EMIT inspect(*done);
        });
}

std::vector<PaletteEntry> ReconcilePage::paletteEntries()
{
    if (!m_view)
        return {};
    return breaksForPalette(*m_view, [this](const QString &row) { Q_EMIT linkActivated(id(), BreakTarget{row}); });
}

void ReconcilePage::open(const PageTarget &target)
{
    if (!m_view) {
        m_pending = target;
        return;
    }
    if (std::holds_alternative<BreakTarget>(target) || std::holds_alternative<AccountTarget>(target)) {
        m_part->setCurrent(QStringLiteral("breaks")); // which are read with either part
        showPart(ReconcilePart::Breaks);
    }
    if (const auto *chosen = std::get_if<BreakTarget>(&target)) {
        m_breaks->selectBreak(chosen->key);
    } else if (const auto *customer = std::get_if<AccountTarget>(&target)) {
        const std::string account = customer->account.toStdString();
        for (const reconcile::Break &found : m_view->result.breaks) {
            if (m_view->result.accounts->at(found.account).id == account)
                return m_breaks->selectBreak(qt(reconcile::breakKey(m_view->result, found)));
        }
    }
}

void ReconcilePage::exportBreaks()
{
    if (!m_view)
        return;
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Export breaks"), QStringLiteral("breaks.csv"), tr("CSV (*.csv)"));
    if (!name.isEmpty())
        saveBreaks(name);
}

void ReconcilePage::saveBreaks(const QString &name)
{
    const std::vector<std::size_t> shown = m_breaks->shownBreaks();
    const std::string csv = reconcile::registeredBreaksCsv(m_view->result, m_view->known, shown);
    if (const auto written = store::writeOutput(name.toStdString(), csv); !written)
        m_body->errors().showMessage(messageText(written.error().message));
    else
        Q_EMIT statusMessage(tr("%Ln breaks written to %1", nullptr, int(shown.size())).arg(name));
}

} // namespace qd::ui
