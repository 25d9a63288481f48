#include "ui/explain/explain_page.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/elided_box.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/explain/conventions_panel.h"
#include "ui/explain/figure_panel.h"
#include "ui/explain/metric_box.h"
#include "ui/explain/rows_panel.h"
#include "ui/explain/window_boxes.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace qd::ui {

namespace {

constexpr int DimensionLetters = 12;
constexpr int GroupLetters = 9;
const QString Conventions = QStringLiteral("conventions");

QComboBox *newBox(const char *name, const QString &title, int letters, QWidget *parent)
{
    auto *box = new ElidedBox(letters, parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(title);
    return box;
}

} // namespace

ExplainPage::ExplainPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return showFigure(); })
    , m_conventions(*this, *m_body, [this] { return showConventions(); })
    , m_mode(new SegmentedSwitch({{QStringLiteral("figure"), tr("Figure")}, {Conventions, tr("Conventions")}}, this))
    , m_metric(new MetricBox(this))
    , m_window(new WindowBoxes(this))
    , m_by(newBox("explainBy", tr("Group by"), DimensionLetters, this))
    , m_group(newBox("explainGroup", tr("Group"), GroupLetters, this))
    , m_stack(new QStackedWidget(this))
{
    m_mode->setObjectName(QStringLiteral("explainMode"));
    m_by->addItem(tr("All customers"), QString());
    for (const char *by : {"segment", "region", "country", "industry", "owner", "product"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_group->hide();
    buildPanels();
    connectParts();
}

QList<QWidget *> ExplainPage::headerActions()
{
    return {m_mode, m_metric, m_window->fromBox(), m_window->toBox()};
}

void ExplainPage::buildPanels()
{
    m_figure = new FigurePanel(this);
    m_customersPanel = new Panel(tr("Customers"), this);
    m_customers = new TableView(this);
    m_rows = new RowsPanel(this);
    m_conventionsPanel = new ConventionsPanel(this);
    m_customersPanel->addHeaderWidget(m_by);
    m_customersPanel->addHeaderWidget(m_group);
    m_customersPanel->setBody(m_customers, false);
    auto *figure = new QWidget(this);
    auto *grid = new QGridLayout(figure);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_figure, 0, 0, 1, 2);
    grid->addWidget(m_customersPanel, 1, 0);
    grid->addWidget(m_rows, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    m_stack->addWidget(figure);
    m_stack->addWidget(m_conventionsPanel);
    m_body->setSheets(m_stack, emptyState(tr("Import contracts to open a figure to the rows it comes from.")));
    m_body->setBusyPanel(m_customersPanel);
}

void ExplainPage::connectParts()
{
    connect(m_mode, &SegmentedSwitch::changed, this, &ExplainPage::run);
    connect(m_metric, &MetricBox::chosen, this, [this] {
        m_asOf.reset();
        run();
    });
    connect(m_window, &WindowBoxes::chosen, this, [this] {
        m_fromMonth = m_window->from();
        m_toMonth = m_window->to();
        run();
    });
    connect(m_by, &QComboBox::activated, this, [this] {
        m_group->clear();
        m_groupWanted.clear();
        run();
    });
    connect(m_group, &QComboBox::activated, this, [this] {
        m_groupWanted = m_group->currentData().toString();
        run();
    });
    connect(m_figure, &FigurePanel::definitionWanted, this, [this] {
        if (m_view && m_view->told)
            Q_EMIT linkActivated(QStringLiteral("dictionary"), FigureTarget{qt(m_view->told->definition)});
    });
    connect(m_figure, &FigurePanel::customersWanted, this, [this] {
        if (m_view && m_view->told)
            openCustomers(figureAccounts(*m_view));
    });
    connect(m_figure, &FigurePanel::sheetWanted, this, &ExplainPage::askForSheet);
    connect(m_customers, &TableView::currentChanged, this, &ExplainPage::showCustomer);
    connect(m_customers, &TableView::activated, this, [this](const QString &row) { openCustomer(accountOfRow(row)); });
    connect(m_rows, &RowsPanel::accountActivated, this, &ExplainPage::openCustomer);
    connect(m_conventionsPanel, &ConventionsPanel::customerWanted, this,
        [this](const QString &account) { Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account}); });
}

bool ExplainPage::isFigure() const
{
    return m_mode->current() != Conventions;
}

ExplainChoice ExplainPage::choice() const
{
    ExplainChoice chosen;
    chosen.metric = m_metric->metric().toStdString();
    chosen.from = m_fromMonth;
    chosen.to = m_toMonth;
    chosen.asOf = m_asOf;
    chosen.by = m_by->currentData().toString().toStdString();
    chosen.group = m_groupWanted.toStdString();
    return chosen;
}

void ExplainPage::refresh(const PageContext &context)
{
    if (!m_context.workspacePath.empty() && context.asOf != m_context.asOf)
        m_asOf.reset(); // the chip says another day
    m_context = context;
    run();
}

void ExplainPage::forget()
{
    m_view.forget();
    m_conventions.forget();
    m_rows->forget();
    m_conventionsPanel->forget();
    m_customers->setSpec({});
    m_window->hide();
    m_by->setCurrentIndex(0);
    m_group->clear();
    m_group->hide();
    m_groupWanted.clear();
    m_fromMonth.reset();
    m_toMonth.reset();
    m_asOf.reset();
}

void ExplainPage::run()
{
    m_metric->setVisible(isFigure());
    if (isFigure())
        m_view.read(tr("Opening a figure"), [context = m_context, chosen = choice()](Progress &progress) {
            return computeExplainView(context, chosen, progress);
        });
    else
        m_conventions.read(
            tr("Conventions"), [context = m_context, from = m_fromMonth, to = m_toMonth](Progress &progress) {
                return computeConventionsView(context, from, to, progress);
            });
}

bool ExplainPage::showFigure()
{
    if (!isFigure())
        return false; // the conventions are on their way
    m_stack->setCurrentIndex(0);
    showWindow();
    showGroups();
    m_figure->setView(*m_view);
    m_rows->setView(m_context, m_view.view());
    m_customers->setSpec(customersTable(*m_view)); // says which customer is chosen, if one is
    m_customersPanel->setSubtitle(formatCount(m_customers->spec().rows.size()));
    if (const QString chosen = m_customers->currentId(); !chosen.isEmpty())
        m_rows->setAccount(accountOfRow(chosen));
    Q_EMIT factChanged(m_view->told ? figureTitle(*m_view->told) : QString());
    return true;
}

bool ExplainPage::showConventions()
{
    if (isFigure())
        return false;
    m_stack->setCurrentIndex(1);
    if (m_view)
        m_window->show(m_view->months, m_conventions->from, m_conventions->to);
    m_conventionsPanel->setView(m_context, m_conventions.view());
    Q_EMIT factChanged(m_context.filters.empty() ? tr("the same data by other rules, all customers")
                                                 : tr("all customers: the filters above do not hold here"));
    return true;
}

void ExplainPage::showWindow()
{
    if (!m_view->request || !m_view->request->metric.isOfWindow()) {
        m_window->hide();
        return;
    }
    std::optional<Month> from = m_view->request->from;
    std::optional<Month> to = m_view->request->to;
    if (m_view->told && m_view->told->window.to) {
        from = m_view->told->window.from;
        to = m_view->told->window.to;
    } else if (m_view->told && m_view->told->window.lastDay) {
        from = Month::of(*m_view->told->window.firstDay);
        to = Month::of(*m_view->told->window.lastDay);
    }
    m_window->show(m_view->months, from, to);
}

void ExplainPage::showGroups()
{
    const QSignalBlocker quiet(m_group);
    m_group->clear();
    for (const std::string &group : m_view->groups)
        m_group->addItem(groupName(group), qt(group));
    m_group->setVisible(!m_view->groups.empty());
    if (m_view->request && !m_view->groups.empty())
        m_group->setCurrentIndex(m_group->findData(qt(m_view->request->group)));
}

void ExplainPage::showCustomer(const QString &row)
{
    if (!m_view || !m_view->told || row.isEmpty())
        return;
    const int account = accountOfRow(row);
    m_rows->setAccount(account);
    Q_EMIT inspect(customerInspected(*m_view, account));
}

void ExplainPage::openCustomer(int account)
{
    if (m_view)
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{qt(m_view->accounts->at(account).id)});
}

void ExplainPage::askForSheet()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the audit sheet"), QStringLiteral("audit-%1.pdf").arg(m_metric->metric()), tr("PDF (*.pdf)"));
    if (!name.isEmpty())
        writeSheet(name);
}

void ExplainPage::writeSheet(const QString &path)
{
    if (!m_view || !m_view->told)
        return;
    m_sheetJob.startShown(
        this, tr("Writing the audit sheet"),
        [view = m_view.view(), workspace = m_context.workspacePath, path](
            Progress &) { return saveAuditSheet(*view, workspace, path); },
        [this](const Result<QString> &done) {
            if (done)
                Q_EMIT statusMessage(tr("Audit sheet written to %1").arg(*done));
            else
                m_body->errors().showMessage(messageText(done.error().message));
        });
}

void ExplainPage::open(const PageTarget &target)
{
    const auto *figure = std::get_if<FigureTarget>(&target);
    if (!figure)
        return;
    m_mode->setCurrent(QStringLiteral("figure"));
    m_metric->setMetric(figure->metric);
    m_fromMonth = figure->from;
    m_toMonth = figure->to;
    m_asOf = figure->asOf;
    m_by->setCurrentIndex(std::max(0, m_by->findData(figure->by)));
    m_groupWanted = figure->group;
    if (figure->since || figure->sinceLastImport)
        m_rows->setSince(figure->since, figure->sinceLastImport);
    if (!m_context.workspacePath.empty())
        run();
}

} // namespace qd::ui
