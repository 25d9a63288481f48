#include "ui/scenario/scenarios_page.h"

#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/formatting.h"
#include "ui/common/icons.h"
#include "ui/common/toned_label.h"
#include "ui/scenario/comparison_board.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/scenario_texts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

namespace qd::ui {

namespace {

constexpr int LeversWidth = 272;
constexpr int SpreadDelay = 150; // ms without another change before the slow part begins
const char *const DraftKey = "\x01"; ///< in the list of scenarios: what was made of the base and is not saved

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
    auto *empty =
        new EmptyState(tr("Import billing subscriptions to project ARR and people."), tr("Import exports"), {}, this);
    connect(empty, &EmptyState::primaryClicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("import"), {}); });
    m_stack->addWidget(content);
    m_stack->addWidget(empty);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_error);
    outer->addWidget(m_stack, 1);
}

void ScenariosPage::connectLevers()
{
    connect(m_levers, &LeversPanel::turned, this, &ScenariosPage::turn);
    connect(m_levers, &LeversPanel::committed, this, &ScenariosPage::commit);
    connect(m_levers, &LeversPanel::resetClicked, this, &ScenariosPage::reset);
    connect(m_levers, &LeversPanel::saveClicked, this, &ScenariosPage::askForName);
    connect(m_levers, &LeversPanel::sourceWanted, this, [this](const scenario::Lever &lever) {
        Q_EMIT linkActivated(QStringLiteral("customers"), customersBehind(*m_view, lever).toTarget());
    });
    connect(m_board, &ComparisonBoard::monthActivated, this, [this](int month) {
        if (month < int(m_view->history.size()))
            Q_EMIT linkActivated(
                QStringLiteral("customers"), customersOf(m_view->history[std::size_t(month)], *m_view).toTarget());
        else
            Q_EMIT statusMessage(
                tr("A projected month: its figures come from the levers, no customers stand behind it."));
    });
    connect(m_levers, &LeversPanel::goalClicked, this, &ScenariosPage::seekGoal);
    connect(m_board, &ComparisonBoard::starterChosen, this,
        [this](const QString &title, const scenario::CompleteScenario &begun) {
            step(title, {m_draft.name, begun});
        });
}

void ScenariosPage::refresh(const PageContext &context)
{
    const bool another = context.workspacePath != m_context.workspacePath;
    m_context = context;
    if (another) {
        m_view.reset();
        m_draft = {};
        m_against.clear();
    }
    m_refreshing = true;
    m_board->setBusy(true);
    m_viewJob.startShown(
        this, tr("Scenario figures"), [context](Progress &progress) { return computeScenarioView(context, progress); },
        [this](const Result<std::shared_ptr<const ScenarioView>> &result) { takeView(result); });
}

void ScenariosPage::takeView(const Result<std::shared_ptr<const ScenarioView>> &result)
{
    m_error->clear();
    for (QWidget *action : m_headerActions)
        action->setEnabled(result.ok() || m_view);
    if (!result) {
        m_board->setBusy(false);
        if (result.error().code != ErrorCode::Cancelled || !m_view)
            m_stack->setCurrentIndex(1);
        m_error->showFailure(result.error());
        return finish();
    }
    const auto before = std::exchange(m_view, *result);
    m_stack->setCurrentIndex(0);
    if (!m_view->unusable.empty())
        m_error->showMessage(tr("A saved scenario is left out. %1").arg(qt(m_view->unusable.front())));
    keepDraft(before);
    if (!m_against.empty() && !known(m_against))
        m_against.clear();
    m_levers->setMonths(m_draft.scenario.start.plus(1), m_draft.scenario.months);
    showDraft();
}

/// The name under which the same scenario is saved now; empty where none is.
std::string ScenariosPage::renamedFrom(const scenario::CompleteScenario &scenario)
{
    for (const KnownScenario &each : m_view->saved) {
        scenario::CompleteScenario named = scenario;
        named.name = each.scenario.name;
        if (!(named == each.scenario))
            continue;
        m_draft.scenario.name = named.name;
        return each.name;
    }
    return {};
}

/// What is in hand stays, unless it was only looked at: then the figures of the workspace take its place.
void ScenariosPage::keepDraft(const std::shared_ptr<const ScenarioView> &before)
{
    const scenario::CompleteScenario *now = known(m_draft.name);
    const scenario::CompleteScenario *then = nullptr;
    if (before && m_draft.name.empty())
        then = &before->base.scenario;
    for (std::size_t i = 0; before && i < before->saved.size(); ++i) {
        if (before->saved[i].name == m_draft.name)
            then = &before->saved[i].scenario;
    }
    if (!before)
        m_draft.scenario = *now;
    else if (!now)
        m_draft.name = renamedFrom(m_draft.scenario); // else no longer saved: a draft again
    else if (then && m_draft.scenario == *then)
        m_draft.scenario = *now;
}

void ScenariosPage::finish()
{
    if (std::exchange(m_refreshing, false))
        Q_EMIT settled();
}

const scenario::CompleteScenario *ScenariosPage::known(const std::string &name) const
{
    if (name.empty())
        return &m_view->base.scenario;
    for (const KnownScenario &each : m_view->saved) {
        if (each.name == name)
            return &each.scenario;
    }
    return nullptr;
}

const scenario::CompleteScenario &ScenariosPage::against() const
{
    const scenario::CompleteScenario *found = known(m_against);
    return found ? *found : m_view->base.scenario;
}

bool ScenariosPage::isChanged() const
{
    const scenario::CompleteScenario *found = known(m_draft.name);
    return !found || !(*found == m_draft.scenario);
}

QString ScenariosPage::draftName() const
{
    if (!m_draft.name.empty())
        return qt(m_draft.name);
    return isChanged() ? tr("Draft") : tr("Base");
}

void ScenariosPage::fillChoices()
{
    m_scenarios->clear();
    m_againstChoice->clear();
    if (m_draft.name.empty() && isChanged())
        m_scenarios->addItem(tr("Draft, not saved"), QString::fromLatin1(DraftKey));
    for (QComboBox *box : {m_scenarios, m_againstChoice}) {
        box->addItem(tr("Base"), QString());
        for (const KnownScenario &each : m_view->saved)
            box->addItem(qt(each.name), qt(each.name));
    }
    if (!m_draft.name.empty() && isChanged()) {
        const int at = m_scenarios->findData(qt(m_draft.name));
        m_scenarios->setItemText(at, tr("%1, changed").arg(qt(m_draft.name)));
    }
    const bool isDraft = m_scenarios->itemData(0).toString() == QString::fromLatin1(DraftKey);
    m_scenarios->setCurrentIndex(isDraft ? 0 : m_scenarios->findData(qt(m_draft.name)));
    m_more->setEnabled(!m_draft.name.empty());
    m_againstChoice->setCurrentIndex(std::max(0, m_againstChoice->findData(qt(m_against))));
}

void ScenariosPage::setDraft(const ScenarioDraft &draft)
{
    m_beforeDrag.reset();
    if (m_draft == draft)
        return;
    m_draft = draft;
    if (m_view)
        showDraft();
}

void ScenariosPage::showDraft()
{
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
        m_against.empty() ? tr("base", "a lever's base value") : qt(m_against),
        [this](const scenario::Lever &lever) { return m_against.empty() && hasCustomersBehind(*m_view, lever); }});
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
            finish();
        });
}

} // namespace qd::ui
