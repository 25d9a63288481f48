#include "core/pack/import_change_page.h"

#include "core/base/personal_data.h"
#include "core/explain/change_since.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <array>
#include <set>

namespace qd::pack {

namespace {

using governance::ArrChanged;
using governance::ArrMove;
using governance::FieldOfImport;
using governance::MovedCustomer;

constexpr double ChartWidth = 150; // mm
constexpr double TopHeight = 72;
constexpr double CustomerRowHeight = 5.0;

constexpr std::array Moves{
    ArrMove::New, ArrMove::Raised, ArrMove::Lowered, ArrMove::Ended, ArrMove::Rate, ArrMove::Floor};

/// By customer, the largest change first; of equals the lower index.
std::vector<MovedCustomer> customersOf(const ArrChanged &arr)
{
    std::vector<MovedCustomer> all;
    for (const ArrMove move : Moves) {
        for (const MovedCustomer &each : arr.customersOf(move)) {
            const auto found = std::ranges::find(all, each.account, &MovedCustomer::account);
            if (found == all.end()) {
                all.push_back(each);
                continue;
            }
            found->records += each.records;
            found->before += each.before;
            found->after += each.after;
        }
    }
    std::ranges::sort(all, [](const MovedCustomer &a, const MovedCustomer &b) {
        const std::int64_t left = std::abs(a.moved());
        const std::int64_t right = std::abs(b.moved());
        return left != right ? left > right : a.account < b.account;
    });
    return all;
}

Table customerTable(const governance::WhatImportsChanged &changed)
{
    const ArrChanged &arr = *changed.arr;
    std::vector<MovedCustomer> customers = customersOf(arr);
    const std::size_t all = customers.size();
    const double room = (TopHeight - TitleHeight - HeaderHeight) / CustomerRowHeight;
    customers.resize(std::min(all, std::size_t(room)));
    Table table;
    table.title = QD_WORDS("Packs", "Customers that moved most");
    table.subtitle = {QD_WORDS("Packs", "%1 of %2, ARR in %3"),
        {Count{std::int64_t(customers.size())}, Count{std::int64_t(all)}, arr.currency.code()}};
    table.rowHeight = CustomerRowHeight;
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 3}, {QD_WORDS("Packs", "Before"), Align::Right, 1.8},
        {QD_WORDS("Packs", "Now"), Align::Right, 1.8}, {QD_WORDS("Packs", "Change"), Align::Right, 1.8}};
    for (const MovedCustomer &each : customers) {
        const bool known = each.account >= 0;
        table.rows.push_back(
            {{known ? Message::data(withoutAddresses(changed.portfolio->accounts().at(each.account).name)) : none()},
                {Figure::wholeAmount(each.before, arr.currency), Judgement::None, true},
                {Figure::wholeAmount(each.after, arr.currency), Judgement::None, true},
                {Figure::wholeAmount(each.moved(), arr.currency).withSign()}});
        table.origins.push_back(known ? Origin::customer(changed.portfolio->accounts().at(each.account).id) : Origin());
    }
    return table;
}

std::string blanks(std::string field)
{
    std::ranges::replace(field, '_', ' ');
    return field;
}

Message whatOf(const sources::ChangedField &field)
{
    using enum sources::WhatChanged;
    switch (field.what) {
    case Made:
        return {QD_WORDS("Packs", "%1: new"), {field.entity}};
    case Raised:
        return {QD_WORDS("Packs", "%1: %2 up"), {field.entity, blanks(field.field)}};
    case Lowered:
        return {QD_WORDS("Packs", "%1: %2 down"), {field.entity, blanks(field.field)}};
    case Vanished:
        return {QD_WORDS("Packs", "%1: vanished, closed"), {field.entity}};
    case Missing:
        return {QD_WORDS("Packs", "%1: not in the file"), {field.entity}};
    case Field:
        break;
    }
    return {QD_WORDS("Packs", "%1: %2"), {field.entity, blanks(field.field)}};
}

/// Whether values of a field may be a person's.
bool isOfPersons(const sources::ChangedField &field)
{
    return field.entity == "contacts" || field.field == "respondent" || field.field == "requester"
        || field.field.ends_with("email") || field.field.ends_with("phone");
}

/// "11 later, 7 earlier", or what most of the values went from and to.
Message toldOf(const FieldOfImport &of)
{
    if (const auto [later, earlier] = of.laterAndEarlier(); later + earlier > 0)
        return {QD_WORDS("Packs", "%1 later, %2 earlier"), {Count{later}, Count{earlier}}};
    const auto most = isOfPersons(of.field) ? std::nullopt : of.commonest();
    if (!most)
        return {};
    const auto value = [](const std::string &text) {
        return Sentences(text.empty() ? Message(QD_WORDS("Packs", "nothing")) : Message::data(withoutAddresses(text)));
    };
    if (most->records == of.field.records)
        return {QD_WORDS("Packs", "%1 to %2"), {value(most->before), value(most->after)}};
    return {QD_WORDS("Packs", "%1 to %2 in %3"), {value(most->before), value(most->after), Count{most->records}}};
}

Table fieldTable(const governance::WhatImportsChanged &changed)
{
    Table table;
    table.title = QD_WORDS("Packs", "What the files changed");
    table.subtitle = {QD_WORDS_N("Packs", "by entity and field, %1 files", "by entity and field, %1 file"),
        {Count{std::int64_t(changed.batches.size())}}};
    table.rowHeight = CustomerRowHeight;
    table.columns = {{QD_WORDS("Packs", "Entity, field"), Align::Left, 3},
        {QD_WORDS("Packs", "System"), Align::Left, 2}, {QD_WORDS("Packs", "Records"), Align::Right, 1.3},
        {QD_WORDS("Packs", "Customers"), Align::Right, 1.4}, {QD_WORDS("Packs", "What it is"), Align::Left, 5}};
    for (const FieldOfImport &of : changed.fields)
        table.rows.push_back({{whatOf(of.field)}, {Message::data(of.field.source), Judgement::None, true},
            {Count{of.field.records}}, {Count{of.customers}}, {toldOf(of), Judgement::None, true}});
    return table;
}

/// "3 customers moved ARR by -3,500.00 USD in what was imported"
Message titleOf(const governance::WhatImportsChanged &changed)
{
    if (!changed.arr)
        return QD_WORDS("Packs", "What was imported last changed records; what it made of ARR cannot be told");
    if (changed.arr->records.empty())
        return {QD_WORDS("Packs", "What was imported did not move the ARR of %1"), {day(changed.arr->day)}};
    return {QD_WORDS_N("Packs", "%1 customers moved the ARR of %2 by %3 with what was imported",
                "%1 customer moved the ARR of %2 by %3 with what was imported"),
        {Count{changed.arr->customers()}, day(changed.arr->day),
            Figure::fullMoney(changed.arr->moved(), changed.arr->currency).withSign()}};
}

Message subtitleOf(const governance::WhatImportsChanged &changed)
{
    if (!changed.arr)
        return changed.noArr;
    return {QD_WORDS("Packs", "From %1 to %2, to the cent; imports %3 to %4."),
        {Figure::exactMoney(changed.arr->before, changed.arr->currency),
            Figure::exactMoney(changed.arr->after, changed.arr->currency),
            std::to_string(changed.batches.empty() ? 0 : changed.batches.front().batch),
            std::to_string(changed.batches.empty() ? 0 : changed.batches.back().batch)}};
}

} // namespace

chart::Chart importBridge(const ArrChanged &arr)
{
    using chart::Meaning;
    using explain::ChangeCause;
    chart::MoneyWaterfall bridge(arr.currency);
    bridge.from(QD_WORDS("Charts", "Before"), arr.before);
    for (const auto &[move, cause, meaning] : {std::tuple(ArrMove::New, ChangeCause::New, Meaning::New),
             {ArrMove::Raised, ChangeCause::Expansion, Meaning::Expansion},
             {ArrMove::Lowered, ChangeCause::Contraction, Meaning::Contraction},
             {ArrMove::Ended, ChangeCause::Churn, Meaning::Churn}, {ArrMove::Rate, ChangeCause::Fx, Meaning::Fx}})
        bridge.step(Word{explain::nameOf(cause)}, meaning, arr.movedBy(move));
    if (const std::int64_t floor = arr.movedBy(ArrMove::Floor); floor != 0)
        bridge.step(QD_WORDS("Charts", "Below zero"), Meaning::Unexplained, floor);
    chart::Chart chart = std::move(bridge).to(QD_WORDS("Charts", "After"), arr.after);
    chart.title = {QD_WORDS("Charts", "ARR of %1 before and after the import"), {arr.day}};
    chart.subtitle = {QD_WORDS("Charts", "%1, steps in full"), {arr.currency.code()}};
    return chart;
}

std::vector<Page> importChangePages(const governance::WhatImportsChanged &changed)
{
    const Page head{titleOf(changed), subtitleOf(changed), {}};
    std::vector<Page> pages{head};
    double top = ContentTop;
    if (changed.arr && !changed.arr->records.empty()) {
        const double left = ChartWidth + Gap;
        pages.front().blocks.push_back({{Margin, top, ChartWidth, TopHeight}, ChartBlock{importBridge(*changed.arr)}});
        const Table customers = customerTable(changed);
        pages.front().blocks.push_back({{Margin + left, top, ContentWidth - left, heightOf(customers)}, customers});
        top += TopHeight + Gap;
    }
    const Table fields = fieldTable(changed);
    if (fields.rows.empty()) {
        Narrative nothing;
        nothing.parts.push_back({{}, {QD_WORDS("Packs", "No record that was known changed, and none is missing.")}});
        pages.front().blocks.push_back({{Margin, top, ContentWidth, ContentBottom - top}, nothing});
        return pages;
    }
    bool first = true;
    for (const Table &part : brokenTable(fields, ContentBottom - top, ContentHeight)) {
        if (!first) {
            pages.push_back(head);
            top = ContentTop;
        }
        pages.back().blocks.push_back({{Margin, top, ContentWidth, heightOf(part)}, part});
        first = false;
    }
    return pages;
}

} // namespace qd::pack
