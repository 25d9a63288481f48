#include "ui/shell/workspace_facts.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/grouping.h"
#include "core/sources/sources_store.h"
#include "core/store/schema.h"
#include "core/store/workspace.h"

#include <QFileInfo>

#include <set>

namespace qd::ui {

namespace {

std::vector<std::string> valuesOf(const identity::AccountDirectory &directory, const std::string &dimension)
{
    std::set<std::string> values;
    bool none = false;
    for (const identity::Account &account : directory.accounts()) {
        if (const std::string &value = account.field(dimension); !value.empty())
            values.insert(value);
        else
            none = true;
    }
    std::vector<std::string> sorted(values.begin(), values.end());
    if (none && !values.contains(revenue::NoGroup))
        sorted.emplace_back(revenue::NoGroup);
    return sorted;
}

/// Of `product` or `list`; none of them where nobody is in any.
std::vector<std::string> groupsOf(
    const identity::AccountDirectory &directory, std::vector<PooledText> identity::Account::*groups)
{
    std::set<std::string> names;
    for (const identity::Account &account : directory.accounts()) {
        for (const PooledText &name : account.*groups)
            names.insert(name.str());
    }
    return {names.begin(), names.end()};
}

/// "Enterprise, EMEA, Jonas Weber", of what is known.
std::string placeOf(const identity::Account &account)
{
    std::vector<std::string> parts;
    for (const char *field : {"segment", "region", "owner"}) {
        if (const std::string &value = account.field(field); !value.empty())
            parts.push_back(value);
    }
    return joined(parts, ", ");
}

} // namespace

Result<WorkspaceFacts> readWorkspaceFacts(const std::string &path, Progress &progress)
{
    auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    WorkspaceFacts facts;
    const QFileInfo file(QString::fromStdString(path));
    facts.path = path;
    facts.change = store::lastChange(**workspace); // first: what comes later is then newer, never older
    facts.bytes = file.size();
    facts.schema = store::currentSchema(); // opening migrates
    facts.readOnly = !file.isWritable();
    facts.currency = (*workspace)->baseCurrency();
    facts.settings = {
        store::settingValues(**workspace), {}, facts.currency, (*workspace)->fiscalYearStart(), facts.readOnly};
    for (const sources::KnownSource &source : sources::knownSources(**workspace))
        facts.settings.sources.push_back({source.name, source.kind});
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    std::set<Date, std::greater<>> dates;
    for (const portfolio::ArrSource &source : portfolio->sources()) {
        ++facts.sources;
        if (source.asOf != Date()) // one without a batch has no day
            dates.insert(source.asOf);
    }
    facts.asOfDates.assign(dates.begin(), dates.end());
    if (!progress.step(1, 2))
        return cancelled();
    const identity::AccountDirectory &directory = portfolio->accounts();
    for (const identity::Account &account : directory.accounts())
        facts.customers.push_back({account.id, account.name, placeOf(account)});
    for (const char *dimension : {"segment", "region", "owner"})
        facts.dimensions.emplace_back(dimension, valuesOf(directory, dimension));
    facts.dimensions.emplace_back("product", groupsOf(directory, &identity::Account::products));
    facts.dimensions.emplace_back("list", groupsOf(directory, &identity::Account::lists));
    return facts;
}

} // namespace qd::ui
