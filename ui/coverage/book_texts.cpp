// One book and one measure over all books, for the inspector.
#include "ui/coverage/fairness_view.h"
#include "ui/paint/formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

const coverage::Book *bookOf(const coverage::DraftBooks &draft, int csm)
{
    const auto found = std::ranges::find(draft.books.books, csm, &coverage::Book::csm);
    return found == draft.books.books.end() ? nullptr : &*found;
}

std::vector<int> loadsWith(
    const coverage::DraftBooks &draft, int csm, const std::function<bool(const coverage::AccountLoad &)> &wanted = {})
{
    std::vector<int> loads;
    for (std::size_t i = 0; i < draft.loads.size(); ++i) {
        if (draft.loads[i].csm == csm && (!wanted || wanted(draft.loads[i])))
            loads.push_back(int(i));
    }
    return loads;
}

/// A link to customers with its own words.
InspectorContent::Link link(
    const CoverageView &view, const QString &text, const QString &title, const std::vector<int> &loads)
{
    return {text, QStringLiteral("customers"), customersOf(view, title, loads)};
}

} // namespace

QString rowOf(const CoverageView &view, int load)
{
    const int account = view.input.loads[std::size_t(load)].account;
    return QStringLiteral("%1:%2").arg(load).arg(qt(view.input.accounts->at(account).id));
}

int loadOf(const QString &rowId)
{
    return rowId.section(QLatin1Char(':'), 0, 0).toInt();
}

std::vector<int> loadsOf(const QStringList &rowIds)
{
    std::vector<int> loads;
    for (const QString &row : rowIds)
        loads.push_back(loadOf(row));
    return loads;
}

QSet<int> loadsOfCustomers(const CoverageView &view, const QSet<QString> &customers)
{
    QSet<int> loads;
    for (std::size_t load = 0; !customers.isEmpty() && load < view.input.loads.size(); ++load) {
        if (customers.contains(qt(view.input.accounts->at(view.input.loads[load].account).id)))
            loads << int(load);
    }
    return loads;
}

std::vector<int> bookLoads(const coverage::DraftBooks &draft, int csm)
{
    return loadsWith(draft, csm);
}

InspectorContent describeBook(const CoverageView &view, const coverage::DraftBooks &draft, int csm)
{
    InspectorContent content;
    const coverage::Book *book = bookOf(draft, csm);
    if (!book)
        return content;
    const auto money = [&](std::int64_t minor) { return formatMoney({minor, view.input.currency}); };
    const QString name = csmName(view, csm);
    content.heading = Texts::tr("Book");
    content.subject = name;
    content.detail =
        Texts::tr("%1 of %2 h a month").arg(formatNumber(book->hours, 1), formatNumber(book->capacityHours, 1));
    content.figures = {
        {Texts::tr("Utilisation"),
            book->utilisation() ? formatPercent(*book->utilisation(), 1) : Texts::tr("no capacity"), true},
        {Texts::tr("Customers"), formatCount(book->accounts)},
        {Texts::tr("ARR"), money(book->arr)},
        {Texts::tr("ARR at risk"), money(book->atRiskArr)},
        {Texts::tr("Renews in %1 days").arg(portfolio::RenewalsAheadDays),
            Texts::tr("%1, %2").arg(formatCount(book->renewals), money(book->renewalArr))},
    };
    if (book->targetArr)
        content.figures << InspectorContent::Field{Texts::tr("Target ARR"), money(*book->targetArr)};
    const std::vector<int> all = loadsWith(draft, csm);
    content.links << customersLink(view, Texts::tr("Book of %1").arg(name), all);
    if (book->atRiskAccounts > 0)
        content.links << link(view, Texts::tr("At risk: %1").arg(formatCount(book->atRiskAccounts)),
            Texts::tr("At risk with %1").arg(name), loadsWith(draft, csm, coverage::isAtRisk));
    if (book->renewals > 0)
        content.links << link(view, Texts::tr("Renewing: %1").arg(formatCount(book->renewals)),
            Texts::tr("Renewing with %1").arg(name), loadsWith(draft, csm, [&](const coverage::AccountLoad &load) {
                return coverage::dueAhead(load, view.input.asOf).has_value();
            }));
    return content;
}

InspectorContent describeMeasure(const CoverageView &view, const coverage::DraftBooks &draft, const FairnessRow &row)
{
    InspectorContent content;
    content.heading = Texts::tr("Fairness");
    content.subject = row.name;
    content.detail = Texts::tr("%1 books, Gini %2").arg(row.values.size()).arg(row.gini);
    if (row.values.empty())
        return content;
    const auto [lowest, highest] = std::minmax_element(row.values.begin(), row.values.end());
    const int low = row.csms[std::size_t(lowest - row.values.begin())];
    const int high = row.csms[std::size_t(highest - row.values.begin())];
    content.figures = {
        {Texts::tr("Highest"), Texts::tr("%1, %2").arg(row.highest, csmName(view, high)), true},
        {Texts::tr("Lowest"), Texts::tr("%1, %2").arg(row.lowest, csmName(view, low))},
    };
    const auto add = [&](int csm) {
        content.links << link(view, Texts::tr("Customers of %1").arg(csmName(view, csm)),
            Texts::tr("Book of %1").arg(csmName(view, csm)), loadsWith(draft, csm));
    };
    add(high);
    if (low != high)
        add(low);
    return content;
}

} // namespace qd::ui
