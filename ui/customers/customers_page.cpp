#include "ui/customers/customers_page.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/customers_table.h"
#include "ui/customers/list_actions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/one_line.h"

#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {
enum Sheet { ListSheet, CustomerSheet };
}

CustomersPage::CustomersPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_overview(
          *this, *m_body, [this] { return showOverview(); },
          [this](const Error &) { m_panel->setBusy(m_recordJob.isRunning()); })
    , m_stack(new QStackedWidget(this))
    , m_panel(new Panel(tr("All customers"), this))
    , m_table(new TableView(this))
    , m_customer(new CustomerView(this))
    , m_back(new QPushButton(tr("Back to customers"), this))
    , m_all(new QPushButton(tr("Show all customers"), this))
    , m_explain(new QPushButton(tr("Explain"), this))
    , m_score(new QPushButton(tr("Score"), this))
{
    m_table->setObjectName(QStringLiteral("customersTable"));
    m_back->setObjectName(QStringLiteral("customersBack"));
    m_all->setObjectName(QStringLiteral("customersAll"));
    m_explain->setObjectName(QStringLiteral("customersExplain"));
    m_explain->setToolTip(tr("The figure behind this list: its formula, and the rows of files behind each customer"));
    m_score->setObjectName(QStringLiteral("customersScore"));
    m_score->setToolTip(tr("What its health score is made of, and what moved it"));
    for (QPushButton *each : {m_back, m_all, m_explain, m_score})
        each->hide();
    m_lists = new ListActions(*m_table, *this);
    m_panel->addHeaderWidget(m_lists->button());
    m_panel->addHeaderWidget(m_table->columnsButton());
    m_panel->setBody(m_table, false);
    m_stack->addWidget(m_panel);
    m_stack->addWidget(m_customer);
    m_body->setSheets(m_stack, emptyState(tr("Import accounts or subscriptions to see your customers.")));
    m_body->setBusyPanel(m_panel);
    connect(m_table, &TableView::activated, this, &CustomersPage::openAccount);
    connect(m_table, &TableView::severalActivated, this, [this](const QStringList &accounts) {
        Q_EMIT linkActivated(id(), AccountList{tr("%Ln customers chosen", nullptr, int(accounts.size())), accounts});
    });
    connect(m_customer, &CustomerView::inspect, this, &Page::inspect);
    connect(m_customer, &CustomerView::edited, this, &Page::edited);
    connect(m_lists, &ListActions::edited, this, &Page::edited);
    connect(m_back, &QPushButton::clicked, this, &CustomersPage::backToList);
    connect(m_all, &QPushButton::clicked, this, [this] { open({}); });
    connect(m_explain, &QPushButton::clicked, this, [this] {
        if (m_list.figure)
            Q_EMIT linkActivated(QStringLiteral("explain"), *m_list.figure);
    });
    connect(m_score, &QPushButton::clicked, this,
        [this] { Q_EMIT linkActivated(QStringLiteral("health"), AccountTarget{m_account}); });
}

QList<QWidget *> CustomersPage::headerActions()
{
    return {m_explain, m_score, m_back, m_all};
}

void CustomersPage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath) {
        m_list = {};
        m_account.clear();
    }
    m_context = context;
    m_overview.read(tr("All customers"), [context](Progress &) -> Result<std::shared_ptr<const portfolio::Overview>> {
        const auto portfolio = portfolioOf(context);
        if (!portfolio)
            return portfolio.error();
        auto overview = portfolio::accountOverview(**portfolio, context.asOf);
        if (!overview)
            return overview.error();
        return std::make_shared<const portfolio::Overview>(std::move(*overview));
    });
    if (!m_account.isEmpty())
        openAccount(m_account);
}

void CustomersPage::forget()
{
    m_overview.forget();
    m_recordJob.cancel();
    setRecordBusy(false);
    m_list = {};
    m_account.clear();
    for (QPushButton *each : {m_back, m_all, m_explain, m_score})
        each->hide();
}

bool CustomersPage::showOverview()
{
    m_panel->setBusy(m_recordJob.isRunning());
    if (m_account.isEmpty())
        showList();
    fillTable();
    return true;
}

void CustomersPage::showList()
{
    m_stack->setCurrentIndex(ListSheet);
    if (!m_overview)
        return; // what the body says of that stands
    if (m_overview->rows.empty())
        m_body->showEmpty();
    else
        m_body->showContent();
}

void CustomersPage::fillTable()
{
    if (!m_overview)
        return;
    m_table->setSpec(customersTable(*m_overview, m_context, m_list));
    m_lists->setLists(listsOf(*m_overview->accounts));
    const auto passing = std::count_if(m_overview->rows.begin(), m_overview->rows.end(),
        [this](const auto &row) { return m_context.passes(m_overview->accounts->at(row.account)); });
    m_panel->setTitle(m_list.isOpen() ? oneLine(m_list.title) : tr("All customers"));
    m_panel->setSubtitle(
        tr("%1 of %2").arg(formatCount(m_table->spec().rows.size()), formatCount(qint64(m_overview->rows.size()))));
    m_all->setVisible(m_list.isOpen() && m_account.isEmpty());
    m_explain->setVisible(m_list.figure && m_account.isEmpty());
    const QString counted = customersText(qint64(passing), qint64(m_overview->rows.size()));
    if (m_account.isEmpty())
        Q_EMIT factChanged(
            m_overview->asOf ? tr("%1, ARR on %2").arg(counted, formatDate(*m_overview->asOf)) : counted);
}

void CustomersPage::open(const PageTarget &target)
{
    if (const auto *customer = std::get_if<AccountTarget>(&target))
        return openAccount(customer->account);
    m_list = accountList(target);
    backToList();
}

void CustomersPage::openAccount(const QString &account)
{
    m_account = account;
    setRecordBusy(true);
    m_recordJob.start(
        [path = m_context.workspacePath, id = account.toStdString(), asOf = m_context.asOf](
            Progress &progress) -> Result<Record> {
            auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            auto record = answers::customerRecord(**workspace, id, asOf, progress);
            if (!record)
                return record.error();
            return std::make_shared<const answers::CustomerRecord>(std::move(*record));
        },
        [this](const Result<Record> &result) { showRecord(result); });
}

/// On the list the customer is opened from, and on the one that stands there until it is read.
void CustomersPage::setRecordBusy(bool busy)
{
    m_panel->setBusy(busy || m_overview.isRunning());
    for (Panel *panel : m_customer->findChildren<Panel *>())
        panel->setBusy(busy);
}

void CustomersPage::showRecord(const Result<Record> &result)
{
    setRecordBusy(false);
    if (!result) {
        if (result.error().code != ErrorCode::Cancelled)
            m_body->errors().showMessage(messageText(result.error().message));
        backToList();
        return;
    }
    m_customer->setRecord(*result);
    m_stack->setCurrentIndex(CustomerSheet);
    m_body->showContent();
    m_back->show();
    m_score->show();
    m_all->hide();
    m_explain->hide();
    const identity::Account &account = (*result)->account;
    QStringList facts;
    for (const char *field : {"segment", "region", "lifecycle_stage"}) {
        if (!account.field(field).empty())
            facts << qt(account.field(field));
    }
    if (!(*result)->parentName.empty())
        facts << tr("part of %1").arg(qt((*result)->parentName));
    Q_EMIT subjectChanged(qt(account.name));
    Q_EMIT factChanged(facts.join(QStringLiteral(", ")));
    Q_EMIT statusMessage(tr("%1: %2 linked records, %3 source rows")
                             .arg(qt(account.id))
                             .arg(formatCount(qint64(account.records.size())))
                             .arg(formatCount(qint64((*result)->rows.size()))));
    Q_EMIT settled();
}

void CustomersPage::backToList()
{
    m_account.clear();
    Q_EMIT subjectChanged({});
    m_back->hide();
    m_score->hide();
    showList();
    fillTable();
}

} // namespace qd::ui
