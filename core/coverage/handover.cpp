#include "core/coverage/handover.h"

#include "core/base/csv_text.h"
#include "core/base/money.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"

namespace qd::coverage {

std::string handoverCsv(const CoverageInput &input, const std::vector<Handover> &handovers)
{
    std::string csv = headerLine(own_exports::Handover);
    const auto csm = [&](int index, std::string Csm::*field) {
        return index < 0 ? std::string() : input.roster.csms[std::size_t(index)].*field;
    };
    for (const Handover &move : handovers) {
        const AccountLoad &load = input.loads[std::size_t(move.load)];
        const identity::Account &account = input.accounts->at(load.account);
        csv += csvLine({account.id, account.name, load.segmentName, load.region,
            CsvCell::raw(Money{load.arr, input.currency}.text()), CsvCell::raw(fixedDecimals(load.hours, 2)),
            CsvCell::raw(load.renewals.empty() ? std::string() : load.renewals.front().end.iso()),
            csm(move.from, &Csm::id), csm(move.from, &Csm::name), csm(move.to, &Csm::id), csm(move.to, &Csm::name),
            move.reason, move.explanation.english()});
    }
    return csv;
}

} // namespace qd::coverage
