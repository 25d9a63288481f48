#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// A record of a source that belongs to a customer.
struct LinkedRecord {
    std::string source;
    std::string kind;
    std::string id;
    std::string method; ///< own, id, domain, name, probable, manual
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
    std::unordered_map<std::string, std::string> fields; ///< golden fields by name (segment, region, owner ...)
    std::vector<LinkedRecord> records;

    [[nodiscard]] const std::string &field(const std::string &name) const;
};

/// All customers of a workspace, read once, ordered by id; the index of a customer is its handle in every analysis.
class AccountDirectory {
public:
    [[nodiscard]] static AccountDirectory load(const store::Workspace &workspace);

    [[nodiscard]] const std::vector<Account> &accounts() const { return m_accounts; }
    [[nodiscard]] int size() const { return int(m_accounts.size()); }
    [[nodiscard]] const Account &at(int index) const { return m_accounts[std::size_t(index)]; }
    /// Index of the customer a source's record belongs to; -1 if there is no such record.
    [[nodiscard]] int indexOfRecord(std::string_view source, std::string_view recordId) const;
    /// Index of a customer by its id; -1 if there is none.
    [[nodiscard]] int indexOf(std::string_view account) const;

private:
    std::vector<Account> m_accounts;
    std::unordered_map<std::string, int> m_byRecord;
    std::unordered_map<std::string, int> m_byId;
};

} // namespace qd::identity
