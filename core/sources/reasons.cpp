#include "core/sources/reasons.h"

#include <QtGlobal>

namespace qd::sources {

const std::vector<ReasonText> &reasons()
{
    static const std::vector<ReasonText> all{
        {"missing_required", QT_TRANSLATE_NOOP("Words", "Missing required"),
            "A value the entity cannot do without is empty."},
        {"bad_date", QT_TRANSLATE_NOOP("Words", "Bad date"), "The text is no date, or a day that does not exist."},
        {"ambiguous_date", QT_TRANSLATE_NOOP("Words", "Ambiguous date"),
            "Day and month could be either way round, and no value of the column settles it."},
        {"bad_month", QT_TRANSLATE_NOOP("Words", "Bad month"), "The text is no month, and no date within one."},
        {"bad_number", QT_TRANSLATE_NOOP("Words", "Bad number"),
            "The text is no number, or not one of the kind wanted."},
        {"bad_boolean", QT_TRANSLATE_NOOP("Words", "Bad boolean"), "The text is neither yes nor no."},
        {"negative_value", QT_TRANSLATE_NOOP("Words", "Negative value"), "A recurring value is below zero."},
        {"unknown_currency", QT_TRANSLATE_NOOP("Words", "Unknown currency"), "ISO 4217 lists no such currency."},
        {"currency_mismatch", QT_TRANSLATE_NOOP("Words", "Currency mismatch"),
            "The amount carries another currency than the row names."},
        {"end_before_start", QT_TRANSLATE_NOOP("Words", "End before start"), "The end lies before the start."},
        {"duplicate_key", QT_TRANSLATE_NOOP("Words", "Duplicate key"),
            "The same key stands earlier in the file with other values."},
        {"conflicting_file", QT_TRANSLATE_NOOP("Words", "Conflicting file"),
            "Another file of the same import has the same key with other values."},
        {"ragged_row", QT_TRANSLATE_NOOP("Words", "Ragged row"), "The row has more or fewer fields than the header."},
        {"bad_encoding", QT_TRANSLATE_NOOP("Words", "Bad encoding"),
            "The row holds bytes that are no text in the file's encoding."},
        {"overflow", QT_TRANSLATE_NOOP("Words", "Overflow"), "The number is larger than an exact amount can hold."},
        {"bad_salesforce_id", QT_TRANSLATE_NOOP("Words", "Bad salesforce id"),
            "The Salesforce id has a wrong length, character or check characters."},
        {"ambiguous_number", QT_TRANSLATE_NOOP("Words", "Ambiguous number"),
            "A point or comma could group thousands or stand before decimals, and no value settles it."},
        {"no_result", QT_TRANSLATE_NOOP("Words", "No result"),
            "The cell of the workbook is a formula, and its result is an error or was not saved."},
        {"total_row", QT_TRANSLATE_NOOP("Words", "Total row"),
            "The row is a sum of others: what should be an id is the word for a total."},
        {"damaged_id", QT_TRANSLATE_NOOP("Words", "Damaged id"),
            "A spreadsheet made a rounded number of the id, such as 4.68769E+17."},
        {"lookup_unmatched", QT_TRANSLATE_NOOP("Words", "Lookup unmatched"),
            "No record has the key that the profile looks a value up by."},
        {"lookup_ambiguous", QT_TRANSLATE_NOOP("Words", "Lookup ambiguous"),
            "Several records have the key that the profile looks a value up by, with different values."},
        {"check_failed", QT_TRANSLATE_NOOP("Words", "Check failed"), "A value fails a check of the profile."},
    };
    return all;
}

const char *toString(Reason reason)
{
    return reasons()[std::size_t(reason)].code.data();
}

std::optional<Word> reasonName(std::string_view code)
{
    for (const ReasonText &reason : reasons()) {
        if (reason.code == code)
            return Word{reason.name};
    }
    return std::nullopt;
}

Fault raggedFault(std::size_t fields, std::size_t headers)
{
    return {Reason::RaggedRow, "",
        {QD_WORDS_N(
             "Quarantine", "the row has %1 fields, the header has %2.", "the row has %1 fields, the header has %2."),
            {Count{std::int64_t(fields)}, Count{std::int64_t(headers)}}}};
}

Fault encodingFault()
{
    return {Reason::BadEncoding, "",
        QD_WORDS("Quarantine", "the row holds bytes that are no text; save the file as UTF-8.")};
}

Fault unsolvedFault(const std::string &column)
{
    return {Reason::NoResult, column,
        QD_WORDS("Quarantine",
            "the cell has a formula and no value; open the workbook in a spreadsheet program, save it and import it "
            "again.")};
}

Message sentence(const std::string &file, long long line, const Fault &fault)
{
    if (fault.column.empty())
        return {QD_WORDS("Quarantine", "%1 line %2: %3"), {file, std::to_string(line), Sentences(fault.detail)}};
    return {QD_WORDS("Quarantine", "%1 line %2, column %3: %4"),
        {file, std::to_string(line), fault.column, Sentences(fault.detail)}};
}

std::string shortened(std::string_view value)
{
    constexpr std::size_t Limit = 60;
    if (value.size() <= Limit)
        return std::string(value);
    std::size_t cut = Limit;
    while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0U) == 0x80)
        --cut; // not inside a character
    return std::string(value.substr(0, cut)) + "...";
}

} // namespace qd::sources
