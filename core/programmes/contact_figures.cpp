#include "core/programmes/contact_figures.h"

#include "core/identity/account_directory.h"
#include "core/store/signal_rows.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <cmath>

namespace qd::programmes {

namespace {

/// As files name them; the last has no name of its own.
constexpr std::array<const char *, TouchTypes - 1> TypeKeys{
    "meeting", "call", "email", "qbr", "exec_touch", "training"};
constexpr std::array<const char *, TouchTypes> TypeNames{QT_TRANSLATE_NOOP("Words", "Meetings"),
    QT_TRANSLATE_NOOP("Words", "Calls"), QT_TRANSLATE_NOOP("Words", "Mails"), QT_TRANSLATE_NOOP("Words", "Reviews"),
    QT_TRANSLATE_NOOP("Words", "Sponsor"), QT_TRANSLATE_NOOP("Words", "Training"), QT_TRANSLATE_NOOP("Words", "Other")};

bool isPersonal(TouchType type)
{
    return type == TouchType::Meeting || type == TouchType::Call || type == TouchType::Review
        || type == TouchType::Sponsor;
}

std::optional<int> wholeDays(double days)
{
    return std::isnan(days) ? std::nullopt : std::optional(int(days));
}

bool isSilent(double days, int over = SilentDays)
{
    return std::isnan(days) || days > over;
}

bool isSilent(std::optional<int> days, int over)
{
    return !days || *days > over;
}

} // namespace

TouchType touchTypeOf(const std::string &type)
{
    return TouchType(std::ranges::find(TypeKeys, type) - TypeKeys.begin());
}

const char *nameOf(TouchType type)
{
    return TypeNames[std::size_t(type)];
}

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
        const TouchType type = touchTypeOf(touch.type);
        groups.count(touch.account, [&](ContactFigures &row) {
            ++row.touches;
            row.personal += isPersonal(type) ? 1 : 0;
            ++row.byType[std::size_t(type)];
        });
    }
    return groups.rows();
}

std::vector<SilentCustomer> silentCustomers(std::span<const double> daysSinceContact,
    std::span<const double> daysSinceSponsor, const Asked &asked, int contactDays)
{
    std::vector<SilentCustomer> silent;
    for (std::size_t i = 0; i < asked.isAsked.size(); ++i) {
        if (asked.isAsked[i] != 0 && (isSilent(daysSinceContact[i], contactDays) || isSilent(daysSinceSponsor[i])))
            silent.push_back({int(i), wholeDays(daysSinceContact[i]), wholeDays(daysSinceSponsor[i])});
    }
    return silent;
}

std::vector<SilentCustomer> withoutContact(const std::vector<SilentCustomer> &silent, int days)
{
    std::vector<SilentCustomer> found = silent;
    std::erase_if(found, [days](const SilentCustomer &each) { return !isSilent(each.contactDays, days); });
    return found;
}

std::vector<SilentCustomer> withoutSponsor(const std::vector<SilentCustomer> &silent)
{
    std::vector<SilentCustomer> found = silent;
    std::erase_if(found, [](const SilentCustomer &each) { return !isSilent(each.sponsorDays, SilentDays); });
    return found;
}

} // namespace qd::programmes
