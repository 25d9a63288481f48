#include "core/answers/identity_review.h"

#include "core/answers/identity_conflicts.h"
#include "core/answers/short_form_pairs.h"
#include "core/base/rounding.h"
#include "core/base/words.h"
#include "core/identity/certain_links.h"
#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"
#include "core/match/match_model.h"
#include "core/names/country.h"
#include "core/portfolio/account_overview.h"
#include "core/portfolio/portfolio.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace qd::answers {

namespace {

using identity::SourceRecord;

constexpr std::array Kinds{match::ColumnKind::Company, match::ColumnKind::Domain, match::ColumnKind::Phone,
    match::ColumnKind::Street, match::ColumnKind::Postcode, match::ColumnKind::City, match::ColumnKind::City,
    match::ColumnKind::Number};
static_assert(Kinds.size() == WeighedFields);

constexpr char IdSeparator = '\x1f'; ///< parts source and id, in neither of which it stands

/// A value as it is compared: countries in one spelling, which systems keep by code or name in any language.
std::string comparable(std::size_t field, const std::string &value)
{
    return reviewFields()[field] == "country" ? names::comparableCountry(value) : value;
}

std::uint64_t mixed(std::uint64_t seed, std::string_view text)
{
    constexpr std::uint64_t Prime = 0x9E3779B97F4A7C15U;
    return (seed ^ std::hash<std::string_view>()(text)) * Prime + (seed >> 31U);
}

/// What is compared of the records that are described.
struct Compared {
    match::Records records;
    match::MatchOptions options;
    std::vector<std::size_t> fields;
    std::unordered_map<std::string, int> placeOf; ///< position in the records by id
    std::uint64_t fingerprint = 0;
};

Compared comparedOf(const std::vector<SourceRecord> &records)
{
    Compared compared;
    std::vector<int> described;
    for (int i = 0; i < int(records.size()); ++i) {
        const SourceRecord &record = records[std::size_t(i)];
        if (record.bare)
            continue;
        described.push_back(i);
        compared.records.ids.push_back(record.source.str() + IdSeparator + record.id.str());
        compared.placeOf.emplace(compared.records.ids.back(), i);
        compared.fingerprint = mixed(compared.fingerprint, compared.records.ids.back());
    }
    for (std::size_t field = 0; field < WeighedFields; ++field) {
        std::vector<std::string> column;
        column.reserve(described.size());
        for (const int i : described)
            column.push_back(comparable(field, records[std::size_t(i)].fields[field].str()));
        if (field > 0 && std::ranges::all_of(column, &std::string::empty))
            continue; // nobody has it
        for (const std::string &value : column)
            compared.fingerprint = mixed(compared.fingerprint, value);
        compared.records.columns.push_back(std::move(column));
        compared.options.columns.push_back({reviewFields()[field], Kinds[field]});
        compared.fields.push_back(field);
    }
    compared.options.threshold = LeastProbability;
    compared.options.many = true;
    return compared;
}

Result<std::shared_ptr<const WeighedRecords>> weighedOf(
    const std::vector<SourceRecord> &records, std::shared_ptr<const WeighedRecords> before, Progress &progress)
{
    Compared compared = comparedOf(records);
    if (before && before->fingerprint == compared.fingerprint)
        return before;
    auto weighed = std::make_shared<WeighedRecords>();
    weighed->fingerprint = compared.fingerprint;
    weighed->fields = compared.fields;
    for (const match::ComparedColumn &column : compared.options.columns)
        weighed->kinds.push_back(column.kind);
    if (compared.records.ids.size() < 2) // there is no pair, and nothing to estimate from
        return std::shared_ptr<const WeighedRecords>(std::move(weighed));
    auto result = match::matchWithin(std::move(compared.records), compared.options, progress);
    if (!result)
        return result.error();
    weighed->result = std::move(*result);
    for (const match::MatchedPair &pair : weighed->result.pairs)
        weighed->places.emplace_back(compared.placeOf.at(pair.left), compared.placeOf.at(pair.right));
    return std::shared_ptr<const WeighedRecords>(std::move(weighed));
}

std::vector<ReviewedPair> decidedOf(
    const std::vector<SourceRecord> &records, const std::vector<identity::LinkDecision> &decisions)
{
    std::map<identity::RecordKey, int> places;
    for (const identity::LinkDecision &decision : decisions) {
        places.emplace(decision.left, -1);
        places.emplace(decision.right, -1);
    }
    for (int i = 0; !places.empty() && i < int(records.size()); ++i) {
        const SourceRecord &record = records[std::size_t(i)];
        if (const auto place = places.find({record.source.str(), record.id.str()}); place != places.end())
            place->second = i;
    }
    std::vector<ReviewedPair> decided;
    for (auto decision = decisions.rbegin(); decision != decisions.rend(); ++decision)
        decided.push_back({*decision, places.at(decision->left), places.at(decision->right)});
    return decided;
}

/// The pair with its ARR; of records without a customer nothing is at stake.
ReviewPair withStake(const IdentityReview &review, ReviewPair pair)
{
    const auto arrOf = [&review](int record) {
        const int customer = review.customerOf(record);
        return Money{
            customer < 0 ? 0 : review.arr[std::size_t(review.accounts->customerNow(customer))], review.currency};
    };
    const Money left = arrOf(pair.left);
    const Money right = arrOf(pair.right);
    if (review.customerOf(pair.left) == review.customerOf(pair.right))
        pair.arr = left.minor;
    else
        pair.arr = left.plus(right).value_or(left.minor < right.minor ? right : left).minor;
    const double uncertainty = 2 * std::min(pair.probability, 1 - pair.probability);
    pair.atStake = std::int64_t(shownUnits(double(pair.arr) * uncertainty, 0));
    return pair;
}

/// A pair that was weighed, by the prior of its own kind.
ReviewPair weighedPair(const IdentityReview &review, std::size_t place)
{
    const match::MatchedPair &weighed = review.weighed->result.pairs[place];
    ReviewPair pair{review.weighed->places[place].first, review.weighed->places[place].second, 0, &weighed, {}};
    pair.weight = review.priorBits(pair);
    for (const match::Evidence &evidence : weighed.evidence)
        pair.weight += evidence.weight;
    pair.probability = match::probabilityOf(pair.weight);
    return pair;
}

/// The pairs to be looked at, of each two customers the likeliest.
class Queue {
public:
    explicit Queue(const IdentityReview &review)
        : m_review(review)
    {
        for (const ReviewedPair &pair : review.decided) {
            if (pair.decision.ruling == identity::Ruling::Never && pair.left >= 0 && pair.right >= 0)
                m_apart.insert(customersOf(pair.left, pair.right));
        }
        const WeighedRecords &weighed = *review.weighed;
        for (std::size_t i = 0; i < weighed.places.size(); ++i) {
            const auto [left, right] = weighed.places[i];
            m_weighed.emplace(std::minmax(left, right), i);
            offer(weighedPair(review, i));
        }
    }
    /// One that the certain passes find.
    void offer(const identity::RecordPair &found)
    {
        const auto weighed = m_weighed.find(std::minmax(found.left, found.right));
        ReviewPair pair{found.left, found.right, found.score, nullptr, {}};
        if (weighed != m_weighed.end())
            pair = weighedPair(m_review, weighed->second);
        pair.reason = found.evidence;
        offer(pair);
    }
    std::vector<ReviewPair> sorted() const
    {
        std::vector<ReviewPair> queue;
        for (const auto &[customers, pair] : m_best) {
            if (pair.probability >= LeastProbability || !pair.reason.isEmpty())
                queue.push_back(withStake(m_review, pair));
        }
        const auto &records = m_review.records.rows;
        const auto key = [&records](const ReviewPair &pair) {
            const SourceRecord &left = records[std::size_t(pair.left)];
            const SourceRecord &right = records[std::size_t(pair.right)];
            return std::tuple(-pair.atStake, -pair.probability, std::string_view(left.source.str()),
                std::string_view(left.id.str()), std::string_view(right.source.str()),
                std::string_view(right.id.str()));
        };
        std::ranges::sort(queue, {}, key);
        return queue;
    }

private:
    using Customers = std::pair<int, int>;

    [[nodiscard]] Customers customersOf(int left, int right) const
    {
        const auto now = [this](int record) {
            const int customer = m_review.customerOf(record);
            return customer < 0 ? customer : m_review.accounts->customerNow(customer);
        };
        return std::minmax(now(left), now(right));
    }
    void offer(const ReviewPair &pair)
    {
        const Customers customers = customersOf(pair.left, pair.right);
        if (customers.first < 0 || customers.first == customers.second || m_apart.contains(customers))
            return;
        const auto [best, isNew] = m_best.try_emplace(customers, pair);
        if (isNew)
            return;
        const Message reason = pair.reason.isEmpty() ? best->second.reason : pair.reason;
        // A weight says more than the score of a proposal, less than a certain link.
        const bool comparable = pair.weighed || !best->second.weighed || pair.probability >= 1;
        if (comparable && pair.probability > best->second.probability)
            best->second = pair;
        best->second.reason = reason;
    }
    const IdentityReview &m_review;
    std::set<Customers> m_apart;
    std::map<std::pair<int, int>, std::size_t> m_weighed; ///< places
    std::map<Customers, ReviewPair> m_best;
};

identity::RecordKey keyOf(const IdentityReview &review, int record)
{
    const SourceRecord &row = review.records.rows[std::size_t(record)];
    return {row.source.str(), row.id.str()};
}

} // namespace

const std::vector<std::string> &reviewFields()
{
    static const std::vector<std::string> fields{"name", "domain", "phone", "street", "postal_code", "city", "country",
        "employees", "owner", "segment", "status", "contract_start_date", "renewal_date"};
    return fields;
}

const char *nameOf(Agreement agreement)
{
    switch (agreement) {
    case Agreement::Same:
        return QT_TRANSLATE_NOOP("Words", "Same");
    case Agreement::Near:
        return QT_TRANSLATE_NOOP("Words", "Near");
    case Agreement::Differs:
        return QT_TRANSLATE_NOOP("Words", "Differs");
    case Agreement::Missing:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Missing");
}

const char *nameOf(ConflictKind kind)
{
    return kind == ConflictKind::WeakLink ? QT_TRANSLATE_NOOP("Words", "Weak link")
                                          : QT_TRANSLATE_NOOP("Words", "Twice in one system");
}

int IdentityReview::customerOf(int record) const
{
    const std::string &account = records.rows[std::size_t(record)].account.str();
    return account.empty() ? -1 : accounts->indexOf(account);
}

ReviewPair IdentityReview::pairOf(int left, int right) const
{
    ReviewPair pair{left, right, 0, nullptr, {}};
    const auto wanted = std::pair<int, int>(std::minmax(left, right));
    for (std::size_t i = 0; i < weighed->places.size(); ++i) {
        if (std::pair<int, int>(std::minmax(weighed->places[i].first, weighed->places[i].second)) != wanted)
            continue;
        pair = weighedPair(*this, i);
    }
    return withStake(*this, pair);
}

Agreement IdentityReview::agreement(const ReviewPair &pair, std::size_t field) const
{
    const std::string &left = records.rows[std::size_t(pair.left)].fields[field].str();
    const std::string &right = records.rows[std::size_t(pair.right)].fields[field].str();
    const auto column = std::ranges::find(weighed->fields, field);
    if (pair.weighed && column != weighed->fields.end()) {
        const auto at = std::size_t(column - weighed->fields.begin());
        const int level = pair.weighed->evidence[at].level;
        if (level >= 0)
            return level == 0                                        ? Agreement::Same
                : level + 1 == match::levelCount(weighed->kinds[at]) ? Agreement::Differs
                                                                     : Agreement::Near;
        if (left.empty() || right.empty())
            return Agreement::Missing;
    }
    if (left.empty() || right.empty())
        return Agreement::Missing;
    return comparable(field, left) == comparable(field, right) ? Agreement::Same : Agreement::Differs;
}

std::optional<Money> IdentityReview::statedArr(int record) const
{
    const auto &fields = records.rows[std::size_t(record)].fields;
    const std::string &minor = fields[reviewFields().size()].str();
    const auto stated = Currency::fromCode(fields[reviewFields().size() + 1].str());
    Money money{0, stated ? *stated : currency};
    const auto read = std::from_chars(minor.data(), minor.data() + minor.size(), money.minor);
    return minor.empty() || read.ec != std::errc() ? std::nullopt : std::optional(money);
}

Result<std::shared_ptr<const IdentityReview>> identityReview(const store::Workspace &workspace,
    std::optional<Date> asOf, std::shared_ptr<const WeighedRecords> before, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto overview = portfolio::accountOverview(*portfolio, asOf);
    if (!overview)
        return overview.error();
    auto review = std::make_shared<IdentityReview>();
    review->accounts = overview->accounts;
    review->currency = overview->currency;
    review->asOf = overview->asOf;
    review->arr.assign(std::size_t(review->accounts->size()), 0);
    for (const portfolio::AccountOverview &row : overview->rows)
        review->arr[std::size_t(row.account)] = row.arr.value_or(0);
    std::vector<std::string> columns = reviewFields();
    columns.insert(columns.end(), {"arr_minor", "currency"});
    review->records = identity::loadSourceRecords(workspace, columns);
    const std::vector<SourceRecord> &records = review->records.rows;
    review->described = int(std::ranges::count(records, false, &SourceRecord::bare));
    auto weighed = weighedOf(records, std::move(before), progress);
    if (!weighed)
        return weighed.error();
    review->weighed = std::move(*weighed);
    review->priors = PairPriors(*review);
    const auto decisions = identity::decisionsInForce(workspace);
    review->decided = decidedOf(records, decisions);
    Queue queue(*review);
    const identity::CertainLinks certain =
        identity::findCertainLinks(records, identity::decidedPairs(records, decisions));
    const std::vector<identity::RecordPair> shortForms = shortFormPairs(records);
    for (const auto *pairs : {&certain.links, &certain.proposals, &shortForms}) {
        for (const identity::RecordPair &pair : *pairs)
            queue.offer(pair);
    }
    if (progress.isCancelled())
        return cancelled();
    review->queue = queue.sorted();
    review->conflicts = identityConflicts(*review);
    review->hierarchy = identity::hierarchyFaults(records, identity::precedence(workspace, "parent"));
    return std::shared_ptr<const IdentityReview>(std::move(review));
}

double expectedWrongShare(const std::vector<ReviewPair> &pairs)
{
    double wrong = 0;
    for (const ReviewPair &pair : pairs)
        wrong += 1 - pair.probability;
    return pairs.empty() ? 0 : wrong / double(pairs.size());
}

identity::LinkDecision decisionOn(
    const IdentityReview &review, const ReviewPair &pair, identity::Ruling ruling, const std::string &by)
{
    return identity::ordered({keyOf(review, pair.left), keyOf(review, pair.right), ruling, by, {}});
}

std::vector<identity::LinkDecision> apart(
    const IdentityReview &review, const IdentityConflict &conflict, const std::string &by)
{
    std::vector<identity::LinkDecision> decisions;
    for (const int gone : conflict.part) {
        for (const int stays : conflict.rest)
            decisions.push_back(
                identity::ordered({keyOf(review, gone), keyOf(review, stays), identity::Ruling::Never, by, {}}));
    }
    return decisions;
}

} // namespace qd::answers
