#include "ui/sql/sql_page.h"

#include "core/query/parameters.h"
#include "core/store/sql_text.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/message_text.h"
#include "ui/sql/result_actions.h"
#include "ui/sql/result_sort.h"
#include "ui/sql/result_view.h"
#include "ui/sql/saved_queries.h"
#include "ui/sql/sql_editor.h"
#include "ui/sql/sql_side.h"
#include "ui/sql/sql_texts.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int SideWidth = 310;
/// Below this width the editor has the page for itself.
constexpr int LeastWithSide = 720;
/// Of the page: the side gives way before anything has to.
constexpr int LeastWidth = 360;
constexpr int BetweenLooks = 30; // ms, at what comes
constexpr int BeforeKept = 1000; // ms, without another letter

const QString RowsSheet = QStringLiteral("rows");
const QString PlanSheet = QStringLiteral("plan");

} // namespace

SqlPage::SqlPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_side(new SqlSide(this))
    , m_save(new QPushButton(tr("Save\u2026"), this))
    , m_clock(new QTimer(this))
    , m_keeping(new QTimer(this))
{
    m_save->setObjectName(QStringLiteral("sqlSave"));
    auto *content = new QWidget(this);
    content->setMinimumWidth(LeastWidth);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_side->setFixedWidth(SideWidth);
    auto *work = new QWidget(content);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(buildEditor(), 4);
    column->addWidget(buildResult(), 5);
    row->addWidget(m_side);
    row->addWidget(work, 1);
    m_body->setSheets(content, emptyState(tr("Import exports to ask questions about them in SQL.")));
    m_body->setBusyPanel(m_resultPanel);
    connectParts();
    setRunning(false);
}

SqlPage::~SqlPage()
{
    if (m_keeping->isActive())
        keepDraft(m_editor->text());
}

QList<QWidget *> SqlPage::headerActions()
{
    return {m_save};
}

QWidget *SqlPage::buildEditor()
{
    auto *panel = new Panel(tr("Query"), this);
    m_editor = new SqlEditor(this);
    m_editor->setSql(queryDraft());
    m_run = new QPushButton(tr("Run"), this);
    m_stop = new QPushButton(tr("Stop"), this);
    m_run->setObjectName(QStringLiteral("sqlRun"));
    m_run->setProperty("primary", true);
    m_run->setToolTip(
        tr("Run the query: %1").arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    m_stop->setObjectName(QStringLiteral("sqlStop"));
    panel->addHeaderWidget(m_stop);
    panel->addHeaderWidget(m_run);
    auto *body = new QWidget(panel);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_parameterRow = new QWidget(body);
    m_parameterLayout = new QHBoxLayout(m_parameterRow);
    m_parameterLayout->setContentsMargins(12, 4, 12, 4);
    m_parameterRow->hide();
    column->addWidget(m_parameterRow);
    column->addWidget(m_editor, 1);
    panel->setBody(body, false);
    return panel;
}

QWidget *SqlPage::buildResult()
{
    m_resultPanel = new Panel(tr("Result"), this);
    m_model = new ResultModel(this);
    m_result = new ResultView(m_model, this);
    m_plan = new TableView(this);
    m_plan->setSpec(planTable({}));
    m_which = new SegmentedSwitch({{RowsSheet, tr("Rows")}, {PlanSheet, tr("Plan")}}, this);
    m_exports = new QPushButton(tr("Export"), this);
    m_exports->setObjectName(QStringLiteral("sqlExport"));
    m_actions = new ResultActions(*m_model, *m_result, *this);
    m_exports->setMenu(m_actions->menu());
    m_sort = new ResultSort(*m_model, *m_result, *this);
    m_chart = new QPushButton(tr("Chart"), this);
    m_chart->setObjectName(QStringLiteral("sqlChart"));
    m_chart->setToolTip(tr("Open the rows as lines in the explorer"));
    m_sheets = new QStackedWidget(m_resultPanel);
    m_sheets->addWidget(m_result);
    m_sheets->addWidget(m_plan);
    m_resultPanel->addHeaderWidget(m_which);
    m_resultPanel->addHeaderWidget(m_chart);
    m_resultPanel->addHeaderWidget(m_exports);
    m_resultPanel->setBody(m_sheets, false);
    return m_resultPanel;
}

void SqlPage::connectParts()
{
    auto *keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, this, &SqlPage::run);
    connect(m_run, &QPushButton::clicked, this, &SqlPage::run);
    connect(m_stop, &QPushButton::clicked, this, &SqlPage::stop);
    connect(m_save, &QPushButton::clicked, this, &SqlPage::askName);
    connect(m_editor, &QsciScintilla::textChanged, this, &SqlPage::queryEdited);
    connect(m_side, &SqlSide::nameChosen, m_editor, &SqlEditor::insertName);
    connect(m_side, &SqlSide::queryChosen, this, [this](const QString &sql) {
        m_editor->setSql(sql);
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    connect(m_which, &SegmentedSwitch::changed, this,
        [this](const QString &which) { m_sheets->setCurrentIndex(which == PlanSheet ? 1 : 0); });
    connect(m_result, &ResultView::copyWanted, m_actions, &ResultActions::copy);
    connect(m_chart, &QPushButton::clicked, m_actions, &ResultActions::openChart);
    connect(m_actions, &ResultActions::told, this, &Page::statusMessage);
    connect(m_actions, &ResultActions::edited, this, &Page::edited);
    connect(m_actions, &ResultActions::customersWanted, this, &SqlPage::openCustomers);
    connect(m_actions, &ResultActions::failed, this,
        [this](const Error &error) { m_body->errors().showMessage(messageText(error.message)); });
    m_clock->setInterval(BetweenLooks);
    connect(m_clock, &QTimer::timeout, this, &SqlPage::takeRows);
    m_keeping->setSingleShot(true);
    m_keeping->setInterval(BeforeKept);
    connect(m_keeping, &QTimer::timeout, this, [this] { keepDraft(m_editor->text()); });
}

void SqlPage::refresh(const PageContext &context)
{
    const bool same = context.asOf == m_context.asOf && context.filters == m_context.filters;
    if (!same && !m_rows && !m_told.isEmpty())
        m_resultPanel->setSubtitle(tr("%1; chips changed since").arg(m_told));
    m_context = context;
    m_view.read(tr("SQL"), [context](Progress &progress) { return readSqlView(context, progress); });
}

void SqlPage::forget()
{
    m_job.cancel();
    m_rows.reset();
    m_actions->forget();
    setRunning(false);
    m_model->clear();
    m_plan->setSpec(planTable({}));
    tell({});
    m_view.forget();
}

bool SqlPage::show()
{
    if (m_view->isEmpty) {
        m_body->showEmpty();
        Q_EMIT factChanged({});
        return true;
    }
    m_side->setView(*m_view);
    m_editor->setKnown(m_view->known(), m_view->functions());
    renewParameters();
    Q_EMIT factChanged(sqlFact());
    return true;
}

void SqlPage::run()
{
    const std::string sql = m_editor->sql();
    if (!m_view || m_editor->text().trimmed().isEmpty())
        return;
    m_body->errors().clear();
    m_actions->queryChanged();
    m_editor->clearError();
    m_model->clear(sql); // what a query before gave is none of this one's, also where it fails or is stopped
    m_plan->setSpec(planTable({}));
    m_rows = std::make_shared<QueryRows>();
    m_job.startShown(
        this, tr("Query"),
        [context = m_context, sql, given = parameters(), rows = m_rows](
            Progress &progress) { return runQuery(context, sql, given, *rows, progress); },
        [this, sql](const Result<QueryOutcome> &outcome) { end(outcome, sql); });
    setRunning(true);
    tell(runningSubtitle(0));
    rememberQuery(m_editor->text());
    m_side->renewQueries();
}

void SqlPage::stop()
{
    if (!m_rows)
        return;
    m_job.cancel();
    end(cancelled(), m_editor->sql());
}

void SqlPage::takeRows()
{
    if (!m_rows)
        return;
    QueryRows::News news = m_rows->takeNews();
    const bool isFirst = !news.columns.empty() || (m_model->rows() == 0 && !news.rows.empty());
    if (news.columns.empty() && news.rows.empty())
        return;
    m_model->add(std::move(news));
    if (isFirst)
        m_result->fitColumns();
    tell(runningSubtitle(m_model->rows()));
}

void SqlPage::end(const Result<QueryOutcome> &outcome, const std::string &sql)
{
    takeRows();
    m_rows.reset();
    setRunning(false);
    if (outcome) {
        tell(resultSubtitle(m_model->rows(), m_model->columnCount(), outcome->milliseconds));
        m_plan->setSpec(planTable(outcome->plan));
    } else if (outcome.error().code == ErrorCode::Cancelled) {
        tell(stoppedSubtitle(m_model->rows()));
    } else {
        tell(outcome.error().code == ErrorCode::Overflow ? stoppedSubtitle(m_model->rows()) : QString());
        m_body->errors().showMessage(errorText(outcome.error(), sql));
        if (const auto place = store::placeOf(outcome.error()); place && m_editor->sql() == sql)
            m_editor->markError(*place);
    }
    Q_EMIT ended();
}

void SqlPage::setRunning(bool running)
{
    if (running)
        m_clock->start();
    else
        m_clock->stop();
    m_stop->setEnabled(running);
    m_exports->setEnabled(!running && m_model->columnCount() > 0);
    m_chart->setEnabled(m_exports->isEnabled());
    m_sort->setEnabled(m_exports->isEnabled());
    m_resultPanel->setBusy(running);
}

void SqlPage::tell(const QString &subtitle)
{
    m_told = subtitle;
    m_resultPanel->setSubtitle(subtitle);
}

void SqlPage::queryEdited()
{
    m_keeping->start();
    m_actions->queryChanged();
    if (!m_rows && !m_told.isEmpty())
        m_resultPanel->setSubtitle(tr("%1; edited since").arg(m_told));
    renewParameters();
}

void SqlPage::renewParameters()
{
    QStringList names;
    for (const std::string &name : store::parametersOf(m_editor->sql())) {
        if (!m_view || !m_view->parameters.contains(name))
            names << QString::fromStdString(name);
    }
    QStringList shown;
    for (const QLineEdit *field : m_fields)
        shown << field->objectName();
    if (names == shown)
        return;
    qDeleteAll(m_parameterRow->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_fields.clear();
    for (const QString &name : names) {
        auto *field = new QLineEdit(m_typed.value(name), m_parameterRow);
        auto *label = new QLabel(u':' + name, m_parameterRow);
        field->setObjectName(name);
        field->setAccessibleName(tr("Value of :%1").arg(name));
        field->setMinimumWidth(50);
        label->setBuddy(field);
        m_parameterLayout->addWidget(label);
        m_parameterLayout->addWidget(field, 1);
        m_fields << field;
        connect(field, &QLineEdit::textChanged, this, [this, name](const QString &text) { m_typed[name] = text; });
        connect(field, &QLineEdit::returnPressed, this, &SqlPage::run);
    }
    m_parameterRow->setVisible(!names.isEmpty());
}

store::QueryParameters SqlPage::parameters() const
{
    store::QueryParameters given = m_view->parameters;
    for (const QLineEdit *field : m_fields)
        given[field->objectName().toStdString()] = query::parameterValue(field->text().toStdString());
    return given;
}

void SqlPage::askName()
{
    if (m_editor->text().trimmed().isEmpty())
        return;
    auto *ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Save the query"));
    ask->setLabelText(tr("Name, under which it is found beside the editor; one of that name gives way"));
    connect(ask, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (name.trimmed().isEmpty())
            return;
        saveQuery({name.trimmed(), m_editor->text()});
        m_side->renewQueries();
    });
    ask->open();
}

void SqlPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_side->setVisible(width() >= LeastWithSide);
}

} // namespace qd::ui
