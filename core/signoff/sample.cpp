#include "core/signoff/sample.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/base/words.h"
#include "core/reconcile/side.h"
#include "core/revenue/grouping.h"
#include "core/signoff/signoff_store.h"
#include "core/statistics/counter_random.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <numeric>

namespace qd::signoff {

namespace {

constexpr const char *OneStratum = "total";

/// In proportion by largest remainder; of equal remainders the first stratum. `size` <= all customers.
std::map<std::string, int> inProportion(const std::map<std::string, int> &strata, int size)
{
    std::int64_t all = 0;
    for (const auto &[name, customers] : strata)
        all += customers;
    std::map<std::string, int> shares;
    std::vector<std::pair<std::int64_t, std::string>> remainders; // times `all`
    int given = 0;
    for (const auto &[name, customers] : strata) {
        const std::int64_t exact = std::int64_t(customers) * size;
        shares[name] = int(exact / all);
        given += shares[name];
        remainders.emplace_back(exact % all, name);
    }
    std::ranges::stable_sort(remainders, std::greater<>(), &std::pair<std::int64_t, std::string>::first);
    for (std::size_t i = 0; given < size; ++i, ++given)
        ++shares[remainders[i].second];
    return shares;
}

Result<void> checkOptions(const SampleOptions &options)
{
    if (options.size < 1)
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Sign-off", "A sample has one customer or more.")};
    if (options.stratify == "product")
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Sign-off", "A customer may have several products; stratify by another dimension.")};
    return options.stratify.empty() ? Result<void>() : revenue::checkDimension(options.stratify);
}

/// What the two systems say of a customer in the key fields.
std::map<std::string, std::pair<std::string, std::string>> valuesOf(
    const reconcile::Side &left, const reconcile::Side &right, int account)
{
    const auto amount = [account](const reconcile::Side &side) {
        const reconcile::SideAccount &own = side.at(account);
        return side.hasArr() && own.arrKnown ? Money{own.arr, side.book().currency()}.text() : std::string();
    };
    const auto date = [account](const reconcile::Side &side) {
        const auto &day = side.at(account).renewalDate;
        return day ? day->iso() : std::string();
    };
    return {{"arr", {amount(left), amount(right)}}, {"renewal_date", {date(left), date(right)}},
        {"owner", {left.at(account).owner, right.at(account).owner}}};
}

SampledCustomer sampled(const identity::AccountDirectory &accounts, const reconcile::Side &left,
    const reconcile::Side &right, int account, const std::string &stratum)
{
    return {accounts.at(account).id, accounts.at(account).name, stratum, joined(left.at(account).recordIds, ";"),
        joined(right.at(account).recordIds, ";"), valuesOf(left, right, account)};
}

} // namespace

std::map<std::string, int> allocate(const std::map<std::string, int> &strata, int size)
{
    std::map<std::string, int> rest = strata;
    std::map<std::string, int> given;
    int left = std::max(size, int(strata.size()));
    left = std::min(left, std::accumulate(strata.begin(), strata.end(), 0, [](int sum, const auto &stratum) {
        return sum + stratum.second;
    }));
    while (!rest.empty()) {
        const std::map<std::string, int> shares = inProportion(rest, left);
        const auto isEmpty = [](const auto &share) { return share.second == 0; };
        if (std::ranges::none_of(shares, isEmpty)) {
            given.insert(shares.begin(), shares.end());
            break;
        }
        for (const auto &[name, share] : shares) {
            if (share > 0)
                continue;
            given[name] = 1;
            rest.erase(name);
            --left;
        }
    }
    return given;
}

Result<Sample> drawSample(
    const portfolio::Portfolio &portfolio, const reconcile::ReconcileOptions &pair, const SampleOptions &options)
{
    if (auto fine = checkOptions(options); !fine)
        return fine.error();
    const Date asOf = pair.asOf.value_or(std::max(pair.left.asOf, pair.right.asOf));
    const auto left = reconcile::Side::of(portfolio, pair.left, asOf);
    if (!left)
        return left.error();
    const auto right = reconcile::Side::of(portfolio, pair.right, asOf);
    if (!right)
        return right.error();
    const identity::AccountDirectory &accounts = portfolio.accounts();
    struct Drawn {
        double draw;
        int account;
    };
    std::map<std::string, std::vector<Drawn>> members;
    std::uint32_t place = 0;
    for (int i = 0; i < accounts.size(); ++i) {
        if (!left->at(i).present || !right->at(i).present)
            continue;
        const std::string &value = accounts.at(i).field(options.stratify);
        const std::string stratum = options.stratify.empty() ? OneStratum : value.empty() ? NoGroup : value;
        members[stratum].push_back({statistics::uniformDraw(options.seed, place++, 0, 0), i});
    }
    Sample sample{pair.left.name, pair.right.name, asOf, options, {}, {}};
    for (const auto &[stratum, drawn] : members)
        sample.strata[stratum] = int(drawn.size());
    for (const auto &[stratum, count] : allocate(sample.strata, options.size)) {
        std::vector<Drawn> &drawn = members[stratum];
        std::ranges::sort(drawn,
            [](const Drawn &a, const Drawn &b) { return std::pair(a.draw, a.account) < std::pair(b.draw, b.account); });
        for (int i = 0; i < count; ++i) {
            sample.customers.push_back(sampled(accounts, *left, *right, drawn[std::size_t(i)].account, stratum));
        }
    }
    std::ranges::sort(sample.customers, {}, &SampledCustomer::account);
    return sample;
}

bool KeptSample::isOf(const Sample &sample) const
{
    std::map<std::string, std::string> drawn;
    for (const SampledCustomer &customer : sample.customers)
        drawn.emplace(customer.account, customer.stratum);
    return left == sample.left && right == sample.right && asOf == sample.asOf && options.size == sample.options.size
        && options.seed == sample.options.seed && options.stratify == sample.options.stratify && strata == sample.strata
        && stratumOf == drawn;
}

Result<Sample> sampleNow(const portfolio::Portfolio &portfolio, const KeptSample &kept)
{
    const auto left = portfolio.findSource(kept.left);
    const auto right = portfolio.findSource(kept.right);
    if (!left || !right)
        return (left ? right : left).error();
    const auto first = reconcile::Side::of(portfolio, *left, kept.asOf);
    if (!first)
        return first.error();
    const auto second = reconcile::Side::of(portfolio, *right, kept.asOf);
    if (!second)
        return second.error();
    Sample sample{kept.left, kept.right, kept.asOf, kept.options, kept.strata, {}};
    for (const auto &[account, stratum] : kept.stratumOf) {
        const int place = portfolio.accounts().indexOf(account);
        if (place >= 0)
            sample.customers.push_back(sampled(portfolio.accounts(), *first, *second, place, stratum));
        else
            sample.customers.push_back(
                {account, account, stratum, {}, {}, {{"arr", {}}, {"renewal_date", {}}, {"owner", {}}}});
    }
    return sample;
}

std::string sampleCsv(const Sample &sample, bool withPersonalData)
{
    const auto shown = [withPersonalData](
                           const std::string &text) { return withPersonalData ? text : withoutAddresses(text); };
    std::string csv = headerLine(own_exports::Sample);
    for (const SampledCustomer &customer : sample.customers) {
        for (const char *field : reconcile::KeyFields) {
            const auto &[left, right] = customer.values.at(field);
            const bool isText = std::string_view(field) == "owner";
            csv += csvLine({customer.account, shown(customer.name), shown(customer.stratum), customer.leftId,
                customer.rightId, field, isText ? CsvCell(shown(left)) : CsvCell::raw(left),
                isText ? CsvCell(shown(right)) : CsvCell::raw(right), ""});
        }
    }
    return csv;
}

void keepSample(store::Workspace &workspace, const Sample &sample)
{
    store::WriteTransaction transaction(workspace, "draw sample");
    const auto kept = keptSamples(workspace, sample.left, sample.right);
    if (!kept.empty() && kept.front().isOf(sample))
        return;
    addSample(workspace, sample);
    store::recordChange(workspace, "draw sample", sample.left + '|' + sample.right, std::nullopt,
        std::to_string(sample.customers.size()) + " customers as of " + sample.asOf.iso() + ", seed "
            + std::to_string(sample.options.seed)
            + (sample.options.stratify.empty() ? std::string() : ", by " + sample.options.stratify));
    transaction.commit();
}

} // namespace qd::signoff
