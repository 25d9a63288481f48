#pragma once
#include "core/identity/golden_record.h"

#include <functional>
#include <memory>
#include <optional>

namespace qd::identity {

/// How identity reads and writes `account` and `account_link`; all of the room's SQL. Called inside a transaction where
/// it writes.

/// Number of the last customer that was opened, 0 for none: 12 of "AC-00012".
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
    /// Gives an accepted record to another customer.
    void move(const std::string &source, const std::string &id, const std::string &account);
    /// The same of one that came by itself and is linked by `method` from now on.
    void move(const std::string &source, const std::string &id, const std::string &account, const std::string &method,
        const std::string &evidence);

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

/// Takes out links of records, and customers without records, that are there no more.
void dropOrphans(store::Workspace &workspace);

/// A linked record with the golden fields it offers, as goldenFieldNames(); empty where it has no value.
struct OfferingRecord {
    std::string account;
    FieldCandidate record; ///< without a value
    std::vector<std::string_view> values; ///< valid while it is visited
};
/// By source and id; bare records offer nothing. Of one customer where `account` is given.
void forEachOffering(const store::Workspace &workspace, const std::optional<std::string> &account,
    const std::function<void(const OfferingRecord &)> &visit);

/// Writes golden fields, as goldenFieldNames(); an empty one clears the field, but a name stays.
class GoldenWriter {
public:
    explicit GoldenWriter(store::Workspace &workspace);
    ~GoldenWriter();
    GoldenWriter(const GoldenWriter &) = delete;
    GoldenWriter &operator=(const GoldenWriter &) = delete;
    void write(const std::string &account, const std::vector<std::string> &values);

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

/// A customer's parent and the top of its family.
struct FamilyPlace {
    std::string account;
    std::string parent;
    std::string top;
};
/// Sets the parents of all customers: those named, and none for all others.
void writeParents(store::Workspace &workspace, const std::vector<FamilyPlace> &places);

} // namespace qd::identity
