#include "core/pack/customer_pack.h"

#include "core/base/text.h"
#include "core/pack/customer_data.h"
#include "core/pack/first_pack.h"
#include "core/pack/page_kinds.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"
#include "core/portfolio/portfolio.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <set>

namespace qd::pack {

namespace {

const std::string EachCustomer = "customer";

/// The months a review looks back on end with this one.
struct Period {
    Month last;
    Message name;
};

/// Precondition: the options are good.
Period periodOf(const std::string &text, int fiscalYearStart)
{
    if (const auto quarter = FiscalQuarter::fromText(text))
        return {quarter->lastMonth(fiscalYearStart), Message::data(quarter->text())};
    const Month month = Month::fromIso(text).value_or(Month());
    return {month, longMonth(month)};
}

Result<ReviewBook> bookFor(
    const store::Workspace &workspace, const PackOptions &options, Period &period, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    period = periodOf(options.period, portfolio->fiscalYearStart());
    if (const auto over = bookOfMonth(*portfolio, period.last); !over)
        return over.error();
    return ReviewBook::read(workspace, period.last.lastDay(), progress);
}

Result<std::vector<int>> named(const ReviewBook &book, const std::vector<std::string> &customers)
{
    std::vector<int> accounts;
    for (const std::string &id : customers) {
        const auto account = customerNamed(book.accounts(), id);
        if (!account)
            return account.error();
        const int holder = book.accounts().customerOn(*account, book.day()); // of one that became part of another
        if (std::ranges::find(accounts, holder) == accounts.end())
            accounts.push_back(holder);
    }
    return accounts;
}

Message scopeOf(const ReviewBook &book, const std::vector<int> &accounts)
{
    constexpr std::size_t Named = 2;
    if (accounts.size() > Named)
        return {QD_WORDS_N("Packs", "Of %1 customers.", "Of %1 customer."), {Count{std::int64_t(accounts.size())}}};
    std::vector<Message> names;
    for (const int account : accounts)
        names.push_back(Message::data(book.accounts().at(account).name));
    // "Acme Inc." ends the sentence as well.
    const bool hasPoint = !accounts.empty() && book.accounts().at(accounts.back()).name.ends_with('.');
    return {hasPoint ? QD_WORDS("Packs", "Only %1") : QD_WORDS("Packs", "Only %1."), {Sentences(listed(names))}};
}

PackDocument documentOf(const store::Workspace &workspace, const PackTemplate &made, const Period &period,
    const ReviewBook &book, std::vector<int> accounts, const NarrativeHeight &heightOfText)
{
    PackDocument document;
    document.templateId = made.id;
    document.company = workspace.setting("company").value_or(std::string());
    document.name = made.heading;
    document.period = period.name;
    document.asOf = book.day();
    document.footerLeft = {inARow({{QD_WORDS("Packs", "As of %1."), {day(document.asOf)}}, scopeOf(book, accounts)})};
    if (const Message late = lateSourcesLine(workspace, document.asOf); !late.isEmpty())
        document.footerLeft.push_back(late);
    document.footerDefinitions = QD_WORDS("Packs", "Use of the 28 days, requests of the 90 days up to the day.");
    document.issue = issueOne(document.asOf);
    PackMeasures measures{MonthMeasures(), std::nullopt, std::nullopt};
    measures.customers = CustomerChoice{&book, std::move(accounts)};
    for (const PageKind *kind : made.pages) {
        for (Page &page : kind->build(measures, heightOfText))
            document.pages.push_back(std::move(page));
    }
    return document;
}

/// A value as a part of a file's name: what a file system or a shell may mind becomes "-".
std::string fileNamePart(const std::string &value)
{
    std::string name;
    for (const char letter : value) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
            || (letter >= '0' && letter <= '9') || letter == '_' || static_cast<unsigned char>(letter) > 0x7f;
        if (isPlain)
            name += letter;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    return name.empty() ? "none" : name;
}

/// Names of files of one call; values that look alike get numbers.
class FileNames {
public:
    explicit FileNames(const PackOptions &options)
        : m_stem(options.templateId + '-' + options.period + '-')
    {
    }
    std::string of(const std::string &value)
    {
        const std::string plain = m_stem + fileNamePart(value);
        std::string name = plain;
        for (int i = 2; !m_taken.insert(caseFolded(name)).second; ++i) // some file systems know no case
            name = plain + '-' + std::to_string(i);
        return name;
    }

private:
    std::string m_stem;
    std::set<std::string> m_taken;
};

Result<PackBatch> forEachCustomer(const store::Workspace &workspace, const PackOptions &options,
    const NarrativeHeight &heightOfText, Progress &progress, const PackWriter &write)
{
    Period period;
    const auto book = bookFor(workspace, options, period, progress);
    if (!book)
        return book.error();
    auto accounts = options.customers.empty() ? Result<std::vector<int>>(book->all(options.filters))
                                              : named(*book, options.customers);
    if (!accounts)
        return accounts.error();
    PackBatch batch{int(accounts->size()), 0, false, {}};
    FileNames names(options);
    progress.begin(QD_WORDS("Progress", "Writing packs"), batch.wanted);
    for (const int account : *accounts) {
        if (!progress.step(batch.written)) {
            batch.isStopped = true;
            break;
        }
        PackDocument document =
            documentOf(workspace, *findTemplate(options.templateId), period, *book, {account}, heightOfText);
        document.data = customerData(book->of(account), book->accounts().at(account));
        if (auto done = write(names.of(book->accounts().at(account).id), document); !done)
            return done.error();
        ++batch.written;
    }
    return batch;
}

/// The values of a dimension among the customers that pass, in byte order, those without one last.
std::vector<std::string> valuesOf(
    const portfolio::Portfolio &portfolio, const std::string &by, const revenue::Filters &filters)
{
    std::set<std::pair<bool, std::string>> values;
    for (const identity::Account &account : portfolio.accounts().accounts()) {
        if (!revenue::passes(account, filters))
            continue;
        const std::string &value = account.field(by);
        values.insert({value.empty(), value.empty() ? NoGroup : value});
    }
    std::vector<std::string> found;
    for (const auto &[isNone, value] : values)
        found.push_back(value);
    return found;
}

Result<PackBatch> forEachValue(const store::Workspace &workspace, const PackOptions &options, const std::string &by,
    const NarrativeHeight &heightOfText, Progress &progress, const PackWriter &write)
{
    const auto values = valuesOf(*portfolio::Portfolio::of(workspace), by, options.filters);
    PackBatch batch{int(values.size()), 0, false, {}};
    FileNames names(options);
    for (const std::string &value : values) {
        if (progress.isCancelled()) {
            batch.isStopped = true;
            break;
        }
        PackOptions ofValue = options;
        ofValue.filters.emplace_back(by, value);
        const auto document = buildPack(workspace, ofValue, heightOfText, progress);
        if (!document && document.error().code == ErrorCode::NoData) {
            batch.leftOut.push_back(
                {QD_WORDS("Packs", "%1: %2"), {groupValue(value), Sentences(document.error().message)}});
            continue;
        }
        if (!document && document.error().code == ErrorCode::Cancelled) {
            batch.isStopped = true;
            break;
        }
        if (!document)
            return document.error();
        if (auto done = write(names.of(value), *document); !done)
            return done.error();
        ++batch.written;
    }
    return batch;
}

} // namespace

bool isOfCustomers(const PackTemplate &made)
{
    return std::ranges::find(made.pages, findPageKind("customer")) != made.pages.end();
}

Result<PackDocument> customerPack(const store::Workspace &workspace, const PackTemplate &made,
    const PackOptions &options, const NarrativeHeight &heightOfText, Progress &progress)
{
    Period period;
    const auto book = bookFor(workspace, options, period, progress);
    if (!book)
        return book.error();
    auto accounts = options.customers.empty() ? Result<std::vector<int>>(book->unasked(options.filters))
                                              : named(*book, options.customers);
    if (!accounts)
        return accounts.error();
    if (accounts->empty())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Packs", "No customer had ARR on %1, so there is nobody to write a review for."),
                {day(book->day())}}};
    return documentOf(workspace, made, period, *book, std::move(*accounts), heightOfText);
}

Result<void> checkEach(const PackOptions &options, const std::string &by)
{
    const PackTemplate *made = findTemplate(options.templateId);
    const bool isOfEach = made && isOfCustomers(*made);
    if (isOfEach && by != EachCustomer)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The template %1 is of one customer; --each customer writes it, not \"%2\"."),
                {options.templateId, by}},
            {by}};
    if (isOfEach)
        return {};
    if (by == EachCustomer)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The template %1 is of many customers; give --each a dimension, for example segment."),
                {options.templateId}},
            {by}};
    if (by == "product")
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Packs", "A pack is of customers, and these may have several products; take another dimension."),
            {by}};
    return revenue::checkDimension(by);
}

Result<PackBatch> packForEach(const store::Workspace &workspace, const PackOptions &options, const std::string &by,
    const NarrativeHeight &heightOfText, Progress &progress, const PackWriter &write)
{
    if (auto checked = checkPackOptions(options); !checked)
        return checked.error();
    if (auto checked = checkEach(options, by); !checked)
        return checked.error();
    return by == EachCustomer ? forEachCustomer(workspace, options, heightOfText, progress, write)
                              : forEachValue(workspace, options, by, heightOfText, progress, write);
}

} // namespace qd::pack
