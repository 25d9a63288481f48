#pragma once
#include "core/answers/source_rows.h"
#include "core/base/message.h"
#include "core/base/month.h"
#include "core/base/progress.h"
#include "core/identity/golden_choices.h"
#include "core/portfolio/account_overview.h"
#include "core/portfolio/portfolio.h"

#include <map>

namespace qd::answers {

/// Everything a workspace knows about one customer, for its page.
struct CustomerRecord {
    std::shared_ptr<const identity::AccountDirectory> accounts; ///< keeps the texts of `account`
    identity::Account account;
    std::vector<Message> evidence; ///< why each of the account's records is linked, in their order; empty for its own
    std::string parentName; ///< empty without a parent
    Currency currency;
    std::string arrSource; ///< empty when no source has ARR
    std::optional<Date> asOf;
    std::optional<std::int64_t> arr; ///< base minor units on the as-of date
    std::optional<Date> renewalDate;
    std::vector<identity::GoldenField> golden;
    std::map<std::string, identity::GoldenChoice> chosen; ///< by hand, in force, by golden field
    std::vector<std::pair<Month, std::int64_t>> arrByMonth; ///< base minor units at month-ends, from the first with ARR
    struct Ticket {
        std::string id, created, solved, priority, status, file;
        int line = 0;
    };
    std::vector<Ticket> tickets; ///< newest first, at most 200
    int openTickets = 0;
    struct UsagePoint {
        Date day;
        double activeUsers = 0;
        double licensedUsers = 0; ///< 0 where no row says
    };
    std::vector<UsagePoint> usage; ///< by day with data, oldest first, over all usage sources
    struct HealthPoint {
        std::string date, model, colour;
        double score = 0;
    };
    std::vector<HealthPoint> health; ///< oldest first
    std::optional<double> nps; ///< mean of each respondent's latest answer, 0..10
    int npsAnswers = 0;
    /// A contract as known on the as-of date, in the order in which they begin.
    struct Contract {
        enum class State { Ahead, InForce, Ended };
        std::string id, product; ///< product empty for none
        Date from;
        std::optional<Date> end; ///< as stated
        std::int64_t arr = 0; ///< base minor units at the rates of the as-of date
        State state = State::InForce;
    };
    std::vector<Contract> contracts; ///< empty where ARR is not read from contracts
    /// A contact as known on the as-of date; without name and address, which are personal.
    struct Stakeholder {
        std::string id, role, title; ///< empty for none
        bool isChampion = false;
        bool isSponsor = false;
        std::optional<Date> lastContacted; ///< nothing where none is known by then
        std::optional<Date> left;
        /// A sponsor who is there and was not met within signs::SponsorDays.
        bool isSilent = false;
        /// A champion who is no contact any more.
        bool hasChampionLeft = false;
    };
    std::vector<Stakeholder> stakeholders; ///< champions and sponsors first, then by role and id
    std::vector<SourceRow> rows; ///< of every entity, newest first (allSourceRows())
};

/// NotFound for an account that is not there; NoRate and Overflow as the ARR book. Reads only this customer's rows but
/// for the ARR book, which is linear in subscriptions.
[[nodiscard]] Result<CustomerRecord> customerRecord(
    const store::Workspace &workspace, const std::string &account, std::optional<Date> asOf, Progress &progress);

} // namespace qd::answers
