#include "core/identity/customer_groups.h"

#include "core/base/text.h"
#include "core/store/audit.h"
#include "core/store/contract_rows.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>

namespace qd::identity {

namespace {

constexpr std::string_view ListPrefix = "list.";
constexpr std::size_t LongestName = 60; // characters

std::vector<std::string> idsOf(const std::string &text)
{
    std::vector<std::string> ids;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        ids.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return ids;
}

Error refused(const MessageWords &words, const std::string &what)
{
    return Error{ErrorCode::InvalidArgument, {words, {what}}, {what}};
}

} // namespace

std::map<std::string, std::vector<std::string>> customerLists(const store::Workspace &workspace)
{
    std::map<std::string, std::vector<std::string>> lists;
    for (const auto &[key, value] : store::storedSettings(workspace)) {
        if (key.starts_with(ListPrefix) && !value.empty())
            lists.emplace(key.substr(ListPrefix.size()), idsOf(value));
    }
    return lists;
}

Result<void> keepCustomerList(
    store::Workspace &workspace, const std::string &name, const std::vector<std::string> &customers)
{
    const auto length = std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xc0) != 0x80; });
    if (name.empty() || std::size_t(length) > LongestName || name.front() == ' ' || name.back() == ' ')
        return refused(QD_WORDS("Identity",
                           "\"%1\" is no name for a list: 1 to 60 characters, no blank at either end. Nothing was "
                           "kept."),
            name);
    std::vector<std::string> ids = customers;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const AccountDirectory directory = AccountDirectory::load(workspace);
    for (const std::string &id : ids) {
        if (directory.indexOf(id) < 0)
            return refused(QD_WORDS("Identity", "There is no customer %1. Nothing was kept."), id);
    }
    store::WriteTransaction transaction(workspace, "keep customer list");
    const std::string key = std::string(ListPrefix) + name;
    const std::optional<std::string> before = workspace.setting(key);
    const std::string value = joined(ids, ",");
    if (before.value_or("") == value)
        return {};
    workspace.setSetting(key, value);
    store::recordChange(workspace, ids.empty() ? "remove customer list" : "keep customer list", name, before, value);
    transaction.commit();
    return {};
}

void readCustomerGroups(const store::Workspace &workspace, AccountDirectory &directory)
{
    store::forEachContractProduct(
        workspace, [&](std::string_view source, std::string_view record, std::string_view product) {
            groupByProduct(directory, source, record, product);
        });
    readCustomerLists(workspace, directory);
}

void groupByProduct(
    AccountDirectory &directory, std::string_view source, std::string_view record, std::string_view product)
{
    const int account = directory.indexOfRecord(source, record);
    if (account >= 0)
        directory.group(directory.customerNow(account), "product", product);
}

void readCustomerLists(const store::Workspace &workspace, AccountDirectory &directory)
{
    for (const auto &[name, ids] : customerLists(workspace)) {
        for (const std::string &id : ids) {
            if (const int account = directory.indexOf(id); account >= 0)
                directory.group(directory.customerNow(account), "list", name);
        }
    }
}

} // namespace qd::identity
