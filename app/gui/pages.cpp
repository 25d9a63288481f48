#include "app/gui/pages.h"

#include "ui/actions/actions_page.h"
#include "ui/cohorts/cohorts_page.h"
#include "ui/coverage/coverage_page.h"
#include "ui/customers/customers_page.h"
#include "ui/dictionary/dictionary_page.h"
#include "ui/explain/explain_page.h"
#include "ui/health/health_page.h"
#include "ui/home/home_page.h"
#include "ui/identity/identity_page.h"
#include "ui/import/import_page.h"
#include "ui/pack/packs_page.h"
#include "ui/quality/quality_page.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/renewals/renewals_page.h"
#include "ui/revenue/revenue_page.h"
#include "ui/scenario/scenarios_page.h"
#include "ui/sql/sql_page.h"

using namespace qd::ui;

QList<Page *> makePages()
{
    return {new HomePage, new ImportPage, new CustomersPage, new IdentityPage, new QualityPage, new ReconcilePage,
        new RevenuePage, new CohortsPage, new HealthPage, new RenewalsPage, new ActionsPage, new ExplainPage,
        new CoveragePage, new ScenariosPage, new PacksPage, new DictionaryPage, new SqlPage};
}
