#include "core/signoff/exceptions.h"

#include "core/base/csv_text.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/reconcile/systems.h"
#include "core/sources/own_headers.h"
#include "core/store/audit.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace qd::signoff {

namespace {

/// In the order of the columns.
constexpr std::array Fields{"arr", "currency", "renewal_date", "owner", "segment", "lifecycle_stage", "status"};

/// A part of a file name: letters and digits of any script, hyphen and underscore stay; all else becomes an underscore.
std::string fileNamePart(std::string_view text)
{
    std::string part;
    for (const char c : text) {
        const bool stays = isAsciiLetter(c) || isAsciiDigit(c) || c == '-' || c == '_' || (c & 0x80) != 0;
        part += stays ? c : '_';
    }
    return part.empty() ? "none" : part;
}

std::string csvOf(const std::vector<const Correction *> &rows, const std::map<std::string, std::string> &headers,
    bool withPersonalData, ExceptionList &list)
{
    std::map<std::string, std::map<std::string, std::string>> values; // by record, then field
    std::set<std::string> used;
    for (const Correction *row : rows) {
        values[row->recordId][row->field] = row->value;
        used.insert(row->field);
        if (!row->currency.empty()) {
            values[row->recordId]["currency"] = row->currency;
            used.insert("currency");
        }
    }
    const auto header = [&headers](const std::string &column) {
        const auto own = headers.find(column);
        return CsvCell(own == headers.end() ? column : own->second);
    };
    std::vector<CsvCell> cells{header("account_id")};
    for (const char *field : Fields) {
        if (used.contains(field))
            cells.push_back(header(field));
    }
    std::string csv = csvLine(cells);
    for (const auto &[record, ofRecord] : values) {
        cells = {CsvCell(record)};
        for (const char *field : Fields) {
            if (!used.contains(field))
                continue;
            const auto found = ofRecord.find(field);
            const std::string value = found == ofRecord.end() ? std::string() : found->second;
            const std::string masked = withoutAddresses(value);
            list.personal = list.personal || (withPersonalData && masked != value);
            const bool isPlain = std::string_view(field) == "arr" || std::string_view(field) == "renewal_date";
            cells.push_back(isPlain ? CsvCell::raw(value) : CsvCell(withPersonalData ? value : masked));
        }
        csv += csvLine(cells);
        ++list.rows;
    }
    return csv;
}

} // namespace

Result<Corrections> correctionsOf(
    const portfolio::Portfolio &portfolio, const std::vector<reconcile::Reconciliation> &pairs)
{
    Corrections corrections;
    std::set<std::array<std::string, 3>> known;
    for (const reconcile::Reconciliation &pair : pairs) {
        const auto left = reconcile::Side::of(portfolio, pair.left, pair.asOf);
        if (!left)
            return left.error();
        const auto right = reconcile::Side::of(portfolio, pair.right, pair.asOf);
        if (!right)
            return right.error();
        for (const reconcile::Break &found : pair.breaks) {
            const bool leftIsRight = reconcile::isLeftTrusted(portfolio, pair, found.field);
            const reconcile::Side &wrong = leftIsRight ? *right : *left;
            const std::vector<std::string> &ids = wrong.at(found.account).recordIds;
            if (found.type < reconcile::BreakType::Amount || ids.size() != 1) {
                ++corrections.withoutRecord;
                continue;
            }
            Correction correction{found.account, wrong.name(), ids.front(), found.field,
                leftIsRight ? found.leftValue : found.rightValue, {}};
            if (found.isAmount()) {
                const Money inBase{(leftIsRight ? found.leftAmount : found.rightAmount).value_or(0), pair.currency};
                const Money amount = (leftIsRight ? *left : *right).nativeArr(found.account).value_or(inBase);
                correction.value = amount.text();
                correction.currency = amount.currency.code();
            }
            if (known.insert({correction.source, correction.recordId, correction.field}).second)
                corrections.all.push_back(std::move(correction));
        }
    }
    std::ranges::sort(
        corrections.all, {}, [](const Correction &each) { return std::tie(each.source, each.recordId, each.field); });
    return corrections;
}

std::vector<ExceptionList> exceptionLists(const store::Workspace &workspace, const identity::AccountDirectory &accounts,
    const Corrections &corrections, bool withPersonalData)
{
    std::map<std::pair<std::string, std::string>, std::vector<const Correction *>> lists; // by system, then owner
    for (const Correction &each : corrections.all)
        lists[{each.source, accounts.at(each.account).field("owner")}].push_back(&each);
    std::map<std::string, std::map<std::string, std::string>> headers;
    std::set<std::string> taken; // without regard to case, as some file systems have it
    std::vector<ExceptionList> files;
    for (const auto &[key, rows] : lists) {
        const auto &[source, owner] = key;
        if (!headers.contains(source))
            headers[source] = sources::ownHeaders(workspace, source, "accounts");
        const std::string name =
            fileNamePart(source) + '.' + fileNamePart(withPersonalData ? owner : withoutAddresses(owner));
        std::string free = name;
        for (int number = 2; !taken.insert(caseFolded(free)).second; ++number)
            free = name + '-' + std::to_string(number);
        ExceptionList list{free + ".csv", {}, 0, withPersonalData && withoutAddresses(owner) != owner};
        list.csv = csvOf(rows, headers[source], withPersonalData, list);
        files.push_back(std::move(list));
    }
    return files;
}

Result<void> writeExceptions(
    store::Workspace &workspace, const std::vector<ExceptionList> &lists, const std::string &directory)
{
    if (lists.empty())
        return {};
    const QDir folder(QString::fromStdString(directory));
    if (!folder.mkpath(QStringLiteral(".")))
        return fileError(ErrorCode::Io, directory,
            QD_WORDS("Sign-off", "The folder %1 cannot be made; nothing was written. Give another one."));
    store::WriteTransaction transaction(workspace, "export exceptions");
    for (const ExceptionList &list : lists) {
        const std::string path = folder.filePath(QString::fromStdString(list.fileName)).toStdString();
        if (auto written = store::writeOutput(path, list.csv, {workspace.path()}); !written)
            return written;
        store::recordChange(workspace, "export exceptions", list.fileName, std::nullopt,
            std::to_string(list.rows) + " rows, personal data: " + (list.personal ? "yes" : "no"));
    }
    transaction.commit();
    return {};
}

} // namespace qd::signoff
