#include "core/reconcile/customer_list.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/reconcile/break_store.h"

#include <set>

namespace qd::reconcile {

namespace {

/// Index of the customer a key names; -1 for none, and where systems mean different ones by it.
int customerOf(const portfolio::Portfolio &portfolio, const std::string &key, const std::string &preferred)
{
    const identity::AccountDirectory &accounts = portfolio.accounts();
    if (const int own = accounts.indexOf(key); own >= 0)
        return accounts.customerNow(own);
    if (const int own = accounts.indexOfRecord(preferred, key); own >= 0)
        return own;
    std::set<int> meant;
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        if (const int account = accounts.indexOfRecord(source.name, key); account >= 0)
            meant.insert(account);
    }
    return meant.size() == 1 ? *meant.begin() : -1;
}

/// The texts of a column; empty ones where the table has none of the name.
std::vector<std::string> column(const store::QueryTable &table, const char *name)
{
    return table.has(name) ? table.texts(name) : std::vector<std::string>(table.rows());
}

Result<std::vector<std::optional<Date>>> dates(const store::QueryTable &table, const char *name)
{
    std::vector<std::optional<Date>> read;
    const std::vector<std::string> texts = column(table, name);
    for (std::size_t row = 0; row < texts.size(); ++row) {
        read.push_back(Date::fromIso(trimmed(texts[row])));
        if (!trimmed(texts[row]).empty() && !read.back())
            return table.wrongCell(row, name, QT_TRANSLATE_NOOP("Words", "a date as YYYY-MM-DD"));
    }
    return read;
}

Result<std::vector<std::optional<Money>>> amounts(const store::QueryTable &table, Currency base)
{
    std::vector<std::optional<Money>> read;
    const std::vector<std::string> texts = column(table, "arr");
    const std::vector<std::string> codes = column(table, "currency");
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string code(trimmed(codes[row]));
        const auto currency = code.empty() ? std::optional(base) : Currency::fromCode(code);
        if (!currency)
            return table.wrongCell(row, "currency", QT_TRANSLATE_NOOP("Words", "the code of a currency"));
        const std::string text(trimmed(texts[row]));
        if (text.empty()) {
            read.emplace_back();
            continue;
        }
        const auto amount = Decimal::parse(text);
        const auto money = amount ? Money::fromDecimal(*amount, *currency) : std::nullopt;
        if (!money || money->minor < 0)
            return table.wrongCell(row, "arr", QT_TRANSLATE_NOOP("Words", "an amount of 0 or more"));
        read.emplace_back(*money);
    }
    return read;
}

} // namespace

Result<CustomerList> readCustomerList(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const std::string &table, const std::string &preferred, Progress &progress)
{
    const auto rows = tableRows(workspace, table, progress);
    if (!rows)
        return rows.error();
    const char *key = rows->has("account") ? "account" : "account_id";
    if (const auto needed = rows->need({key}); !needed)
        return needed.error();
    const auto arr = amounts(*rows, portfolio.currency());
    const auto renewals = dates(*rows, "renewal_date");
    const auto starts = dates(*rows, "start_date");
    if (!arr)
        return arr.error();
    if (!renewals || !starts)
        return (renewals ? starts : renewals).error();
    CustomerList list{table, {}, {}};
    const std::vector<std::string> keys = rows->texts(key);
    const auto owners = column(*rows, "owner");
    const auto segments = column(*rows, "segment");
    const auto stages = column(*rows, "lifecycle_stage");
    const auto states = column(*rows, "status");
    const auto products = column(*rows, "product");
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const std::string named(trimmed(keys[row]));
        const int account = named.empty() ? -1 : customerOf(portfolio, named, preferred);
        if (account < 0) {
            list.unknown.push_back(named);
            continue;
        }
        list.customers.push_back({account, named, (*arr)[row], (*renewals)[row], (*starts)[row], owners[row],
            segments[row], stages[row], states[row], products[row]});
    }
    return list;
}

} // namespace qd::reconcile
