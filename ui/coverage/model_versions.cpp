#include "ui/coverage/model_versions.h"

#include "core/coverage/model_changes.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>

namespace qd::ui {

namespace {

/// UTC as the workspace has it, read in local time: "12 Nov 2026, 09:14".
QString whenText(const std::string &savedAt)
{
    const QDateTime when = QDateTime::fromString(qt(savedAt), Qt::ISODate).toLocalTime();
    return when.isValid() ? momentText(when, shownLocale()) : qt(savedAt);
}

} // namespace

ModelVersions::ModelVersions(QWidget *parent)
    : QWidget(parent)
    , m_versions(new TableView(this))
    , m_other(new QComboBox(this))
    , m_panel(new Panel(tr("Changes"), this))
    , m_changes(new TableView(this))
    , m_restore(new QPushButton(tr("Restore"), this))
{
    m_restore->setObjectName(QStringLiteral("restoreModel"));
    m_other->setObjectName(QStringLiteral("compareModel"));
    m_other->setAccessibleName(tr("Compare with"));
    m_versions->setCompact(true);
    m_changes->setCompact(true);
    m_other->setProperty("compact", true);
    m_restore->setProperty("compact", true);
    m_panel->addHeaderWidget(m_other);
    m_panel->addHeaderWidget(m_restore);
    m_panel->setBody(m_changes, false);
    auto *versions = new Panel(tr("Versions"), this);
    versions->setSubtitle(tr("every one that was saved, newest first"));
    versions->setBody(m_versions, false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(versions, 4);
    column->addWidget(m_panel, 5);
    connect(m_versions, &TableView::currentChanged, this, &ModelVersions::fillOthers);
    connect(m_versions, &TableView::selectionChanged, this, [this] {
        if (m_data)
            compare();
    });
    connect(m_other, &QComboBox::activated, this, &ModelVersions::compare);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreWanted(chosen()); });
}

void ModelVersions::setData(ModelDataPtr fresh)
{
    m_data = std::move(fresh);
    TableSpec spec;
    spec.id = QStringLiteral("model-versions");
    spec.columns = {tableColumn("version", tr("Version"), ColumnKind::Id, 0, 72),
        tableColumn("name", tr("Name"), ColumnKind::Key), tableColumn("who", tr("Saved by"), ColumnKind::Text, 0, 120),
        tableColumn("when", tr("When"), ColumnKind::Text, 0, 140),
        tableColumn("changes", tr("Changes"), ColumnKind::Number, 0, 72),
        tableColumn("state", tr("State"), ColumnKind::State, 0, 84)};
    spec.filterRow = false;
    for (std::size_t i = 0; i < m_data->versions.size(); ++i) {
        const coverage::SavedModel &saved = m_data->versions[i];
        const bool now = saved.version == m_data->current.version;
        const QVariant changes = i + 1 < m_data->versions.size()
            ? QVariant(int(coverage::changesBetween(m_data->versions[i + 1].model, saved.model).size()))
            : QVariant();
        spec.rows.append({QString::number(saved.version),
            {QString::number(saved.version), qt(saved.name), saved.version == 0 ? tr("Quarterdeck") : qt(saved.savedBy),
                saved.version == 0 ? tr("shipped") : whenText(saved.savedAt), changes,
                QVariant::fromValue(
                    now ? StateValue{Mark::Good, tr("in force")} : StateValue{Mark::None, tr("earlier")})}});
    }
    m_versions->setSpec(spec);
    if (m_versions->currentId().isEmpty())
        m_versions->setCurrentId(QString::number(m_data->current.version));
    fillOthers();
}

const coverage::SavedModel *ModelVersions::version(int number) const
{
    for (const coverage::SavedModel &saved : m_data->versions) {
        if (saved.version == number)
            return &saved;
    }
    return nullptr;
}

int ModelVersions::chosen() const
{
    return m_versions->currentId().isEmpty() ? m_data->current.version : m_versions->currentId().toInt();
}

void ModelVersions::fillOthers()
{
    if (!m_data)
        return;
    m_other->clear();
    for (const coverage::SavedModel &saved : m_data->versions) {
        if (saved.version != chosen())
            m_other->addItem(
                saved.version == 0 ? tr("against the shipped one") : tr("against version %1").arg(saved.version),
                saved.version);
    }
    // A version against the one before it; one of old against what is in force says what Restore would do.
    int before = chosen() == m_data->current.version ? -1 : m_data->current.version;
    for (const coverage::SavedModel &saved : m_data->versions) {
        if (before < 0 && saved.version < chosen())
            before = saved.version;
    }
    m_other->setCurrentIndex(std::max(0, m_other->findData(before)));
    m_other->setVisible(m_other->count() > 0);
    compare();
    Q_EMIT versionChosen();
}

void ModelVersions::compare()
{
    const coverage::SavedModel *shown = version(chosen());
    const coverage::SavedModel *other = m_other->count() > 0 ? version(m_other->currentData().toInt()) : nullptr;
    TableSpec spec;
    spec.id = QStringLiteral("model-changes");
    spec.columns = {tableColumn("what", tr("What"), ColumnKind::Key),
        tableColumn("before",
            !other                    ? tr("Before")
                : other->version == 0 ? tr("Shipped")
                                      : tr("Version %1").arg(other->version),
            ColumnKind::Text, 0, 200),
        tableColumn("after", tr("Version %1").arg(chosen()), ColumnKind::Text, 0, 200)};
    spec.filterRow = false;
    spec.emptyText = other ? tr("Nothing differs.") : tr("There is no other version to compare with yet.");
    for (const coverage::ModelChange &change :
        shown &&other ? coverage::changesBetween(other->model, shown->model) : std::vector<coverage::ModelChange>())
        spec.rows.append({qt(change.what.english()),
            {messageText(change.what), change.before ? QVariant(messageText(*change.before)) : QVariant(),
                change.after ? QVariant(messageText(*change.after)) : QVariant()}});
    m_changes->setSpec(spec);
    m_panel->setTitle(
        chosen() == 0 ? tr("What the shipped model has otherwise") : tr("What version %1 has otherwise").arg(chosen()));
    const bool current = chosen() == m_data->current.version;
    const bool several = m_versions->selectedIds().size() > 1;
    m_restore->setEnabled(!current && !several);
    m_restore->setText(chosen() == 0 ? tr("Restore the shipped model") : tr("Restore version %1").arg(chosen()));
    m_restore->setToolTip(several ? tr("Several versions are selected; choose one")
            : current             ? tr("This version is in force")
                                  : tr("Saves it as a new version; can be undone"));
}

} // namespace qd::ui
