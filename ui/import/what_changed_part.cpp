#include "ui/import/what_changed_part.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/import/what_changed_export.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/shell/linked_selection.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>

namespace qd::ui {

namespace {

ChangedList listOf(const QString &shown)
{
    return shown == QStringLiteral("customers") ? ChangedList::Customers
        : shown == QStringLiteral("records")    ? ChangedList::Records
                                                : ChangedList::Fields;
}

} // namespace

WhatChangedPart::WhatChangedPart(QWidget *parent)
    : QWidget(parent)
    , m_fromChoice(new QComboBox(this))
    , m_toChoice(new QComboBox(this))
    , m_changedPanel(new Panel(tr("By entity and field"), this))
    , m_listPanel(new Panel(tr("What stands behind it"), this))
    , m_chartPanel(new Panel(tr("ARR by movement"), this))
    , m_changed(new TableView(this))
    , m_list(new TableView(this))
    , m_gone(new TableView(this))
    , m_facts(new TableView(this))
    , m_chart(new ChartView(this))
    , m_listAs(
          new SegmentedSwitch({{QStringLiteral("customers"), tr("Customers")},
                                  {QStringLiteral("records"), tr("Records")}, {QStringLiteral("fields"), tr("Fields")}},
              this))
    , m_undo(new QPushButton(tr("Undo import"), this))
    , m_export(new QPushButton(icon(QStringLiteral("download")), tr("CSV, XLSX"), this))
    , m_pack(new QPushButton(icon(QStringLiteral("packs")), tr("Put in pack"), this))
    , m_opener(new QPushButton(tr("What changed"), this))
    , m_back(new QPushButton(tr("Back to import"), this))
{
    m_opener->setObjectName(QStringLiteral("importWhatChanged"));
    m_opener->setToolTip(tr("What the last import changed, by entity and field, and what it made of ARR"));
    m_export->setObjectName(QStringLiteral("whatChangedExport"));
    m_export->setToolTip(tr("Every record that changed, with its customer, file and line, as CSV or a workbook"));
    m_pack->setObjectName(QStringLiteral("whatChangedPack"));
    m_pack->setToolTip(tr("Shows the pack with pages of what these imports changed"));
    m_back->setObjectName(QStringLiteral("importBack"));
    m_fromChoice->setObjectName(QStringLiteral("whatChangedFrom"));
    m_fromChoice->setAccessibleName(tr("From the import"));
    m_fromChoice->setToolTip(tr("The import before: what was known after it"));
    m_toChoice->setObjectName(QStringLiteral("whatChangedTo"));
    m_toChoice->setAccessibleName(tr("To the import"));
    m_toChoice->setToolTip(tr("The import after: what was known after it"));
    m_listAs->setObjectName(QStringLiteral("whatChangedAs"));
    m_undo->setObjectName(QStringLiteral("whatChangedUndo"));
    m_undo->setToolTip(tr("Takes back all files of the last import. They can be imported again."));
    for (QComboBox *choice : {m_fromChoice, m_toChoice}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(12);
        connect(choice, &QComboBox::activated, this, &WhatChangedPart::choose);
    }
    for (QWidget *shownOpen : headerWidgets())
        shownOpen->setVisible(shownOpen == m_opener);
    build();
    connect(m_opener, &QPushButton::clicked, this, [this] { setOpen(true); });
    connect(m_back, &QPushButton::clicked, this, [this] { setOpen(false); });
    connect(m_changed, &TableView::currentChanged, this, &WhatChangedPart::showList);
    connect(m_listAs, &SegmentedSwitch::changed, this, &WhatChangedPart::showList);
    for (TableView *table : {m_list, m_gone})
        connect(table, &TableView::activated, this, [this](const QString &row) {
            if (const QString account = customerOfRow(row); !account.isEmpty())
                Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account});
        });
    connect(m_export, &QPushButton::clicked, this, &WhatChangedPart::askForFile);
    connect(m_pack, &QPushButton::clicked, this, [this] {
        if (m_view && !m_view->choices.empty())
            Q_EMIT linkActivated(QStringLiteral("packs"), ImportsTarget{m_view->from, m_view->to});
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_view && m_view->endsWithLast())
            Q_EMIT undoWanted(m_view->choices.back().lastBatch);
    });
}

QList<QWidget *> WhatChangedPart::headerWidgets() const
{
    return {m_fromChoice, m_toChoice, m_export, m_pack, m_back, m_opener};
}

void WhatChangedPart::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    for (QWidget *each : headerWidgets())
        each->setVisible(open == (each != m_opener));
    Q_EMIT opened(open);
    if (open)
        read();
}

void WhatChangedPart::refresh(const std::string &path)
{
    if (path != m_path) {
        m_job.cancel();
        m_view.reset();
        m_from.reset();
        m_to.reset();
        m_fact.clear();
        m_changedPanel->setBusy(false);
        setOpen(false);
    }
    m_path = path;
    if (m_open)
        read();
}

void WhatChangedPart::build()
{
    m_changedPanel->addHeaderWidget(m_changed->columnsButton());
    m_changedPanel->setBody(m_changed, false);
    m_listPanel->addHeaderWidget(m_listAs);
    m_listPanel->addHeaderWidget(m_list->columnsButton());
    m_listPanel->setBody(m_list, false);
    m_chartPanel->setBody(m_chart);
    auto *gone = new Panel(tr("Vanished and new"), this);
    gone->setBody(m_gone, false);
    auto *facts = new Panel(tr("Import"), this);
    facts->addHeaderWidget(m_undo);
    facts->setBody(m_facts, false);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_changedPanel, 11);
    left->addWidget(m_listPanel, 9);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_chartPanel, 7);
    right->addWidget(gone, 8);
    right->addWidget(facts, 6);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addLayout(left, 19);
    row->addLayout(right, 10);
}

void WhatChangedPart::read()
{
    m_changedPanel->setBusy(true);
    m_job.startShown(
        this, tr("Comparing imports"),
        [path = m_path, from = m_from, to = m_to](
            Progress &progress) { return readWhatChanged(path, from, to, progress); },
        [this](const Result<WhatChangedPtr> &view) {
            m_changedPanel->setBusy(false);
            if (view) {
                m_view = *view;
                show();
            } else if (view.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(view.error());
            }
            Q_EMIT settled();
        });
}

void WhatChangedPart::askForFile()
{
    const QString name = tr("what-changed") + QStringLiteral(".csv");
    const QString workbooks = tr("Workbook (*.xlsx)");
    auto *ask =
        new QFileDialog(this, tr("Export what changed"), name, tr("CSV (*.csv)") + QStringLiteral(";;") + workbooks);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setAcceptMode(QFileDialog::AcceptSave);
    ask->setDefaultSuffix(QStringLiteral("csv"));
    connect(ask, &QFileDialog::filterSelected, ask, [ask, workbooks](const QString &filter) {
        ask->setDefaultSuffix(filter == workbooks ? QStringLiteral("xlsx") : QStringLiteral("csv"));
    });
    connect(ask, &QFileDialog::fileSelected, this, &WhatChangedPart::save);
    ask->open();
}

void WhatChangedPart::save(const QString &path)
{
    if (!m_view)
        return;
    m_saving.startShown(
        this, tr("Export"),
        [view = m_view, path](Progress &progress) { return saveWhatChanged(*view, path, progress); },
        [this](const Result<QString> &written) {
            if (written)
                Q_EMIT said(tr("Wrote %1").arg(*written));
            else if (written.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(written.error());
        });
}

void WhatChangedPart::choose()
{
    m_from = m_fromChoice->currentData().toLongLong();
    m_to = m_toChoice->currentData().toLongLong();
    read();
}

/// The imports before the one it is told up to, and those after the one it is told from.
void WhatChangedPart::fillChoices()
{
    const QSignalBlocker quietFrom(m_fromChoice);
    const QSignalBlocker quietTo(m_toChoice);
    m_fromChoice->clear();
    m_toChoice->clear();
    m_fromChoice->addItem(tr("From the start"), 0);
    for (const governance::ImportChoice &choice : m_view->choices) {
        if (choice.import < m_view->to)
            m_fromChoice->addItem(tr("From %1").arg(importText(choice)), qlonglong(choice.import));
        m_toChoice->addItem(tr("To %1").arg(importText(choice)), qlonglong(choice.import));
    }
    m_fromChoice->setCurrentIndex(m_fromChoice->findData(qlonglong(m_view->from)));
    m_toChoice->setCurrentIndex(m_toChoice->findData(qlonglong(m_view->to)));
}

void WhatChangedPart::show()
{
    fillChoices();
    m_changedPanel->setSubtitle(whatChangedSubtitle(*m_view));
    const ChartSpec chart = arrMoveChart(*m_view);
    m_chartPanel->setSubtitle(axisStartSentence(chart));
    m_chart->setSpec(chart);
    m_gone->setSpec(vanishedAndNewTable(*m_view));
    m_facts->setSpec(importFactsTable(*m_view));
    m_undo->setEnabled(m_view->endsWithLast());
    m_export->setEnabled(!m_view->choices.empty());
    m_pack->setEnabled(!m_view->choices.empty());
    m_changed->setSpec(whatChangedTable(*m_view));
    if (m_changed->currentId().isEmpty() && !m_changed->spec().rows.isEmpty())
        m_changed->setCurrentId(m_changed->spec().rows.front().id);
    showList();
    m_fact = whatChangedFact(*m_view);
    Q_EMIT factSaid();
}

void WhatChangedPart::showList()
{
    if (!m_view)
        return;
    const QString row = m_changed->currentId();
    const TableSpec list = changedListTable(*m_view, row, listOf(m_listAs->current()));
    m_listPanel->setTitle(changedListTitle(*m_view, row));
    m_list->setSpec(list);
}

} // namespace qd::ui
