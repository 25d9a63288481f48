#include "core/identity/identity_store.h"

#include "core/store/accepted_links.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::identity {

namespace {

void run(SQLite::Statement &statement, std::initializer_list<const std::string *> values)
{
    statement.reset();
    int position = 1;
    for (const std::string *value : values)
        statement.bind(position++, *value);
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
        .execAndGet("SELECT coalesce(max(CAST(substr(account, 4) AS INTEGER)), 0) FROM account")
        .getInt64();
}

struct LinkWriter::Statements {
    explicit Statements(SQLite::Database &db)
        : open(db, "INSERT INTO account (account, name, ultimate_parent) VALUES (?1, ?2, ?1)")
        , drop(db, "DELETE FROM account_link WHERE source = ? AND record_id = ? AND status = 'accepted'")
        , link(db,
              "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) "
              "VALUES (?1, ?2, ?3, ?4, 1.0, 'accepted', 'import') ON CONFLICT (source, record_id, account) "
              "DO UPDATE SET method = excluded.method, status = 'accepted'")
        , move(db, "UPDATE account_link SET account = ?3 WHERE source = ?1 AND record_id = ?2 AND status = 'accepted'")
        , moveBy(db,
              "UPDATE account_link SET account = ?3, method = ?4, evidence = ?5, decided_by = 'certain passes' "
              "WHERE source = ?1 AND record_id = ?2 AND status = 'accepted'")
    {
    }
    SQLite::Statement open, drop, link, move, moveBy;
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

void LinkWriter::move(const std::string &source, const std::string &id, const std::string &account)
{
    run(m_statements->move, {&source, &id, &account});
}

void LinkWriter::move(const std::string &source, const std::string &id, const std::string &account,
    const std::string &method, const std::string &evidence)
{
    run(m_statements->moveBy, {&source, &id, &account, &method, &evidence});
}

void dropOrphans(store::Workspace &workspace)
{
    SQLite::Database &db = workspace.db();
    db.exec("DELETE FROM account_link WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.source = account_link.source "
            "AND a.account_id = account_link.record_id)");
    db.exec("DELETE FROM account_link WHERE status <> 'accepted' AND NOT EXISTS (SELECT 1 FROM account_link l "
            "WHERE l.account = account_link.account AND l.status = 'accepted')");
    db.exec("DELETE FROM account WHERE NOT EXISTS (SELECT 1 FROM account_link l WHERE l.account = account.account "
            "AND l.status = 'accepted')");
}

void forEachOffering(const store::Workspace &workspace, const std::optional<std::string> &account,
    const std::function<void(const OfferingRecord &)> &visit)
{
    std::string columns;
    for (const std::string &field : goldenFieldNames())
        columns += ", a." + field;
    const TextMap<std::string> kinds = store::sourceKinds(workspace);
    // One customer's records are found by index; only for all of them the links are walked.
    auto links = account ? nullptr : std::make_unique<store::AcceptedLinks>(workspace);
    store::RowCursor row(workspace,
        "SELECT a.source, a.account_id, a.batch_id, a.line" + columns + " FROM accounts a WHERE a.bare = 0"
            + (account ? " AND (a.source, a.account_id) IN (SELECT source, record_id FROM account_link "
                         "WHERE account = ? AND status = 'accepted')"
                       : "")
            + " ORDER BY a.source, a.account_id");
    if (account)
        row.bind(1, *account);
    OfferingRecord offer;
    offer.values.resize(goldenFieldNames().size());
    while (row.next()) {
        const auto kind = kinds.find(row.text(0));
        if (kind == kinds.end() || (links && !links->goTo(row.text(0), row.text(1))))
            continue;
        offer.account = links ? links->account() : std::string_view(*account);
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

void GoldenWriter::write(const std::string &account, const std::vector<std::string> &values)
{
    SQLite::Statement &update = m_statements->update;
    update.reset();
    update.clearBindings();
    update.bind(1, account);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].empty())
            update.bind(int(i) + 2, values[i]);
    }
    update.exec();
}

void writeParents(store::Workspace &workspace, const std::vector<FamilyPlace> &places)
{
    SQLite::Database &db = workspace.db();
    db.exec("UPDATE account SET parent = NULL, ultimate_parent = account "
            "WHERE parent IS NOT NULL OR ultimate_parent <> account");
    SQLite::Statement update(db, "UPDATE account SET parent = ?2, ultimate_parent = ?3 WHERE account = ?1");
    for (const FamilyPlace &place : places)
        run(update, {&place.account, &place.parent, &place.top});
}

} // namespace qd::identity
