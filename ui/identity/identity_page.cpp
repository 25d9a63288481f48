#include "ui/identity/identity_page.h"

#include "core/session/identity_decisions.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/identity/identity_files.h"
#include "ui/identity/keyed_button.h"
#include "ui/identity/least_choice.h"
#include "ui/identity/merger_menu.h"
#include "ui/identity/outcome_label.h"
#include "ui/identity/pair_panel.h"
#include "ui/identity/weights_panel.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/shell/link_edit.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Gap = 8;
constexpr int LeastHeightOfWeights = 640; ///< of the page: in a lower one the lists need the room

/// By the id of a choice of the switch.
const QList<std::pair<QString, IdentityList>> &lists()
{
    static const QList<std::pair<QString, IdentityList>> all{{QStringLiteral("queue"), IdentityList::Queue},
        {QStringLiteral("decided"), IdentityList::Decided}, {QStringLiteral("conflicts"), IdentityList::Conflicts},
        {QStringLiteral("parents"), IdentityList::Hierarchy}};
    return all;
}

} // namespace

IdentityPage::IdentityPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_least(new QComboBox(this))
    , m_decisions(new QPushButton(tr("Decisions"), this))
    , m_mergers(new MergerMenu(this))
    , m_switch(new SegmentedSwitch({{lists()[0].first, tr("To look at")}, {lists()[1].first, tr("Decided")},
                                       {lists()[2].first, tr("Conflicts")}, {lists()[3].first, tr("Parents")}},
          this))
    , m_weights(new WeightsPanel(this))
    , m_listPanel(new Panel(tr("To look at"), this))
    , m_table(new TableView(this))
    , m_pair(new PairPanel(this))
    , m_outcome(new OutcomeLabel(this))
{
    fillLeastChoices(*m_least);
    m_least->setObjectName(QStringLiteral("identityLeast"));
    m_least->setAccessibleName(tr("Least probability of a pair"));
    m_decisions->setObjectName(QStringLiteral("identityDecisions"));
    auto *files = new QMenu(m_decisions);
    files->addAction(tr("Load from CSV\u2026"), this, &IdentityPage::chooseFileToLoad);
    m_save = files->addAction(tr("Save as CSV\u2026"), this, &IdentityPage::chooseFileToSave);
    files->addSeparator();
    files->addAction(tr("Save customer specification\u2026"), this, &IdentityPage::chooseSpecification);
    files->addMenu(m_mergers);
    m_decisions->setMenu(files);
    m_table->setObjectName(QStringLiteral("identityTable"));
    m_accept = button("identityAccept", tr("Accept"), Qt::Key_A, &IdentityPage::accept);
    m_reject = button("identityReject", tr("Reject"), Qt::Key_R, &IdentityPage::reject);
    m_split = button("identitySplit", tr("Take apart"), Qt::Key_S, &IdentityPage::split);
    m_withdraw = button("identityWithdraw", tr("Withdraw"), Qt::Key_W, &IdentityPage::withdraw);
    m_accept->setToolTip(tr("Both are one customer, whatever is imported. Can be undone."));
    m_reject->setToolTip(tr("They are never one customer, whatever is imported. Can be undone."));
    m_split->setToolTip(tr("What would go is a customer of its own, and stays one. Can be undone."));
    m_withdraw->setToolTip(tr("Nothing is said of the pair any more. Can be undone."));
    build();
    connectParts();
}

QPushButton *IdentityPage::button(const char *name, const QString &text, Qt::Key key, void (IdentityPage::*act)())
{
    auto *made = keyedButton(name, text, key, this);
    connect(made, &QPushButton::clicked, this, act);
    return made;
}

void IdentityPage::build()
{
    m_listPanel->addHeaderWidget(m_table->columnsButton());
    m_listPanel->setBody(m_table, false);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(Gap);
    foot->addWidget(m_outcome, 1);
    for (QPushButton *each : {m_accept, m_reject, m_split, m_withdraw})
        foot->addWidget(each);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(Gap);
    columns->addWidget(m_listPanel, 1);
    columns->addWidget(m_pair, 1);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_switch, 0, Qt::AlignLeft);
    layout->addWidget(m_weights);
    layout->addLayout(columns, 1);
    layout->addLayout(foot);
    m_body->setSheets(
        content, emptyState(tr("Import the accounts of your systems to see which records may be one customer.")));
    m_body->setBusyPanel(m_listPanel);
}

void IdentityPage::connectParts()
{
    connect(m_least, &QComboBox::activated, this, &IdentityPage::run);
    connect(m_switch, &SegmentedSwitch::changed, this, [this] {
        m_row = 0;
        showList();
    });
    connect(m_mergers, &MergerMenu::edited, this, &Page::edited);
    connect(m_weights, &WeightsPanel::leastWanted, this, &IdentityPage::listFrom);
    connect(m_weights, &WeightsPanel::acceptWanted, this,
        [this](const std::vector<answers::ReviewPair> &pairs) { rule(identity::Ruling::Link, pairs); });
    connect(m_table, &TableView::currentChanged, this, &IdentityPage::showPair);
    connect(m_table, &TableView::selectionChanged, this, &IdentityPage::showPair);
    connect(m_table, &TableView::activated, this, &IdentityPage::openCustomersOf);
    for (const auto &[key, rows] : {std::pair(Qt::Key_J, 1), {Qt::Key_K, -1}}) {
        auto *shortcut = new QShortcut(key, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by = rows] { step(by); });
    }
}

QList<QWidget *> IdentityPage::headerActions()
{
    return {m_least, m_decisions};
}

void IdentityPage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath) {
        m_weighed.reset();
        m_row = 0;
    }
    m_context = context;
    run();
}

void IdentityPage::forget()
{
    m_view.forget();
    m_mergers->setView(nullptr);
    m_weighed.reset();
}

void IdentityPage::run()
{
    m_view.read(tr("Weighing pairs"),
        [context = m_context, least = m_least->currentData().toDouble(), before = m_weighed](
            Progress &progress) { return computeIdentityView(context, least, before, progress); });
}

bool IdentityPage::show()
{
    m_weighed = m_view->review->weighed;
    m_mergers->setView(m_view.view());
    m_save->setEnabled(!m_view->review->decided.empty());
    if (m_view->review->described == 0) {
        m_body->showEmpty();
        Q_EMIT factChanged({});
        return true;
    }
    m_weights->setView(*m_view);
    showList();
    Q_EMIT factChanged(identityFact(*m_view));
    return true;
}

void IdentityPage::showList()
{
    if (!m_view)
        return;
    const IdentityList shown = list();
    const int row = m_row;
    m_table->setSpec(identityTable(*m_view, shown));
    m_listPanel->setTitle(shown == IdentityList::Queue ? tr("To look at")
            : shown == IdentityList::Decided           ? tr("Decided")
            : shown == IdentityList::Conflicts         ? tr("Conflicts")
                                                       : tr("Parents"));
    m_listPanel->setSubtitle(listSubtitle(*m_view, shown));
    fitWeights();
    m_accept->setVisible(shown == IdentityList::Queue);
    m_reject->setVisible(shown == IdentityList::Queue);
    m_withdraw->setVisible(shown == IdentityList::Decided);
    m_split->setVisible(shown == IdentityList::Conflicts);
    // What was decided has gone: the next one is chosen, so that the keys go on.
    const QStringList rows = m_table->shownIds();
    if (!rows.isEmpty() && !rows.contains(m_table->currentId()))
        m_table->setCurrentId(rows[std::clamp(row, 0, int(rows.size()) - 1)]);
    showPair();
}

void IdentityPage::fitWeights()
{
    const bool isQueue = list() == IdentityList::Queue && m_weights->hasPairs();
    m_weights->setVisible(isQueue && height() >= LeastHeightOfWeights);
}

void IdentityPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitWeights();
}

void IdentityPage::listFrom(double least)
{
    chooseLeast(*m_least, least);
    run();
}

void IdentityPage::showPair()
{
    if (!m_view)
        return;
    const int place = placeOf(*m_view, list(), m_table->currentId());
    if (place >= 0)
        m_row = std::max(0, int(m_table->shownIds().indexOf(m_table->currentId())));
    const auto pair = pairOf(*m_view, list(), place);
    m_pair->setPair(*m_view, pair);
    m_mergers->setPair(pair);
    const bool isQueue = list() == IdentityList::Queue;
    m_outcome->setPairs(m_context.workspacePath, *m_view, isQueue ? chosenPairs() : std::vector<answers::ReviewPair>());
    const bool isAnyChosen = !chosen().empty();
    for (QPushButton *each : {m_accept, m_reject, m_withdraw})
        each->setEnabled(isAnyChosen);
    m_split->setEnabled(place >= 0);
    if (pair)
        Q_EMIT statusMessage(pairName(*m_view, *pair));
}

void IdentityPage::step(int rows)
{
    const QStringList shown = m_table->shownIds();
    if (shown.isEmpty())
        return;
    const auto now = shown.indexOf(m_table->currentId());
    m_table->setCurrentId(shown[std::clamp(now + rows, qsizetype(0), shown.size() - 1)]);
}

IdentityList IdentityPage::list() const
{
    for (const auto &[name, list] : lists()) {
        if (name == m_switch->current())
            return list;
    }
    return IdentityList::Queue;
}

std::vector<int> IdentityPage::chosen() const
{
    return m_view ? placesOf(*m_view, list(), m_table->selectedIds()) : std::vector<int>();
}

std::vector<answers::ReviewPair> IdentityPage::chosenPairs() const
{
    std::vector<answers::ReviewPair> pairs;
    for (const int place : chosen()) {
        if (auto pair = pairOf(*m_view, list(), place))
            pairs.push_back(std::move(*pair));
    }
    return pairs;
}

void IdentityPage::accept()
{
    rule(identity::Ruling::Link, chosenPairs());
}

void IdentityPage::reject()
{
    rule(identity::Ruling::Never, chosenPairs());
}

void IdentityPage::rule(identity::Ruling ruling, const std::vector<answers::ReviewPair> &pairs)
{
    if (pairs.empty())
        return;
    std::vector<identity::LinkDecision> decisions;
    for (const answers::ReviewPair &pair : pairs)
        decisions.push_back(answers::decisionOn(*m_view->review, pair, ruling, store::currentUser()));
    const QString what =
        pairs.size() == 1 ? pairName(*m_view, pairs.front()) : tr("%Ln pairs", nullptr, int(pairs.size()));
    decide(ruling == identity::Ruling::Link ? tr("%1 are one customer").arg(what)
                                            : tr("%1 are never one customer").arg(what),
        decisions);
}

void IdentityPage::withdraw()
{
    std::vector<identity::LinkDecision> decisions;
    for (const int place : chosen()) {
        identity::LinkDecision decision = m_view->decided[std::size_t(place)].decision;
        decision.ruling = identity::Ruling::Withdraw;
        decision.by = store::currentUser();
        decision.note.clear();
        decisions.push_back(std::move(decision));
    }
    if (!decisions.empty())
        decide(tr("Withdraw %1").arg(tr("%Ln decisions", nullptr, int(decisions.size()))), decisions);
}

void IdentityPage::split()
{
    const int place = m_view ? placeOf(*m_view, list(), m_table->currentId()) : -1;
    if (place < 0)
        return;
    const answers::IdentityConflict &conflict = m_view->conflicts[std::size_t(place)];
    decide(tr("Take apart %1").arg(qt(m_view->review->accounts->at(conflict.account).name)),
        answers::apart(*m_view->review, conflict, store::currentUser()));
}

void IdentityPage::decide(const QString &text, const std::vector<identity::LinkDecision> &decisions)
{
    Q_EMIT edited(linkEdit(text, decisions));
}

void IdentityPage::openCustomersOf(const QString &row)
{
    const QStringList accounts = customersOf(*m_view, list(), placeOf(*m_view, list(), row));
    if (accounts.size() == 1)
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{accounts.front()});
    else if (!accounts.isEmpty())
        Q_EMIT linkActivated(QStringLiteral("customers"), AccountList{tr("Customers of a pair"), accounts});
}

void IdentityPage::chooseFileToLoad()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Load decisions"), {}, tr("CSV (*.csv)"));
    if (!path.isEmpty())
        loadDecisions(path);
}

void IdentityPage::loadDecisions(const QString &path)
{
    const auto decisions = session::readDecisions(path.toStdString(), store::currentUser());
    if (!decisions)
        m_body->errors().showMessage(messageText(decisions.error().message));
    else if (!decisions->empty())
        decide(tr("Load %1").arg(tr("%Ln decisions", nullptr, int(decisions->size()))), *decisions);
}

void IdentityPage::chooseFileToSave()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save decisions"), QStringLiteral("decisions.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        saveDecisions(path);
}

void IdentityPage::saveDecisions(const QString &path)
{
    report(writeDecisions(m_context.workspacePath, path.toStdString()), tr("Decisions written to %1").arg(path));
}

void IdentityPage::chooseSpecification()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save specification"), QStringLiteral("customer-360.md"), tr("Markdown (*.md);;HTML (*.html)"));
    if (!path.isEmpty())
        saveSpecification(path);
}

void IdentityPage::saveSpecification(const QString &path)
{
    report(
        writeSpecification(m_context.workspacePath, path.toStdString()), tr("Specification written to %1").arg(path));
}

void IdentityPage::report(const Result<void> &written, const QString &said)
{
    if (!written)
        m_body->errors().showMessage(messageText(written.error().message));
    else
        Q_EMIT statusMessage(said);
}

} // namespace qd::ui
