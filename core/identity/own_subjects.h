#pragma once
#include "core/identity/account_directory.h"
#include "core/store/own_judgements.h"

namespace qd::identity {

/// What a row of the program's own says of the customer it is about: its id, and a record of it that somebody
/// described, by which it is told after customers merge.
[[nodiscard]] store::OwnSubject subjectOf(const Account &account);

/// The same, with a record that files only mention where none was described: for rows that are told by it alone.
[[nodiscard]] store::OwnSubject subjectByAnyRecord(const Account &account);

/// The customer of a row that a source or the program wrote; `accountId` is a record's, of store::OwnSource a
/// customer's, whose record goes before it. Whom it counts to now; -1 where there is none.
[[nodiscard]] int accountOfRow(const AccountDirectory &accounts, std::string_view source, std::string_view accountId,
    std::string_view recordSource, std::string_view recordId);
/// The same customer before any merger.
[[nodiscard]] int ownerOfRow(const AccountDirectory &accounts, std::string_view source, std::string_view accountId,
    std::string_view recordSource, std::string_view recordId);

/// The id of the customer's first described record in a system of a kind ("cs_platform"); empty for none.
[[nodiscard]] std::string recordIdOfKind(const Account &account, std::string_view kind);

} // namespace qd::identity
