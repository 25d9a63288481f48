#include "ui/actions/actions_page.h"

#include "core/actions/shipped_rules.h"
#include "core/base/input_file.h"
#include "ui/actions/action_export.h"
#include "ui/actions/action_steps.h"
#include "ui/actions/new_action_dialog.h"
#include "ui/actions/programmes_part.h"
#include "ui/actions/review_export.h"
#include "ui/actions/reviews_part.h"
#include "ui/actions/rules_part.h"
#include "ui/actions/work_part.h"
#include "ui/common/icons.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {

const QString QueueId = QStringLiteral("queue");
const QString RulesId = QStringLiteral("rules");
const QString ReviewsId = QStringLiteral("reviews");

Result<std::string> textOf(const QString &path)
{
    if (const auto readable = checkInputFile(path.toStdString()); !readable)
        return readable.error();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io,
            {QD_WORDS("Actions", "The file of rules could not be read: %1. Nothing was changed."),
                {file.errorString().toStdString()}},
            {path.toStdString()}};
    return file.readAll().toStdString();
}

} // namespace

ActionsPage::ActionsPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_part(new SegmentedSwitch({{QueueId, tr("Queue")}, {RulesId, tr("Rules")}, {ReviewsId, tr("Reviews")},
                                     {QStringLiteral("programmes"), tr("Programmes")}},
          this))
    , m_new(new QPushButton(icon(QStringLiteral("plus"), IconRole::OnAccent), tr("Action"), this))
    , m_export(new ActionExport(this))
    , m_parts(new QStackedWidget(this))
    , m_work(new WorkPart(this))
    , m_rules(new RulesPart(this))
    , m_reviews(new ReviewsPart(this))
    , m_reviewExport(new ReviewExport(this))
    , m_programmes(new ProgrammesPart(this))
{
    m_part->setObjectName(QStringLiteral("actionsPart"));
    m_new->setObjectName(QStringLiteral("newActionButton"));
    m_new->setToolTip(tr("Open an action for a customer"));
    m_new->setProperty("primary", true);
    m_new->setEnabled(false);
    for (QWidget *part : {static_cast<QWidget *>(m_work), static_cast<QWidget *>(m_rules),
             static_cast<QWidget *>(m_reviews), static_cast<QWidget *>(m_programmes)})
        m_parts->addWidget(part);
    m_body->setSheets(m_parts,
        emptyState(tr("Import billing subscriptions to let rules open actions, and the CS platform's actions to see "
                      "what is to be done.")));
    m_body->setBusyPanel(m_work->queue());
    connectParts();
}

void ActionsPage::connectParts()
{
    const auto openAccount = [this](const QString &account) {
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account});
    };
    connect(m_part, &SegmentedSwitch::changed, this, &ActionsPage::run);
    connect(m_new, &QPushButton::clicked, this, &ActionsPage::askForNew);
    connect(m_work, &WorkPart::accountOpened, this, openAccount);
    connect(m_work->queue(), &QueuePanel::customersWanted, this, &ActionsPage::openCustomers);
    connect(m_work->queue(), &QueuePanel::edited, this, &ActionsPage::edited);
    connect(m_work->queue(), &QueuePanel::inspected, this, &ActionsPage::inspect);
    connect(m_work->queue(), &QueuePanel::rulesWanted, this, [this] {
        m_part->setCurrent(RulesId);
        run();
    });
    connect(m_work->queue(), &QueuePanel::said, this, &ActionsPage::statusMessage);
    connect(m_rules, &RulesPart::savingWanted, this, &ActionsPage::saveRules);
    connect(m_rules, &RulesPart::fileWanted, this, &ActionsPage::askForFile);
    connect(m_rules, &RulesPart::draftDropped, this, [this] {
        m_draft.clear();
        run();
    });
    connect(m_rules, &RulesPart::drafted, this, [this](const std::string &rules) {
        m_draft = rules;
        run();
    });
    connect(m_reviews, &ReviewsPart::byChosen, this, &ActionsPage::run);
    connect(m_reviews, &ReviewsPart::accountOpened, this, openAccount);
    m_reviews->addLateButton(m_reviewExport->button());
    connect(m_reviews, &ReviewsPart::lateChosen, m_reviewExport, &ReviewExport::setChosen);
    connect(m_programmes, &ProgrammesPart::byChosen, this, &ActionsPage::run);
    connect(m_programmes, &ProgrammesPart::accountOpened, this, openAccount);
    connect(m_programmes->escalations(), &EscalationPanel::edited, this, &ActionsPage::edited);
    connect(m_programmes->escalations(), &EscalationPanel::inspected, this, &ActionsPage::inspect);
    connect(m_reviewExport, &ReviewExport::written, this, &ActionsPage::statusMessage);
    connect(m_reviewExport, &ReviewExport::failed, this,
        [this](const QString &sentence) { m_body->errors().showMessage(sentence); });
    connect(m_export, &ActionExport::closingWanted, this,
        [this](const QString &text, const std::vector<actions::OwnChange> &changes) {
            Q_EMIT edited(changingActions(text, changes));
        });
    connect(m_export, &ActionExport::written, this, &ActionsPage::statusMessage);
    connect(m_export, &ActionExport::failed, this,
        [this](const QString &sentence) { m_body->errors().showMessage(sentence); });
}

QList<QWidget *> ActionsPage::headerActions()
{
    return {m_part, m_export->button(), m_new};
}

ActionsChoice ActionsPage::choice() const
{
    const QString part = m_part->current();
    if (part == QueueId)
        return {ActionsPart::Queue, m_draft};
    if (part == RulesId)
        return {ActionsPart::Rules, m_draft};
    return part == ReviewsId ? ActionsChoice{ActionsPart::Reviews, m_draft, m_reviews->by()}
                             : ActionsChoice{ActionsPart::Programmes, m_draft, m_programmes->by()};
}

void ActionsPage::refresh(const PageContext &context)
{
    m_context = context;
    run();
}

void ActionsPage::forget()
{
    m_view.forget();
    m_draft.clear();
    m_export->setView({}, nullptr);
    m_reviewExport->setView({}, nullptr);
    m_new->setEnabled(false);
}

void ActionsPage::run()
{
    m_view.read(tr("Actions"), [context = m_context, chosen = choice()](Progress &progress) {
        return computeActionsView(context, chosen, progress);
    });
}

bool ActionsPage::show()
{
    const std::shared_ptr<const ActionsView> &view = m_view.view();
    switch (view->part) {
    case ActionsPart::Queue:
        m_work->setView(view);
        m_parts->setCurrentWidget(m_work);
        break;
    case ActionsPart::Rules:
        m_rules->setView(view);
        m_parts->setCurrentWidget(m_rules);
        break;
    case ActionsPart::Reviews:
        m_reviewExport->setView(m_context.workspacePath, view);
        m_reviews->setView(*view);
        m_parts->setCurrentWidget(m_reviews);
        break;
    case ActionsPart::Programmes:
        m_programmes->setView(view);
        m_parts->setCurrentWidget(m_programmes);
        break;
    }
    m_export->setView(m_context.workspacePath, view);
    m_new->setEnabled(view->isLatest);
    Q_EMIT factChanged(actionsFact(*view));
    return true;
}

void ActionsPage::askForNew()
{
    if (!m_view)
        return;
    const auto view = m_view.view();
    NewActionDialog dialog(
        view->accounts(), m_work->queue()->currentAccount(), view->day, view->owners, view->inForce.rules, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const actions::NewAction made = dialog.made();
    const int account = view->accounts().indexOf(made.account);
    Q_EMIT edited(
        openingAction(tr("Open %1 for %2").arg(word(made.title), qt(view->accounts().at(account).name)), made));
}

void ActionsPage::askForFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open action rules"), {}, tr("Action rules (*.json)"));
    if (!path.isEmpty())
        lookAt(path);
}

void ActionsPage::lookAt(const QString &path)
{
    auto text = textOf(path);
    const auto rules = text ? actions::ruleSetFromText(*text) : Result<actions::RuleSet>(text.error());
    if (!rules) {
        m_body->errors().showMessage(messageText(rules.error().message));
        return;
    }
    m_draft = std::move(*text);
    run();
}

void ActionsPage::saveRules()
{
    if (!m_view)
        return;
    const QString question = openingQuestion(*m_view.view());
    if (!question.isEmpty()
        && QMessageBox::question(
               this, tr("Put in force"), question, QMessageBox::Yes | QMessageBox::No, QMessageBox::No)
            != QMessageBox::Yes)
        return;
    const std::string rules = std::exchange(m_draft, {});
    const int count = int(m_view->rules.rules.size());
    Q_EMIT edited(
        savingRules(tr("Put %Ln rules in force", nullptr, count), rules.empty() ? actions::shippedRulesText() : rules));
}

} // namespace qd::ui
