#pragma once
#include "core/base/date.h"

#include <functional>
#include <optional>
#include <string_view>

namespace qd::store {

class Workspace;

/// Rows of what accounts did, for signals and health: each table once through, in the order of its key. Texts are valid
/// while a row is visited; the date of a time is its date in UTC. A row without the date it is known from is passed
/// over.

/// Whether there is any row of what accounts did, by which health could be told.
[[nodiscard]] bool hasSignalRows(const Workspace &workspace);

/// Whose row it is.
struct OfAccount {
    std::string_view source;
    std::string_view accountId; ///< as the source writes it
    std::optional<Date> seen = {}; ///< as-of date of the batch that first held the row
};

struct ActivityRow : OfAccount {
    Date date;
    std::string_view type; ///< in lower case where it is a known one
    std::string_view outcome; ///< empty for none
};
void forEachActivity(const Workspace &workspace, const std::function<void(const ActivityRow &)> &visit);

struct TicketRow : OfAccount {
    Date created;
    std::optional<Date> solved;
    std::string_view priority; ///< low, normal, high, urgent
    std::optional<double> csat;
};
void forEachTicket(const Workspace &workspace, const std::function<void(const TicketRow &)> &visit);

struct SurveyRow : OfAccount {
    std::string_view id;
    Date date;
    std::string_view kind; ///< nps, csat, ces
    double score = 0;
    std::string_view respondent; ///< empty for none
};
void forEachSurvey(const Workspace &workspace, const std::function<void(const SurveyRow &)> &visit);

struct InvoiceRow : OfAccount {
    Date issued;
    std::optional<Date> due;
    std::optional<Date> paid;
    std::int64_t amountMinor = 0; ///< of the invoice's own currency; below 0 for a credit
};
void forEachInvoice(const Workspace &workspace, const std::function<void(const InvoiceRow &)> &visit);

struct MilestoneRow : OfAccount {
    std::optional<Date> due;
    std::optional<Date> completed;
    std::string_view name;
};
void forEachMilestone(const Workspace &workspace, const std::function<void(const MilestoneRow &)> &visit);

struct EscalationRow : OfAccount {
    Date opened;
    std::optional<Date> resolved;
};
void forEachEscalation(const Workspace &workspace, const std::function<void(const EscalationRow &)> &visit);

struct ContactRow : OfAccount {
    std::string_view id;
    bool isExecSponsor = false; ///< now
    std::optional<Date> lastContacted;
    std::optional<Date> firstSight; ///< as-of date of the batch that first held it
    std::optional<Date> left; ///< since when it is no contact of the account any more
    std::string_view role; ///< as imported; empty for none
};
void forEachContact(const Workspace &workspace, const std::function<void(const ContactRow &)> &visit);

/// An account enters a stage.
struct StageRow : OfAccount {
    std::string_view stage;
    Date entered;
};
void forEachStage(const Workspace &workspace, const std::function<void(const StageRow &)> &visit);

struct VendorScoreRow : OfAccount {
    Date date;
    std::string_view model; ///< empty for none
    double score = 0;
    std::string_view colour; ///< as imported; empty when none is given
};
void forEachVendorScore(const Workspace &workspace, const std::function<void(const VendorScoreRow &)> &visit);

/// The dates of a subscription that say since when what is known.
struct SubscriptionKnownRow {
    std::string_view source;
    std::string_view id;
    Date start;
    std::optional<Date> end;
    std::optional<Date> cancelled;
    std::optional<Date> notice;
    std::optional<Date> created;
    std::optional<Date> firstSight; ///< as-of date of the batch that first held it
};
void forEachSubscriptionKnown(
    const Workspace &workspace, const std::function<void(const SubscriptionKnownRow &)> &visit);

} // namespace qd::store
