#include "core/signals/usage_days.h"

#include "core/base/text_map.h"
#include "core/identity/account_directory.h"
#include "core/store/import_batches.h"
#include "core/store/usage_reader.h"
#include "core/store/workspace.h"

#include <cmath>
#include <set>

namespace qd::signs {

namespace {

constexpr int WindowDays = 28;

double larger(double a, double b)
{
    return std::isnan(a) ? b : std::isnan(b) ? a : std::max(a, b);
}

double sum(double a, double b)
{
    return std::isnan(a) ? b : std::isnan(b) ? a : a + b;
}

double orElse(double a, double b)
{
    return std::isnan(a) ? b : a;
}

} // namespace

/// Puts rows of features together; those of one record and day may come from several segments.
class UsageDays::Reading {
public:
    explicit Reading(const identity::AccountDirectory &accounts)
        : m_accounts(accounts)
        , m_customers(accounts)
    {
    }

    void add(const store::UsageRow &row)
    {
        if (row.source != m_sourceName || row.accountId != m_recordId) {
            m_sourceName = row.source;
            m_recordId = row.accountId;
            m_account = m_accounts.ownerOfRecord(row.source, row.accountId);
            m_source = numberOf(m_sources, row.source);
            m_record = numberOf(m_records, m_sourceName + '\n' + m_recordId);
        }
        if (row.date != m_lastDate || m_source != m_lastSource)
            m_sourceDays[m_source].insert(row.date);
        m_lastDate = row.date;
        m_lastSource = m_source;
        if (!row.feature.empty())
            addFeature(row);
        if (m_account < 0)
            return;
        if (m_parts.empty() || m_parts.back().record != m_record || m_parts.back().day != row.date)
            m_parts.push_back({m_record, m_account, m_source, row.date});
        Part &part = m_parts.back();
        if (row.feature.empty())
            part.plain = {row.measures[0], row.measures[1], row.measures[2]};
        else
            part.features = {larger(part.features[0], row.measures[0]), larger(part.features[1], row.measures[1]),
                sum(part.features[2], row.measures[2])};
    }

    void moveTo(UsageDays &usage)
    {
        std::map<std::pair<int, int>, Date> since; // by place and source
        for (const Part &part : m_parts) {
            m_customers.forEachPlaceOf(part.account, [&](int place) {
                Date &first = since.emplace(std::pair(place, part.source), part.day).first->second;
                first = std::min(first, part.day);
            });
        }
        for (const auto &[key, day] : since)
            usage.m_since.add(key.first, {day, key.second});
        usage.m_since.settle(m_customers.size());
        std::ranges::stable_sort(m_parts, {}, [](const Part &part) { return std::tuple(part.record, part.day); });
        for (std::size_t i = 0; i < m_parts.size();) {
            Part whole = m_parts[i];
            for (++i; i < m_parts.size() && m_parts[i].record == whole.record && m_parts[i].day == whole.day; ++i) {
                const Part &more = m_parts[i];
                whole.plain = {orElse(whole.plain[0], more.plain[0]), orElse(whole.plain[1], more.plain[1]),
                    orElse(whole.plain[2], more.plain[2])};
                whole.features = {larger(whole.features[0], more.features[0]),
                    larger(whole.features[1], more.features[1]), sum(whole.features[2], more.features[2])};
            }
            const RecordDay day{whole.day, whole.source, orElse(whole.plain[0], whole.features[0]),
                orElse(whole.plain[1], whole.features[1]), orElse(whole.plain[2], whole.features[2])};
            m_customers.forEachPlaceOf(whole.account, [&](int place) { usage.m_days.add(place, day); });
        }
        m_parts = {};
        usage.m_days.settle(m_customers.size());
        usage.m_uses = std::move(m_uses);
        usage.m_uses.settle(m_customers.size());
        usage.m_customers = std::move(m_customers);
        usage.m_sourceDays.resize(m_sources.size());
        usage.m_featureFirst.resize(m_sources.size());
        usage.m_sourceNames.resize(m_sources.size());
        for (const auto &[name, source] : m_sources)
            usage.m_sourceNames[std::size_t(source)] = name;
        for (const auto &[source, days] : m_sourceDays)
            usage.m_sourceDays[std::size_t(source)].assign(days.begin(), days.end());
        for (const Feature &feature : m_features)
            usage.m_featureFirst[std::size_t(feature.source)].push_back(feature.first);
        for (std::vector<Date> &firsts : usage.m_featureFirst)
            std::ranges::sort(firsts);
    }

private:
    struct Part {
        int record = -1;
        int account = -1;
        int source = -1;
        Date day;
        /// Active, licensed, events: of the row without feature, and over features.
        std::array<double, 3> plain = {Empty, Empty, Empty};
        std::array<double, 3> features = {Empty, Empty, Empty};
    };
    struct Feature {
        int source = -1;
        Date first;
    };

    static int numberOf(TextMap<int> &numbers, std::string_view text)
    {
        const auto known = numbers.find(text);
        return known != numbers.end() ? known->second
                                      : numbers.emplace(std::string(text), int(numbers.size())).first->second;
    }
    void addFeature(const store::UsageRow &row)
    {
        TextMap<int> &numbers = m_featureNumbers[m_source];
        auto known = numbers.find(row.feature);
        if (known == numbers.end()) {
            known = numbers.emplace(std::string(row.feature), int(m_features.size())).first;
            m_features.push_back({m_source, row.date});
        }
        const int feature = known->second;
        m_features[std::size_t(feature)].first = std::min(m_features[std::size_t(feature)].first, row.date);
        if (m_account >= 0 && row.measures[2] > 0)
            m_customers.forEachPlaceOf(m_account, [&](int place) { m_uses.add(place, {row.date, feature}); });
    }

    const identity::AccountDirectory &m_accounts;
    identity::CustomerPlaces m_customers;
    TextMap<int> m_sources;
    TextMap<int> m_records;
    std::map<int, TextMap<int>> m_featureNumbers; ///< by source
    std::vector<Feature> m_features;
    std::map<int, std::set<Date>> m_sourceDays;
    std::vector<Part> m_parts;
    ByAccount<FeatureUse> m_uses;
    std::string m_sourceName;
    std::string m_recordId;
    int m_account = -1;
    int m_source = -1;
    int m_record = -1;
    int m_lastSource = -1;
    Date m_lastDate;
};

Result<UsageDays> UsageDays::read(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, std::optional<Date> seenBy)
{
    Reading reading(accounts);
    const auto seen = seenBy ? store::batchesSeenBy(workspace.db(), seenBy->iso()) : std::set<std::int64_t>();
    const auto done = store::forEachUsage(workspace, {}, [&](const store::UsageRow &row) {
        if (!seenBy || seen.contains(row.batch))
            reading.add(row);
        return true;
    });
    if (!done)
        return done.error();
    UsageDays usage;
    reading.moveTo(usage);
    return usage;
}

bool UsageDays::anyRowWithin(int source, Date after, Date through) const
{
    const std::vector<Date> &days = m_sourceDays[std::size_t(source)];
    const auto next = std::ranges::upper_bound(days, after);
    return next != days.end() && *next <= through;
}

double UsageDays::trend(int account, Date day) const
{
    const Date middle = day.plusDays(-WindowDays);
    const auto earlier = m_days.within(account, day.plusDays(-2 * WindowDays), middle);
    double before = 0;
    for (const RecordDay &each : earlier)
        before += std::isnan(each.events) ? 0 : each.events;
    if (before <= 0)
        return Empty;
    const auto later = m_days.within(account, middle, day);
    if (later.empty()
        && std::ranges::none_of(earlier, [&](const RecordDay &each) { return anyRowWithin(each.source, middle, day); }))
        return Empty;
    double now = 0;
    for (const RecordDay &each : later)
        now += std::isnan(each.events) ? 0 : each.events;
    return now / before - 1;
}

double UsageDays::activeUsers(int account, Date day) const
{
    double users = 0;
    int days = 0;
    std::optional<Date> last;
    for (const RecordDay &each : m_days.within(account, day.plusDays(-WindowDays), day)) {
        if (std::isnan(each.active))
            continue;
        users += each.active;
        days += last == each.day ? 0 : 1;
        last = each.day;
    }
    return days == 0 ? Empty : users / days;
}

double UsageDays::licences(int account, Date day) const
{
    const auto days = m_days.until(account, day);
    double licensed = Empty;
    std::optional<Date> last;
    for (auto each = days.rbegin(); each != days.rend() && (!last || *last == each->day); ++each) {
        if (std::isnan(each->licensed))
            continue;
        licensed = sum(licensed, each->licensed);
        last = each->day;
    }
    return licensed;
}

double UsageDays::breadth(int account, Date day) const
{
    const Date after = day.plusDays(-WindowDays);
    if (m_days.within(account, after, day).empty())
        return Empty;
    std::ptrdiff_t known = 0;
    for (const Since &since : m_since.until(account, day)) {
        const std::vector<Date> &firsts = m_featureFirst[std::size_t(since.source)];
        known += std::ranges::upper_bound(firsts, day) - firsts.begin();
    }
    if (known == 0)
        return Empty;
    std::vector<int> used;
    for (const FeatureUse &use : m_uses.within(account, after, day))
        used.push_back(use.feature);
    std::ranges::sort(used);
    const auto last = std::unique(used.begin(), used.end());
    return double(last - used.begin()) / double(known);
}

double UsageDays::value(SignalKind kind, int customer, Date day) const
{
    const int account = m_customers.placeOn(customer, day);
    switch (kind) {
    case SignalKind::UsageTrend:
        return trend(account, day);
    case SignalKind::ActiveUsers:
        return activeUsers(account, day);
    case SignalKind::LicenceUse: {
        const double licensed = licences(account, day);
        return licensed > 0 ? activeUsers(account, day) / licensed : Empty;
    }
    case SignalKind::Breadth:
        return breadth(account, day);
    case SignalKind::DaysSinceUsage: {
        const auto days = m_days.until(account, day);
        return days.empty() ? Empty : double(daysBetween(days.back().day, day));
    }
    default:
        return Empty;
    }
}

} // namespace qd::signs
