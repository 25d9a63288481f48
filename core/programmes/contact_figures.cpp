#include "core/programmes/contact_figures.h"

#include "core/identity/account_directory.h"
#include "core/store/signal_rows.h"

#include <cmath>

namespace qd::programmes {

namespace {

bool isPersonal(const std::string &type)
{
    return type == "meeting" || type == "call" || type == "qbr" || type == "exec_touch";
}

bool isSilent(double days)
{
    return std::isnan(days) || days > SilentDays;
}

} // namespace

std::vector<Touch> readTouches(const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<Touch> touches;
    store::forEachActivity(workspace, [&](const store::ActivityRow &row) {
        if (const int account = accounts.holderOfRecord(row.source, row.accountId, day); account >= 0)
            touches.push_back({account, row.date, std::string(row.type)});
    });
    return touches;
}

std::optional<double> ContactFigures::touchesEach() const
{
    return customers > 0 ? std::optional(double(touches) / customers) : std::nullopt;
}

std::vector<ContactFigures> contactFigures(const std::vector<Touch> &touches, std::span<const double> daysSinceContact,
    std::span<const double> daysSinceSponsor, const Asked &asked)
{
    ByGroup<ContactFigures> groups(asked);
    for (std::size_t i = 0; i < asked.isAsked.size(); ++i) {
        if (asked.isAsked[i] == 0)
            continue;
        groups.count(int(i), [&](ContactFigures &row) {
            ++row.customers;
            row.silent += isSilent(daysSinceContact[i]) ? 1 : 0;
            row.sponsorSilent += isSilent(daysSinceSponsor[i]) ? 1 : 0;
        });
    }
    for (const Touch &touch : touches) {
        if (!asked.has(touch.account) || touch.day > asked.day || touch.day <= asked.day.plusDays(-TouchDays))
            continue;
        groups.count(touch.account, [&](ContactFigures &row) {
            ++row.touches;
            row.personal += isPersonal(touch.type) ? 1 : 0;
        });
    }
    return groups.rows();
}

} // namespace qd::programmes
