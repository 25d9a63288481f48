#include "core/identity/own_subjects.h"

#include "core/store/own_rows.h"

#include <algorithm>

namespace qd::identity {

store::OwnSubject subjectOf(const Account &account)
{
    store::OwnSubject subject{account.id, {}, {}};
    const auto described =
        std::ranges::find_if(account.records, [](const LinkedRecord &record) { return !record.bare; });
    if (described != account.records.end()) {
        subject.recordSource = described->source.str();
        subject.recordId = described->id.str();
    }
    return subject;
}

store::OwnSubject subjectByAnyRecord(const Account &account)
{
    store::OwnSubject subject = subjectOf(account);
    if (subject.recordId.empty() && !account.records.empty()) {
        subject.recordSource = account.records.front().source.str();
        subject.recordId = account.records.front().id.str();
    }
    return subject;
}

int ownerOfRow(const AccountDirectory &accounts, std::string_view source, std::string_view accountId,
    std::string_view recordSource, std::string_view recordId)
{
    if (source != store::OwnSource)
        return accounts.ownerOfRecord(source, accountId);
    const int described = recordId.empty() ? -1 : accounts.ownerOfRecord(recordSource, recordId);
    return described >= 0 ? described : accounts.indexOf(accountId);
}

int accountOfRow(const AccountDirectory &accounts, std::string_view source, std::string_view accountId,
    std::string_view recordSource, std::string_view recordId)
{
    const int owner = ownerOfRow(accounts, source, accountId, recordSource, recordId);
    return owner < 0 ? owner : accounts.customerNow(owner);
}

std::string recordIdOfKind(const Account &account, std::string_view kind)
{
    const auto found = std::ranges::find_if(
        account.records, [kind](const LinkedRecord &record) { return !record.bare && record.kind.str() == kind; });
    return found == account.records.end() ? std::string() : found->id.str();
}

} // namespace qd::identity
