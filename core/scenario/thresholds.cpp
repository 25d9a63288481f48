#include "core/scenario/thresholds.h"

#include "core/base/text.h"
#include "core/revenue/grouping.h"
#include "core/scenario/parameters.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace qd::scenario {

namespace {

struct Sorted {
    std::vector<int> segmentOf; ///< by customer
    std::vector<ThresholdMoves> moves; ///< by threshold
};

constexpr double HighestThreshold = 1e13; // in minor units it still fits, also with three decimals

std::int64_t minorOf(double major, int digits)
{
    return std::llround(major * std::pow(10.0, digits));
}

int indexOf(const StartBook &book, const std::string &segment)
{
    const auto found = std::find(book.segments.begin(), book.segments.end(), segment);
    return found == book.segments.end() ? -1 : int(found - book.segments.begin());
}

Sorted sortCustomers(const StartBook &book, const std::vector<Threshold> &thresholds)
{
    Sorted sorted;
    for (const StartCustomer &customer : book.customers)
        sorted.segmentOf.push_back(customer.segment);
    for (const Threshold &threshold : thresholds) {
        const int lower = indexOf(book, threshold.from);
        const int upper = indexOf(book, threshold.to);
        const std::int64_t least = minorOf(threshold.arr, book.digits);
        ThresholdMoves moves;
        for (std::size_t i = 0; i < sorted.segmentOf.size(); ++i) {
            int &segment = sorted.segmentOf[i];
            const int wanted = book.customers[i].arr >= least ? upper : lower;
            if ((segment != lower && segment != upper) || segment == wanted || wanted < 0)
                continue;
            segment = wanted;
            ++(wanted == upper ? moves.up : moves.down);
        }
        sorted.moves.push_back(moves);
    }
    return sorted;
}

/// Customers and ARR of a segment, as base figures have them.
std::pair<double, double> sumOf(const StartBook &book, const std::vector<int> &segmentOf, int segment)
{
    std::int64_t logos = 0;
    std::int64_t minor = 0;
    for (std::size_t i = 0; i < segmentOf.size(); ++i) {
        if (segmentOf[i] == segment) {
            ++logos;
            minor += book.customers[i].arr;
        }
    }
    return {double(logos), double(minor) * std::pow(10.0, -book.digits)};
}

/// The ARR from which on `upper` has its customers, with the fewest exceptions.
double bestPart(const StartBook &book, int lower, int upper)
{
    std::vector<std::pair<std::int64_t, int>> pairs; // ARR, and what a threshold above it changes
    int wrong = 0; // all at or above the lowest threshold: every one of `lower` stands wrong
    for (const StartCustomer &customer : book.customers) {
        if (customer.segment == lower || customer.segment == upper)
            pairs.emplace_back(customer.arr, customer.segment == lower ? -1 : 1);
        wrong += customer.segment == lower;
    }
    std::sort(pairs.begin(), pairs.end());
    std::int64_t best = pairs.empty() ? 0 : pairs.front().first;
    int fewest = wrong;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        wrong += pairs[i].second;
        const bool lastOfItsArr = i + 1 == pairs.size() || pairs[i + 1].first != pairs[i].first;
        if (lastOfItsArr && wrong < fewest) {
            fewest = wrong;
            best = i + 1 < pairs.size() ? pairs[i + 1].first : pairs[i].first + 1;
        }
    }
    return double(best) * std::pow(10.0, -book.digits);
}

} // namespace

std::shared_ptr<const StartBook> makeStartBook(
    std::vector<std::string> segments, std::vector<StartCustomer> customers, int digits)
{
    auto book = std::make_shared<StartBook>();
    *book = {std::move(segments), std::move(customers), digits, {}};
    std::vector<int> segmentOf;
    for (const StartCustomer &customer : book->customers)
        segmentOf.push_back(customer.segment);
    std::vector<std::pair<double, int>> byMean;
    for (int i = 0; i < int(book->segments.size()); ++i) {
        const auto [logos, arr] = sumOf(*book, segmentOf, i);
        if (logos > 0 && book->segments[std::size_t(i)] != revenue::NoGroup)
            byMean.emplace_back(arr / logos, i);
    }
    std::sort(byMean.begin(), byMean.end());
    for (std::size_t i = 0; i + 1 < byMean.size(); ++i) {
        const int lower = byMean[i].second;
        const int upper = byMean[i + 1].second;
        book->ladder.push_back(
            {book->segments[std::size_t(lower)], book->segments[std::size_t(upper)], bestPart(*book, lower, upper)});
    }
    return book;
}

void applyThresholds(CompleteScenario &scenario, std::vector<Threshold> thresholds)
{
    const StartBook *book = scenario.startBook.book.get();
    if (!book)
        return;
    std::set<std::string> touched;
    for (const auto &list : {scenario.thresholds, thresholds}) {
        for (const Threshold &threshold : list)
            touched.insert({threshold.from, threshold.to});
    }
    const Sorted sorted = sortCustomers(*book, thresholds);
    for (Segment &segment : scenario.segments) {
        if (touched.count(segment.name) > 0)
            std::tie(segment.logos, segment.arr) = sumOf(*book, sorted.segmentOf, indexOf(*book, segment.name));
    }
    scenario.thresholds = std::move(thresholds);
}

void setThreshold(CompleteScenario &scenario, const std::string &from, const std::string &to, double arr)
{
    std::vector<Threshold> thresholds = scenario.thresholds;
    const auto isIt = [&](const Threshold &each) { return each.from == from && each.to == to; };
    const auto found = std::find_if(thresholds.begin(), thresholds.end(), isIt);
    if (found != thresholds.end() && arr > 0)
        found->arr = arr;
    else if (found != thresholds.end())
        thresholds.erase(found);
    else if (arr > 0)
        thresholds.push_back({from, to, arr});
    applyThresholds(scenario, std::move(thresholds));
}

double thresholdOf(const CompleteScenario &scenario, const std::string &from, const std::string &to)
{
    for (const Threshold &threshold : scenario.thresholds) {
        if (threshold.from == from && threshold.to == to)
            return threshold.arr;
    }
    return 0;
}

std::vector<ThresholdMoves> thresholdMoves(const CompleteScenario &scenario)
{
    const StartBook *book = scenario.startBook.book.get();
    return book ? sortCustomers(*book, scenario.thresholds).moves : std::vector<ThresholdMoves>();
}

bool followsStartBook(const CompleteScenario &scenario, const std::string &name)
{
    const StartBook *book = scenario.startBook.book.get();
    const auto segment = std::find_if(
        scenario.segments.begin(), scenario.segments.end(), [&](const Segment &each) { return each.name == name; });
    if (!book || segment == scenario.segments.end())
        return false;
    const auto [logos, arr] = sumOf(*book, sortCustomers(*book, scenario.thresholds).segmentOf, indexOf(*book, name));
    return segment->logos == logos && std::abs(segment->arr - arr) < std::pow(10.0, -book->digits) / 2;
}

namespace {

/// A segment that a threshold names and the file does not have, or whose customers it states.
Message endFault(const Scenario &scenario, const std::string &name, const std::string &where)
{
    std::vector<std::string> names;
    const SegmentValues *segment = nullptr;
    for (const SegmentValues &each : scenario.segments) {
        names.push_back(each.name);
        segment = each.name == name ? &each : segment;
    }
    if (!names.empty() && !segment) {
        const std::string close = nearest(name, names);
        if (close.empty())
            return {QD_WORDS("Scenarios", "%1: the file has no segment \"%2\"; it has %3."),
                {where, name, joined(names, ", ")}};
        return {
            QD_WORDS("Scenarios", "%1: the file has no segment \"%2\"; did you mean \"%3\"?"), {where, name, close}};
    }
    if (!segment || (!segment->logos && !segment->arr))
        return {};
    MessageWords words = QD_WORDS("Scenarios",
        "Segment \"%1\" states logos, but %2 sorts its customers by the ARR each has in the workspace. Leave out logos "
        "and arr of that segment, or the threshold.");
    if (!segment->arr)
        words = QD_WORDS("Scenarios",
            "Segment \"%1\" states logos, but %2 sorts its customers by the ARR each has in the workspace. Leave out "
            "logos of that segment, or the threshold.");
    else if (!segment->logos)
        words = QD_WORDS("Scenarios",
            "Segment \"%1\" states arr, but %2 sorts its customers by the ARR each has in the workspace. Leave out arr "
            "of that segment, or the threshold.");
    return {words, {name, where}};
}

} // namespace

Message thresholdFault(const Scenario &scenario)
{
    std::set<std::set<std::string>> pairs;
    for (std::size_t i = 0; i < scenario.thresholds.size(); ++i) {
        const Threshold &threshold = scenario.thresholds[i];
        const std::string where = "thresholds[" + std::to_string(i) + "]";
        if (threshold.from == threshold.to)
            return {
                QD_WORDS("Scenarios", "%1 goes from \"%2\" to itself; name two segments."), {where, threshold.from}};
        if (!(threshold.arr > 0) || !(threshold.arr <= HighestThreshold))
            return {QD_WORDS("Scenarios", "%1: arr must be above 0 and at most 1e13, not %2."),
                {where, numberText(threshold.arr)}};
        if (!pairs.insert({threshold.from, threshold.to}).second)
            return {QD_WORDS("Scenarios", "%1 parts \"%2\" and \"%3\" a second time; keep one of the two."),
                {where, threshold.from, threshold.to}};
        for (const std::string &name : {threshold.from, threshold.to}) {
            if (const Message fault = endFault(scenario, name, where); !fault.isEmpty())
                return fault;
        }
    }
    return {};
}

} // namespace qd::scenario
