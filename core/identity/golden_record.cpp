#include "core/identity/golden_record.h"

#include "core/base/text.h"
#include "core/identity/hierarchy.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::identity {

namespace {

constexpr int FirstField = 6; // columns of recordQuery() before the golden fields

std::string recordQuery(const char *where)
{
    std::string columns;
    for (const std::string &field : goldenFieldNames())
        columns += ", a." + field;
    return "SELECT l.account, a.source, s.kind, a.account_id, a.batch_id, a.line" + columns
        + " FROM account_link l JOIN accounts a ON a.source = l.source AND a.account_id = l.record_id "
          "JOIN source s ON s.name = a.source WHERE l.status = 'accepted' AND a.bare = 0 "
        + where + " ORDER BY l.account, a.source, a.account_id";
}

class FieldChooser {
public:
    explicit FieldChooser(const store::Workspace &workspace)
    {
        for (const std::string &field : goldenFieldNames())
            m_orders.push_back(precedence(workspace, field));
    }
    void add(SQLite::Statement &row)
    {
        if (m_candidates.empty())
            m_candidates.resize(m_orders.size());
        FieldCandidate record{row.getColumn(1).getString(), row.getColumn(2).getString(), row.getColumn(3).getString(),
            {}, row.getColumn(4).getInt64(), row.getColumn(5).getInt()};
        for (std::size_t i = 0; i < m_orders.size(); ++i) {
            const SQLite::Column value = row.getColumn(FirstField + int(i));
            if (value.isNull() || value.getBytes() == 0)
                continue;
            record.value = value.getString();
            m_candidates[i].push_back(record);
        }
    }
    /// Candidates of field i, best first; stable, so that equals keep the order of source and id.
    std::vector<FieldCandidate> ranked(std::size_t i)
    {
        if (m_candidates.empty())
            return {};
        auto &found = m_candidates[i];
        std::stable_sort(found.begin(), found.end(), [&](const FieldCandidate &a, const FieldCandidate &b) {
            return rankOf(a.source, a.kind, m_orders[i]) < rankOf(b.source, b.kind, m_orders[i]);
        });
        return found;
    }
    [[nodiscard]] const std::vector<std::string> &order(std::size_t i) const { return m_orders[i]; }
    void clear() { m_candidates.clear(); }

private:
    std::vector<std::vector<std::string>> m_orders;
    std::vector<std::vector<FieldCandidate>> m_candidates;
};

std::string updateStatement()
{
    std::string sets;
    int parameter = 2;
    for (const std::string &field : goldenFieldNames()) {
        const std::string value = "?" + std::to_string(parameter++);
        sets +=
            (sets.empty() ? "" : ", ") + field + " = " + (field == "name" ? "coalesce(" + value + ", name)" : value);
    }
    return "UPDATE account SET " + sets + " WHERE account = ?1";
}

} // namespace

const std::vector<std::string> &goldenFieldNames()
{
    static const std::vector<std::string> names{"name", "domain", "segment", "region", "owner", "owner_email",
        "country", "city", "industry", "language", "lifecycle_stage", "status", "contract_start_date", "renewal_date",
        "created_date", "employees", "health", "health_score"};
    return names;
}

std::vector<std::string> precedence(const store::Workspace &workspace, const std::string &field)
{
    return precedence(field, workspace.setting("precedence." + field).value_or(std::string()));
}

std::size_t rankOf(const std::string &source, const std::string &kind, const std::vector<std::string> &order)
{
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == source || order[i] == kind)
            return i;
    }
    return order.size();
}

std::vector<std::string> precedence(const std::string &field, const std::string &chosen)
{
    if (!chosen.empty()) {
        std::vector<std::string> order;
        for (const std::string &part : split(chosen, ','))
            order.emplace_back(trimmed(part));
        return order;
    }
    const bool csFirst = field == "owner" || field == "owner_email" || field == "health" || field == "health_score"
        || field == "language";
    std::vector<std::string> order{
        "crm", "cs_platform", "billing", "finance", "support", "usage", "survey", "people", "other"};
    if (csFirst)
        std::swap(order[0], order[1]);
    return order;
}

Result<void> refreshGoldenRecords(store::Workspace &workspace)
{
    SQLite::Database &db = workspace.db();
    FieldChooser chooser(workspace);
    SQLite::Statement update(db, updateStatement());
    const auto write = [&](const std::string &account) {
        update.reset();
        update.clearBindings();
        update.bind(1, account);
        for (std::size_t i = 0; i < goldenFieldNames().size(); ++i) {
            const auto candidates = chooser.ranked(i);
            if (!candidates.empty())
                update.bind(int(i) + 2, candidates.front().value);
        }
        update.exec();
        chooser.clear();
    };
    SQLite::Statement query(db, recordQuery(""));
    std::string account;
    while (query.executeStep()) {
        const std::string next = query.getColumn(0).getString();
        if (next != account && !account.empty())
            write(account);
        account = next;
        chooser.add(query);
    }
    if (!account.empty())
        write(account);
    return refreshHierarchy(workspace);
}

std::vector<GoldenField> goldenFields(const store::Workspace &workspace, const std::string &account)
{
    FieldChooser chooser(workspace);
    SQLite::Statement query(workspace.db(), recordQuery("AND l.account = ?"));
    query.bind(1, account);
    bool any = false;
    while (query.executeStep()) {
        chooser.add(query);
        any = true;
    }
    std::vector<GoldenField> fields;
    for (std::size_t i = 0; any && i < goldenFieldNames().size(); ++i)
        fields.push_back({goldenFieldNames()[i], chooser.ranked(i), joined(chooser.order(i), ", ")});
    return fields;
}

} // namespace qd::identity
