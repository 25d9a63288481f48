#include "core/pack/audit_sheet.h"

#include "core/base/words.h"
#include "core/explain/figure_words.h"
#include "core/pack/first_pack.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <map>

namespace qd::pack {

namespace {

using explain::ExplainedAccount;
using explain::ExplainedRow;
using explain::Explanation;
using explain::MetricKind;

constexpr double FormulaHeight = 12;

/// An amount of the figure: money to the minor unit, customers, hours.
Message amountCell(const Explanation &told, std::int64_t amount, double hours)
{
    if (told.metric.kind == MetricKind::Hours)
        return Figure::number(hours, 1);
    return told.metric.countsCustomers() ? Message(Count{amount}) : Message(Figure::exactAmount(amount, told.currency));
}

Message valueOf(const Explanation &told)
{
    if (!told.metric.isRate())
        return amountCell(told, told.numerator, told.hours);
    const auto rate = told.rate();
    return rate ? Message({QD_WORDS("Packs", "%1 %"), {Figure::number(*rate * 100, 2)}}) : none();
}

Message groupOf(const Explanation &told)
{
    return told.group == "total" ? Message(QD_WORDS("Packs", "all customers")) : Message::of(groupValue(told.group));
}

KeyFigures figuresOf(const Explanation &told)
{
    KeyFigures key;
    const Message unit = told.metric.countsCustomers() || told.metric.kind == MetricKind::Hours
        ? Message()
        : Message::data(told.currency.code());
    key.figures.push_back({titleOf(told.metric), valueOf(told), told.metric.isRate() ? Message() : unit});
    if (told.metric.isRate()) {
        key.figures.push_back({numeratorName(told.metric), amountCell(told, told.numerator, told.hours), unit});
        key.figures.push_back({denominatorName(told.metric), amountCell(told, told.denominator.value_or(0), 0), unit});
    }
    key.figures.push_back({QD_WORDS("Packs", "Customers"), Count{std::int64_t(told.customers().size())}, {}});
    key.figures.push_back({QD_WORDS("Packs", "Rows of files"), Count{std::int64_t(told.rows.size())}, {}});
    return key;
}

Table customersTable(const Explanation &told, const identity::AccountDirectory &accounts)
{
    Table table;
    table.title = QD_WORDS("Packs", "Customers");
    table.subtitle = QD_WORDS("Packs", "they add up to the figure");
    table.columns = {{QD_WORDS("Packs", "Id"), Align::Left, 1.4}, {QD_WORDS("Packs", "Customer"), Align::Left, 4},
        {numeratorName(told.metric), Align::Right, 2}};
    if (told.metric.isRate())
        table.columns.push_back({denominatorName(told.metric), Align::Right, 2});
    table.columns.push_back({QD_WORDS("Packs", "Note"), Align::Left, 2});
    for (const ExplainedAccount &part : told.accounts) {
        const identity::Account &account = accounts.at(part.account);
        std::vector<Table::Cell> row{{Message::data(account.id), Judgement::None, true}, {Message::data(account.name)},
            {amountCell(told, part.numerator, part.hours)}};
        if (told.metric.isRate())
            row.push_back({amountCell(told, part.denominator.value_or(0), 0)});
        row.push_back(
            {part.floored ? Message(QD_WORDS("Packs", "below zero, counts 0")) : Message(), Judgement::None, true});
        table.rows.push_back(std::move(row));
        table.origins.push_back(Origin::customer(account.id));
    }
    table.totals = {{QD_WORDS("Packs", "Total")}, {}, {amountCell(told, told.numerator, told.hours)}};
    if (told.metric.isRate())
        table.totals.push_back({amountCell(told, told.denominator.value_or(0), 0)});
    table.totals.emplace_back();
    return table;
}

/// Files by name and sum, in the order in which rows first name them; their numbers stand in the table of rows.
class Files {
public:
    int numberOf(const ExplainedRow &row)
    {
        const auto [place, isNew] = m_numbers.try_emplace({row.file, row.sha256}, int(m_numbers.size()) + 1);
        if (isNew)
            m_rows.push_back(&row);
        return place->second;
    }
    [[nodiscard]] Table table() const
    {
        Table table;
        table.title = QD_WORDS("Packs", "Files");
        table.columns = {{QD_WORDS("Packs", "No."), Align::Right, 0.6}, {QD_WORDS("Packs", "File"), Align::Left, 4},
            {QD_WORDS("Packs", "Sheet"), Align::Left, 1.4}, {QD_WORDS("Packs", "Read by profile"), Align::Left, 2.4},
            {QD_WORDS("Packs", "SHA-256"), Align::Left, 7}};
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            table.rows.push_back({{Count{std::int64_t(i + 1)}}, {Message::data(m_rows[i]->file)},
                {Message::data(m_rows[i]->sheet), Judgement::None, true},
                {Message::data(m_rows[i]->profile), Judgement::None, true},
                {Message::data(m_rows[i]->sha256), Judgement::None, true}});
        return table;
    }

private:
    std::map<std::pair<std::string, std::string>, int> m_numbers;
    std::vector<const ExplainedRow *> m_rows;
};

Table rowsTable(const Explanation &told, const identity::AccountDirectory &accounts, Files &files)
{
    Table table;
    table.title = QD_WORDS("Packs", "Rows of files");
    table.subtitle = {QD_WORDS("Packs", "%1, at the exchange rates of the figure"), {told.currency.code()}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 3}, {QD_WORDS("Packs", "Source"), Align::Left, 1.6},
        {QD_WORDS("Packs", "Entity"), Align::Left, 1.8}, {QD_WORDS("Packs", "Row"), Align::Left, 2.6},
        {QD_WORDS("Packs", "Amount"), Align::Right, 1.8}, {QD_WORDS("Packs", "Adds to"), Align::Left, 1.5},
        {QD_WORDS("Packs", "File"), Align::Right, 0.7}, {QD_WORDS("Packs", "Line"), Align::Right, 1},
        {QD_WORDS("Packs", "Batch"), Align::Right, 0.8}};
    for (const ExplainedRow &row : told.rows) {
        const identity::Account &account = accounts.at(row.account);
        Message adds = explain::endName(row.end);
        if (row.month)
            adds = {QD_WORDS("Packs", "%1 %2"), {Sentences(adds), shortMonth(*row.month)}};
        table.rows.push_back({{Message::data(account.name)}, {Message::data(row.source), Judgement::None, true},
            {Message::data(row.entity), Judgement::None, true}, {Message::data(row.id), Judgement::None, true},
            {row.amount ? Message(Figure::exactAmount(*row.amount, told.currency)) : none()},
            {adds, Judgement::None, true}, {Count{files.numberOf(row)}},
            {row.line > 0 ? Message(Count{row.line}) : none()}, {Count{row.batch}, Judgement::None, true}});
        table.origins.push_back(Origin::customer(account.id));
    }
    return table;
}

/// Adds a table below what stands on the last page, over as many pages as it takes.
void append(PackDocument &document, double &top, const Table &table)
{
    if (table.rows.empty())
        return;
    Page head = document.pages.back();
    head.blocks.clear();
    constexpr double LeastRows = 4;
    if (ContentBottom - top < TitleHeight + HeaderHeight + LeastRows * table.rowHeight) {
        document.pages.push_back(head);
        top = ContentTop;
    }
    bool first = true;
    for (const Table &part : brokenTable(table, ContentBottom - top, ContentBottom - ContentTop)) {
        if (!first) {
            document.pages.push_back(head);
            top = ContentTop;
        }
        document.pages.back().blocks.push_back({{Margin, top, ContentWidth, heightOf(part)}, part});
        top += heightOf(part) + SmallGap;
        first = false;
    }
}

} // namespace

PackDocument auditSheet(
    const explain::Explanation &told, const identity::AccountDirectory &accounts, const std::string &company)
{
    PackDocument document;
    document.templateId = "audit-sheet";
    document.company = company;
    document.name = {QD_WORDS("Packs", "Audit sheet of %1"), {Sentences(titleOf(told.metric))}};
    document.period = windowName(told.window);
    document.asOf = told.window.end();
    document.footerLeft = {{QD_WORDS("Packs", "%1, %2, %3."),
        {told.metric.text, Sentences(windowName(told.window)), Sentences(groupOf(told))}}};
    document.footerDefinitions = told.version
        ? Message({QD_WORDS("Packs", "Definition: %1 v%2"), {told.definition, Count{*told.version}}})
        : Message({QD_WORDS("Packs", "Definition: %1, retired by then"), {told.definition}});
    document.issue = issueOne(document.asOf);
    Page page;
    page.title = {QD_WORDS("Packs", "%1 of %2: %3"),
        {Sentences(titleOf(told.metric)), Sentences(groupOf(told)), Sentences(valueOf(told))}};
    page.subtitle = windowName(told.window);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, FiguresHeight}, figuresOf(told)});
    Narrative formula;
    std::vector<Message> said{formulaOf(told.metric)};
    said.insert(said.end(), told.warnings.begin(), told.warnings.end());
    formula.parts.push_back({{}, {inARow(std::move(said))}});
    formula.size = Narrative::Size::Small;
    page.blocks.push_back({{Margin, ContentTop + FiguresHeight + SmallGap, ContentWidth, FormulaHeight}, formula});
    document.pages.push_back(std::move(page));
    double top = ContentTop + FiguresHeight + FormulaHeight + 2 * SmallGap;
    append(document, top, customersTable(told, accounts));
    Files files;
    append(document, top, rowsTable(told, accounts, files));
    append(document, top, files.table());
    return document;
}

} // namespace qd::pack
