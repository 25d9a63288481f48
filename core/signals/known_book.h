#pragma once
#include "core/portfolio/knowing.h"
#include "core/portfolio/portfolio.h"

#include <memory>
#include <optional>
#include <span>

namespace qd::signs {

using portfolio::Knowing;

/// The contracts of the system of record as they were known on a day (CONTRACT-ROOMS section 2, "Known on day D"):
///
/// - one counts from its created_date, else from the earlier of its start and the as-of date of the batch that first
///   held it;
/// - its end is that in force by record_history on the day;
/// - a cancellation counts from its notice, else from the cancelled date, at the latest from the as-of date of the
/// batch
///   that first held it.
///
/// Values are those of the snapshots, as everywhere. Read once; then read-only and safe from any thread.
class KnownContracts {
public:
    /// Knowing::Seen is of contracts; of ARR from accounts or a history nothing is held back. NoData without ARR;
    /// ConflictingRates, BadData as Portfolio::book().
    [[nodiscard]] static Result<KnownContracts> read(
        const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Knowing knowing = Knowing::ByDates);

    /// The book as known on `day`, which is its as-of date too: rely on it for days up to that one. Where nothing of
    /// what is known now was unknown then, it shares the contracts.
    [[nodiscard]] portfolio::ArrBook bookOn(Date day) const;
    /// As known now.
    [[nodiscard]] const portfolio::ArrBook &book() const { return *m_book; }

private:
    /// A value of a date from a day on; of an empty one nothing.
    struct Entry {
        Date asOf;
        std::optional<Date> value;
    };
    struct Terms {
        Date start;
        std::optional<Date> end;
        std::optional<Date> cancelled;
    };
    /// What a subscription's dates were on any day.
    struct Knowledge {
        Date from; ///< known since
        Terms now;
        std::optional<Date> notice;
        std::vector<Entry> ends; ///< as record_history has them; empty where it never changed
        std::vector<Entry> cancellations; ///< at least one
    };
    struct Reading;

    [[nodiscard]] static std::optional<Date> on(const std::vector<Entry> &entries, Date day);
    [[nodiscard]] static Terms termsOn(const Knowledge &knowledge, Date day);
    [[nodiscard]] bool isAsNow(const Knowledge &knowledge, Date day) const;
    [[nodiscard]] static bool mayDiffer(const Knowledge &knowledge);

    std::shared_ptr<const portfolio::ArrBook> m_book;
    std::shared_ptr<const portfolio::ArrContracts> m_contracts; ///< by their stated dates
    int m_graceDays = 0;
    std::vector<Knowledge> m_knowledge; ///< of subscriptions that were once known otherwise
    std::vector<int> m_knowledgeOf; ///< by piece; -1 for the others
};

/// Days from `day` to the next end of a contract of a customer, by directory index: the earliest end on or after `day`
/// of those in force on it with a value; a cancelled one is due on its end. `renewalDates` are those of the golden
/// records, which serve where the ARR does not come from subscriptions; `arr` is that of `day`.
[[nodiscard]] std::vector<std::optional<int>> daysToDue(const portfolio::ArrBook &book, Date day,
    std::span<const std::int64_t> arr, const std::vector<std::optional<Date>> &renewalDates);

/// First day in force of each customer on or before `day`, by directory index; nothing for who was not in force by
/// then. Where contracts have no first day, `contractStarts` serve.
[[nodiscard]] std::vector<std::optional<Date>> firstDaysInForce(
    const portfolio::ArrBook &book, Date day, const std::vector<std::optional<Date>> &contractStarts);

/// Whole months from the first day in force up to `day`, by directory index; nothing for who was not in force by then.
/// Where contracts have no first day, `contractStarts` serve.
[[nodiscard]] std::vector<std::optional<int>> monthsOfTenure(
    const portfolio::ArrBook &book, Date day, const std::vector<std::optional<Date>> &contractStarts);

} // namespace qd::signs
