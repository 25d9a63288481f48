#pragma once
#include "core/base/money.h"
#include "core/store/signal_rows.h"

#include <cstdint>

namespace qd::store {

/// Rows of the programmes that run on customers: each table once through, in the order of its key. Texts are valid
/// while a row is visited. A row without the date it is known from is passed over.

/// An objective of a success plan.
struct PlanRow : OfAccount {
    std::string_view id;
    std::string_view objective;
    std::string_view kind;
    std::string_view owner;
    Date created; ///< created_date, else the as-of date of the batch that first held it
    std::optional<Date> due;
    std::optional<Date> closed;
    std::string_view status; ///< open, met, missed, dropped; empty for none
    std::optional<Money> value; ///< in its own currency, the base currency where it names none
    Date changed; ///< as-of date of the batch that changed it last
};
void forEachPlan(const Workspace &workspace, const std::function<void(const PlanRow &)> &visit);

/// What a digital programme did, or a customer with it.
struct EngagementRow : OfAccount {
    Date date;
    std::string_view program;
    std::string_view event; ///< sent, opened, clicked, attended, completed, bounced
};
void forEachEngagement(const Workspace &workspace, const std::function<void(const EngagementRow &)> &visit);

/// An escalation with its times, as seconds since 1970-01-01 UTC; a day without a time is its beginning. One of
/// OwnSource has the record of the customer by which it is told, where it has one.
struct EscalationTimesRow : OfAccount {
    std::string_view id;
    std::int64_t opened = 0;
    std::optional<std::int64_t> responded;
    std::optional<std::int64_t> resolved;
    int tier = 0; ///< 1 to 4; 0 for none
    std::string_view criterion;
    std::string_view owner;
    bool isOwn = false; ///< of OwnSource, opened here
    std::string_view writtenBy; ///< the source whose row it is
    std::string_view edits; ///< of OwnSource: what persons did to it, JSON
};
void forEachEscalationTimes(const Workspace &workspace, const std::function<void(const EscalationTimesRow &)> &visit);

} // namespace qd::store
