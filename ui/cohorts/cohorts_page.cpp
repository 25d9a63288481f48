#include "ui/cohorts/cohorts_page.h"

#include "ui/cohorts/churn_view.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/cohorts/economics_view.h"
#include "ui/cohorts/retention_view.h"
#include "ui/cohorts/survival_view.h"
#include "ui/cohorts/value_view.h"
#include "ui/common/segmented_switch.h"

#include <QStackedWidget>

namespace qd::ui {

CohortsPage::CohortsPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_switch(new SegmentedSwitch(
          {{QStringLiteral("retention"), tr("Retention")}, {QStringLiteral("survival"), tr("Survival")},
              {QStringLiteral("value"), tr("Time to value")}, {QStringLiteral("churn"), tr("Churn")},
              {QStringLiteral("economics"), tr("Economics")}},
          this))
    , m_stack(new QStackedWidget(this))
    , m_parts{new RetentionView(this), new SurvivalView(this), new ValueView(this), new ChurnView(this),
          new EconomicsView(this)}
{
    m_switch->setObjectName(QStringLiteral("cohortsView"));
    m_switch->setTall();
    for (CohortsPartView *part : m_parts) {
        m_stack->addWidget(part);
        connectPart(part);
    }
    m_body->setSheets(m_stack,
        emptyState(tr("Import billing subscriptions to see who stays, for how long, and why customers leave.")));
    connect(m_switch, &SegmentedSwitch::changed, this, &CohortsPage::run);
}

void CohortsPage::connectPart(CohortsPartView *part)
{
    connect(part, &CohortsPartView::changed, this, &CohortsPage::run);
    connect(part, &CohortsPartView::customersWanted, this, [this](const AccountList &list) { openCustomers(list); });
    connect(part, &CohortsPartView::customersSought, this,
        [this](const std::function<Result<AccountList>(Progress &)> &find) { openCustomersFound(find); });
    connect(part, &CohortsPartView::customerWanted, this,
        [this](const QString &account) { Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account}); });
    connect(part, &CohortsPartView::said, this, &Page::statusMessage);
}

QList<QWidget *> CohortsPage::headerActions()
{
    return {m_switch};
}

CohortsChoice CohortsPage::choice() const
{
    CohortsChoice chosen;
    const QString view = m_switch->current();
    chosen.part = view == QStringLiteral("survival") ? CohortsPart::Survival
        : view == QStringLiteral("value")            ? CohortsPart::Value
        : view == QStringLiteral("churn")            ? CohortsPart::Churn
        : view == QStringLiteral("economics")        ? CohortsPart::Economics
                                                     : CohortsPart::Retention;
    partView(chosen.part)->choose(chosen);
    return chosen;
}

void CohortsPage::openFact()
{
    if (m_view)
        partView(m_view->part)->openAll();
}

void CohortsPage::refresh(const PageContext &context)
{
    m_context = context;
    run();
}

void CohortsPage::run()
{
    m_body->setBusyPanel(partView(CohortsPart(m_stack->currentIndex()))->mainPanel());
    m_view.read(tr("Cohorts"), [context = m_context, chosen = choice()](Progress &progress) {
        return computeCohortsView(context, chosen, progress);
    });
}

bool CohortsPage::show()
{
    CohortsPartView *part = partView(m_view->part);
    part->present(m_context, m_view.view());
    m_stack->setCurrentWidget(part);
    Q_EMIT factChanged(cohortsFact(*m_view));
    return true;
}

} // namespace qd::ui
