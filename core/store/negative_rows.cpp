#include "core/store/negative_rows.h"

#include "core/store/import_batches.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

namespace qd::store {

std::string readingText(const NegativeRow &row)
{
    nlohmann::ordered_json reading{{"account_id", row.accountId}};
    for (const auto &[key, text] : {std::pair("name", &row.name), {"domain", &row.domain}, {"crm_id", &row.crmId}}) {
        if (!text->empty())
            reading[key] = *text;
    }
    reading["minor"] = row.amount.minor;
    reading["currency"] = row.amount.currency.code();
    return reading.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<NegativeRow> negativeRows(const Workspace &workspace)
{
    std::vector<NegativeRow> rows;
    SQLite::Statement row(workspace.db(),
        "SELECT b.source, q.reading FROM quarantine q JOIN import_batch b ON b.batch_id = q.batch_id WHERE q.reading "
        "IS NOT NULL AND "
            + latestOfItsFileSql("b") + " ORDER BY q.batch_id, q.line");
    while (row.executeStep()) {
        const auto reading = nlohmann::json::parse(textAt(row, 1), nullptr, false);
        if (!reading.is_object())
            continue;
        const auto text = [&reading](const char *key) {
            const auto found = reading.find(key);
            return found != reading.end() && found->is_string() ? found->get<std::string>() : std::string();
        };
        const auto minor = reading.find("minor");
        const auto currency = Currency::fromCode(text("currency"));
        if (minor != reading.end() && minor->is_number_integer() && currency)
            rows.push_back({textAt(row, 0), text("account_id"), text("name"), text("domain"), text("crm_id"),
                {minor->get<std::int64_t>(), *currency}});
    }
    return rows;
}

} // namespace qd::store
