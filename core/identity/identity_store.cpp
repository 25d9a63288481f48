#include "core/identity/identity_store.h"

#include "core/store/accepted_links.h"
#include "core/store/audit.h"
#include "core/store/customer_rows.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <QDateTime>
#include <SQLiteCpp/SQLiteCpp.h>

#include <unordered_map>

namespace qd::identity {

namespace {

void run(SQLite::Statement &statement, std::initializer_list<const std::string *> values)
{
    statement.reset();
    int position = 1;
    for (const std::string *value : values)
        statement.bindNoCopy(position++, *value); // it is bound anew before it is read again
    statement.exec();
}

std::string goldenUpdate()
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

std::int64_t lastAccountNumber(const store::Workspace &workspace)
{
    return workspace.db()
        .execAndGet("SELECT coalesce(max(CAST(substr(account, 4) AS INTEGER)), 0) FROM (SELECT account FROM account "
                    "UNION ALL SELECT json_extract(link.value, '$.account') FROM row_image i, json_each(i.image) link "
                    "WHERE i.table_name = 'account_link' AND i.batch_id IN (SELECT batch_id FROM import_batch))")
        .getInt64();
}

struct LinkWriter::Statements {
    explicit Statements(SQLite::Database &db)
        : open(db, "INSERT INTO account (account, name, ultimate_parent) VALUES (?1, ?2, ?1)")
        , drop(db, "DELETE FROM account_link WHERE source = ? AND record_id = ? AND status = 'accepted'")
        , link(db,
              "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) "
              "VALUES (?1, ?2, ?3, ?4, 1.0, 'accepted', 'import') ON CONFLICT (source, record_id, account) "
              "DO UPDATE SET method = excluded.method, score = excluded.score, status = 'accepted'")
    {
    }
    SQLite::Statement open, drop, link;
};

LinkWriter::LinkWriter(store::Workspace &workspace)
    : m_statements(std::make_unique<Statements>(workspace.db()))
{
}

LinkWriter::~LinkWriter() = default;

void LinkWriter::openAccount(const std::string &account, const std::string &name)
{
    run(m_statements->open, {&account, &name});
}

void LinkWriter::link(
    const std::string &source, const std::string &id, const std::string &account, const std::string &method)
{
    run(m_statements->drop, {&source, &id});
    run(m_statements->link, {&source, &id, &account, &method});
}

void moveLinks(store::Workspace &workspace, const std::vector<LinkMove> &moves)
{
    if (moves.empty())
        return;
    SQLite::Database &db = workspace.db();
    db.exec("CREATE TEMP TABLE link_move (source TEXT, record_id TEXT, account TEXT, method TEXT, evidence TEXT, "
            "evidence_values TEXT)");
    {
        SQLite::Statement insert(db, "INSERT INTO temp.link_move VALUES (?, ?, ?, nullif(?, ''), ?, nullif(?, ''))");
        const std::string none;
        for (const LinkMove &move : moves)
            run(insert,
                {&move.source.str(), &move.id.str(), &move.account.str(), &move.method, &move.evidence.words,
                    move.evidence.values ? &*move.evidence.values : &none});
    }
    db.exec("UPDATE account_link SET account = m.account, method = coalesce(m.method, account_link.method), "
            "evidence = iif(m.method IS NULL, account_link.evidence, m.evidence), "
            "evidence_values = iif(m.method IS NULL, account_link.evidence_values, m.evidence_values), "
            "decided_by = CASE WHEN m.method IS NULL THEN decided_by WHEN m.method = 'manual' THEN 'a person' "
            "ELSE 'certain passes' END FROM temp.link_move m "
            "WHERE account_link.source = m.source AND account_link.record_id = m.record_id AND status = 'accepted'");
    db.exec("DROP TABLE temp.link_move");
}

std::map<std::pair<std::string, std::string>, Message> linkEvidence(
    const store::Workspace &workspace, const std::string &account)
{
    std::map<std::pair<std::string, std::string>, Message> evidence;
    SQLite::Statement row(workspace.db(),
        "SELECT source, record_id, evidence, evidence_values FROM account_link WHERE account = ? AND status = "
        "'accepted' AND evidence <> ''");
    row.bind(1, account);
    while (row.executeStep()) {
        evidence.emplace(
            std::pair(row.getColumn(0).getString(), row.getColumn(1).getString()), store::messageAt(row, 2));
    }
    return evidence;
}

std::vector<LinkDecision> decisionsInForce(const store::Workspace &workspace)
{
    std::vector<LinkDecision> decisions;
    SQLite::Statement row(workspace.db(),
        "SELECT left_source, left_id, right_source, right_id, ruling, decided_by, note FROM identity_decision WHERE "
        "decision_id IN (SELECT max(decision_id) FROM identity_decision GROUP BY left_source, left_id, right_source, "
        "right_id) AND ruling <> 'withdraw' ORDER BY decision_id");
    while (row.executeStep())
        decisions.push_back(
            {{store::textAt(row, 0), store::textAt(row, 1)}, {store::textAt(row, 2), store::textAt(row, 3)},
                rulingFromText(store::textAt(row, 4)).value_or(Ruling::Withdraw), store::textAt(row, 5),
                store::textAt(row, 6)});
    return decisions;
}

void addDecision(store::Workspace &workspace, const LinkDecision &decision)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO identity_decision (left_source, left_id, right_source, right_id, ruling, decided_by, "
        "decided_user, decided_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int position = 1;
    for (const std::string &text : {decision.left.source, decision.left.id, decision.right.source, decision.right.id,
             std::string(toString(decision.ruling)), decision.by, store::systemUser(),
             QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), decision.note})
        insert.bind(position++, text);
    insert.exec();
}

void dropOrphans(store::Workspace &workspace, const LinkCounts &needed)
{
    SQLite::Database &db = workspace.db();
    const auto stored = [&db](const std::string &table) {
        return std::size_t(db.execAndGet("SELECT count(*) FROM " + table).getInt64());
    };
    if (stored("account_link") > needed.records) {
        db.exec("DELETE FROM account_link WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.source = "
                "account_link.source AND a.account_id = account_link.record_id)");
        db.exec("DELETE FROM account_link WHERE status <> 'accepted' AND NOT EXISTS (SELECT 1 FROM account_link l "
                "WHERE l.account = account_link.account AND l.status = 'accepted')");
    }
    if (stored("account") > needed.accounts)
        db.exec("DELETE FROM account WHERE NOT EXISTS (SELECT 1 FROM account_link l WHERE l.account = account.account "
                "AND l.status = 'accepted')");
}

void forEachOffering(const store::Workspace &workspace, const std::string &account,
    const std::function<void(const OfferingRecord &)> &visit)
{
    std::string columns;
    for (const std::string &field : goldenFieldNames())
        columns += ", a." + field;
    const TextMap<std::string> kinds = store::sourceKinds(workspace);
    store::RowCursor row(workspace,
        "SELECT a.source, a.account_id, a.batch_id, a.line" + columns
            + " FROM accounts a WHERE a.bare = 0 AND (a.source, a.account_id) IN (SELECT source, record_id "
              "FROM account_link WHERE account = ? AND status = 'accepted') ORDER BY a.source, a.account_id");
    row.bind(1, account);
    OfferingRecord offer;
    offer.values.resize(goldenFieldNames().size());
    while (row.next()) {
        const auto kind = kinds.find(row.text(0));
        if (kind == kinds.end())
            continue;
        offer.record.source = row.text(0);
        offer.record.kind = kind->second;
        offer.record.recordId = row.text(1);
        offer.record.batchId = row.integer(2);
        offer.record.line = int(row.integer(3));
        for (std::size_t i = 0; i < offer.values.size(); ++i)
            offer.values[i] = row.text(int(i) + 4);
        visit(offer);
    }
}

struct GoldenWriter::Statements {
    explicit Statements(SQLite::Database &db)
        : update(db, goldenUpdate())
    {
    }
    SQLite::Statement update;
};

GoldenWriter::GoldenWriter(store::Workspace &workspace)
    : m_statements(std::make_unique<Statements>(workspace.db()))
{
}

GoldenWriter::~GoldenWriter() = default;

void GoldenWriter::write(const std::string &account, const std::vector<PooledText> &values)
{
    SQLite::Statement &update = m_statements->update;
    update.reset();
    update.clearBindings();
    update.bind(1, account);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].empty())
            update.bind(int(i) + 2, values[i].str());
    }
    update.exec();
}

void writeParents(store::Workspace &workspace, const std::vector<FamilyPlace> &places)
{
    std::unordered_map<std::string_view, const FamilyPlace *> named;
    for (const FamilyPlace &place : places)
        named.emplace(place.account, &place);
    std::vector<FamilyPlace> changed;
    store::forEachCustomer(workspace, {}, [&](const store::CustomerRow &now) {
        const auto known = named.find(now.account);
        const FamilyPlace place = known != named.end() ? *known->second : FamilyPlace{now.account, {}, now.account};
        if (place.parent != now.parent || place.top != now.ultimateParent)
            changed.push_back(place);
    });
    SQLite::Statement update(
        workspace.db(), "UPDATE account SET parent = nullif(?2, ''), ultimate_parent = ?3 WHERE account = ?1");
    for (const FamilyPlace &place : changed)
        run(update, {&place.account, &place.parent, &place.top});
}

} // namespace qd::identity
