#include "ui/sql/sql_view.h"

#include "core/query/plan_words.h"
#include "core/query/workspace_tables.h"
#include "core/store/workspace.h"

namespace qd::ui {

namespace {

/// A chip that chooses one value gives it; one that chooses none, or customers without a value, gives nothing.
store::QueryParameters chipParameters(const PageContext &context, const portfolio::Portfolio &portfolio)
{
    store::QueryParameters parameters;
    const auto record = portfolio.systemOfRecord();
    const std::optional<Date> day = context.asOf ? context.asOf
        : record                                 ? std::optional(record->asOf)
                                                 : portfolio.latestAsOf();
    parameters.emplace("as_of", day ? nlohmann::json(day->iso()) : nlohmann::json());
    for (const char *dimension : {"segment", "region", "owner", "product", "list"})
        parameters.emplace(dimension, nullptr);
    for (const auto &[dimension, value] : context.filters) {
        if (value != revenue::NoGroup)
            parameters[dimension] = value;
    }
    parameters.emplace("currency", portfolio.currency().code());
    return parameters;
}

} // namespace

std::vector<query::KnownTable> SqlView::known() const
{
    std::vector<query::KnownTable> all;
    for (const query::TableMeaning &table : query::documentedTables()) {
        all.push_back({table.name, {}});
        for (const query::ColumnMeaning &column : table.columns)
            all.back().columns.emplace_back(column.name);
    }
    all.insert(all.end(), tables.custom.begin(), tables.custom.end());
    all.insert(all.end(), tables.own.begin(), tables.own.end());
    return all;
}

std::vector<std::string> SqlView::functions() const
{
    std::vector<std::string> calls;
    for (const query::FunctionMeaning &function : query::documentedFunctions())
        calls.emplace_back(function.call);
    return calls;
}

Result<std::shared_ptr<const SqlView>> readSqlView(const PageContext &context, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    if (!progress.step(0))
        return cancelled();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    auto view = std::make_shared<SqlView>();
    view->tables = query::fileTables(**workspace);
    view->parameters = chipParameters(context, *portfolio);
    view->isEmpty = portfolio->accounts().size() == 0 && view->tables.custom.empty();
    return std::shared_ptr<const SqlView>(std::move(view));
}

Result<QueryOutcome> runQuery(const PageContext &context, const std::string &sql,
    const store::QueryParameters &parameters, QueryRows &rows, Progress &progress)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const store::QueryExtras extras = query::extrasFor(**workspace, progress);
    const store::QueryOptions options{&extras, parameters, {}};
    QueryOutcome outcome;
    if (const auto read = store::readQuery(**workspace, sql, options, progress, rows); !read)
        return read.error();
    const auto taken = std::chrono::steady_clock::now() - begun;
    outcome.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count();
    // Of what explains already there is no plan; that is no fault of the query.
    if (auto plan = query::planOf(**workspace, sql, options, progress))
        outcome.plan = std::move(*plan);
    return outcome;
}

} // namespace qd::ui
