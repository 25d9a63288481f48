#pragma once
#include "core/demo/account.h"

namespace qd::demo {

/// What the CRM and the CS platform say of a customer: the truth, or the planted fault.
struct Book {
    std::int64_t arrMinor = 0;
    std::size_t currency = 0;
    std::optional<Date> renewal;
    std::size_t csm = 0;
    std::string_view segment;
    std::string_view stage;
    std::string_view status;
};

/// The CRM's entry on the as-of date.
[[nodiscard]] Book crmBook(const World &world, const Account &account);
/// The CS platform's: the CRM's figures, for it is fed from there, except where a planted fault parts them.
[[nodiscard]] Book platformBook(const World &world, const Account &account, const Book &crm);

/// Which systems hold the customer at all.
[[nodiscard]] bool inCrm(const Account &account);
[[nodiscard]] bool inBilling(const Account &account);
/// The CRM id a billing record carries: 18 or 15 characters, or empty when only domain or name connect the two.
[[nodiscard]] std::string crmIdInBilling(const World &world, const Account &account);
/// How the billing customer can be linked for certain: "id", "domain" or "name".
[[nodiscard]] std::string_view billingLink(const World &world, const Account &account);
/// The account's CRM id, or that of its parent (empty without one).
[[nodiscard]] std::string parentCrmId(const World &world, const Account &account);
/// Id of the duplicate CRM record of an account with that fault.
[[nodiscard]] std::string duplicateCrmId(const World &world, const Account &account);
/// Name as billing has it: English letters; without legal form and in capitals where the name must do the linking.
[[nodiscard]] std::string billingName(const World &world, const Account &account);
/// Score 0..100 that the vendor's model gave in `month`, from the hidden health with noise of its own.
[[nodiscard]] int vendorScore(const World &world, const Account &account, Month month);
[[nodiscard]] std::string_view colourOf(int score);

} // namespace qd::demo
