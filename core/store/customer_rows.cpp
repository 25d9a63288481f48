#include "core/store/customer_rows.h"

#include "core/store/accepted_links.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <array>

namespace qd::store {

void forEachCustomer(const Workspace &workspace, const std::vector<std::string> &columns,
    const std::function<void(CustomerRow &)> &visit)
{
    std::string list;
    for (const std::string &column : columns)
        list += ", " + column;
    RowCursor row(workspace, "SELECT account, parent, ultimate_parent" + list + " FROM account ORDER BY account");
    while (row.next()) {
        CustomerRow customer{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), {}};
        customer.fields.reserve(columns.size());
        for (int i = 0; i < int(columns.size()); ++i)
            customer.fields.emplace_back(row.text(i + 3));
        visit(customer);
    }
}

namespace {

/// What every row of `accounts` is read with; a RecordRow has them in this order, its dates read.
constexpr std::array RecordTexts{"source", "account_id", "name", "domain", "parent_account_id", "crm_account_id",
    "created_date", "owner", "segment", "region", "lifecycle_stage", "status", "health", "renewal_date",
    "contract_start_date"};

std::optional<Date> dateOf(const PooledText &iso)
{
    return iso.empty() ? std::nullopt : Date::fromIso(iso.str());
}

/// `columns`, each where it stands in the query: those asked for anyway are not asked for twice.
std::vector<std::size_t> placesOf(const std::vector<std::string> &columns, std::string &sql)
{
    std::vector<std::size_t> places;
    std::size_t next = RecordTexts.size();
    for (const std::string &column : columns) {
        const auto known = std::size_t(std::find(RecordTexts.begin(), RecordTexts.end(), column) - RecordTexts.begin());
        places.push_back(known < RecordTexts.size() ? known : next++);
        if (known == RecordTexts.size())
            sql += ", " + column;
    }
    return places;
}

} // namespace

void forEachRecord(const Workspace &workspace, TextPool &texts, const std::vector<std::string> &columns,
    const std::function<void(RecordRow &)> &visit)
{
    TextMap<PooledText> kinds;
    for (const auto &[source, kind] : sourceKinds(workspace))
        kinds.emplace(source, texts.keep(kind));
    std::string sql;
    for (const char *column : RecordTexts)
        sql += std::string(sql.empty() ? "SELECT " : ", ") + column;
    const std::vector<std::size_t> places = placesOf(columns, sql);
    const int numbers = int(std::max(RecordTexts.size(), places.empty() ? 0 : std::ranges::max(places) + 1));
    RowCursor row(workspace,
        sql
            + ", arr_minor IS NOT NULL, bare, line, coalesce(first_as_of, CASE WHEN bare = 1 THEN as_of END) "
              "FROM accounts ORDER BY source, account_id");
    AcceptedLinks links(workspace);
    auto read = std::vector<PooledText>(std::size_t(numbers));
    while (row.next()) {
        const auto kind = kinds.find(row.text(0));
        if (kind == kinds.end())
            continue;
        for (int i = 0; i < numbers; ++i) {
            PooledText &text = read[std::size_t(i)];
            if (const std::string_view now = row.text(i); !(text == now)) // often as the last row has it
                text = texts.keep(now);
        }
        RecordRow record{read[0], kind->second, read[1], {}, {}, 0, read[2], read[3], read[4], read[5], read[6],
            read[7], read[8], read[9], read[10], read[11], read[12], dateOf(read[13]), dateOf(read[14]),
            row.integer(numbers) != 0, row.integer(numbers + 1) != 0, int(row.integer(numbers + 2)), {}};
        record.firstSight = row.date(numbers + 3);
        if (links.goTo(record.source.str(), record.id.str())) {
            record.account = texts.keep(links.account());
            record.method = texts.keep(links.method());
            record.score = links.score();
        }
        record.fields.reserve(places.size());
        for (const std::size_t place : places)
            record.fields.push_back(read[place]);
        visit(record);
    }
}

void forEachFieldChange(
    const Workspace &workspace, ChangedFields fields, const std::function<void(const FieldChangeRow &)> &visit)
{
    const std::string which = fields == ChangedFields::All
        ? "(entity = 'accounts' OR field = 'annual')"
        : "field IN ('arr', 'annual') AND (entity = 'accounts') = (field = 'arr')";
    RowCursor row(workspace,
        "SELECT source, record_id, field, as_of, old_value IS NULL, new_value, batch_id FROM record_history "
        "WHERE entity IN ('accounts', 'subscriptions') AND "
            + which + " ORDER BY entity, field, source, record_id, as_of, history_id");
    while (row.next()) {
        if (const auto asOf = row.date(3))
            visit({row.text(0), row.text(1), row.text(2), *asOf, row.integer(4) != 0, row.text(5), row.integer(6)});
    }
}

void forEachHealthScore(const Workspace &workspace, const std::function<void(const HealthRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, account_id, date, colour FROM health_scores ORDER BY source, account_id, date, model");
    while (row.next()) {
        if (const auto date = row.date(2))
            visit({row.text(0), row.text(1), *date, row.text(3)});
    }
}

} // namespace qd::store
