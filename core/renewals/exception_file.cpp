#include "core/renewals/exception_file.h"

#include "core/base/csv_text.h"
#include "core/base/money.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/identity/own_subjects.h"
#include "core/renewals/words.h"
#include "core/store/audit.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

namespace qd::renewals {

namespace {

/// `renewal` is nullptr of a customer without a date.
std::vector<CsvCell> cellsOf(const KnownRenewals &known, int account, const RenewalCase *renewal, Exception exception)
{
    const identity::Account &customer = known.book().accounts().at(account);
    const Currency currency = known.book().currency();
    const bool hasOpportunity = renewal && renewal->opportunity;
    return {identity::recordIdOfKind(customer, "crm"), identity::recordIdOfKind(customer, "cs_platform"), customer.name,
        customer.field("owner"), customer.field("segment"), customer.field("region"),
        CsvCell::raw(renewal ? renewal->due.iso() : std::string()),
        CsvCell::raw(renewal ? Money{renewal->dueArr, currency}.text() : std::string()),
        CsvCell::raw(renewal ? currency.code() : std::string()), CsvCell::raw(renewal ? toString(renewal->state) : ""),
        hasOpportunity ? renewal->opportunity->opportunity->id : std::string(), CsvCell::raw(toString(exception)),
        CsvCell::raw(remedyFor(exception))};
}

} // namespace

ExceptionFile exceptionFile(const RenewalReport &report, const KnownRenewals &known, bool withPersonalData)
{
    ExceptionFile file{headerLine(own_exports::RenewalExceptions), 0, false};
    const auto add = [&](std::vector<CsvCell> cells) {
        for (CsvCell &cell : cells) {
            std::string masked = withoutAddresses(cell.value);
            file.personal = file.personal || (withPersonalData && masked != cell.value);
            if (!withPersonalData)
                cell.value = std::move(masked);
        }
        file.csv += csvLine(cells);
        ++file.rows;
    };
    for (const ListedRenewal &listed : report.contracts) {
        for (const Exception exception : listed.exceptions)
            add(cellsOf(known, listed.renewal.account, &listed.renewal, exception));
    }
    for (const int account : report.undated)
        add(cellsOf(known, account, nullptr, Exception::NoDate));
    return file;
}

Result<void> writeExceptionFile(store::Workspace &workspace, const std::string &path, const ExceptionFile &file)
{
    if (auto written = store::writeOutput(path, file.csv, {workspace.path()}); !written)
        return written;
    if (workspace.isReadOnly()) // the file stands, noted or not
        return {};
    store::WriteTransaction transaction(workspace, "export renewal exceptions");
    store::recordChange(workspace, "export renewal exceptions", path, std::nullopt,
        std::to_string(file.rows) + " rows, personal data: " + (file.personal ? "yes" : "no"));
    transaction.commit();
    return {};
}

} // namespace qd::renewals
