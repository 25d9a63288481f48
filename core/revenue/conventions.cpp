#include "core/revenue/conventions.h"

#include "core/base/checked_sum.h"
#include "core/base/text.h"
#include "core/metrics/metric.h"
#include "core/portfolio/constant_rates.h"
#include "core/portfolio/grace_book.h"

#include <algorithm>
#include <array>

namespace qd::revenue {

namespace {

using Numerator = std::optional<std::int64_t>; ///< nothing where 64 bits do not hold it

/// What a rule takes of each customer of the opening set.
struct Rule {
    std::string_view metric;
    std::string_view name;
    Numerator (*numerator)(const WindowCustomer &);
    bool ofCustomers = false; ///< counts customers, not money
    bool ofReturning = false; ///< takes those without ARR at the start who had some before, too
    bool capsTotal = false; ///< the smaller of both sums, not of each customer's both values
};

constexpr std::array Rules{
    Rule{metrics::Nrr, "movement_all",
        [](const WindowCustomer &customer) { return customer.all.after(customer.opening); }, false, true},
    Rule{metrics::Nrr, "movement_none",
        [](const WindowCustomer &customer) { return customer.untilChurn.after(customer.opening); }},
    Rule{metrics::Nrr, "movement_opening",
        [](const WindowCustomer &customer) { return customer.all.after(customer.opening); }},
    Rule{metrics::Nrr, "point", [](const WindowCustomer &customer) { return Numerator(customer.closing); }},
    Rule{metrics::Grr, "movement",
        [](const WindowCustomer &customer) { return customer.untilChurn.keptOf(customer.opening); }},
    Rule{metrics::Grr, "point",
        [](const WindowCustomer &customer) { return Numerator(std::min(customer.closing, customer.opening)); }},
    Rule{metrics::Grr, "point_total", [](const WindowCustomer &customer) { return Numerator(customer.closing); }, false,
        false, true},
    Rule{metrics::LogoChurn, "event", [](const WindowCustomer &customer) { return Numerator(customer.churns); }, true},
    Rule{metrics::LogoChurn, "point",
        [](const WindowCustomer &customer) { return Numerator(customer.closing == 0 ? 1 : 0); }, true},
};

constexpr std::array Grains{Grain::Account, Grain::Parent};
constexpr std::array Graces{0, 30, 60};
constexpr std::array Rates{WindowFx::AsOf, WindowFx::Constant, WindowFx::Start};

const Rule &ruleOf(const Convention &convention)
{
    return *std::ranges::find_if(
        Rules, [&](const Rule &rule) { return rule.metric == convention.metric && rule.name == convention.rule; });
}

/// One customer's part of a rate.
struct Share {
    int account = -1;
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
};

/// Nothing where a sum of the customers' movements does not fit.
std::optional<std::vector<Share>> sharesOf(const Rule &rule, const std::vector<WindowCustomer> &customers)
{
    std::vector<Share> shares;
    std::int64_t opening = 0;
    std::int64_t closing = 0;
    for (const WindowCustomer &customer : customers) {
        if (!customer.opens() && !rule.ofReturning)
            continue;
        const Numerator numerator = rule.numerator(customer);
        if (!numerator || !addTo(opening, customer.opening) || !addTo(closing, customer.closing))
            return std::nullopt;
        shares.push_back({customer.account, *numerator, rule.ofCustomers ? 1 : customer.opening});
    }
    if (rule.capsTotal && opening < closing) {
        for (Share &share : shares)
            share.numerator = share.denominator;
    }
    return shares;
}

/// A rate and what it is made of.
struct Told {
    ConventionFigure figure;
    std::vector<Share> shares;
};

/// Nothing where the sums do not fit.
std::optional<Told> toldBy(const Rule &rule, const Convention &convention, const std::vector<WindowCustomer> &customers)
{
    auto shares = sharesOf(rule, customers);
    if (!shares)
        return std::nullopt;
    Told told{{convention, 0, 0, 0}, std::move(*shares)};
    for (const Share &share : told.shares) {
        if (!addTo(told.figure.numerator, share.numerator) || !addTo(told.figure.denominator, share.denominator))
            return std::nullopt;
    }
    told.figure.n = int(std::ranges::count_if(customers, &WindowCustomer::opens));
    return told;
}

Result<Told> toldBy(const Convention &convention, const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    Month from, Month to, Progress &progress)
{
    const auto customers = windowCustomers(portfolio, portfolio::withGrace(book, convention.graceDays),
        {from, to, convention.grain, convention.fx}, progress);
    if (!customers)
        return customers.error();
    auto told = toldBy(ruleOf(convention), convention, *customers);
    if (!told)
        return flowsTooLarge(from, to);
    return std::move(*told);
}

std::vector<Convention> allConventions()
{
    std::vector<Convention> all;
    for (const Rule &rule : Rules) {
        for (const Grain grain : Grains) {
            for (const int grace : Graces) {
                for (const WindowFx fx : Rates)
                    all.push_back({rule.metric, rule.name, grain, grace, fx});
            }
        }
    }
    return all;
}

} // namespace

const char *toString(WindowFx fx)
{
    switch (fx) {
    case WindowFx::AsOf:
        return "asof";
    case WindowFx::Constant:
        return "constant";
    case WindowFx::Start:
        return "start";
    }
    return "";
}

const char *toString(Grain grain)
{
    return grain == Grain::Parent ? "parent" : "account";
}

std::string Convention::text() const
{
    return joined(
        {std::string(metric), std::string(rule), toString(grain), std::to_string(graceDays), toString(fx)}, "/");
}

const std::vector<Convention> &conventions()
{
    static const std::vector<Convention> all = allConventions();
    return all;
}

Result<Convention> conventionFromText(const std::string &text)
{
    std::vector<std::string> names;
    for (const Convention &convention : conventions()) {
        names.push_back(convention.text());
        if (names.back() == text)
            return convention;
    }
    const std::string close = nearest(text, names);
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Retention",
             "There is no convention \"%1\"; did you mean %2? It has metric, rule, grain, grace and fx, such as %3."),
            {text, close.empty() ? names.front() : close, Convention{metrics::Nrr, "point"}.text()}},
        {text}};
}

std::optional<double> ConventionFigure::value() const
{
    if (denominator == 0)
        return std::nullopt;
    return double(numerator) / double(denominator);
}

std::optional<double> ConventionComparison::difference() const
{
    const auto first = a.value();
    const auto second = b.value();
    return first && second ? std::optional(*first - *second) : std::nullopt;
}

Result<Conventions> computeConventions(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Month from, Month to, Progress &progress)
{
    std::map<std::string, ConventionFigure> figures;
    for (const int grace : Graces) {
        const portfolio::ArrBook graced = portfolio::withGrace(book, grace);
        for (const Grain grain : Grains) {
            for (const WindowFx fx : Rates) {
                const auto customers = windowCustomers(portfolio, graced, {from, to, grain, fx}, progress);
                if (!customers)
                    return customers.error();
                for (const Rule &rule : Rules) {
                    const Convention convention{rule.metric, rule.name, grain, grace, fx};
                    const auto told = toldBy(rule, convention, *customers);
                    if (!told)
                        return flowsTooLarge(from, to);
                    figures.emplace(convention.text(), told->figure);
                }
            }
        }
    }
    Conventions result;
    for (const Convention &convention : conventions())
        result.figures.push_back(figures.at(convention.text()));
    // At the rates of each day, of the end, and of the start.
    result.warnings = book.staleRates(from, to);
    for (const Month month : {to, from}) {
        for (Message &warning : staleConstantRates(book, month.lastDay(), from, to)) {
            const auto isSaid = [&](const Message &said) { return said.english() == warning.english(); };
            if (std::ranges::none_of(result.warnings, isSaid))
                result.warnings.push_back(std::move(warning));
        }
    }
    return result;
}

Result<ConventionComparison> compareConventions(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    Month from, Month to, const std::pair<Convention, Convention> &both, Progress &progress)
{
    const auto a = toldBy(both.first, portfolio, book, from, to, progress);
    if (!a)
        return a.error();
    const auto b = toldBy(both.second, portfolio, book, from, to, progress);
    if (!b)
        return b.error();
    ConventionComparison comparison{a->figure, b->figure, {}};
    if (!comparison.difference())
        return comparison;
    const bool byParent = both.first.grain != both.second.grain;
    std::map<int, std::pair<double, double>> byCustomer; // sums of a few may be larger than that of all
    const auto of = [&](int account) -> std::pair<double, double> & {
        return byCustomer[byParent ? book.accounts().at(account).ultimateParent : account];
    };
    for (const Share &share : a->shares)
        of(share.account).first += double(share.numerator);
    for (const Share &share : b->shares)
        of(share.account).second += double(share.numerator);
    for (const auto &[account, numerators] : byCustomer) {
        const ConventionDifference one{account, numerators.first / double(comparison.a.denominator),
            numerators.second / double(comparison.b.denominator)};
        if (one.a != one.b)
            comparison.accounts.push_back(one);
    }
    return comparison;
}

} // namespace qd::revenue
