#pragma once
#include "core/answers/break_outcome.h"
#include "core/answers/identity_review.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/page_context.h"

#include <map>

namespace qd::ui {

/// A merger in force, as a person reads it.
struct MergerShown {
    std::string from; ///< id of the customer that ended
    std::string fromName;
    std::string intoName;
    Date on;
};

/// Everything the page shows: one job's result, of the customers that pass the chips.
struct IdentityView {
    std::shared_ptr<const answers::IdentityReview> review;
    double least = 0.5; ///< probability from which pairs are listed
    std::vector<answers::ReviewPair> queue;
    std::vector<answers::ReviewPair> weights; ///< the same from whatever probability on
    std::vector<answers::ReviewedPair> decided;
    std::vector<answers::IdentityConflict> conflicts;
    std::vector<identity::HierarchyFault> hierarchy;
    std::vector<MergerShown> mergers; ///< of all customers, in order of time; without those of records that are gone
    Date day; ///< as of which the page shows
    std::map<std::string, std::vector<std::string>> openBreaks; ///< names, by id of the customer

    [[nodiscard]] const identity::SourceRecord &record(int place) const
    {
        return review->records.rows[std::size_t(place)];
    }
};

/// The lists of the page.
enum class IdentityList { Queue, Decided, Conflicts, Hierarchy };

/// Reads and computes; runs in a job. What pairs weigh is taken from `before` where no record differs since.
[[nodiscard]] Result<std::shared_ptr<const IdentityView>> computeIdentityView(const PageContext &context, double least,
    std::shared_ptr<const answers::WeighedRecords> before, Progress &progress);

/// "3,193 records are 809 customers; 12 pairs to look at".
[[nodiscard]] QString identityFact(const IdentityView &view);
/// What stands beside the title of a list: how much of it there is, of the queue how much of it is done.
[[nodiscard]] QString listSubtitle(const IdentityView &view, IdentityList list);
/// A list as a table; rowKey() names its rows.
[[nodiscard]] TableSpec identityTable(const IdentityView &view, IdentityList list);
/// Place of a row in its list by its id; -1 for none.
[[nodiscard]] int placeOf(const IdentityView &view, IdentityList list, const QString &row);
/// Places of several rows, in their order, without those that are not there. Linear in the list and the rows.
[[nodiscard]] std::vector<int> placesOf(const IdentityView &view, IdentityList list, const QStringList &wanted);
/// The pair that a row is about: of a conflict one record that would go and one that would stay. Nothing for parents,
/// and for a decision about records that are not there.
[[nodiscard]] std::optional<answers::ReviewPair> pairOf(const IdentityView &view, IdentityList list, int place);
/// The customers of a row.
[[nodiscard]] QStringList customersOf(const IdentityView &view, IdentityList list, int place);

/// Both records field by field; row ids are the fields.
[[nodiscard]] TableSpec fieldsTable(const IdentityView &view, const std::optional<answers::ReviewPair> &pair);
/// Why they may be one, in words and bits, which add up to the weight.
[[nodiscard]] TableSpec evidenceTable(const IdentityView &view, const std::optional<answers::ReviewPair> &pair);
/// "weight 9.4, probability 87.0 %"; empty without a pair.
[[nodiscard]] QString weightText(const std::optional<answers::ReviewPair> &pair);
/// What accepting and rejecting these pairs does.
[[nodiscard]] QString outcomeText(const IdentityView &view, const std::vector<answers::ReviewPair> &pairs);
/// Which breaks accepting a pair has looked at anew, by name; empty where there is none.
[[nodiscard]] QString breaksText(const IdentityView &view, const std::vector<answers::ReviewPair> &pairs);
/// "BR-0412 goes (was Timing), ARR comes as Partial": what accepting one pair does to each break.
[[nodiscard]] QString outcomesText(const std::vector<answers::BreakOutcome> &outcomes);
/// "Accept 7 from 9.0 up"; what a click on it does.
[[nodiscard]] QString acceptAboveText(int pairs, double weight);
/// "of links like these 1.2 % are wrong"; empty of none.
[[nodiscard]] QString wrongShareText(int pairs, double share);
/// "Harrow Aerospace and Harrow Aerospace SAS"
[[nodiscard]] QString pairName(const IdentityView &view, const answers::ReviewPair &pair);

} // namespace qd::ui
