#include "ui/sql/sql_side.h"

#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/sql/sql_texts.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

const QString Saved = QStringLiteral("saved");
const QString History = QStringLiteral("history");

} // namespace

SqlSide::SqlSide(QWidget *parent)
    : QWidget(parent)
    , m_schema(new TableView(this))
    , m_queriesPanel(new Panel(tr("Queries"), this))
    , m_which(new SegmentedSwitch({{Saved, tr("Saved")}, {History, tr("History")}}, this))
    , m_queries(new TableView(this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *schemaPanel = new Panel(tr("Schema"), this);
    m_schema->setObjectName(QStringLiteral("sqlSchema"));
    schemaPanel->setBody(m_schema, false);
    m_queries->setObjectName(QStringLiteral("sqlQueries"));
    m_remove->setObjectName(QStringLiteral("sqlRemove"));
    m_remove->setToolTip(tr("Remove the chosen query from those saved"));
    m_queriesPanel->addHeaderWidget(m_which);
    auto *body = new QWidget(m_queriesPanel);
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 8, 8);
    rows->addWidget(m_queries, 1);
    rows->addWidget(m_remove, 0, Qt::AlignRight);
    m_queriesPanel->setBody(body, false);
    column->addWidget(schemaPanel, 3);
    column->addWidget(m_queriesPanel, 2);
    connect(m_schema, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT nameChosen(row.section(u':', 1).section(u'(', 0, 0)); });
    connect(m_queries, &TableView::activated, this, &SqlSide::open);
    connect(m_queries, &TableView::currentChanged, this,
        [this](const QString &id) { m_remove->setEnabled(!isHistory() && !id.isEmpty()); });
    connect(m_which, &SegmentedSwitch::changed, this, &SqlSide::renewQueries);
    connect(m_remove, &QPushButton::clicked, this, &SqlSide::removeChosen);
    renewQueries();
}

void SqlSide::setView(const SqlView &view)
{
    m_schema->setSpec(schemaTable(view));
}

bool SqlSide::isHistory() const
{
    return m_which->current() == History;
}

void SqlSide::renewQueries()
{
    m_history = queryHistory();
    m_queries->setSpec(isHistory() ? historyTable(m_history) : savedTable(savedQueries()));
    m_remove->setEnabled(!isHistory() && !m_queries->currentId().isEmpty());
}

void SqlSide::open(const QString &id)
{
    if (isHistory()) {
        Q_EMIT queryChosen(m_history.value(id.toInt()));
        return;
    }
    for (const SavedQuery &query : savedQueries()) {
        if (query.name == id)
            Q_EMIT queryChosen(query.sql);
    }
}

void SqlSide::removeChosen()
{
    removeQuery(m_queries->currentId());
    renewQueries();
}

} // namespace qd::ui
