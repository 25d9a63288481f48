#include "ui/health/health_model_part.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/health/draft_texts.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_model_dialog.h"
#include "ui/health/health_texts.h"
#include "ui/health/model_step_dialog.h"
#include "ui/health/model_steps.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

using health::ModelState;
using health::ModelStep;

namespace {

/// Days before due at which the renewals are judged that a review talks about.
constexpr int ReviewLead = 90;

/// Whether the state of a version allows a step; what else is wrong with one core says.
bool allows(const health::SavedHealthModel &version, ModelStep step)
{
    switch (step) {
    case ModelStep::Propose:
        return version.state == ModelState::Draft;
    case ModelStep::Approve:
    case ModelStep::Reject:
        return version.state == ModelState::Proposed;
    case ModelStep::Retire:
    case ModelStep::Review:
        break;
    }
    return version.state == ModelState::Approved && !version.retiredOn;
}

} // namespace

HealthModelPart::HealthModelPart(QWidget *parent)
    : HealthPartView(parent)
    , m_panel(new Panel(tr("Model"), this))
    , m_versionsPanel(new Panel(tr("Versions"), this))
    , m_signals(new TableView(this))
    , m_versions(new TableView(this))
    , m_change(new QPushButton(tr("Change"), this))
{
    m_signals->setObjectName(QStringLiteral("healthSignals"));
    m_versions->setObjectName(QStringLiteral("healthVersions"));
    auto *edit = new QPushButton(tr("Edit"), this);
    edit->setObjectName(QStringLiteral("healthEditModel"));
    edit->setToolTip(tr("Change weights, bands and missing values, and see at once who changes colour"));
    m_change->setObjectName(QStringLiteral("healthChangeVersion"));
    m_change->setToolTip(tr("What becomes of the chosen version"));
    addSteps();
    m_panel->addHeaderWidget(edit);
    m_panel->addHeaderWidget(m_signals->columnsButton());
    m_panel->setBody(m_signals, false);
    m_versionsPanel->addHeaderWidget(m_change);
    m_versionsPanel->addHeaderWidget(m_versions->columnsButton());
    m_versionsPanel->setBody(m_versions, false);
    auto *note = new TonedLabel(Type::Small, Tone::Hint, this);
    note->setObjectName(QStringLiteral("healthModelNote"));
    note->setWordWrap(true);
    note->setText(
        tr("Signals without a value count as the model says, and the others weigh more. Weights and bands are "
           "an assumption until the court says what they are worth."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_panel, 8);
    column->addWidget(note);
    column->addWidget(m_versionsPanel, 5);
    connect(edit, &QPushButton::clicked, this, &HealthModelPart::edit);
    connect(m_signals, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT listWanted(signalList(*m_view, m_view->use[row.toULong()])); });
    connect(m_versions, &TableView::currentChanged, this, &HealthModelPart::showSteps);
}

void HealthModelPart::addSteps()
{
    auto *menu = new QMenu(this);
    const auto add = [&](const char *name, const QString &title, ModelStep step) {
        QAction *action = menu->addAction(title, this, [this, step] { take(step); });
        action->setObjectName(QString::fromLatin1(name));
        m_steps.append({step, action});
    };
    add("healthProposeVersion", tr("Propose\u2026"), ModelStep::Propose);
    add("healthApproveVersion", tr("Approve\u2026"), ModelStep::Approve);
    add("healthSendBackVersion", tr("Send back\u2026"), ModelStep::Reject);
    add("healthReviewVersion", tr("Reviewed\u2026"), ModelStep::Review);
    add("healthRetireVersion", tr("Retire\u2026"), ModelStep::Retire);
    menu->addSeparator();
    m_wrong = menu->addAction(tr("What it got wrong"), this, [this] {
        Q_EMIT listSought(
            [](const PageContext &context, Progress &progress) { return wrongList(context, ReviewLead, progress); });
    });
    m_wrong->setObjectName(QStringLiteral("healthWrongOnes"));
    m_change->setMenu(menu);
}

void HealthModelPart::setView(const HealthViewPtr &view)
{
    m_view = view;
    if (!view) {
        if (auto *dialog = findChild<HealthModelDialog *>())
            dialog->deleteLater(); // it is of the workspace that is left
        return;
    }
    m_panel->setSubtitle(modelRules(*view));
    m_signals->setSpec(modelTable(*view));
    m_versions->setSpec(versionsTable(view->versions));
    showSteps();
}

void HealthModelPart::follow(const PageContext &context)
{
    m_context = context;
    if (auto *dialog = findChild<HealthModelDialog *>())
        dialog->load(context);
}

void HealthModelPart::edit()
{
    auto *dialog = findChild<HealthModelDialog *>();
    if (!dialog) {
        dialog = new HealthModelDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &HealthModelDialog::edited, this, &HealthModelPart::edited);
        connect(dialog, &HealthModelDialog::accountWanted, this, &HealthModelPart::accountWanted);
        dialog->load(m_context);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

const health::SavedHealthModel *HealthModelPart::chosen() const
{
    if (!m_view)
        return nullptr;
    const auto found =
        std::ranges::find(m_view->versions, m_versions->currentId().toInt(), &health::SavedHealthModel::version);
    return found == m_view->versions.end() ? nullptr : &*found;
}

void HealthModelPart::showSteps()
{
    const health::SavedHealthModel *version = chosen();
    m_change->setEnabled(version != nullptr);
    for (const auto &[step, action] : std::as_const(m_steps))
        action->setEnabled(version && allows(*version, step));
    // The court judges what scores are by.
    m_wrong->setEnabled(version && allows(*version, ModelStep::Review) && m_view->model.name == version->name);
}

void HealthModelPart::take(ModelStep step)
{
    const health::SavedHealthModel *version = chosen();
    if (!version)
        return;
    auto *dialog = new ModelStepDialog(step, *version, m_view->day(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QString title = ModelStepDialog::title(step, *version);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, title] { Q_EMIT edited(movingHealthModel(title, dialog->asked())); });
    dialog->open();
}

} // namespace qd::ui
