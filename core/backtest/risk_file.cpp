#include "core/backtest/risk_file.h"

#include "core/base/csv_text.h"
#include "core/base/money.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/identity/own_subjects.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

namespace qd::backtest {

namespace {

std::vector<CsvCell> cellsOf(const RegisterRow &row, const renewals::KnownRenewals &known)
{
    const identity::Account &account = known.book().accounts().at(row.account);
    const Currency currency = known.book().currency();
    const renewals::Risk &risk = *row.risk;
    return {identity::recordIdOfKind(account, "cs_platform"), account.name, CsvCell::raw(row.due.iso()),
        CsvCell::raw(Money{row.dueArr, currency}.text()), CsvCell::raw(currency.code()), risk.status, risk.reason,
        risk.call, risk.nextAction, CsvCell::raw(risk.nextActionDate ? risk.nextActionDate->iso() : std::string()),
        risk.author, CsvCell::raw(risk.date.iso())};
}

} // namespace

RiskFile riskFile(const std::vector<RegisterRow> &rows, const renewals::KnownRenewals &known, bool withPersonalData)
{
    RiskFile file{headerLine(own_exports::Risks), 0, false};
    for (const RegisterRow &row : rows) {
        if (!row.risk)
            continue;
        std::vector<CsvCell> cells = cellsOf(row, known);
        for (CsvCell &cell : cells) {
            std::string masked = withoutAddresses(cell.value);
            file.personal = file.personal || (withPersonalData && masked != cell.value);
            if (!withPersonalData)
                cell.value = std::move(masked);
        }
        file.csv += csvLine(cells);
        ++file.rows;
    }
    return file;
}

void noteRiskExport(store::Workspace &workspace, const std::string &path, const RiskFile &file)
{
    if (workspace.isReadOnly()) // the file stands, noted or not
        return;
    store::WriteTransaction transaction(workspace, "export risks");
    store::recordChange(workspace, "export risks", path, std::nullopt,
        std::to_string(file.rows) + " rows, personal data: " + (file.personal ? "yes" : "no"));
    transaction.commit();
}

} // namespace qd::backtest
