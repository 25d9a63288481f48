#pragma once
#include "core/base/stored_message.h"
#include "core/base/text_pool.h"
#include "core/identity/decided_pairs.h"
#include "core/identity/golden_record.h"

#include <functional>
#include <map>
#include <memory>

namespace qd::identity {

/// How identity reads and writes `account` and `account_link`; all of the room's SQL. Called inside a transaction where
/// it writes.

/// The highest number of a customer that stands, or that an undone import would bring back; 0 for none: 12 of
/// "AC-00012".
[[nodiscard]] std::int64_t lastAccountNumber(const store::Workspace &workspace);

/// Writes customers and links; statements are prepared once.
class LinkWriter {
public:
    explicit LinkWriter(store::Workspace &workspace);
    ~LinkWriter();
    LinkWriter(const LinkWriter &) = delete;
    LinkWriter &operator=(const LinkWriter &) = delete;

    void openAccount(const std::string &account, const std::string &name);
    /// Accepts a record for `account` and takes it from any other.
    void link(const std::string &source, const std::string &id, const std::string &account, const std::string &method);

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

/// An accepted record that goes to another customer.
struct LinkMove {
    PooledText source;
    PooledText id;
    PooledText account;
    std::string method; ///< it came by itself and is linked by this from now on; empty where the link stays as it was
    StoredMessage evidence;
};
/// All at once: one by one each would keep a journal of its own.
void moveLinks(store::Workspace &workspace, const std::vector<LinkMove> &moves);

/// Why the records of a customer are linked to it, by source and id; those that came by themselves have no evidence.
[[nodiscard]] std::map<std::pair<std::string, std::string>, Message> linkEvidence(
    const store::Workspace &workspace, const std::string &account);

/// The last decision of each pair of records, in order of time; without those withdrawn.
[[nodiscard]] std::vector<LinkDecision> decisionsInForce(const store::Workspace &workspace);
/// Adds a version, dated now and with the machine's user.
void addDecision(store::Workspace &workspace, const LinkDecision &decision);

/// What there is, each record with one accepted link.
struct LinkCounts {
    std::size_t records = 0;
    std::size_t accounts = 0;
};
/// Takes out links of records, and customers without records, that are there no more: where more are stored than
/// `needed`.
void dropOrphans(store::Workspace &workspace, const LinkCounts &needed);

/// A linked record with the golden fields it offers, as goldenFieldNames(); empty where it has no value.
struct OfferingRecord {
    FieldCandidate record; ///< without a value
    std::vector<std::string_view> values; ///< valid while it is visited
};
/// Those of one customer by source and id; bare records offer nothing.
void forEachOffering(const store::Workspace &workspace, const std::string &account,
    const std::function<void(const OfferingRecord &)> &visit);

/// Writes golden fields, as goldenFieldNames(); an empty one clears the field, but a name stays.
class GoldenWriter {
public:
    explicit GoldenWriter(store::Workspace &workspace);
    ~GoldenWriter();
    GoldenWriter(const GoldenWriter &) = delete;
    GoldenWriter &operator=(const GoldenWriter &) = delete;
    void write(const std::string &account, const std::vector<PooledText> &values);

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

/// A customer's parent, empty for none, and the top of its family: itself without one.
struct FamilyPlace {
    std::string account;
    std::string parent;
    std::string top;
};
/// Sets the parents of all customers: those named, and none for all others. Writes what changes.
void writeParents(store::Workspace &workspace, const std::vector<FamilyPlace> &places);

} // namespace qd::identity
