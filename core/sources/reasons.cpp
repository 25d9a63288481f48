#include "core/sources/reasons.h"

namespace qd::sources {

const std::vector<ReasonText> &reasons()
{
    static const std::vector<ReasonText> all{
        {"missing_required", "A value the entity cannot do without is empty."},
        {"bad_date", "The text is no date, or a day that does not exist."},
        {"ambiguous_date", "Day and month could be either way round, and no value of the column settles it."},
        {"bad_month", "The text is no month of the form YYYY-MM."},
        {"bad_number", "The text is no number, or not one of the kind wanted."},
        {"bad_boolean", "The text is neither yes nor no."},
        {"negative_value", "A recurring value is below zero."},
        {"unknown_currency", "ISO 4217 lists no such currency."},
        {"currency_mismatch", "The amount carries another currency than the row names."},
        {"end_before_start", "The end lies before the start."},
        {"duplicate_key", "The same key stands earlier in the file with other values."},
        {"conflicting_file", "Another file of the same import has the same key with other values."},
        {"ragged_row", "The row has more or fewer fields than the header."},
        {"bad_encoding", "The row holds bytes that are no text in the file's encoding."},
        {"overflow", "The number is larger than an exact amount can hold."},
        {"bad_salesforce_id", "The Salesforce id has a wrong length, character or check characters."},
        {"ambiguous_number", "The point could group thousands or stand before decimals, and no value settles it."},
        {"no_result", "The cell of the workbook is a formula, and its result was not saved."},
        {"total_row", "The row is a sum of others: what should be an id is the word for a total."},
    };
    return all;
}

const char *toString(Reason reason)
{
    return reasons()[std::size_t(reason)].code.data();
}

Fault raggedFault(std::size_t fields, std::size_t headers)
{
    return {Reason::RaggedRow, "",
        "the row has " + std::to_string(fields) + " fields, the header has " + std::to_string(headers) + "."};
}

Fault unsolvedFault(const std::string &column)
{
    return {Reason::NoResult, column,
        "the cell has a formula and no value; open the workbook in a spreadsheet program, save it and import it "
        "again."};
}

std::string sentence(std::string_view file, long long line, const Fault &fault)
{
    std::string text(file);
    text += " line " + std::to_string(line);
    if (!fault.column.empty())
        text += ", column " + fault.column;
    return text + ": " + fault.detail;
}

std::string inQuotes(std::string_view value)
{
    constexpr std::size_t Limit = 60;
    if (value.size() <= Limit)
        return '"' + std::string(value) + '"';
    std::size_t cut = Limit;
    while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0U) == 0x80)
        --cut; // not inside a character
    return '"' + std::string(value.substr(0, cut)) + "...\"";
}

} // namespace qd::sources
