#include "ui/import/import_detail.h"

#include "core/session/undo.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/import/import_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileInfo>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

ImportDetail::ImportDetail(QWidget *parent)
    : Panel(tr("Imported batches"), parent)
    , m_switch(new SegmentedSwitch(
          {{QStringLiteral("preview"), tr("Preview")}, {QStringLiteral("mapping"), tr("Mapping")},
              {QStringLiteral("batches"), tr("Batches")}, {QStringLiteral("answers"), tr("Answers")}},
          this))
    , m_map(new QPushButton(tr("Map columns"), this))
    , m_mend(new QPushButton(tr("Mend rows"), this))
    , m_changes(new QPushButton(tr("What it changed"), this))
    , m_byField(new QPushButton(tr("By field"), this))
    , m_undo(new QPushButton(tr("Undo import"), this))
    , m_as(new QPushButton(tr("Import as..."), this))
    , m_table(new TableView(this))
{
    m_as->setObjectName(QStringLiteral("importAsButton"));
    m_as->hide();
    m_map->setObjectName(QStringLiteral("importMap"));
    m_map->hide();
    m_mend->setObjectName(QStringLiteral("importMend"));
    m_mend->setToolTip(tr("The rows of this file that were held back"));
    m_mend->hide();
    m_changes->setObjectName(QStringLiteral("importChanges"));
    m_changes->hide();
    m_byField->setObjectName(QStringLiteral("importByField"));
    m_byField->hide();
    m_undo->setObjectName(QStringLiteral("importUndo"));
    m_undo->setToolTip(
        tr("Takes back all files that were imported together with this one. They can be imported again."));
    m_undo->hide();
    m_switch->setCurrent(QStringLiteral("batches"));
    addHeaderWidget(m_undo);
    addHeaderWidget(m_changes);
    addHeaderWidget(m_byField);
    addHeaderWidget(m_as);
    addHeaderWidget(m_map);
    addHeaderWidget(m_mend);
    addHeaderWidget(m_switch);
    setBody(m_table, false);
    connect(m_switch, &SegmentedSwitch::changed, this, &ImportDetail::showChosen);
    connect(m_as, &QPushButton::clicked, this, &ImportDetail::importAsWanted);
    connect(m_mend, &QPushButton::clicked, this, &ImportDetail::mendingWanted);
    connect(m_map, &QPushButton::clicked, this, &ImportDetail::mappingWanted);
    connect(m_table, &TableView::activated, this, &ImportDetail::open);
    connect(m_table, &TableView::currentChanged, this, &ImportDetail::inspectHeld);
    connect(
        m_changes, &QPushButton::clicked, this, [this] { Q_EMIT changesWanted({m_table->currentId().toLongLong()}); });
    connect(m_byField, &QPushButton::clicked, this, &ImportDetail::fieldsWanted);
    connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoWanted(m_table->currentId().toLongLong()); });
}

void ImportDetail::setFile(const AddedFile *file)
{
    const bool same = file && m_file && file->path == m_file->path;
    m_file = file ? std::optional(*file) : std::nullopt;
    m_as->setVisible(file && !file->report);
    m_mend->setVisible(file && file->report && file->report->quarantined > 0 && !file->mended);
    m_map->setVisible(file && !file->report && file->hints.table.empty());
    if (!same || !m_listsChanges)
        showChosen();
}

void ImportDetail::setStored(const sources::SourceList &stored, const std::vector<answers::Answer> &answers)
{
    m_stored = stored;
    m_answers = answers;
    if (!m_listsChanges)
        showChosen();
}

void ImportDetail::showAnswers()
{
    m_switch->setCurrent(QStringLiteral("answers"));
    showChosen();
}

void ImportDetail::showPreview()
{
    m_switch->setCurrent(QStringLiteral("preview"));
    showChosen();
}

void ImportDetail::openReason(const std::string &path, const QuarantineReason &reason)
{
    m_rowsJob.start(
        [path, reason](Progress &) -> Result<HeldRows> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            return HeldRows{reason, sources::quarantinedRows(**workspace, reason.code, reason.entity)};
        },
        [this](const Result<HeldRows> &rows) {
            if (!rows)
                return failed(rows.error());
            showHeld(*rows);
            Q_EMIT settled();
        });
}

void ImportDetail::openChanges(const std::string &path, const QList<qlonglong> &batches)
{
    m_changesJob.start(
        [path, batches](Progress &progress) {
            return readChanges(path, {batches.begin(), batches.end()}, progress);
        },
        [this](const Result<std::vector<BatchChanges>> &changes) {
            if (!changes)
                return failed(changes.error());
            showChanges(*changes);
            Q_EMIT settled();
        });
}

void ImportDetail::undoImport(const std::string &path, qlonglong batch)
{
    m_undo->setEnabled(false);
    m_undoJob.startShown(
        this, tr("Taking the import back"),
        [path, batch](Progress &progress) -> Result<int> {
            const auto workspace = store::Workspace::open(path);
            if (!workspace)
                return workspace.error();
            const auto batches = session::undoImport(**workspace, batch, progress);
            if (!batches)
                return batches.error();
            return int(batches->size());
        },
        [this](const Result<int> &batches) {
            m_undo->setEnabled(true);
            if (!batches)
                return failed(batches.error());
            Q_EMIT undone(*batches);
        });
}

void ImportDetail::showChanges(const std::vector<BatchChanges> &changes)
{
    m_listed = changes;
    m_listsChanges = true;
    showBatchButtons({});
    listChanges(changes);
}

void ImportDetail::listChanges(const std::vector<BatchChanges> &changes)
{
    m_fields.clear();
    m_byField->setText(tr("By field"));
    m_byField->show();
    setTitle(changes.size() == 1 ? tr("What %1 changed").arg(qt(changes.front().file)) : tr("What the import changed"));
    setSubtitle(changesSentence(changes));
    m_table->setSpec(changesTable(changes));
}

void ImportDetail::openFields(const std::string &path)
{
    if (!m_fields.empty())
        return listChanges(m_listed);
    std::vector<std::int64_t> batches;
    for (const BatchChanges &each : m_listed)
        batches.push_back(each.batch);
    m_fieldsJob.start([path, batches](Progress &progress) { return readChangedFields(path, batches, progress); },
        [this](const Result<std::vector<sources::ChangedField>> &fields) {
            if (!fields)
                return failed(fields.error());
            if (m_listsChanges)
                showFields(*fields);
            Q_EMIT settled();
        });
}

void ImportDetail::showFields(const std::vector<sources::ChangedField> &fields)
{
    m_fields = fields;
    m_byField->setText(m_fields.empty() ? tr("By field") : tr("Each change"));
    setSubtitle(arrSentence(fields));
    m_table->setSpec(changedFieldsTable(fields));
}

void ImportDetail::showHeld(HeldRows held)
{
    m_byField->hide();
    showBatchButtons({});
    m_held = std::move(held);
    setTitle(reasonTitle(m_held.reason));
    setSubtitle(tr("rows held back"));
    m_table->setSpec(quarantinedRowsTable(m_held.rows));
    m_table->setCurrentId(QStringLiteral("0"));
}

void ImportDetail::showChosen()
{
    m_listsChanges = false;
    m_byField->hide();
    showBatchButtons({});
    if (m_switch->current() == QStringLiteral("answers")) {
        setTitle(tr("What these data answer"));
        setSubtitle({});
        m_table->setSpec(answersTable(m_answers));
        return;
    }
    if (!m_file || m_switch->current() == QStringLiteral("batches")) {
        showBatches();
        return;
    }
    if (!m_file->preview) {
        TableSpec nothing;
        nothing.filterRow = false;
        nothing.emptyText = m_file->refusal;
        setTitle(m_file->title());
        setSubtitle({});
        m_table->setSpec(nothing);
        return;
    }
    const sources::Preview &preview = *m_file->preview;
    setTitle(m_file->title());
    setSubtitle(tr("%1, %2, %3 of %4 rows have faults")
                    .arg(messageText(preview.profileTitle), messageText(preview.format),
                        formatCount(preview.faultCount), formatCount(preview.rowCount)));
    m_table->setSpec(m_switch->current() == QStringLiteral("mapping") ? mappingTable(preview) : previewTable(preview));
}

void ImportDetail::showBatches()
{
    setTitle(tr("Imported batches"));
    setSubtitle({});
    m_table->setSpec(batchesTable(m_stored));
    showBatchButtons(m_table->currentId());
}

/// What can be asked of the batch in `row`: one that was undone, or that an earlier program imported, stays as it is.
void ImportDetail::showBatchButtons(const QString &row)
{
    const auto batch = std::ranges::find(m_stored.batches, row.toLongLong(), &sources::BatchReport::batch);
    const bool known = !row.isEmpty() && batch != m_stored.batches.end();
    m_changes->setVisible(known);
    m_undo->setVisible(known && !batch->undone && batch->import != 0);
}

void ImportDetail::open(const QString &row)
{
    if (m_table->spec().id == QStringLiteral("import-answers")) {
        for (const answers::Answer &answer : m_answers) {
            if (qt(answer.id) == row && answer.possible)
                Q_EMIT pageWanted(qt(answer.page));
        }
    }
    if (m_table->spec().id == QStringLiteral("import-fields")) {
        const std::size_t index = row.toULong();
        if (index < m_fields.size() && m_fields[index].what != sources::WhatChanged::Made) // new ones are no change
            listChanges(changesOf(m_listed, m_fields[index]));
        return;
    }
    if (m_table->spec().id != QStringLiteral("import-batches"))
        return;
    for (const sources::BatchReport &batch : m_stored.batches) {
        if (batch.batch == row.toLongLong())
            Q_EMIT batchOpened(batch.batch, qt(batch.file));
    }
}

void ImportDetail::inspectHeld(const QString &row)
{
    showBatchButtons(m_table->spec().id == QStringLiteral("import-batches") ? row : QString());
    bool valid = false;
    const std::size_t index = row.toULong(&valid);
    if (valid && m_table->spec().id == QStringLiteral("quarantined-rows") && index < m_held.rows.size())
        Q_EMIT inspect(describeQuarantined(m_held.reason, m_held.rows, index));
}

} // namespace qd::ui
