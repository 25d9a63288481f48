#include "ui/dictionary/dictionary_menu.h"

#include "core/dictionary/dictionary_undo.h"
#include "ui/dictionary/conflict_dialog.h"
#include "ui/dictionary/definition_dialog.h"
#include "ui/dictionary/document_dialog.h"
#include "ui/dictionary/step_dialog.h"
#include "ui/paint/formatting.h"

#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

using dictionary::DefinitionStatus;
using dictionary::Step;

DictionaryMenu::DictionaryMenu(QWidget *page)
    : QObject(page)
    , m_page(page)
    , m_button(new QPushButton(tr("Change"), page))
{
    m_button->setObjectName(QStringLiteral("dictionaryChange"));
    auto *menu = new QMenu(page);
    m_next = menu->addAction(tr("Write the next version\u2026"), this, [this] { write(false); });
    m_next->setObjectName(QStringLiteral("dictionaryNext"));
    m_new = menu->addAction(tr("New metric\u2026"), this, [this] { write(true); });
    m_new->setObjectName(QStringLiteral("dictionaryNew"));
    menu->addSeparator();
    m_button->setMenu(menu);
    m_submit = addStep("dictionarySubmit", tr("Submit for review\u2026"), Step::Submit);
    m_approve = addStep("dictionaryApprove", tr("Approve\u2026"), Step::Approve);
    m_reject = addStep("dictionaryReject", tr("Reject\u2026"), Step::Reject);
    m_retire = addStep("dictionaryRetire", tr("Retire\u2026"), Step::Retire);
    menu->addSeparator();
    m_register = menu->addAction(tr("Register a conflict\u2026"), this, [this] {
        dictionary::Conflict conflict;
        conflict.metric = m_metric;
        enter(conflict);
    });
    m_register->setObjectName(QStringLiteral("dictionaryRegister"));
    m_settle = menu->addAction(tr("Settle the chosen conflict\u2026"), this, [this] { enter(*m_conflict); });
    m_settle->setObjectName(QStringLiteral("dictionarySettle"));
    menu->addSeparator();
    menu->addAction(tr("Documents of the company\u2026"), this, &DictionaryMenu::keep)
        ->setObjectName(QStringLiteral("dictionaryDocuments"));
    setMetric(nullptr, {});
    setConflict(std::nullopt);
}

QAction *DictionaryMenu::addStep(const char *name, const QString &title, Step step)
{
    QAction *action = m_button->menu()->addAction(title, this, [this, step] { take(step); });
    action->setObjectName(QString::fromLatin1(name));
    return action;
}

void DictionaryMenu::setMetric(std::shared_ptr<const DictionaryView> view, const std::string &metric)
{
    m_view = std::move(view);
    m_metric = metric;
    m_button->setEnabled(m_view != nullptr);
    const auto *latest = m_view ? m_view->dictionary.latest(metric) : nullptr;
    const auto isLatest = [latest](DefinitionStatus status) { return latest && latest->status == status; };
    m_next->setEnabled(latest && !isLatest(DefinitionStatus::Review));
    m_register->setEnabled(latest != nullptr);
    m_submit->setEnabled(isLatest(DefinitionStatus::Draft));
    m_approve->setEnabled(isLatest(DefinitionStatus::Review));
    m_reject->setEnabled(isLatest(DefinitionStatus::Review));
    bool anyApproved = false;
    if (m_view) {
        const auto versions = m_view->dictionary.versionsOf(metric);
        anyApproved = std::ranges::find(versions, DefinitionStatus::Approved, &dictionary::DefinitionVersion::status)
            != versions.end();
    }
    m_retire->setEnabled(anyApproved);
}

void DictionaryMenu::setConflict(const std::optional<dictionary::Conflict> &conflict)
{
    m_conflict = conflict;
    m_settle->setEnabled(m_conflict.has_value());
}

void DictionaryMenu::enter(const dictionary::Conflict &before)
{
    auto *dialog = new ConflictDialog(before, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const dictionary::Change asked = dialog->change();
        carryOut(tr("Enter a conflict about %1").arg(qt(asked.metric)), asked);
    });
    dialog->open();
}

void DictionaryMenu::keep()
{
    auto *dialog = new DocumentDialog(m_view->documents, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const governance::DocumentToKeep asked = dialog->document();
        const auto before = std::make_shared<int>(0); // versions when the change reached the workspace
        const auto apply = [asked, before](store::Workspace &workspace) -> Result<void> {
            *before = 0;
            for (const governance::KeptDocument &each : governance::keptDocuments(workspace)) {
                if (each.id == asked.id)
                    *before = int(each.versions.size());
            }
            const auto kept = governance::keepDocument(workspace, asked);
            return kept ? Result<void>() : Result<void>(kept.error());
        };
        const auto revert = [id = asked.id, before](store::Workspace &workspace) {
            return governance::takeBackDocument(workspace, id, *before);
        };
        Q_EMIT edited({tr("Keep the document %1").arg(qt(asked.id)), apply, revert});
    });
    dialog->open();
}

void DictionaryMenu::write(bool isNew)
{
    dictionary::Definition before;
    if (!isNew) {
        const dictionary::DefinitionVersion &latest = *m_view->dictionary.latest(m_metric);
        before = latest.definition;
        if (latest.status != DefinitionStatus::Draft) // a draft is written anew, with the day it has
            before.inForceFrom.reset();
    }
    auto *dialog = new DefinitionDialog(before, isNew, m_view->dictionary.metrics(), m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const dictionary::Change asked = dialog->change();
        carryOut(tr("Write a definition of %1").arg(qt(asked.metric)), asked);
    });
    dialog->open();
}

void DictionaryMenu::take(Step step)
{
    const dictionary::DefinitionVersion version = *m_view->dictionary.latest(m_metric);
    auto *dialog = new StepDialog(step, version, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, step, version] { carryOut(StepDialog::title(step, version), dialog->change()); });
    dialog->open();
}

void DictionaryMenu::carryOut(const QString &title, const dictionary::Change &asked)
{
    // What undo brings back is what stood when the change reached the workspace.
    const auto before = std::make_shared<dictionary::KeptMetric>();
    const auto apply = [asked, before](store::Workspace &workspace) -> Result<void> {
        *before = dictionary::keptOf(workspace, asked.metric);
        const auto done = dictionary::change(workspace, asked);
        return done ? Result<void>() : Result<void>(done.error());
    };
    const auto revert = [before](store::Workspace &workspace) { return dictionary::takeBack(workspace, *before); };
    Q_EMIT edited({title, apply, revert});
}

} // namespace qd::ui
