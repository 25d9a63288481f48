#pragma once
#include "core/base/text_hash.h"
#include "core/base/text_map.h"
#include "core/base/text_pool.h"
#include "core/identity/mergers.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd::store {
class Workspace;
struct CustomerRow;
struct RecordRow;
} // namespace qd::store

namespace qd::identity {

/// A record of a source that belongs to a customer. Its texts, and those of an account, are its directory's: a copy is
/// valid while that lives.
struct LinkedRecord {
    PooledText source;
    PooledText kind;
    PooledText id;
    PooledText method; ///< own, id, domain, name, probable, manual
    double score = 1.0;
    bool bare = false;
};

/// A customer as the golden record has it. Missing values are empty.
struct Account {
    std::string id;
    std::string name;
    std::string domain;
    int parent = -1; ///< index in the directory; -1 for none
    int ultimateParent = 0; ///< index in the directory; itself when it has no parent
    std::vector<PooledText> fields; ///< as goldenFieldNames()
    std::vector<LinkedRecord> records;
    std::vector<PooledText> products = {}; ///< groups beside the golden fields (customer_groups.h), each once
    std::vector<PooledText> lists = {};

    /// Whether this customer has a value of a dimension: the golden field, or for `product` and `list` one of those
    /// groups. NoGroup is where it has none.
    [[nodiscard]] bool has(std::string_view dimension, std::string_view value) const;
    /// A golden field by name (segment, region, owner ...); empty for a name that is none.
    [[nodiscard]] const std::string &field(std::string_view name) const;
};

/// Days, the last not included, on which a customer's ARR counts to a customer; nothing for no end.
struct Holding {
    int account = -1; ///< index in the directory
    std::optional<Date> from;
    std::optional<Date> until;
};

/// All customers of a workspace, read once, ordered by id; the index of a customer is its handle in every analysis.
class AccountDirectory {
public:
    AccountDirectory() = default;
    AccountDirectory(const AccountDirectory &) = delete; // a copy would fill the pool of the first
    AccountDirectory &operator=(const AccountDirectory &) = delete;
    AccountDirectory(AccountDirectory &&) = default;
    AccountDirectory &operator=(AccountDirectory &&) = default;
    ~AccountDirectory() = default;
    /// Customers without their records yet, by id, with fields as goldenFieldNames(). `texts` is the pool of the
    /// records that will be linked; its own by default.
    explicit AccountDirectory(
        std::vector<store::CustomerRow> customers, std::shared_ptr<TextPool> texts = std::make_shared<TextPool>());
    [[nodiscard]] static AccountDirectory load(const store::Workspace &workspace);

    /// What its texts and those of its records are in.
    [[nodiscard]] TextPool &texts() { return *m_texts; }
    /// A text kept as long as this directory: for what stands beside its customers.
    [[nodiscard]] PooledText keep(std::string_view text) { return m_texts->keep(text); }
    /// The same of a text that is kept already, a linked record's id say; else the empty one.
    [[nodiscard]] PooledText kept(std::string_view text) const { return m_texts->find(text); }

    /// Adds a source's record, its texts of this directory's pool, to the customer it is linked to and returns that
    /// one's index; -1 when it has none.
    int link(const store::RecordRow &record);

    /// Lets customers end in others, once all records are linked: from the day of its merger on (of one pro forma for
    /// all time) what a customer has counts to the other one, and where that day is on or before `latest`, or no latest
    /// is given, its records are the other's. Mergers of records that are not there, of a customer with itself and
    /// those that would lead in a circle are passed over; of several of one customer the last holds.
    void merge(const std::vector<Merger> &mergers, std::optional<Date> latest);
    /// Whom a customer counts to on a day: itself unless a merger says otherwise, over several.
    [[nodiscard]] int customerOn(int account, Date day) const;
    /// Whom its records belong to now; itself without a merger up to the latest day.
    [[nodiscard]] int customerNow(int account) const { return m_now.empty() ? account : m_now[std::size_t(account)]; }
    /// The customer whom a record belonged to before any merger; -1 if there is no such record.
    [[nodiscard]] int ownerOfRecord(std::string_view source, std::string_view recordId) const;
    /// The customer whom a record's rows count to on a day: once its own is part of another, that one has all of them,
    /// whatever days they are of. -1 if there is no such record.
    [[nodiscard]] int holderOfRecord(std::string_view source, std::string_view recordId, Date day) const;
    /// Whom a customer counts to, one after the other from the beginning of time.
    [[nodiscard]] std::vector<Holding> holdingsOf(int account) const;
    [[nodiscard]] bool hasMergers() const { return !m_ends.empty(); }
    /// Puts a customer into a group of `product` or `list`; once, however often it is said, its names in byte order.
    /// Other dimensions are passed over.
    void group(int account, std::string_view dimension, std::string_view name);
    /// How many customers there are now: without those that became part of another.
    [[nodiscard]] int customers() const;

    [[nodiscard]] const std::vector<Account> &accounts() const { return m_accounts; }
    [[nodiscard]] int size() const { return int(m_accounts.size()); }
    [[nodiscard]] const Account &at(int index) const { return m_accounts[std::size_t(index)]; }
    /// Index of the customer a source's record belongs to; -1 if there is no such record.
    [[nodiscard]] int indexOfRecord(std::string_view source, std::string_view recordId) const;
    /// Index of a customer by its id; -1 if there is none.
    [[nodiscard]] int indexOf(std::string_view account) const;

private:
    std::shared_ptr<TextPool> m_texts = std::make_shared<TextPool>(); ///< what names and ids below point into
    std::vector<Account> m_accounts;
    TextMap<std::unordered_map<std::string_view, int>> m_byRecord; ///< by source
    struct End {
        int into = -1;
        std::optional<Date> on; ///< nothing for all time
    };
    [[nodiscard]] const End *endOf(int account, const std::optional<Date> &day) const;
    void moveRecords(std::optional<Date> latest);
    std::unordered_map<int, End> m_ends; ///< by the customer that ends
    std::vector<int> m_now; ///< by customer; empty without mergers
    TextMap<std::unordered_map<std::string_view, int>> m_moved; ///< who had them, by source; only those that moved
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> m_byId;
};

} // namespace qd::identity
