#include "core/portfolio/arr_contracts.h"

#include "core/base/month.h"
#include "core/portfolio/subscription_terms.h"
#include "core/store/contract_rows.h"
#include "core/store/customer_rows.h"
#include "core/store/workspace.h"

#include <set>

namespace qd::portfolio {

namespace {

/// The piece, or the parts of it that a trial and a discount make: worth nothing through a trial's last day, and less
/// on the days of a discount. What is a trial on all of its days is left out.
void addParts(const ArrPiece &piece, const store::SubscriptionRow &row, std::vector<ArrPiece> &pieces)
{
    const Date paid = row.trialEnd ? row.trialEnd->plusDays(1) : BeginningOfTime;
    const auto add = [&](Date from, Date until, std::int64_t annual) {
        ArrPiece part = piece;
        part.termFrom = std::max(from, paid);
        part.termUntil = until;
        part.annualMinor = annual;
        clipToValue(part);
        const bool isWhole = part.termFrom == BeginningOfTime && part.termUntil == EndOfTime;
        if (isWhole || part.from < part.until)
            pieces.push_back(std::move(part));
    };
    if (!row.discount.isGiven())
        return add(BeginningOfTime, EndOfTime, piece.annualMinor);
    const Date first = row.discount.start.value_or(BeginningOfTime);
    const Date after = row.discount.end ? row.discount.end->plusDays(1) : EndOfTime;
    if (first > BeginningOfTime)
        add(BeginningOfTime, first, piece.annualMinor);
    add(first, after, discounted(piece.annualMinor, row.discount, row.statedMinor));
    if (after < EndOfTime)
        add(after, EndOfTime, piece.annualMinor);
}

/// Contracts of each source, with the index of a product's name.
class SubscriptionReading {
public:
    SubscriptionReading(const identity::AccountDirectory &accounts, const AnnualValues &values)
        : m_accounts(accounts)
        , m_values(values)
    {
    }
    void add(const store::SubscriptionRow &row)
    {
        ArrPiece piece;
        piece.account = m_accounts.indexOfRecord(row.source, row.accountId);
        if (piece.account < 0)
            return;
        OfSource &own = valueAt(m_sources, row.source);
        piece.start = row.start;
        piece.statedEnd = row.end;
        piece.cancelled = row.cancelled;
        const InForce days = statedDays({row.start, row.end, row.cancelled});
        piece.from = days.from;
        piece.until = days.until;
        piece.annualMinor = row.annualMinor;
        piece.currency = row.currency;
        if (!row.product.empty()) {
            auto known = own.index.find(row.product);
            if (known == own.index.end()) {
                known = own.index.emplace(row.product, int(own.contracts.products.size())).first;
                own.contracts.products.emplace_back(row.product);
            }
            piece.product = known->second;
        }
        piece.batchId = row.batch;
        piece.line = row.line;
        piece.recordId = row.id;
        piece.accountId = m_accounts.kept(row.accountId);
        const std::vector<AnnualValue> &values = valuesOf(row.source, piece.recordId);
        for (std::size_t i = 0; i < values.size(); ++i) {
            ArrPiece part = piece;
            part.annualMinor = values[i].value.minor;
            part.currency = values[i].value.currency;
            part.valueFrom = i == 0 ? BeginningOfTime : values[i].asOf;
            part.valueUntil = i + 1 < values.size() ? values[i + 1].asOf : EndOfTime;
            addParts(part, row, own.contracts.pieces);
        }
        if (values.empty())
            addParts(piece, row, own.contracts.pieces);
    }
    void moveTo(std::map<std::string, ArrContracts> &contracts)
    {
        for (auto &[source, own] : m_sources)
            contracts[source] = std::move(own.contracts);
    }

private:
    struct OfSource {
        ArrContracts contracts;
        TextMap<int> index; ///< of products
    };
    [[nodiscard]] const std::vector<AnnualValue> &valuesOf(std::string_view source, const std::string &id) const
    {
        static const std::vector<AnnualValue> none;
        const auto ofSource = m_values.find(source);
        if (ofSource == m_values.end())
            return none;
        const auto found = ofSource->second.find(id);
        return found == ofSource->second.end() ? none : found->second;
    }

    const identity::AccountDirectory &m_accounts;
    const AnnualValues &m_values;
    TextMap<OfSource> m_sources;
};

/// A month's row holds from its month-end until the next month-end; no row is 0 up to the source's last month.
void addMonth(const identity::AccountDirectory &accounts, const store::ArrMonthRow &row, ArrContracts &contracts)
{
    ArrPiece piece;
    piece.account = accounts.indexOfRecord(row.source, row.accountId);
    if (piece.account < 0)
        return;
    piece.start = piece.from = row.month.lastDay();
    piece.until = row.month.plus(1).lastDay();
    const Date known = piece.until.plusDays(-1);
    contracts.lastKnownDay = contracts.pieces.empty() ? known : std::max(contracts.lastKnownDay, known);
    piece.annualMinor = row.arrMinor;
    piece.currency = row.currency;
    piece.accountId = accounts.kept(row.accountId);
    piece.recordId = row.accountId;
    piece.batchId = row.batch;
    piece.line = row.line;
    contracts.pieces.push_back(std::move(piece));
}

/// Each piece of a customer that ended in another, by who holds it when. Of contracts a part without days is kept too:
/// what is known of a day (renewals/known_book.h) looks at whole contracts, of those that were over before the merger
/// and of those that begin after it, and a grace may lengthen some.
void partByMergers(const identity::AccountDirectory &accounts, const std::string &source, bool areContracts,
    std::vector<ArrPiece> &pieces)
{
    std::vector<ArrPiece> parts;
    for (ArrPiece &piece : pieces) {
        const int owner = accounts.ownerOfRecord(source, piece.accountId.str());
        if (owner < 0) {
            parts.push_back(std::move(piece));
            continue;
        }
        for (const identity::Holding &holding : accounts.holdingsOf(owner)) {
            ArrPiece part = piece;
            part.account = holding.account;
            part.heldFrom = holding.from.value_or(BeginningOfTime);
            part.heldUntil = holding.until.value_or(EndOfTime);
            clipToValue(part);
            if (areContracts || part.from < part.until || (!holding.from && !holding.until))
                parts.push_back(std::move(part));
        }
    }
    pieces = std::move(parts);
}

int lineOf(const RecordLines &lines, std::string_view source, const std::string &record)
{
    const auto own = lines.find(source);
    if (own == lines.end())
        return 0;
    const auto line = own->second.find(record);
    return line == own->second.end() ? 0 : line->second;
}

} // namespace

std::optional<Money> amountOf(std::string_view text)
{
    const auto gap = text.find(' ');
    const auto amount = Decimal::parse(text.substr(0, gap));
    const auto currency = gap == std::string_view::npos ? std::nullopt : Currency::fromCode(text.substr(gap + 1));
    return amount && currency ? Money::fromDecimal(*amount, *currency) : std::nullopt;
}

SnapshotReading::SnapshotReading(const identity::AccountDirectory &accounts, const RecordLines &lines, Currency base)
    : m_accounts(accounts)
    , m_lines(lines)
    , m_base(base)
{
}

void SnapshotReading::add(const store::FieldChangeRow &row)
{
    Snapshots &own = valueAt(m_sources, row.source);
    own.first = std::min(own.first.value_or(row.asOf), row.asOf);
    ArrPiece piece;
    piece.account = m_accounts.indexOfRecord(row.source, row.recordId);
    if (piece.account < 0)
        return;
    const bool isFirst = own.pieces.empty() || own.pieces.back().recordId != row.recordId;
    if (!isFirst)
        own.pieces.back().until = row.asOf;
    const auto amount = amountOf(row.value);
    piece.start = piece.from = row.asOf;
    piece.until = EndOfTime;
    piece.annualMinor = amount ? amount->minor : 0;
    piece.currency = amount ? amount->currency : m_base;
    piece.batchId = row.batch;
    piece.recordId = row.recordId;
    piece.line = lineOf(m_lines, row.source, piece.recordId);
    piece.accountId = m_accounts.kept(row.recordId);
    if (isFirst)
        own.firsts.push_back(own.pieces.size());
    own.pieces.push_back(std::move(piece));
}

/// Who was not yet in the source's first snapshot begins with its own.
void SnapshotReading::moveTo(std::map<std::string, ArrContracts> &contracts)
{
    for (auto &[source, own] : m_sources) {
        for (const std::size_t i : own.firsts) {
            if (own.pieces[i].from == *own.first)
                own.pieces[i].from = BeginningOfTime;
        }
        contracts[source].pieces = std::move(own.pieces);
    }
}

std::map<std::string, ArrContracts> readContracts(const store::Workspace &workspace,
    const identity::AccountDirectory &accounts, SnapshotReading &snapshots, const AnnualValues &values,
    const store::ProductVisit &product)
{
    std::map<std::string, ArrContracts> contracts;
    SubscriptionReading subscriptions(accounts, values);
    store::forEachSubscription(
        workspace, [&](const store::SubscriptionRow &row) { subscriptions.add(row); }, product);
    subscriptions.moveTo(contracts);
    std::set<std::string> ofContracts;
    for (const auto &[source, own] : contracts)
        ofContracts.insert(source);
    snapshots.moveTo(contracts);
    TextMap<ArrContracts> months;
    store::forEachArrMonth(
        workspace, [&](const store::ArrMonthRow &row) { addMonth(accounts, row, valueAt(months, row.source)); });
    for (auto &[source, own] : months) {
        contracts[source] = std::move(own); // arr_history goes before subscriptions
        ofContracts.erase(source);
    }
    for (auto &[source, own] : contracts) {
        if (accounts.hasMergers())
            partByMergers(accounts, source, ofContracts.contains(source), own.pieces);
        sortPieces(own.pieces);
    }
    return contracts;
}

} // namespace qd::portfolio
