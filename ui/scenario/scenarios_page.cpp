#include "ui/scenario/scenarios_page.h"

#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/common/toned_label.h"
#include "ui/common/unread_sheets.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/comparison_board.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/scenario_texts.h"
#include "ui/shell/figure_lists.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

namespace qd::ui {

namespace {

constexpr int LeversWidth = 272;
constexpr int SpreadDelay = 150; // ms without another change before the slow part begins

} // namespace

ScenariosPage::ScenariosPage(QWidget *parent)
    : Page(parent)
    , m_spreadTimer(new QTimer(this))
    , m_stack(new QStackedWidget(this))
    , m_error(new ErrorBar(this))
    , m_levers(new LeversPanel(this))
    , m_board(new ComparisonBoard(this))
{
    m_spreadTimer->setSingleShot(true);
    m_spreadTimer->setInterval(SpreadDelay);
    connect(m_spreadTimer, &QTimer::timeout, this, &ScenariosPage::startSpread);
    buildHeader();
    buildBody();
    connectLevers();
    connectHeader();
}

void ScenariosPage::buildHeader()
{
    m_scenarios = new QComboBox(this);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setObjectName(QStringLiteral("scenarioChoice"));
    m_againstChoice = new QComboBox(this);
    m_againstChoice->setAccessibleName(tr("Compared with"));
    m_againstChoice->setObjectName(QStringLiteral("scenarioAgainst"));
    for (QComboBox *box : {m_scenarios, m_againstChoice}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMaximumWidth(200);
    }
    auto *against = new TonedLabel(Type::Dense, Tone::Hint, this);
    against->setText(tr("against"));
    against->setMinimumWidth(against->sizeHint().width());
    m_duplicate = new QPushButton(tr("Duplicate"), this);
    m_duplicate->setIcon(icon(QStringLiteral("copy")));
    m_duplicate->setObjectName(QStringLiteral("scenarioDuplicate"));
    m_files = new QPushButton(tr("Export"), this);
    m_files->setIcon(icon(QStringLiteral("export")));
    m_files->setObjectName(QStringLiteral("scenarioFiles"));
    m_more = new QPushButton(this);
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setToolTip(tr("Rename, remove, earlier versions"));
    m_more->setAccessibleName(tr("More about the saved scenario"));
    m_more->setObjectName(QStringLiteral("scenarioMore"));
    m_headerActions = {m_scenarios, against, m_againstChoice, m_duplicate, m_files, m_more};
}

void ScenariosPage::buildBody()
{
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_levers->setFixedWidth(LeversWidth);
    row->addWidget(m_levers);
    row->addWidget(m_board, 1);
    auto *empty = emptyState(tr("Import billing subscriptions to project ARR and people."));
    auto *nobody = new EmptyState(QStringLiteral("filter"),
        tr("No customer with ARR passes the chips above. Clear one of them."), tr("See the customers"), {}, this);
    connect(
        nobody, &EmptyState::primaryClicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("customers"), {}); });
    nobody->findChild<QPushButton *>(QStringLiteral("emptyPrimary"))->setObjectName(QStringLiteral("chipsPrimary"));
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    m_stack->addWidget(nobody);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_error);
    m_note = new TonedLabel(Type::Dense, Tone::Label, this);
    m_note->setObjectName(QStringLiteral("scenarioNote"));
    m_note->setFixedHeight(m_note->sizeHint().height() + 12); // with room before the panels
    m_note->hide();
    outer->addWidget(m_note);
    outer->addWidget(m_stack, 1);
}

void ScenariosPage::connectLevers()
{
    connect(m_levers, &LeversPanel::turned, this, &ScenariosPage::turn);
    connect(m_levers, &LeversPanel::committed, this, &ScenariosPage::commit);
    connect(m_levers, &LeversPanel::resetClicked, this, &ScenariosPage::reset);
    connect(m_levers, &LeversPanel::saveClicked, this, &ScenariosPage::askForName);
    connect(m_levers, &LeversPanel::sourceWanted, this, [this](const scenario::Lever &lever) {
        if (m_view && isOfTeam(*m_view, lever))
            return linkActivated(QStringLiteral("coverage"), {});
        if (m_view)
            Q_EMIT linkActivated(QStringLiteral("customers"), customersBehind(*m_view, lever).toTarget());
    });
    connect(m_board, &ComparisonBoard::monthActivated, this, [this](int month) {
        if (m_view && month < int(m_view->history.size()))
            openCustomersFound([context = m_context, at = m_view->history[std::size_t(month)].month](
                                   Progress &) { return arrAccounts(context, revenue::Grain::Account, at); });
        else
            Q_EMIT statusMessage(
                tr("A projected month: its figures come from the levers, no customers stand behind it."));
    });
    connect(m_levers, &LeversPanel::goalClicked, this, &ScenariosPage::seekGoal);
    connect(m_board, &ComparisonBoard::starterChosen, this,
        [this](const QString &title, const scenario::CompleteScenario &begun) {
            step(title, {m_draft.name, begun, m_draft.filters});
        });
}

void ScenariosPage::refresh(const PageContext &context)
{
    const bool another = context.workspacePath != m_context.workspacePath;
    m_context = context;
    m_spreadTimer->stop();
    m_spreadJob.cancel(); // of figures that are about to be replaced; its end is not the end of this
    if (another) {
        m_view.reset();
        m_draft = {};
        m_against.clear();
        m_aside.clear();
    }
    m_refreshing = true;
    m_board->setBusy(true);
    m_viewJob.startShown(
        this, tr("Scenario figures"), [context](Progress &progress) { return computeScenarioView(context, progress); },
        [this](const Result<std::shared_ptr<const ScenarioView>> &result) { takeView(result); });
}

void ScenariosPage::forget()
{
    m_spreadTimer->stop();
    m_spreadJob.cancel();
    m_viewJob.cancel();
    m_view.reset();
    m_draft = {};
    m_against.clear();
    m_aside.clear();
    for (QWidget *action : m_headerActions)
        action->setVisible(false);
    m_note->hide();
    m_stack->hide();
}

void ScenariosPage::takeView(const Result<std::shared_ptr<const ScenarioView>> &result)
{
    m_error->clear();
    for (QWidget *action : m_headerActions) // nothing to choose, nothing to name
        action->setVisible(result.ok() || (m_view && result.error().code == ErrorCode::Cancelled));
    if (!result) {
        m_board->setBusy(false);
        const bool nobody = result.error().code == ErrorCode::NoData && !m_context.filters.empty();
        showUnread(*m_stack, result.error().code, m_view != nullptr, nobody ? 2 : 1);
        m_note->hide();
        if (!nobody)
            m_error->showFailure(result.error());
        if (m_view)
            m_spreadTimer->start(); // what stays is simulated after all
        return finish();
    }
    const bool changed = m_view && isChanged();
    auto before = std::exchange(m_view, *result);
    if (before && before->filters != m_view->filters) {
        changeFilters(changed);
        before.reset();
    }
    m_draft.filters = m_view->filters;
    m_stack->setCurrentIndex(0);
    m_stack->show();
    if (!m_view->unusable.empty())
        m_error->showMessage(tr("A saved scenario is left out. %1").arg(messageText(m_view->unusable.front())));
    keepDraft(before);
    if (!m_against.empty() && !known(m_against))
        m_against.clear();
    showNote();
    m_levers->setMonths(m_draft.scenario.start.plus(1), m_draft.scenario.months);
    showDraft();
}

void ScenariosPage::finish()
{
    if (std::exchange(m_refreshing, false))
        Q_EMIT settled();
}

void ScenariosPage::showDraft()
{
    if (!m_view)
        return;
    m_comparison.view = m_view;
    m_comparison.baseName = m_against.empty() ? tr("Base") : qt(m_against);
    m_comparison.scenarioName = draftName();
    m_comparison.base = &m_baseProjector.run(against());
    m_comparison.scenario = &m_projector.run(m_draft.scenario);
    m_comparison.same = against() == m_draft.scenario;
    m_comparison.hiring = scenario::hiringPlan(m_draft.scenario);
    m_comparison.spread.reset();
    m_comparison.difference = scenario::compare(against(), m_draft.scenario, m_view->currency);
    m_board->showComparison(m_comparison);
    if (m_comparison.same)
        m_board->setStarters(startersFor(m_comparison, m_draft.scenario));
    m_levers->setShown({&m_draft.scenario, &against(), &m_view->base.origins,
        m_against.empty() ? tr("base", "a lever's base value") : qt(m_against), [this](const scenario::Lever &lever) {
            return m_against.empty() && (hasCustomersBehind(*m_view, lever) || isOfTeam(*m_view, lever));
        }});
    fillChoices();
    Q_EMIT factChanged(comparisonSentence(m_comparison));
    m_board->setBusy(true);
    m_spreadJob.cancel();
    if (m_refreshing)
        startSpread();
    else
        m_spreadTimer->start();
}

void ScenariosPage::startSpread()
{
    m_spreadTimer->stop();
    if (!m_view)
        return;
    m_spreadJob.startShown(
        this, tr("Simulating the scenario"),
        [base = against(), varied = m_draft.scenario](
            Progress &progress) { return computeSpread(base, varied, progress); },
        [this](const Result<std::shared_ptr<const ScenarioSpread>> &result) {
            m_board->setBusy(false);
            if (result) {
                m_comparison.spread = *result;
                m_board->showComparison(m_comparison);
                if (isVisible())
                    Q_EMIT statusMessage(simulationSentence(m_comparison));
            } else {
                m_error->showFailure(result.error());
            }
            if (!m_viewJob.isRunning()) // else these were the figures before
                finish();
        });
}

} // namespace qd::ui
