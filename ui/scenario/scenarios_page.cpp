#include "ui/scenario/scenarios_page.h"

#include "ui/common/empty_state.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/comparison_board.h"
#include "ui/scenario/goal_dialog.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/saved_scenarios.h"
#include "ui/scenario/scenario_choices.h"
#include "ui/scenario/scenario_files.h"
#include "ui/scenario/scenario_texts.h"
#include "ui/shell/figure_lists.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>

namespace qd::ui {

namespace {

constexpr int LeversWidth = 272;
constexpr int SpreadDelay = 150; // ms without another change before the slow part begins

} // namespace

ScenariosPage::ScenariosPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(
          *this, *m_body, [this] { return show(); }, [this](const Error &error) { showFailure(error); })
    , m_spreadTimer(new QTimer(this))
    , m_desk(new ScenarioDesk(this))
    , m_choices(new ScenarioChoices(*m_desk, this))
    , m_saved(new SavedScenarios(*m_desk, m_body->errors(), this))
    , m_files(new ScenarioFiles(*m_desk, m_body->errors(), this))
    , m_levers(new LeversPanel(this))
    , m_board(new ComparisonBoard(this))
{
    m_spreadTimer->setSingleShot(true);
    m_spreadTimer->setInterval(SpreadDelay);
    connect(m_spreadTimer, &QTimer::timeout, this, &ScenariosPage::startSpread);
    m_headerActions = m_choices->widgets();
    m_headerActions << m_saved->duplicateButton() << m_files->button() << m_saved->moreButton();
    buildBody();
    connectParts();
    connectLevers();
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
    m_nobody = new EmptyState(QStringLiteral("filter"),
        tr("No customer with ARR passes the chips above. Clear one of them."), tr("See the customers"), {}, this);
    connect(
        m_nobody, &EmptyState::primaryClicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("customers"), {}); });
    m_nobody->findChild<QPushButton *>(QStringLiteral("emptyPrimary"))->setObjectName(QStringLiteral("chipsPrimary"));
    m_body->setSheets(content, emptyState(tr("Import billing subscriptions to project ARR and people.")));
    m_body->addSheet(m_nobody);
    m_note = new TonedLabel(Type::Dense, Tone::Label, this);
    m_note->setObjectName(QStringLiteral("scenarioNote"));
    m_note->setFixedHeight(m_note->sizeHint().height() + 12); // with room before the panels
    m_note->hide();
    m_body->setNote(m_note);
}

void ScenariosPage::connectParts()
{
    connect(m_desk, &ScenarioDesk::changed, this, &ScenariosPage::showDraft);
    connect(m_desk, &ScenarioDesk::stepped, this, &Page::stepped);
    connect(m_desk, &ScenarioDesk::said, this, &Page::statusMessage);
    connect(m_saved, &SavedScenarios::edited, this, &Page::edited);
    connect(m_board, &ComparisonBoard::monthActivated, this, &ScenariosPage::openMonth);
    connect(m_board, &ComparisonBoard::starterChosen, this,
        [this](const QString &title, const scenario::CompleteScenario &begun) { m_desk->take(title, begun); });
}

void ScenariosPage::connectLevers()
{
    connect(m_levers, &LeversPanel::turned, m_desk, &ScenarioDesk::turn);
    connect(m_levers, &LeversPanel::committed, m_desk, &ScenarioDesk::commit);
    connect(m_levers, &LeversPanel::resetClicked, m_desk, &ScenarioDesk::reset);
    connect(m_levers, &LeversPanel::saveClicked, this, [this] { m_saved->askForName(m_levers->saveButton()); });
    connect(m_levers, &LeversPanel::sourceWanted, this, &ScenariosPage::openSource);
    connect(m_levers, &LeversPanel::goalClicked, this, &ScenariosPage::seekGoal);
}

void ScenariosPage::openSource(const scenario::Lever &lever)
{
    const auto &view = m_desk->view();
    if (view && isOfTeam(*view, lever))
        Q_EMIT linkActivated(QStringLiteral("coverage"), {});
    else if (view)
        Q_EMIT linkActivated(QStringLiteral("customers"), customersBehind(*view, lever));
}

void ScenariosPage::openMonth(int month)
{
    const auto &view = m_desk->view();
    if (view && month < int(view->history.size()))
        openCustomersFound([context = m_context, at = view->history[std::size_t(month)].month](
                               Progress &) { return arrAccounts(context, revenue::Grain::Account, at); });
    else
        Q_EMIT statusMessage(tr("A projected month: its figures come from the levers, no customers stand behind it."));
}

void ScenariosPage::seekGoal()
{
    if (!m_desk->view())
        return;
    GoalDialog dialog(draft().scenario, this);
    if (dialog.exec() == QDialog::Accepted && dialog.answer())
        m_desk->take(dialog.sentence(), dialog.answer()->scenario);
}

void ScenariosPage::refresh(const PageContext &context)
{
    const bool another = context.workspacePath != m_context.workspacePath;
    m_context = context;
    m_files->setContext(context);
    m_spreadTimer->stop();
    m_spreadJob.cancel(); // of figures that are about to be replaced; its end is not the end of this
    if (another)
        m_desk->forget();
    m_refreshing = true;
    m_board->setBusy(true);
    m_view.read(
        tr("Scenario figures"), [context](Progress &progress) { return computeScenarioView(context, progress); });
}

void ScenariosPage::forget()
{
    m_spreadTimer->stop();
    m_spreadJob.cancel();
    m_view.forget();
    m_desk->forget();
    for (QWidget *action : m_headerActions)
        action->setVisible(false);
    m_note->hide();
}

void ScenariosPage::showFailure(const Error &error)
{
    for (QWidget *action : m_headerActions) // nothing to choose, nothing to name
        action->setVisible(bool(m_view));
    m_board->setBusy(false);
    m_note->hide();
    if (error.code == ErrorCode::NoData && !m_context.filters.empty())
        m_body->showSheet(m_nobody);
    if (m_desk->view())
        m_spreadTimer->start(); // what stays is simulated after all
    m_refreshing = false;
}

bool ScenariosPage::show()
{
    for (QWidget *action : m_headerActions)
        action->show();
    m_desk->takeView(m_view.view());
    if (const auto &unusable = m_desk->view()->unusable; !unusable.empty())
        m_body->errors().showMessage(tr("A saved scenario is left out. %1").arg(messageText(unusable.front())));
    showNote();
    m_levers->setMonths(draft().scenario.start.plus(1), draft().scenario.months);
    showDraft();
    return false; // once it is simulated
}

void ScenariosPage::finish()
{
    if (std::exchange(m_refreshing, false))
        Q_EMIT settled();
}

void ScenariosPage::showDraft()
{
    const std::shared_ptr<const ScenarioView> view = m_desk->view();
    if (!view)
        return;
    const scenario::CompleteScenario &base = m_desk->against();
    const scenario::CompleteScenario &varied = draft().scenario;
    const QString against = m_desk->againstName();
    m_comparison.view = view;
    m_comparison.baseName = against.isEmpty() ? tr("Base") : against;
    m_comparison.scenarioName = m_desk->name();
    m_comparison.base = &m_baseProjector.run(base);
    m_comparison.scenario = &m_projector.run(varied);
    m_comparison.same = base == varied;
    m_comparison.hiring = scenario::hiringPlan(varied);
    m_comparison.spread.reset();
    m_comparison.difference = scenario::compare(base, varied, view->currency);
    m_board->showComparison(m_comparison);
    if (m_comparison.same)
        m_board->setStarters(startersFor(m_comparison, varied));
    m_levers->setShown(
        {&varied, &base, &view->base.origins, against.isEmpty() ? tr("base", "a lever's base value") : against,
            [view, opens = against.isEmpty()](const scenario::Lever &lever) {
                return opens && (hasCustomersBehind(*view, lever) || isOfTeam(*view, lever));
            }});
    m_choices->showDesk();
    m_saved->showDesk();
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
    if (!m_desk->view())
        return;
    m_spreadJob.startShown(
        this, tr("Simulating the scenario"),
        [base = m_desk->against(), varied = draft().scenario](
            Progress &progress) { return computeSpread(base, varied, progress); },
        [this](const Result<std::shared_ptr<const ScenarioSpread>> &result) {
            m_board->setBusy(false);
            if (result) {
                m_comparison.spread = *result;
                m_board->showComparison(m_comparison);
                if (isVisible())
                    Q_EMIT statusMessage(simulationSentence(m_comparison));
            } else {
                m_body->errors().showFailure(result.error());
            }
            if (!m_view.isRunning()) // else these were the figures before
                finish();
        });
}

/// The chips narrow the base. A saved scenario states its customers, so that it cannot be narrowed; it waits until the
/// chips are gone, and nothing is saved under them.
void ScenariosPage::showNote()
{
    const ScenarioView &view = *m_desk->view();
    const bool narrowed = !view.filters.empty();
    QStringList chips;
    for (const auto &[dimension, value] : view.filters)
        chips << qt(value);
    double customers = 0;
    for (const scenario::Segment &segment : view.base.scenario.segments)
        customers += segment.logos;
    QString note;
    if (narrowed)
        note = tr("Only %1: %2 customers, each CSM by the hours these take. Clear the chips to see saved scenarios or "
                  "to save.")
                   .arg(chips.join(QStringLiteral(", ")), formatCount(qint64(customers)));
    else if (m_context.fx == revenue::FxMode::AsOf)
        note = tr("Scenarios value all months at the rates of %1.").arg(formatMonth(view.base.scenario.start));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    for (QPushButton *button : {m_saved->duplicateButton(), &m_levers->saveButton()}) {
        button->setEnabled(!narrowed);
        button->setToolTip(narrowed ? tr("Clear the chips to save: a scenario is of all customers") : QString());
    }
}

std::vector<PaletteEntry> ScenariosPage::paletteEntries()
{
    std::vector<PaletteEntry> entries;
    const auto &view = m_desk->view();
    for (const KnownScenario &each : view ? view->saved : std::vector<KnownScenario>()) {
        entries.push_back({PaletteKind::Command, tr("Scenario %1").arg(qt(each.name)), title(), {}, iconName(),
            Mark::None, [this, name = qt(each.name)] {
                Q_EMIT linkActivated(id(), {});
                m_desk->choose(name);
            }});
    }
    return entries;
}

} // namespace qd::ui
