#pragma once
#include "core/identity/customer_places.h"
#include "core/portfolio/health.h"
#include "core/signals/by_account.h"
#include "core/signals/signal.h"

#include <optional>
#include <string>

namespace qd::store {
class Workspace;
struct OfAccount;
} // namespace qd::store

namespace qd::signs {

/// A platform's own score as it stood on a day.
struct VendorScore {
    Date day;
    int model = -1; ///< index in AccountEvents::vendorModels()
    double score = 0;
    portfolio::HealthColour colour = portfolio::HealthColour::None;
};

/// What accounts did and what happened to them, but usage and contracts: activities, tickets, surveys, invoices,
/// milestones, escalations, contacts, scores of platforms. Read once, each table once through; then read-only and safe
/// from any thread.
///
/// A customer has on a day the rows of all records that count to it on that day: those of one that became part of it
/// from the day of the merger on, whenever they were made.
///
/// A row counts from its own date. What it says of a later day is not known: a ticket solved, an invoice paid, a
/// milestone completed after a day is open on that day.
class AccountEvents {
public:
    /// With `seenBy` only of rows that a batch dated by then held; names of models are all there are.
    AccountEvents(const store::Workspace &workspace, const identity::AccountDirectory &accounts,
        std::optional<Date> seenBy = std::nullopt);

    /// One of the signals that need nothing else, from Tickets90 to MilestonesLate; Empty where there is no value.
    [[nodiscard]] double value(SignalKind kind, int customer, Date day) const;
    /// Last score of a model dated on or before `day`; nullptr without one.
    [[nodiscard]] const VendorScore *vendorScore(int model, int account, Date day) const;
    /// Colour of the last score of any model dated on or before `day`, of one day that of the last model by name; None
    /// without a score, and where it has no colour.
    [[nodiscard]] portfolio::HealthColour lastColour(int account, Date day) const;
    /// Names of models that have scores, by byte order.
    [[nodiscard]] const std::vector<std::string> &vendorModels() const { return m_models; }
    /// Index of a model by name; -1 for none.
    [[nodiscard]] int vendorModel(std::string_view name) const;

private:
    struct Activity {
        Date day;
        bool isExec = false;
    };
    struct Ticket {
        Date day; ///< created
        Date solved;
        bool isUrgent = false;
        double csat = Empty;
    };
    struct Answer { ///< of nps
        Date day;
        int respondent = -1; ///< a number each; -1 for none
        double score = 0;
        std::string id; ///< response_id
        std::string source;
    };
    struct Invoice {
        Date day; ///< issued
        Date due;
        Date paid;
        bool isCharge = false; ///< an amount above 0
    };
    struct Milestone {
        Date day; ///< due
        Date completed;
    };
    struct Escalation {
        Date day; ///< opened
        Date resolved;
    };
    struct SponsorContact {
        Date day; ///< last contacted
        Date from; ///< days in which the contact was an exec sponsor, as known
        Date until;
    };

    /// The customer whose record a row is of, before any merger; -1 for none, and for a row not seen by then.
    [[nodiscard]] int accountOf(const identity::AccountDirectory &accounts, const store::OfAccount &row) const;
    template <typename Row>
    void addTo(ByAccount<Row> &rows, int owner, const Row &row);
    void readTouches(const store::Workspace &workspace, const identity::AccountDirectory &accounts);
    void readSponsors(const store::Workspace &workspace, const identity::AccountDirectory &accounts);
    void readAnswers(const store::Workspace &workspace, const identity::AccountDirectory &accounts);
    void readDebts(const store::Workspace &workspace, const identity::AccountDirectory &accounts);
    void readScores(const store::Workspace &workspace, const identity::AccountDirectory &accounts);

    [[nodiscard]] double ticketCount(int account, Date day, bool urgentOnly) const;
    [[nodiscard]] double satisfaction(int account, Date day) const;
    [[nodiscard]] double openEscalations(int account, Date day) const;
    [[nodiscard]] double daysSinceExec(int account, Date day) const;
    [[nodiscard]] double nps(int account, Date day) const;
    [[nodiscard]] double overdueDays(int account, Date day) const;
    [[nodiscard]] double lateMilestones(int account, Date day) const;

    std::optional<Date> m_seenBy;
    identity::CustomerPlaces m_customers; ///< what ByAccount counts as accounts below
    ByAccount<Activity> m_activities;
    ByAccount<Ticket> m_tickets;
    ByAccount<Answer> m_answers;
    ByAccount<Invoice> m_invoices;
    ByAccount<Milestone> m_milestones;
    ByAccount<Escalation> m_escalations;
    ByAccount<SponsorContact> m_sponsors;
    ByAccount<VendorScore> m_scores;
    std::vector<std::string> m_models;
    Date m_firstTicket;
    Date m_firstEscalation;
    bool m_hasMilestones = false;
};

} // namespace qd::signs
