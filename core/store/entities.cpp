#include "core/store/entities.h"

#include "core/base/text.h"

namespace qd::store {

namespace {

using enum ValueType;

Column key(std::string_view name, ValueType type = Text)
{
    return {.name = name, .type = type, .required = true, .key = true};
}
Column required(std::string_view name, ValueType type = Text)
{
    return {.name = name, .type = type, .required = true};
}
Column optional(std::string_view name, ValueType type = Text)
{
    return {.name = name, .type = type};
}
Column optionalKey(std::string_view name)
{
    return {.name = name, .type = Text, .key = true};
}
Column choice(std::string_view name, std::vector<std::string_view> values, bool required = false)
{
    return {.name = name, .type = Enum, .required = required, .values = std::move(values)};
}
Column recurring(std::string_view name, ValueType type, bool required = false)
{
    return {.name = name, .type = type, .required = required, .recurring = true};
}
Column tracked(Column column)
{
    column.history = History::FromFirstSight;
    return column;
}
Column kept(Column column)
{
    column.history = History::OnceChanged;
    return column;
}
/// `columns` with those that came with a later schema behind them, where they keep the places of the others.
std::vector<Column> withLater(std::vector<Column> columns, std::vector<Column> more)
{
    for (Column &column : more) {
        column.later = true;
        columns.push_back(std::move(column));
    }
    return columns;
}
Column money(std::string_view name)
{
    return optional(name, ValueType::Money);
}

Entity accounts()
{
    return {"accounts",
        withLater({key("account_id"), required("name"), optional("domain"), kept(optional("parent_account_id")),
                      optional("crm_account_id"), tracked(optional("owner")), optional("owner_email"),
                      tracked(optional("segment")), kept(optional("region")), optional("country"), optional("city"),
                      optional("industry"), optional("language"), tracked(optional("lifecycle_stage")),
                      tracked(choice("status", {"active", "churned", "prospect"})),
                      tracked(recurring("arr", ValueType::Money)), optional("currency", Currency),
                      optional("contract_start_date", Date), tracked(optional("renewal_date", Date)),
                      optional("created_date", Date), optional("employees", Integer), tracked(optional("health")),
                      optional("health_score", Number)},
            {optional("phone"), optional("street"), optional("postal_code"), optional("onboarding_path"),
                optional("churn_reason")}),
        false, RowShape::MayBeBare};
}

Entity subscriptions()
{
    return {"subscriptions",
        withLater({key("subscription_id"), required("account_id"), optional("product"), required("start_date", Date),
                      kept(optional("end_date", Date)), kept(optional("cancelled_date", Date)),
                      kept(optional("notice_date", Date)), optional("created_date", Date), recurring("arr", Number),
                      recurring("mrr", Number), recurring("amount", Number), optional("billing_period_months", Integer),
                      optional("currency", Currency), optional("quantity", Number), optional("auto_renew", Boolean),
                      optional("status"), optional("parent_subscription_id")},
            {optional("trial_start", Date), optional("trial_end", Date), money("discount_amount"),
                optional("discount_percent", Number), optional("discount_start", Date),
                optional("discount_end", Date)}),
        true, RowShape::WithAnnual};
}

std::vector<Entity> commercial()
{
    return {
        {"arr_history",
            {key("account_id"), key("month", Month), recurring("arr", ValueType::Money, true),
                optional("currency", Currency)},
            true},
        {"opportunities",
            withLater({key("opportunity_id"), required("account_id"), optional("subscription_id"),
                          choice("type", {"new", "renewal", "expansion"}), kept(optional("stage")),
                          kept(money("amount")), optional("currency", Currency), optional("created_date", Date),
                          kept(optional("close_date", Date)), optional("renewal_date", Date),
                          kept(choice("forecast_category", {"commit", "best_case", "pipeline", "omitted"})),
                          kept(optional("probability", Number)), kept(optional("is_closed", Boolean)),
                          kept(optional("is_won", Boolean)), optional("owner")},
                {optional("name"), optional("product"), optional("next_step"), optional("next_step_date", Date),
                    optional("loss_reason"), optional("lead_source")}),
            true},
        {"forecasts",
            {key("period"), key("account_id"), key("date", Date), key("author"),
                {.name = "amount", .type = ValueType::Money, .required = true}, optional("currency", Currency),
                optional("category")},
            true},
    };
}

std::vector<Entity> engagement()
{
    return {
        {"contacts",
            withLater({key("contact_id"), required("account_id"), optional("name"), optional("email"),
                          optional("title"), optional("role"), kept(optional("is_champion", Boolean)),
                          kept(optional("is_exec_sponsor", Boolean)), optional("last_contacted", Date)},
                {optional("phone"), kept(optional("left_date", Date))}),
            true},
        {"activities",
            {key("activity_id"), required("account_id"), required("date", Date),
                choice("type", {"meeting", "call", "email", "qbr", "exec_touch", "training"}), optional("owner"),
                optional("outcome")},
            true},
        {"tickets",
            {key("ticket_id"), required("account_id"), required("created_at", Time), optional("solved_at", Time),
                choice("priority", {"low", "normal", "high", "urgent"}), optional("status"),
                optional("is_escalated", Boolean), optional("csat", Number), optional("first_reply_minutes", Number)},
            true},
        {"usage",
            {key("account_id"), key("date", Date), optionalKey("feature"), optional("active_users", Number),
                optional("licensed_users", Number), optional("events", Number), optional("minutes", Number)},
            true, RowShape::InSegments},
        {"surveys",
            {key("response_id"), required("account_id"), required("date", Date),
                choice("kind", {"nps", "csat", "ces"}, true), required("score", Number), optional("respondent")},
            true},
        {"health_scores",
            {key("account_id"), key("date", Date), optionalKey("model"), required("score", Number),
                choice("colour", {"green", "yellow", "red"})},
            true},
        {"milestones",
            {key("account_id"), key("milestone"), optional("due_date", Date), optional("completed_date", Date),
                optional("owner")},
            true},
        {"lifecycle", {key("account_id"), key("stage"), key("entered_date", Date)}, true},
        {"actions",
            {key("action_id"), required("account_id"), optional("trigger"), optional("title"), optional("owner"),
                required("opened_date", Date), optional("due_date", Date), optional("closed_date", Date),
                optional("status"), optional("outcome")},
            true},
        {"invoices",
            {key("invoice_id"), required("account_id"), required("issued_date", Date), optional("due_date", Date),
                optional("paid_date", Date), {.name = "amount", .type = ValueType::Money, .required = true},
                optional("currency", Currency), optional("status")},
            true},
    };
}

std::vector<Entity> team()
{
    return {
        {"csms",
            {key("csm_id"), required("name"), optional("email"), optional("team"), optional("region"),
                optional("languages"), optional("segments"), optional("start_date", Date), optional("end_date", Date),
                optional("fte", Number), optional("annual_cost", ValueType::Money), optional("currency", Currency),
                optional("manager")},
            false},
        {"assignments",
            {key("account_id"), key("csm_id"), key("start_date", Date), optional("end_date", Date), optional("role")},
            true},
        {"leave", {key("csm_id"), key("start_date", Date), key("end_date", Date)}, false},
        {"targets", {key("period"), key("metric"), optionalKey("group"), required("value", Number)}, false},
        {"fx_rates", {key("currency", Currency), key("date", Date), required("rate", Decimal)}, false},
    };
}

std::vector<Entity> work()
{
    return {
        {"requests",
            {key("request_id"), required("opened_at", Time), optional("due_at", Time), optional("responded_at", Time),
                optional("resolved_at", Time), optional("reopened_at", Time), optional("occurred_at", Time),
                choice("category",
                    {"report", "ad_hoc", "data_fix", "tooling", "access", "incident", "initiative", "insight"}),
                optional("priority"), optional("requester"), optional("owner"), optional("team"), optional("status"),
                optional("outcome"), optional("title"), optional("rating", Number), optional("rating_max", Number)},
            false},
        {"deliverables",
            {key("deliverable_id"), required("name"), optional("kind"), required("due_at", Time),
                optional("started_at", Time), optional("published_at", Time), optional("corrected_at", Time),
                optional("owner"), optional("hours", Number)},
            false},
        {"runs",
            {key("run_id"), required("name"), choice("kind", {"pipeline", "refresh", "automation"}, true),
                optional("run_source"), required("due_at", Time), optional("finished_at", Time),
                choice("status", {"ok", "failed", "skipped"})},
            false},
        {"changes",
            {key("change_id"), required("title"), optional("kind"), required("opened_at", Time),
                optional("tested_at", Time), optional("approved_at", Time), optional("approved_by"),
                optional("deployed_at", Time), optional("announced_at", Time), optional("reviewed_at", Time),
                optional("outcome")},
            false},
        {"measures",
            {key("period"), key("metric"), optionalKey("group"), optional("value", Number),
                optional("numerator", Number), optional("denominator", Number)},
            false},
    };
}

std::vector<Entity> success()
{
    return {
        {"risks",
            {key("account_id"), key("date", Date), optionalKey("author"),
                choice("status", {"on_track", "monitor", "at_risk", "lost"}, true), optional("reason"),
                optional("next_action"), optional("next_action_date", Date),
                choice("call", {"renew", "contract", "churn"}), optional("note")},
            true},
        {"escalations",
            {key("escalation_id"), required("account_id"), required("opened_at", Time), optional("tier", Integer),
                optional("criterion"), optional("responded_at", Time), optional("resolved_at", Time), optional("owner"),
                optional("status")},
            true},
        {"engagements",
            {key("engagement_id"), required("account_id"), required("date", Date), required("program"),
                choice("event", {"sent", "opened", "clicked", "attended", "completed", "bounced"}, true)},
            true},
        {"plans",
            {key("plan_id"), required("account_id"), required("objective"), optional("kind"), optional("owner"),
                optional("created_date", Date), optional("due_date", Date), optional("closed_date", Date),
                choice("status", {"open", "met", "missed", "dropped"}), money("value"), optional("currency", Currency)},
            true},
    };
}

std::vector<Entity> allEntities()
{
    std::vector<Entity> all{accounts(), subscriptions()};
    for (auto &&group : {commercial(), engagement(), team(), work(), success()})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

} // namespace

int Entity::indexOf(std::string_view column) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == column)
            return int(i);
    }
    return -1;
}

const std::vector<Entity> &entities()
{
    static const std::vector<Entity> all = allEntities();
    return all;
}

const Entity *findEntity(std::string_view name)
{
    const std::string wanted = lowered(name);
    for (const Entity &entity : entities()) {
        if (entity.name == wanted)
            return &entity;
    }
    return nullptr;
}

const std::vector<std::string_view> &sourceKinds()
{
    static const std::vector<std::string_view> kinds{
        "crm", "cs_platform", "billing", "support", "usage", "survey", "people", "finance"};
    return kinds;
}

} // namespace qd::store
