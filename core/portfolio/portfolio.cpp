#include "core/portfolio/portfolio.h"

#include "core/identity/golden_record.h"
#include "core/portfolio/kept_fields.h"
#include "core/portfolio/portfolio_reading.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <mutex>
#include <span>

namespace qd::portfolio {

namespace {

/// A changing field of one record: what it was at first, and from which days on it was something else.
using Changes = std::span<const FieldChange>;

const PooledText &valueOn(Changes changes, Date day)
{
    const PooledText *value = &changes.front().value;
    for (const FieldChange &change : changes) {
        if (change.asOf <= day)
            value = &change.value;
    }
    return *value;
}

/// Fields that are not compared stay as they are.
void setField(CustomerRecord &record, const std::string &field, const PooledText &value)
{
    const std::pair<std::string_view, PooledText *> texts[] = {{"owner", &record.owner}, {"segment", &record.segment},
        {"region", &record.region}, {"lifecycle_stage", &record.lifecycleStage}, {"status", &record.status}};
    for (const auto &[name, text] : texts) {
        if (field == name)
            *text = value;
    }
    if (field == "renewal_date")
        record.renewalDate = Date::fromIso(value.str());
}

/// Still without its source and customer.
identity::SourceRecord compared(const CustomerRecord &record, const identity::CompanyMarks &marks)
{
    identity::SourceRecord compared{{}, marks};
    compared.id = record.id;
    compared.method = record.method;
    compared.name = record.name;
    compared.domain = record.domain;
    compared.parentId = record.parentId;
    compared.crmId = record.crmId;
    compared.createdDate = record.createdDate;
    compared.bare = record.bare;
    return compared;
}

/// The last portfolio that was read, and what state of which file it is of.
struct Kept {
    std::mutex mutex;
    store::FileState state;
    std::shared_ptr<const Portfolio> portfolio;
};

Kept &kept()
{
    static Kept last;
    return last;
}

} // namespace

bool ofOneRecord(const FieldChange &a, const FieldChange &b)
{
    return a.recordId == b.recordId && a.source == b.source && a.field == b.field;
}

Portfolio::Portfolio(PortfolioParts parts)
    : m_parts(std::move(parts))
    , m_people(m_parts.csms)
    , m_marks(std::move(m_parts.marks))
{
    if (!m_parts.accounts)
        m_parts.accounts = std::make_shared<const identity::AccountDirectory>();
}

std::shared_ptr<const Portfolio> Portfolio::read(const store::Workspace &workspace)
{
    return std::make_shared<const Portfolio>(readParts(workspace));
}

std::shared_ptr<const Portfolio> Portfolio::ofBooks(
    const store::Workspace &workspace, std::shared_ptr<const identity::SourceRecords> records)
{
    return std::make_shared<const Portfolio>(readBookParts(workspace, std::move(records)));
}

std::shared_ptr<const Portfolio> Portfolio::of(const store::Workspace &workspace)
{
    if (workspace.isInTransaction())
        return read(workspace);
    const std::scoped_lock lock(kept().mutex);
    const store::FileState state = store::stateOf(workspace);
    if (!kept().portfolio || kept().state != state) {
        kept().portfolio.reset(); // before the next one takes its place in memory
        kept().portfolio = read(workspace);
        kept().state = state;
    }
    return kept().portfolio;
}

const std::string &Portfolio::setting(std::string_view key) const
{
    static const std::string none;
    const auto found = m_parts.settings.find(key);
    return found == m_parts.settings.end() ? none : found->second;
}

Result<ArrSource> Portfolio::findSource(const std::string &nameOrKind) const
{
    return portfolio::findSource(m_parts.sources, nameOrKind);
}

std::string Portfolio::kindOf(const std::string &source) const
{
    const auto found = std::find_if(
        m_parts.sources.begin(), m_parts.sources.end(), [&](const ArrSource &each) { return each.name == source; });
    return found == m_parts.sources.end() ? std::string() : found->kind;
}

Result<ArrSource> Portfolio::systemOfRecord() const
{
    return portfolio::systemOfRecord(m_parts.sources, setting("system_of_record.arr"));
}

std::optional<SourcePair> Portfolio::defaultPair() const
{
    return portfolio::defaultPair(m_parts.sources);
}

std::optional<Date> Portfolio::latestAsOf() const
{
    std::optional<Date> latest;
    for (const ArrSource &source : m_parts.sources) {
        if (source.asOf != Date())
            latest = std::max(latest.value_or(source.asOf), source.asOf);
    }
    return latest;
}

Result<FxRates> Portfolio::ratesFor(const std::string &arrSource) const
{
    return FxRates::of(m_parts.rates, m_parts.currency, arrSource);
}

Result<ArrBook> Portfolio::book(const ArrSource &source, std::optional<Date> asOf) const
{
    auto rates = ratesFor(source.name);
    if (!rates)
        return rates.error();
    if (!m_parts.graceDays)
        return m_parts.graceDays.error();
    static const auto none = std::make_shared<const ArrContracts>();
    const auto contracts = m_parts.contracts.find(source.name);
    return ArrBook(source, m_parts.accounts, std::move(*rates),
        contracts == m_parts.contracts.end() ? none : contracts->second, *m_parts.graceDays,
        asOf.value_or(source.asOf));
}

Result<ArrBook> Portfolio::book(std::optional<Date> asOf) const
{
    const auto source = systemOfRecord();
    if (!source)
        return source.error();
    return book(*source, asOf);
}

const std::vector<CustomerRecord> &Portfolio::recordsOf(const std::string &source) const
{
    static const std::vector<CustomerRecord> none;
    const auto found = m_parts.records.find(source);
    return found == m_parts.records.end() ? none : found->second;
}

const std::vector<identity::CompanyMarks> &Portfolio::marksOf(const std::string &source) const
{
    std::call_once(m_marksFound, [this] {
        identity::MarkReading reading(m_markTexts);
        for (const auto &[name, records] : m_parts.records) {
            if (m_marks.contains(name))
                continue;
            std::vector<identity::CompanyMarks> &marks = m_marks[name];
            marks.reserve(records.size());
            for (const CustomerRecord &record : records)
                marks.push_back(reading.marksOf(record.name, record.domain, record.bare));
        }
    });
    static const std::vector<identity::CompanyMarks> none;
    const auto found = m_marks.find(source);
    return found == m_marks.end() ? none : found->second;
}

const identity::IdentityReport &Portfolio::identity() const
{
    std::call_once(m_identityFound, [this] {
        TextPool texts;
        std::vector<PooledText> ids;
        for (const identity::Account &account : accounts().accounts())
            ids.push_back(texts.keep(account.id));
        std::vector<identity::SourceRecord> records;
        for (const auto &[source, ofSource] : m_parts.records) {
            const PooledText name = texts.keep(source);
            const PooledText kind = texts.keep(kindOf(source));
            const std::vector<identity::CompanyMarks> &marks = marksOf(source);
            for (std::size_t i = 0; i < ofSource.size(); ++i) {
                const int account = ofSource[i].account;
                records.push_back(compared(ofSource[i], marks[i]));
                records.back().source = name;
                records.back().kind = kind;
                records.back().account = account < 0 ? PooledText() : ids[std::size_t(account)];
            }
        }
        m_identity = identity::identityReport(
            records, identity::precedence("parent", setting("precedence.parent")), m_parts.decisions);
    });
    return m_identity;
}

std::vector<CustomerRecord> Portfolio::recordsOn(const std::string &source, Date day) const
{
    std::vector<CustomerRecord> records = recordsOf(source);
    std::unordered_map<std::string_view, CustomerRecord *> byId;
    for (CustomerRecord &record : records)
        byId.emplace(record.id.str(), &record);
    const std::vector<FieldChange> &rows = m_parts.fieldChanges;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && ofOneRecord(rows[first], rows[end]))
            ++end;
        const auto found = rows[first].source.str() == source ? byId.find(rows[first].recordId.str()) : byId.end();
        if (found != byId.end())
            setField(*found->second, rows[first].field.str(), valueOn(Changes(rows).subspan(first, end - first), day));
        first = end;
    }
    return records;
}

std::vector<std::string> Portfolio::goldenValuesOn(const std::string &field, Date day) const
{
    std::vector<std::string> values;
    for (const identity::Account &account : accounts().accounts())
        values.push_back(account.field(field));
    Date latest;
    for (const ArrSource &source : m_parts.sources)
        latest = std::max(latest, source.asOf);
    if (latest != Date() && day >= latest)
        return values; // today's, with what people set by hand
    std::map<std::string, std::map<std::string, Changes>> changed; // by source and record
    std::vector<char> touched(values.size(), 0);
    const std::vector<FieldChange> &rows = m_parts.fieldChanges;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && ofOneRecord(rows[first], rows[end]))
            ++end;
        if (rows[first].field.str() == field) {
            changed[rows[first].source][rows[first].recordId] = Changes(rows).subspan(first, end - first);
            // Golden values are of customers as their records are linked, whatever becomes a part of another.
            if (const int account = accounts().ownerOfRecord(rows[first].source.str(), rows[first].recordId.str());
                account >= 0)
                touched[std::size_t(account)] = 1;
        }
        first = end;
    }
    for (std::size_t account = 0; account < values.size(); ++account) {
        if (touched[account])
            values[account].clear(); // perhaps nobody had one then
    }
    std::vector<std::size_t> ranks(values.size(), SIZE_MAX);
    const std::vector<std::string> order = identity::precedence(field, setting("precedence." + field));
    for (const auto &[source, records] : m_parts.records) {
        const std::string kind = kindOf(source);
        const auto ofSource = changed.find(source);
        for (const CustomerRecord &record : records) {
            const auto now = presentValue(record, field);
            const int account =
                accounts().hasMergers() ? accounts().ownerOfRecord(source, record.id.str()) : record.account;
            if (account < 0 || !touched[std::size_t(account)] || record.bare || !now)
                continue;
            const auto history = ofSource == changed.end() ? nullptr : &ofSource->second;
            const auto found = history ? history->find(record.id) : std::map<std::string, Changes>::const_iterator();
            const std::string then = history && found != history->end() ? valueOn(found->second, day).str() : *now;
            const std::size_t rank = identity::rankOf(source, kind, order);
            if (then.empty() || rank >= ranks[std::size_t(account)])
                continue;
            ranks[std::size_t(account)] = rank;
            values[std::size_t(account)] = then;
        }
    }
    return values;
}

} // namespace qd::portfolio
