#include "core/pack/page_kinds.h"

#include "core/pack/customer_pages.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/pulse_page.h"

#include <algorithm>
#include <array>

namespace qd::pack {

namespace {

std::vector<Page> oneOrNone(std::optional<Page> page)
{
    std::vector<Page> pages;
    if (page)
        pages.push_back(std::move(*page));
    return pages;
}

std::vector<Page> pagesOfCustomers(const PackMeasures &all, const NarrativeHeight &heightOfText)
{
    std::vector<Page> pages;
    if (!all.customers)
        return pages;
    const ReviewBook &book = *all.customers->book;
    for (const int account : all.customers->accounts) {
        for (Page &page : customerPages(book.of(account), book.accounts().at(account), heightOfText))
            pages.push_back(std::move(page));
    }
    return pages;
}

} // namespace

std::span<const PageKind> pageKinds()
{
    static const std::array kinds{
        PageKind{"summary", {Need::Retention, Need::Renewals, Need::Reconciliation},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return std::vector{summaryPage(all.month, heightOfText)};
            }},
        PageKind{"arr", {Need::Retention},
            [](const PackMeasures &all, const NarrativeHeight &) { return std::vector{arrPage(all.month)}; }},
        PageKind{"cohorts", {Need::Cohorts},
            [](const PackMeasures &all, const NarrativeHeight &) { return oneOrNone(cohortPage(all.month)); },
            Origin::Of::Cohorts},
        PageKind{"survival", {Need::Lifecycle},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return survivalPages(*all.lifecycle, heightOfText);
            },
            Origin::Of::Lifecycle},
        PageKind{"value", {Need::Value},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return valuePages(*all.lifecycle, heightOfText);
            },
            Origin::Of::Lifecycle},
        PageKind{"first-value", {Need::Value},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return isValueReached(*all.lifecycle) ? valuePages(*all.lifecycle, heightOfText) : std::vector<Page>();
            },
            Origin::Of::Lifecycle},
        PageKind{"adoption", {Need::Adoption},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.adoption ? oneOrNone(adoptionPage(*all.adoption)) : std::vector<Page>();
            },
            Origin::Of::Cohorts},
        PageKind{"churn", {Need::Lifecycle},
            [](const PackMeasures &all, const NarrativeHeight &) { return churnPages(*all.lifecycle); },
            Origin::Of::Lifecycle},
        PageKind{"known", {Need::Known},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.known ? oneOrNone(knownPage(*all.known)) : std::vector<Page>();
            },
            Origin::Of::Lifecycle},
        PageKind{"reconciliation", {Need::Reconciliation},
            [](const PackMeasures &all, const NarrativeHeight &) { return oneOrNone(reconcilePage(all.month)); }},
        PageKind{"reconcile-status", {Need::Reconciliation, Need::Register},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.breaks ? std::vector{reconcileStatusPage(all.month, *all.breaks)} : std::vector<Page>();
            },
            Origin::Of::Reconciliation},
        PageKind{"ageing", {Need::Reconciliation, Need::Register},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.breaks ? ageingPages(all.month, *all.breaks) : std::vector<Page>();
            },
            Origin::Of::Reconciliation},
        PageKind{"unexplained", {Need::Reconciliation, Need::Register},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.breaks ? unexplainedPages(all.month, *all.breaks) : std::vector<Page>();
            },
            Origin::Of::Reconciliation},
        PageKind{"signoff", {Need::Reconciliation, Need::Register},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.breaks ? std::vector{signoffPage(all.month, *all.breaks)} : std::vector<Page>();
            },
            Origin::Of::Reconciliation},
        PageKind{"capacity", {Need::Coverage},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.coverage ? capacityPages(*all.coverage) : std::vector<Page>();
            },
            Origin::Of::Coverage},
        PageKind{"books", {Need::Coverage},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.coverage ? bookPages(*all.coverage) : std::vector<Page>();
            },
            Origin::Of::Coverage},
        PageKind{"scenario", {Need::Scenario},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.scenario ? scenarioPages(*all.scenario) : std::vector<Page>();
            },
            Origin::Of::Scenarios},
        PageKind{"health", {Need::Health},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.health ? oneOrNone(healthPage(*all.health)) : std::vector<Page>();
            },
            Origin::Of::Health},
        PageKind{"court", {Need::Health},
            [](const PackMeasures &all, const NarrativeHeight &) {
                std::vector<Page> pages = all.health ? oneOrNone(courtPage(*all.health)) : std::vector<Page>();
                if (auto gains = pages.empty() ? std::nullopt : gainsPage(*all.health))
                    pages.push_back(std::move(*gains));
                return pages;
            },
            Origin::Of::Health},
        PageKind{"pulse", {Need::Retention, Need::Pulse},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return std::vector{pulsePage(all.month, *all.pulse, heightOfText)};
            }},
        PageKind{"quarter", {Need::Quarters},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return std::vector{quarterPage(all.month, *all.quarters)};
            }},
        PageKind{"conventions", {Need::Governance},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.governance ? conventionPages(*all.governance) : std::vector<Page>();
            },
            Origin::Of::Conventions},
        PageKind{"definitions", {Need::Governance},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.governance ? definitionPages(*all.governance) : std::vector<Page>();
            },
            Origin::Of::Definitions},
        PageKind{"risks", {Need::Risks},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.risks ? riskPages(*all.risks) : std::vector<Page>();
            },
            Origin::Of::Renewals},
        PageKind{"forecast", {Need::Forecast},
            [](const PackMeasures &all, const NarrativeHeight &) {
                return all.forecast ? oneOrNone(forecastPage(*all.forecast)) : std::vector<Page>();
            },
            Origin::Of::Renewals},
        PageKind{"customer", {}, &pagesOfCustomers},
        PageKind{"sources", {},
            [](const PackMeasures &all, const NarrativeHeight &heightOfText) {
                return sourcePages(all.month, heightOfText);
            },
            Origin::Of::Sources},
    };
    return kinds;
}

const PageKind *findPageKind(std::string_view kind)
{
    const auto kinds = pageKinds();
    const auto found = std::ranges::find_if(kinds, [&](const PageKind &each) { return kind == each.kind; });
    return found == kinds.end() ? nullptr : &*found;
}

} // namespace qd::pack
