// The sentence beside the title, the hire-by line, and links to the customers behind a figure.
#include "ui/coverage/coverage_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/shell/account_list.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

/// "Enterprise, EMEA", what the chips ask for.
QString filterText(const coverage::ScopeFilter &filter)
{
    QStringList words;
    for (const std::string *value : {&filter.segment, &filter.region, &filter.owner}) {
        if (!value->empty())
            words << qt(*value);
    }
    for (const auto &[dimension, value] : filter.groups)
        words << groupName(value);
    return words.join(QStringLiteral(", "));
}

QString hireBy(const coverage::HiringTrigger &trigger)
{
    return trigger.late ? Texts::tr("hire by %1, which is past").arg(formatDate(*trigger.hireBy))
                        : Texts::tr("hire by %1").arg(formatDate(*trigger.hireBy));
}

bool isSegment(const coverage::HiringTrigger &trigger)
{
    return trigger.group != "total" && trigger.group != NoGroup;
}

/// The segment month that comes nearest to 100 %.
QString highestText(const CoverageView &view)
{
    const coverage::CapacityRow *highest = nullptr;
    for (const coverage::CapacityRow &row : view.capacity.rows) {
        if (row.group != "total" && row.utilisation() && (!highest || *row.utilisation() > *highest->utilisation()))
            highest = &row;
    }
    return highest
        ? Texts::tr("; the highest is %1 with %2 in %3")
              .arg(qt(highest->group), formatPercent(*highest->utilisation(), 0), formatMonth(highest->month))
        : QString();
}

QString horizonText(const Horizon &horizon)
{
    const QString customers = horizon.knownChanges
        ? Texts::tr("Contracts that begin, renew or end are in it, and starts, ends, leave and ramp of the roster")
        : Texts::tr("Customers stay as they are; starts, ends, leave and ramp of the roster are in it");
    return horizon.annualGrowth == 0 ? customers
                                     : Texts::tr("%1; the hours needed grow by %2 a year (assumed)")
                                           .arg(customers, formatPercent(horizon.annualGrowth, 0));
}

} // namespace

QString coverageFact(const CoverageView &view)
{
    const coverage::CapacityRow &now = view.capacity.rows.front(); // the total of the first month
    const auto all = qint64(view.input.loads.size());
    const auto shown = qint64(loadsOf(view, {}).size());
    const bool isFiltered = !view.scope.filter.isEmpty();
    const QString customers =
        isFiltered ? Texts::tr("%1 of %2").arg(formatCount(shown), formatCount(all)) : formatCount(all);
    const QString fact =
        Texts::tr("%1 FTE required, %2 available in %3, %4 customers, %5 h per FTE")
            .arg(formatNumber(now.requiredFte, 1), formatNumber(now.availableFte, 1), formatMonth(now.month), customers,
                formatNumber(view.input.model.productiveHours(), 0));
    return isFiltered ? Texts::tr("%1: %2").arg(filterText(view.scope.filter), fact) : fact;
}

QString nothingText(const CoverageView &view)
{
    return Texts::tr("No customer and no CSM of %1. Clear that filter above to see coverage.")
        .arg(filterText(view.scope.filter));
}

HireText hireText(const CoverageView &view, const std::vector<coverage::HiringTrigger> &triggers)
{
    HireText text;
    QStringList sentences;
    for (const coverage::HiringTrigger &trigger : triggers) {
        if (isSegment(trigger) && trigger.firstOver)
            sentences << Texts::tr("%1 above 100 % from %2, %3 FTE short: %4")
                             .arg(qt(trigger.group), formatMonth(*trigger.firstOver),
                                 formatNumber(trigger.missingFte, 1), hireBy(trigger));
    }
    text.isShort = !sentences.isEmpty();
    text.sentence = text.isShort
        ? sentences.join(QStringLiteral("; "))
        : Texts::tr("No segment passes 100 % by %1%2").arg(formatMonth(view.capacity.months.back()), highestText(view));
    return text;
}

InspectorContent describeHiring(
    const CoverageView &view, const std::vector<coverage::HiringTrigger> &triggers, int monthsToHire)
{
    InspectorContent content;
    content.heading = Texts::tr("Hire by");
    content.subject = hireText(view, triggers).sentence;
    for (const coverage::HiringTrigger &trigger : triggers) {
        const QString name = trigger.group == "total" ? Texts::tr("All") : groupName(trigger.group);
        content.figures << InspectorContent::Field{name,
            trigger.firstOver
                ? Texts::tr("%1, %2 FTE short, %3")
                      .arg(formatMonth(*trigger.firstOver), formatNumber(trigger.missingFte, 1), hireBy(trigger))
                : Texts::tr("not within %1 months").arg(view.capacity.months.size()),
            trigger.firstOver.has_value()};
    }
    content.evidenceTitle = Texts::tr("How it is computed");
    content.evidence << InspectorContent::EvidenceLine{Mark::Info,
        Texts::tr("First month in which more is required than available, less %1 months to hire (assumed) and %2 "
                  "of ramp (model)")
            .arg(monthsToHire)
            .arg(coverage::rampMonths(view.input.model))}
                     << InspectorContent::EvidenceLine{Mark::Info, horizonText(view.horizon)};
    return content;
}

InspectorContent::Link customersLink(const CoverageView &view, const QString &title, const std::vector<int> &loads)
{
    return {loads.size() == 1 ? Texts::tr("Open 1 customer")
                              : Texts::tr("Open %1 customers").arg(formatCount(qint64(loads.size()))),
        QStringLiteral("customers"), customersOf(view, title, loads)};
}

AccountList customersOf(const CoverageView &view, const QString &title, const std::vector<int> &loads)
{
    AccountList list{title, {}, {Texts::tr("Hours a month")}};
    for (const int load : loads) {
        const coverage::AccountLoad &held = view.input.loads[std::size_t(load)];
        list.add(qt(view.input.accounts->at(held.account).id), {held.hours});
    }
    return list;
}

} // namespace qd::ui
