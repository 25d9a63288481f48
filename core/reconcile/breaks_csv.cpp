#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/systems.h"

namespace qd::reconcile {

namespace {

std::vector<CsvCell> cellsOf(const Reconciliation &reconciliation, const Break &found)
{
    const auto amount = [&](const std::optional<std::int64_t> &minor) {
        return CsvCell::raw(minor ? Money{*minor, reconciliation.currency}.text() : std::string());
    };
    const identity::Account &account = reconciliation.accounts->at(found.account);
    const bool money = found.isAmount();
    return {account.id, account.name, found.field, toString(found.type), toString(found.finding.cause),
        money ? amount(found.leftAmount) : CsvCell(found.leftValue),
        money ? amount(found.rightAmount) : CsvCell(found.rightValue),
        money ? amount(found.delta) : CsvCell(std::string()), found.leftId, found.rightId};
}

} // namespace

std::string breaksCsv(const Reconciliation &reconciliation)
{
    std::string csv = headerLine(own_exports::Breaks);
    for (const Break &found : reconciliation.breaks)
        csv += csvLine(cellsOf(reconciliation, found));
    return csv;
}

std::string breaksCsv(const SystemsComparison &comparison)
{
    std::string csv = headerLine(own_exports::BreaksOfSystems);
    for (const Reconciliation &pair : comparison.pairs) {
        for (const Break &found : pair.breaks) {
            std::vector<CsvCell> cells = cellsOf(pair, found);
            cells.emplace_back(pair.right.name);
            csv += csvLine(cells);
        }
    }
    return csv;
}

std::string registeredBreaksCsv(const Reconciliation &reconciliation,
    const std::map<std::string, RegisteredBreak> &known, const std::vector<std::size_t> &chosen)
{
    std::string csv = headerLine(own_exports::RegisteredBreaks);
    for (const std::size_t index : chosen) {
        const Break &found = reconciliation.breaks[index];
        const auto entry = known.find(breakKey(reconciliation, found));
        const RegisteredBreak remembered = entry == known.end() ? RegisteredBreak() : entry->second;
        std::vector<CsvCell> cells = cellsOf(reconciliation, found);
        cells.insert(cells.end(),
            {CsvCell(remembered.name()), remembered.firstSeen,
                ownerOf(remembered, reconciliation.accounts->at(found.account)),
                remembered.state.empty() ? breakStates().front() : remembered.state, remembered.note,
                remembered.dueDate});
        csv += csvLine(cells);
    }
    return csv;
}

} // namespace qd::reconcile
