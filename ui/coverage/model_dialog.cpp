#include "ui/coverage/model_dialog.h"

#include "ui/common/error_bar.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/model_assign.h"
#include "ui/coverage/model_field.h"
#include "ui/coverage/model_preview.h"
#include "ui/coverage/model_segments.h"
#include "ui/coverage/model_time.h"
#include "ui/coverage/model_versions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {
constexpr QSize Usual(1180, 760);
constexpr int PreviewWidth = 340;
constexpr int LeastPreviewWidth = 288;
constexpr int NameWidth = 260;

QStringList viewIds()
{
    return {QStringLiteral("segments"), QStringLiteral("time"), QStringLiteral("assign"), QStringLiteral("versions")};
}
} // namespace

ModelDialog::ModelDialog(QWidget *parent)
    : QDialog(parent)
    , m_error(new ErrorBar(this))
    , m_name(new ModelField(QStringLiteral("modelName"), tr("Name of the model"), {}, this))
    , m_saved(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_views(new SegmentedSwitch({{viewIds()[0], tr("Segments")}, {viewIds()[1], tr("Time and factors")},
                                      {viewIds()[2], tr("Assignment")}, {viewIds()[3], tr("Versions")}},
          this))
    , m_stack(new QStackedWidget(this))
    , m_parts({new ModelSegments(this), new ModelTime(this), new ModelAssign(this)})
    , m_versions(new ModelVersions(this))
    , m_preview(new ModelPreview(this))
    , m_state(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setWindowTitle(tr("Touch model"));
    setObjectName(QStringLiteral("modelDialog"));
    m_views->setObjectName(QStringLiteral("modelViews"));
    for (ModelPart *part : m_parts) {
        m_stack->addWidget(part);
        part->setEnabled(false);
        connect(part, &ModelPart::changed, this, &ModelDialog::modelChanged);
    }
    m_stack->addWidget(m_versions);
    m_state->setObjectName(QStringLiteral("modelState"));
    m_save->setObjectName(QStringLiteral("saveModel"));
    m_save->setProperty("primary", true);
    m_save->setEnabled(false);
    layOut();
    connect(m_name, &ModelField::edited, this, &ModelDialog::nameChanged);
    connect(
        m_views, &SegmentedSwitch::changed, this, [this](const QString &id) { setView(View(viewIds().indexOf(id))); });
    connect(m_versions, &ModelVersions::versionChosen, this, [this] {
        if (m_stack->currentWidget() == m_versions)
            showPreview();
    });
    connect(m_versions, &ModelVersions::restoreWanted, this, &ModelDialog::restore);
    connect(m_preview, &ModelPreview::openWanted, this, &ModelDialog::customersWanted);
    connect(m_save, &QPushButton::clicked, this, &ModelDialog::save);
}

void ModelDialog::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_name->setFixedWidth(NameWidth);
    head->addWidget(m_name);
    head->addWidget(m_saved, 1);
    head->addWidget(m_views);
    m_preview->setMinimumWidth(LeastPreviewWidth);
    m_preview->setMaximumWidth(PreviewWidth);
    auto *body = new QHBoxLayout;
    body->setSpacing(8);
    body->addWidget(m_stack, 20);
    body->addWidget(m_preview, 9);
    auto *cancel = new QPushButton(tr("Close"), this);
    cancel->setObjectName(QStringLiteral("closeModel"));
    cancel->setAutoDefault(false);
    m_save->setAutoDefault(false); // Enter ends a cell
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_state, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_error);
    column->addLayout(head);
    column->addLayout(body, 1);
    column->addLayout(foot);
    const QSize room = parentWidget() ? parentWidget()->window()->size() * 0.96 : Usual;
    resize(Usual.boundedTo(room));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void ModelDialog::load(const PageContext &context)
{
    if (m_workspace != context.workspacePath)
        m_data.reset(); // another workspace: nothing typed here is of it
    m_workspace = context.workspacePath;
    m_job.start([context](Progress &) { return readModelData(context); },
        [this](const Result<ModelDataPtr> &result) { take(result); });
}

void ModelDialog::setView(View view)
{
    m_views->setCurrent(viewIds()[int(view)]);
    m_stack->setCurrentIndex(int(view));
    showPreview();
}

void ModelDialog::take(const Result<ModelDataPtr> &result)
{
    m_error->clear();
    if (!result)
        return m_error->showMessage(messageText(result.error().message));
    const bool first = !m_data;
    const bool keep = m_data && isChanged();
    m_data = *result;
    m_preview->setData(m_data);
    m_versions->setData(m_data);
    m_saved->setText(savedText(m_data->current));
    m_views->setTitle(viewIds()[3], tr("Versions %1").arg(m_data->versions.size()));
    for (ModelPart *part : m_parts) {
        part->setEnabled(true);
        part->setInput(m_data->input);
    }
    if (!keep) {
        m_draft = m_data->current.model;
        m_name->setText(m_data->current.version == 0 ? tr("Touch model") : qt(m_data->current.name));
        for (ModelPart *part : m_parts)
            part->setModel(m_draft);
    }
    showDraft();
    if (first)
        m_parts.first()->setFocus();
    Q_EMIT loaded();
}

void ModelDialog::modelChanged()
{
    for (const ModelPart *part : m_parts)
        part->writeTo(m_draft);
    showDraft();
}

void ModelDialog::nameChanged()
{
    showState(coverage::faultsOf(m_draft));
}

void ModelDialog::showDraft()
{
    const auto faults = coverage::faultsOf(m_draft);
    const QStringList titles{tr("Segments"), tr("Time and factors"), tr("Assignment")};
    for (int i = 0; i < int(m_parts.size()); ++i) {
        const int count = m_parts[i]->showFaults(faults);
        m_views->setTitle(viewIds()[i], count > 0 ? tr("%1: mend %2").arg(titles[i]).arg(count) : titles[i]);
    }
    showPreview();
    showState(faults);
}

void ModelDialog::showPreview()
{
    const bool ofVersion = m_stack->currentWidget() == m_versions;
    const coverage::SavedModel *version = ofVersion ? m_versions->chosenVersion() : nullptr;
    m_preview->setTitle(ofVersion ? tr("What restoring changes") : tr("What this changes"));
    if (version)
        m_preview->showModel(version->model);
    else if (m_data && coverage::faultsOf(m_draft).empty())
        m_preview->showModel(m_draft);
    else
        m_preview->showUnusable();
}

bool ModelDialog::isChanged() const
{
    return !(m_draft == m_data->current.model)
        || (m_data->current.version > 0 && m_name->text().trimmed() != qt(m_data->current.name));
}

void ModelDialog::showState(const std::vector<coverage::ModelFault> &faults)
{
    const bool named = !m_name->text().trimmed().isEmpty();
    m_name->setFault(named ? QString() : tr("Give the model a name."));
    m_askedToClose = false;
    m_state->setTone(faults.empty() ? Tone::Hint : Tone::Bad);
    const bool changed = m_data && isChanged();
    if (!faults.empty())
        m_state->setText(faultText(faults.front()));
    else
        m_state->setText(changed ? tr("Saving makes a new version; Edit, Undo takes it back") : tr("Nothing changed"));
    m_save->setEnabled(changed && named && faults.empty());
}

void ModelDialog::reject()
{
    if (m_data && isChanged() && !m_askedToClose) {
        m_askedToClose = true;
        m_state->setTone(Tone::Warn);
        m_state->setText(tr("Not saved yet. Save, or close again to drop what was changed."));
        return;
    }
    QDialog::reject();
}

void ModelDialog::save()
{
    const QString name = m_name->text().trimmed();
    Q_EMIT edited(modelEdit(tr("Save touch model %1").arg(name), m_draft, name.toStdString()));
    accept();
}

void ModelDialog::restore(int version)
{
    for (const coverage::SavedModel &saved : m_data->versions) {
        if (saved.version != version)
            continue;
        const QString text =
            version == 0 ? tr("Restore the shipped touch model") : tr("Restore touch model version %1").arg(version);
        Q_EMIT edited(modelEdit(text, saved.model, saved.name));
        return accept();
    }
}

} // namespace qd::ui
