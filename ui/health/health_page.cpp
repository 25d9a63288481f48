#include "ui/health/health_page.h"

#include "ui/common/segmented_switch.h"
#include "ui/health/health_court.h"
#include "ui/health/health_history.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_model_part.h"
#include "ui/health/health_now.h"
#include "ui/health/health_texts.h"

#include <QComboBox>
#include <QStackedWidget>

namespace qd::ui {

HealthPage::HealthPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_switch(new SegmentedSwitch({{QStringLiteral("now"), tr("Now")}, {QStringLiteral("history"), tr("History")},
                                       {QStringLiteral("court"), tr("Court")}, {QStringLiteral("model"), tr("Model")}},
          this))
    , m_since(new QComboBox(this))
    , m_stack(new QStackedWidget(this))
    , m_now(new HealthNow(this))
    , m_history(new HealthHistory(this))
    , m_model(new HealthModelPart(this))
{
    m_switch->setObjectName(QStringLiteral("healthView"));
    for (const auto &[months, name] :
        {std::pair(1, tr("1 month")), {3, tr("3 months")}, {6, tr("6 months")}, {12, tr("12 months")}})
        m_since->addItem(name, months);
    m_since->setCurrentIndex(m_since->findData(HealthChoice().monthsBack));
    m_since->setAccessibleName(tr("Compared with the day before by"));
    m_since->setToolTip(tr("How far back scores are compared"));
    m_since->setObjectName(QStringLiteral("healthSince"));
    for (HealthPartView *part :
        std::initializer_list<HealthPartView *>{m_now, m_history, new HealthCourt(this), m_model})
        addPart(part);
    m_body->setSheets(
        m_stack, emptyState(tr("Import ARR, and usage, tickets, surveys or activities, to see how customers fare.")));
    m_body->setBusyPanel(m_now->busyPanel());
    connect(m_switch, &SegmentedSwitch::changed, this, &HealthPage::run);
    connect(m_since, &QComboBox::activated, this, &HealthPage::run);
}

void HealthPage::addPart(HealthPartView *part)
{
    m_parts << part;
    m_stack->addWidget(part);
    connect(part, &HealthPartView::listWanted, this, &HealthPage::openCustomers);
    connect(part, &HealthPartView::listSought, this, [this](const HealthPartView::Find &find) {
        openCustomersFound([context = m_context, find](Progress &progress) { return find(context, progress); });
    });
    connect(part, &HealthPartView::accountWanted, this, [this](const QString &account) {
        if (!account.isEmpty())
            Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account});
    });
    connect(part, &HealthPartView::described, this, &Page::inspect);
    connect(part, &HealthPartView::choiceChanged, this, &HealthPage::run);
    connect(part, &HealthPartView::edited, this, &HealthPage::edited);
}

QList<QWidget *> HealthPage::headerActions()
{
    return {m_switch, m_since};
}

void HealthPage::openFact()
{
    if (m_view)
        openCustomers(colourList(*m_view, tr("Scored customers"), {.scored = true}));
}

HealthChoice HealthPage::choice() const
{
    HealthChoice choice;
    const QString part = m_switch->current();
    if (part == QStringLiteral("history"))
        choice.part = HealthPart::History;
    else if (part == QStringLiteral("court"))
        choice.part = HealthPart::Court;
    else if (part == QStringLiteral("model"))
        choice.part = HealthPart::Model;
    choice.by = m_now->by();
    choice.monthsBack = m_since->currentData().toInt();
    return choice;
}

void HealthPage::refresh(const PageContext &context)
{
    m_context = context;
    m_model->follow(context);
    run();
}

void HealthPage::open(const PageTarget &target)
{
    const auto *customer = std::get_if<AccountTarget>(&target);
    if (!customer)
        return;
    m_wanted = customer->account;
    if (m_view && !m_view.isRunning() && m_view->choice.part == HealthPart::Now)
        return chooseWanted();
    m_switch->setCurrent(QStringLiteral("now"));
    run();
}

void HealthPage::chooseWanted()
{
    if (m_wanted.isEmpty())
        return;
    if (!m_now->choose(m_wanted))
        Q_EMIT statusMessage(tr("%1 had no ARR on the day, so it has no score.").arg(m_wanted));
    m_wanted.clear();
}

void HealthPage::forget()
{
    m_wanted.clear();
    m_view.forget();
    for (HealthPartView *part : std::as_const(m_parts))
        part->setView(nullptr);
}

void HealthPage::run()
{
    m_view.read(tr("Health"), [context = m_context, chosen = choice()](Progress &progress) {
        return computeHealthView(context, chosen, progress);
    });
}

/// Shows the part that was read; another one may be asked for by then, which comes next.
bool HealthPage::show()
{
    const int part = int(m_view->choice.part);
    m_history->setAccount(m_now->chosen());
    m_parts[part]->setView(m_view.view());
    m_stack->setCurrentIndex(part);
    m_body->setBusyPanel(m_parts[part]->busyPanel());
    const bool compares = m_view->choice.part == HealthPart::Now || m_view->choice.part == HealthPart::History;
    m_since->setEnabled(compares);
    Q_EMIT factChanged(healthFact(*m_view));
    if (m_view->choice.part == HealthPart::Now)
        chooseWanted();
    return true;
}

} // namespace qd::ui
