#include "core/signals/account_events.h"

#include "core/base/text_map.h"
#include "core/identity/account_directory.h"
#include "core/portfolio/subscription_terms.h"
#include "core/store/kept_values.h"
#include "core/store/signal_rows.h"

#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace qd::signs {

namespace {

using portfolio::BeginningOfTime;
using portfolio::EndOfTime;

constexpr int QuarterDays = 90;
constexpr int HalfYearDays = 180;
constexpr double LeastNps = 0;
constexpr double MostNps = 10;
constexpr double LeastRating = 1;
constexpr double GoodRating = 4;
constexpr double MostRating = 5;

/// Source and record.
using RecordKey = std::pair<std::string, std::string>;

} // namespace

template <typename Row>
void AccountEvents::addTo(ByAccount<Row> &rows, int owner, const Row &row)
{
    m_customers.forEachPlaceOf(owner, [&](int place) { rows.add(place, row); });
}

int AccountEvents::accountOf(const identity::AccountDirectory &accounts, const store::OfAccount &row) const
{
    const bool isSeen = !m_seenBy || (row.seen && *row.seen <= *m_seenBy);
    return isSeen ? accounts.ownerOfRecord(row.source, row.accountId) : -1;
}

AccountEvents::AccountEvents(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, std::optional<Date> seenBy)
    : m_seenBy(seenBy)
    , m_customers(accounts)
{
    readTouches(workspace, accounts);
    readSponsors(workspace, accounts);
    readAnswers(workspace, accounts);
    readDebts(workspace, accounts);
    readScores(workspace, accounts);
    m_firstTicket = m_tickets.firstDay();
    m_firstEscalation = m_escalations.firstDay();
}

void AccountEvents::readTouches(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    store::forEachActivity(workspace, [&](const store::ActivityRow &row) {
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_activities, account, {row.date, row.type == "exec_touch"});
    });
    m_activities.settle(m_customers.size());
    store::forEachTicket(workspace, [&](const store::TicketRow &row) {
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_tickets, account,
                {row.created, row.solved.value_or(EndOfTime), row.priority == "high" || row.priority == "urgent",
                    row.csat.value_or(Empty)});
    });
    m_tickets.settle(m_customers.size());
    store::forEachEscalation(workspace, [&](const store::EscalationRow &row) {
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_escalations, account, {row.opened, row.resolved.value_or(EndOfTime)});
    });
    m_escalations.settle(m_customers.size());
}

void AccountEvents::readSponsors(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::map<RecordKey, std::vector<std::pair<Date, bool>>> kept; // whether a sponsor, from a day on
    store::forEachKeptValue(workspace, "contacts", [&](const store::KeptValueRow &row) {
        if (row.field == "is_exec_sponsor")
            kept[{std::string(row.source), std::string(row.recordId)}].emplace_back(
                row.asOf, row.value == "1" || row.value == "true");
    });
    store::forEachContact(workspace, [&](const store::ContactRow &row) {
        const int account = accountOf(accounts, row);
        if (account < 0 || !row.lastContacted)
            return;
        const auto found = kept.find({std::string(row.source), std::string(row.id)});
        if (found == kept.end()) {
            if (row.isExecSponsor)
                addTo(m_sponsors, account, {*row.lastContacted, BeginningOfTime, EndOfTime});
            return;
        }
        auto &values = found->second; // the first one holds before it too
        if (row.firstSight && values.front().first > *row.firstSight)
            values.insert(values.begin(), {*row.firstSight, false}); // it was seen before without a value
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].second)
                addTo(m_sponsors, account,
                    {*row.lastContacted, i == 0 ? BeginningOfTime : values[i].first,
                        i + 1 < values.size() ? values[i + 1].first : EndOfTime});
        }
    });
    m_sponsors.settle(m_customers.size());
}

void AccountEvents::readAnswers(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    TextMap<int> respondents;
    store::forEachSurvey(workspace, [&](const store::SurveyRow &row) {
        const int account = accountOf(accounts, row);
        if (account < 0 || row.kind != "nps" || !(row.score >= LeastNps && row.score <= MostNps))
            return; // of another scale, which is never mixed in
        int respondent = -1;
        if (!row.respondent.empty())
            respondent = respondents.emplace(std::string(row.respondent), int(respondents.size())).first->second;
        addTo(m_answers, account, {row.date, respondent, row.score, std::string(row.id), std::string(row.source)});
    });
    m_answers.settle(m_customers.size());
}

void AccountEvents::readDebts(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    store::forEachInvoice(workspace, [&](const store::InvoiceRow &row) {
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_invoices, account,
                {row.issued, row.due.value_or(EndOfTime), row.paid.value_or(EndOfTime), row.amountMinor > 0});
    });
    m_invoices.settle(m_customers.size());
    store::forEachMilestone(workspace, [&](const store::MilestoneRow &row) {
        m_hasMilestones = m_hasMilestones || !m_seenBy || (row.seen && *row.seen <= *m_seenBy);
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_milestones, account, {row.due.value_or(EndOfTime), row.completed.value_or(EndOfTime)});
    });
    m_milestones.settle(m_customers.size());
}

void AccountEvents::readScores(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::set<std::string, std::less<>> models;
    store::forEachVendorScore(workspace, [&](const store::VendorScoreRow &row) { models.emplace(row.model); });
    m_models.assign(models.begin(), models.end());
    store::forEachVendorScore(workspace, [&](const store::VendorScoreRow &row) {
        if (const int account = accountOf(accounts, row); account >= 0)
            addTo(m_scores, account,
                {row.date, vendorModel(row.model), row.score, portfolio::healthColourOf(row.colour)});
    });
    m_scores.settle(m_customers.size());
}

int AccountEvents::vendorModel(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(m_models, name, std::less<>());
    return found != m_models.end() && *found == name ? int(found - m_models.begin()) : -1;
}

const VendorScore *AccountEvents::vendorScore(int model, int account, Date day) const
{
    const std::span<const VendorScore> scores = m_scores.until(m_customers.placeOn(account, day), day);
    for (auto score = scores.rbegin(); score != scores.rend(); ++score) {
        if (score->model == model)
            return &*score;
    }
    return nullptr;
}

portfolio::HealthColour AccountEvents::lastColour(int account, Date day) const
{
    const std::span<const VendorScore> scores = m_scores.until(m_customers.placeOn(account, day), day);
    const VendorScore *last = nullptr;
    for (auto score = scores.rbegin(); score != scores.rend() && (!last || score->day == last->day); ++score) {
        if (!last || score->model > last->model)
            last = &*score;
    }
    return last ? last->colour : portfolio::HealthColour::None;
}

double AccountEvents::ticketCount(int account, Date day, bool urgentOnly) const
{
    if (m_firstTicket > day)
        return Empty;
    const auto tickets = m_tickets.within(account, day.plusDays(-QuarterDays), day);
    return double(std::ranges::count_if(tickets, [&](const Ticket &ticket) { return !urgentOnly || ticket.isUrgent; }));
}

double AccountEvents::satisfaction(int account, Date day) const
{
    int answers = 0;
    int good = 0;
    for (const Ticket &ticket : m_tickets.until(account, day)) {
        if (ticket.solved > day || ticket.solved <= day.plusDays(-QuarterDays)
            || !(ticket.csat >= LeastRating && ticket.csat <= MostRating))
            continue; // none, or of another scale
        ++answers;
        good += ticket.csat >= GoodRating ? 1 : 0;
    }
    return answers == 0 ? Empty : double(good) / answers;
}

double AccountEvents::openEscalations(int account, Date day) const
{
    if (m_firstEscalation > day)
        return Empty;
    const auto opened = m_escalations.until(account, day);
    return double(std::ranges::count_if(opened, [day](const Escalation &each) { return each.resolved > day; }));
}

double AccountEvents::daysSinceExec(int account, Date day) const
{
    std::optional<Date> last;
    const auto activities = m_activities.until(account, day);
    for (auto activity = activities.rbegin(); activity != activities.rend() && !last; ++activity) {
        if (activity->isExec)
            last = activity->day;
    }
    for (const SponsorContact &contact : m_sponsors.until(account, day)) {
        if (contact.from <= day && day < contact.until)
            last = std::max(last.value_or(contact.day), contact.day);
    }
    return last ? double(daysBetween(*last, day)) : Empty;
}

double AccountEvents::nps(int account, Date day) const
{
    double sum = 0;
    int answers = 0;
    std::map<int, const Answer *> latest; // by respondent
    for (const Answer &answer : m_answers.within(account, day.plusDays(-YearDays), day)) {
        if (answer.respondent < 0) {
            sum += answer.score;
            ++answers;
            continue;
        }
        const Answer *&last = latest[answer.respondent];
        if (!last || std::tie(last->day, last->id, last->source) < std::tie(answer.day, answer.id, answer.source))
            last = &answer;
    }
    for (const auto &[respondent, answer] : latest)
        sum += answer->score;
    answers += int(latest.size());
    return answers == 0 ? Empty : sum / answers;
}

double AccountEvents::overdueDays(int account, Date day) const
{
    const auto issued = m_invoices.until(account, day);
    if (issued.empty())
        return Empty;
    int worst = 0;
    for (const Invoice &invoice : issued) {
        if (invoice.isCharge && invoice.paid > day && invoice.due < day)
            worst = std::max(worst, int(daysBetween(invoice.due, day)));
    }
    return worst;
}

double AccountEvents::lateMilestones(int account, Date day) const
{
    if (!m_hasMilestones)
        return Empty;
    const auto due = m_milestones.until(account, day.plusDays(-1));
    return double(std::ranges::count_if(due, [day](const Milestone &each) { return each.completed > day; }));
}

double AccountEvents::value(SignalKind kind, int customer, Date day) const
{
    const int account = m_customers.placeOn(customer, day);
    switch (kind) {
    case SignalKind::Tickets90:
        return ticketCount(account, day, false);
    case SignalKind::Urgent90:
        return ticketCount(account, day, true);
    case SignalKind::EscalationsOpen:
        return openEscalations(account, day);
    case SignalKind::Csat90:
        return satisfaction(account, day);
    case SignalKind::DaysSinceContact: {
        const auto activities = m_activities.until(account, day);
        return activities.empty() ? Empty : double(daysBetween(activities.back().day, day));
    }
    case SignalKind::DaysSinceExec:
        return daysSinceExec(account, day);
    case SignalKind::Nps:
        return nps(account, day);
    case SignalKind::NpsTrend:
        return nps(account, day) - nps(account, day.plusDays(-HalfYearDays)); // empty if either is
    case SignalKind::OverdueDays:
        return overdueDays(account, day);
    case SignalKind::MilestonesLate:
        return lateMilestones(account, day);
    default:
        return Empty;
    }
}

} // namespace qd::signs
