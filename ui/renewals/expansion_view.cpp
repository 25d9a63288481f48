#include "ui/renewals/expansion_view.h"

#include "core/revenue/dimension_words.h"
#include "core/store/workspace.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this part's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Expansion)
};

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

template <typename Number>
QVariant cell(const std::optional<Number> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QString reasonsText(const forecast::ExpansionLead &lead)
{
    QStringList names;
    for (const forecast::ExpansionReason reason : lead.reasons)
        names << word(forecast::nameOf(reason));
    return names.join(QStringLiteral(", "));
}

QVariant listCell(const std::vector<std::string> &all)
{
    QStringList names;
    for (const std::string &each : all)
        names << qt(each);
    return names.isEmpty() ? QVariant() : QVariant(names.join(QStringLiteral(", ")));
}

} // namespace

Result<std::shared_ptr<const ExpansionView>> computeExpansionView(const store::Workspace &workspace,
    const PageContext &context, FiscalQuarter quarter, const std::string &by, Progress &progress)
{
    auto found = forecast::expansion(workspace, quarter.text(), by, context.asOf);
    if (!found)
        return found.error();
    auto view = std::make_shared<ExpansionView>();
    view->portfolio = portfolio::Portfolio::of(workspace);
    view->found = std::move(*found);
    view->isFiltered = !context.filters.empty();
    std::erase_if(view->found.whiteSpace,
        [&](const forecast::WhiteSpace &pair) { return !context.passes(view->accounts().at(pair.account)); });
    const auto history = signs::Signals::read(workspace, progress);
    if (!history)
        return history.error();
    const auto teams = forecast::newTeams(workspace, view->accounts(), view->found.asOf);
    auto leads = forecast::expansionLeads(**history, view->found.whiteSpace, teams, view->found.asOf,
        [&](int account) { return context.passes(view->accounts().at(account)); });
    if (!leads)
        return leads.error();
    view->leads = std::move(*leads);
    view->space = forecast::spaceByProduct(view->found.whiteSpace);
    return std::shared_ptr<const ExpansionView>(view);
}

TableSpec pipelineTable(const ExpansionView &view, const std::string &by)
{
    TableSpec spec;
    spec.id = QStringLiteral("expansion-pipeline");
    spec.filterRow = false;
    const QString code = qt(view.currency().code());
    spec.columns = {
        tableColumn("group", word(revenue::dimensionTitle(by)), ColumnKind::Key, 0, 120),
        tableColumn("pipeline", Texts::tr("Open, %1").arg(code), ColumnKind::Money),
        tableColumn("weighted", Texts::tr("Weighted, %1").arg(code), ColumnKind::Money, 1),
        tableColumn("target", Texts::tr("Target, %1").arg(code), ColumnKind::Money),
        tableColumn("coverage", Texts::tr("Coverage"), ColumnKind::Number),
    };
    spec.columns[4].decimals = 2;
    spec.whole = QStringLiteral("0");
    spec.columns[1].adds = true;
    for (const forecast::ExpansionRow &row : view.found.rows)
        spec.rows << TableRow{QString::number(spec.rows.size()),
            {spec.rows.isEmpty() ? Texts::tr("All customers") : groupName(row.group),
                amount(row.pipeline, view.currency()), amount(row.weighted, view.currency()), cell(row.target),
                cell(row.coverage(view.currency()))}};
    return spec;
}

QString pipelineSubtitle(const ExpansionView &view)
{
    const QString quarter = qt(view.found.period.name);
    QString subtitle =
        view.isFiltered ? Texts::tr("%1; targets are of all: chips leave nobody out here").arg(quarter) : quarter;
    if (const auto note = forecast::noCoverageNote(view.found))
        subtitle += QStringLiteral("; ") + messageText(*note);
    return subtitle;
}

TableSpec leadsTable(const ExpansionView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("expansion-leads");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText =
        Texts::tr("No customer is short of licences, nobody's usage grows by 25 % in four weeks, and no team is new.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("reasons", Texts::tr("Why"), ColumnKind::Text, 0, 220),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 1),
        tableColumn("licences", Texts::tr("Licences used, %"), ColumnKind::Percent, 2),
        tableColumn("trend", Texts::tr("Usage, %"), ColumnKind::Percent, 2),
        tableColumn("due", Texts::tr("Due in"), ColumnKind::Age, 3),
        tableColumn("products", Texts::tr("Lacks"), ColumnKind::Text, 1, 140),
        tableColumn("teams", Texts::tr("New teams"), ColumnKind::Text, 4, 120),
    };
    for (const forecast::ExpansionLead &lead : view.leads) {
        const identity::Account &account = view.accounts().at(lead.account);
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), reasonsText(lead), amount(lead.arr, view.currency()), cell(lead.licenceUse),
                cell(lead.usageTrend), cell(lead.dueInDays), listCell(lead.products), listCell(lead.teams)}};
    }
    return spec;
}

TableSpec spaceTable(const ExpansionView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("expansion-space");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No product is missed: what 20 % of a segment have, all of it have.");
    spec.columns = {
        tableColumn("product", Texts::tr("Product"), ColumnKind::Key, 0, 130),
        tableColumn("customers", Texts::tr("Lack it"), ColumnKind::Figure),
    };
    for (const forecast::ProductSpace &product : view.space)
        spec.rows << TableRow{
            QString::number(spec.rows.size()), {qt(product.product), countCell(int(product.accounts.size()))}};
    return spec;
}

AccountList spaceAccounts(const ExpansionView &view, std::size_t product)
{
    const forecast::ProductSpace &chosen = view.space[product];
    AccountList list{Texts::tr("Lack %1").arg(qt(chosen.product)), {}};
    for (const int account : chosen.accounts)
        list.add(qt(view.accounts().at(account).id));
    return list;
}

} // namespace qd::ui
