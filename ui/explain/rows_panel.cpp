#include "ui/explain/rows_panel.h"

#include "ui/common/elided_box.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QStackedWidget>

namespace qd::ui {

namespace {

constexpr int SinceLetters = 8;
const QString Moved = QStringLiteral("moved");
constexpr int LastImport = -1; ///< among the months that can be chosen
constexpr int FirstDays = 4; ///< items that are always there; behind them a day that was asked for

} // namespace

RowsPanel::RowsPanel(QWidget *parent)
    : Panel(tr("Behind it"), parent)
    , m_show(new SegmentedSwitch({{QStringLiteral("rows"), tr("Rows")}, {Moved, tr("Moved")}}, this))
    , m_since(new ElidedBox(SinceLetters, this))
    , m_stack(new QStackedWidget(this))
    , m_rows(new TableView(this))
    , m_change(new TableView(this))
{
    m_show->setObjectName(QStringLiteral("explainShow"));
    m_since->setObjectName(QStringLiteral("explainSince"));
    m_since->setAccessibleName(tr("Since so long before"));
    m_since->addItem(tr("a month"), 1);
    m_since->addItem(tr("3 months"), 3);
    m_since->addItem(tr("a year"), 12);
    m_since->addItem(tr("last import"), LastImport);
    addHeaderWidget(m_show);
    addHeaderWidget(m_since);
    m_stack->addWidget(m_rows);
    m_stack->addWidget(m_change);
    setBody(m_stack, false);
    connect(m_show, &SegmentedSwitch::changed, this, &RowsPanel::showSheet);
    connect(m_since, &QComboBox::activated, this, &RowsPanel::computeMoved);
    connect(m_change, &TableView::activated, this, [this](const QString &row) {
        const int account = accountOfRow(row.section(QLatin1Char(':'), 1)); // behind its position
        if (account >= 0)
            Q_EMIT accountActivated(account);
    });
    showSheet();
}

void RowsPanel::setView(const PageContext &context, std::shared_ptr<const ExplainView> view)
{
    m_context = context;
    m_view = std::move(view);
    m_job.cancel();
    setBusy(false);
    setAccount(-1);
    showSheet();
}

void RowsPanel::setAccount(int account)
{
    m_account = account;
    if (!m_view)
        return;
    m_rows->setSpec(rowsTable(*m_view, account));
    if (m_show->current() != Moved)
        showSheet();
}

void RowsPanel::setSince(std::optional<Date> day, bool lastImport)
{
    while (m_since->count() > FirstDays)
        m_since->removeItem(FirstDays);
    if (day)
        m_since->addItem(formatDate(*day), qt(day->iso()));
    m_since->setCurrentIndex(day ? FirstDays : lastImport ? FirstDays - 1 : 0);
    m_show->setCurrent(day || lastImport ? Moved : QStringLiteral("rows"));
}

void RowsPanel::forget()
{
    m_view = nullptr;
    m_job.cancel();
    setBusy(false);
    m_rows->setSpec({});
    m_change->setSpec({});
    setSubtitle({});
}

void RowsPanel::showSheet()
{
    const bool moved = m_show->current() == Moved;
    m_since->setVisible(moved);
    m_stack->setCurrentIndex(moved ? 1 : 0);
    if (moved)
        computeMoved();
    else if (m_view)
        setSubtitle(m_account < 0 ? tr("all customers") : qt(m_view->accounts->at(m_account).name));
}

void RowsPanel::computeMoved()
{
    if (!m_view || !m_view->told) {
        m_change->setSpec({}); // of another figure
        return;
    }
    setBusy(true);
    MovedSince since;
    since.months = m_since->currentData().toInt();
    since.lastImport = since.months == LastImport;
    if (m_since->currentIndex() >= FirstDays)
        since.day = Date::fromIso(m_since->currentData().toString().toStdString());
    m_job.startShown(
        this, tr("What moved the figure"),
        [context = m_context, request = *m_view->request, since](
            Progress &progress) { return computeChange(context, request, since, progress); },
        [this](const Result<std::shared_ptr<const explain::ChangeSince>> &change) { showChange(change); });
}

void RowsPanel::showChange(const Result<std::shared_ptr<const explain::ChangeSince>> &change)
{
    setBusy(false);
    if (change) {
        m_change->setSpec(changeTable(*m_view, **change));
        setSubtitle(changeSubtitle(**change));
    } else {
        TableSpec none;
        none.id = QStringLiteral("explain-change-none");
        none.columns = {tableColumn("cause", tr("Cause"), ColumnKind::Text)};
        none.emptyText = messageText(change.error().message);
        none.filterRow = false;
        m_change->setSpec(none);
        setSubtitle({});
    }
    Q_EMIT changeShown();
}

} // namespace qd::ui
