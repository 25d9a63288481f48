#pragma once
#include "core/programmes/by_group.h"

#include <array>
#include <optional>
#include <span>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

/// Days up to the day whose touches are counted, the day included.
inline constexpr int TouchDays = 90;
/// Days without contact, or without the sponsor, after which a customer is silent.
inline constexpr int SilentDays = 60;
/// The fewest days without contact that can be asked for.
inline constexpr int LeastSilentDays = 1;

/// A meeting, call, mail or another activity with a customer.
struct Touch {
    int account = -1; ///< index in the directory
    Date day;
    std::string type; ///< in lower case where it is a known one; empty for none
};
/// All of known customers, of whom their rows count to on a day (AccountDirectory::holderOfRecord()).
[[nodiscard]] std::vector<Touch> readTouches(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// What a touch was; Other: of another type, or of none.
enum class TouchType { Meeting, Call, Email, Review, Sponsor, Training, Other };
inline constexpr std::size_t TouchTypes = 7;
/// Of an activity's type: "qbr" is a Review, "exec_touch" the Sponsor.
[[nodiscard]] TouchType touchTypeOf(const std::string &type);
/// "Meetings", "Calls" ...; a window translates the word.
[[nodiscard]] const char *nameOf(TouchType type);

/// How a group of customers is kept in contact; by owner it says what a book is like, never how good a person is.
struct ContactFigures {
    std::string group;
    int customers = 0;
    int touches = 0; ///< in the TouchDays
    int personal = 0; ///< of them meetings, calls, reviews and sponsor contacts
    int silent = 0; ///< customers without any activity for more than SilentDays, or ever
    int sponsorSilent = 0; ///< customers whose sponsor was not met for more than SilentDays, or ever

    std::array<int, TouchTypes> byType{}; ///< of the touches, by TouchType

    [[nodiscard]] std::optional<double> touchesEach() const; ///< touches / customers
};

/// `total`, then the groups of the customers asked about. Days since the last contact and since the last of a sponsor
/// are by directory index, NaN for none (signals days_since_contact, days_since_exec).
[[nodiscard]] std::vector<ContactFigures> contactFigures(const std::vector<Touch> &touches,
    std::span<const double> daysSinceContact, std::span<const double> daysSinceSponsor, const Asked &asked);

/// A customer nobody was in contact with, or whose sponsor nobody met, for longer than asked about, or ever.
struct SilentCustomer {
    int account = -1; ///< index in the directory
    std::optional<int> contactDays; ///< since the last contact; nothing where there was none
    std::optional<int> sponsorDays; ///< since the last of the sponsor; the same
};
/// By directory index, of the customers asked about those without contact for more than `contactDays` or whose sponsor
/// was not met for more than SilentDays, or ever; the days are as those of contactFigures().
[[nodiscard]] std::vector<SilentCustomer> silentCustomers(std::span<const double> daysSinceContact,
    std::span<const double> daysSinceSponsor, const Asked &asked, int contactDays = SilentDays);
/// Those of a list without contact for more than `days`, or ever, in its order. A list of fewer days is needed.
[[nodiscard]] std::vector<SilentCustomer> withoutContact(const std::vector<SilentCustomer> &silent, int days);
/// Those of a list whose sponsor was not met for more than SilentDays, or ever, in its order.
[[nodiscard]] std::vector<SilentCustomer> withoutSponsor(const std::vector<SilentCustomer> &silent);

} // namespace qd::programmes
