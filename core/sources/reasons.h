#pragma once
#include "core/base/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// Why a row was put in quarantine. The codes are stable: files, scripts and translations rely on them.
enum class Reason {
    MissingRequired,
    BadDate,
    AmbiguousDate,
    BadMonth,
    BadNumber,
    BadBoolean,
    NegativeValue,
    UnknownCurrency,
    CurrencyMismatch,
    EndBeforeStart,
    DuplicateKey,
    ConflictingFile,
    RaggedRow,
    BadEncoding,
    Overflow,
    BadSalesforceId,
    AmbiguousNumber,
    NoResult,
    TotalRow,
    DamagedId,
    LookupUnmatched,
    LookupAmbiguous,
    CheckFailed,
};

/// "missing_required", "bad_date", ...
[[nodiscard]] const char *toString(Reason reason);

struct ReasonText {
    std::string_view code;
    const char *name; ///< "Bad date", one of the words of the window
    std::string_view meaning; ///< one sentence for documentation and tool tips
};
/// All reasons in the order of the enum.
[[nodiscard]] const std::vector<ReasonText> &reasons();
/// The name of a reason by its code; nothing for a code that is none of ours.
[[nodiscard]] std::optional<Word> reasonName(std::string_view code);

/// What is wrong with one value or row: becomes a line of the quarantine.
struct Fault {
    Reason reason = Reason::MissingRequired;
    std::string column; ///< header in the file; the canonical name where the file has no such column
    Message detail; ///< the sentence's end, for example `"2026-02-30" is no date.`
};

/// The row has `fields`, the header `headers`.
[[nodiscard]] Fault raggedFault(std::size_t fields, std::size_t headers);
/// The row is no text in the file's encoding.
[[nodiscard]] Fault encodingFault();
/// The cell of `column` is a formula without a result.
[[nodiscard]] Fault unsolvedFault(const std::string &column);

/// The whole sentence: `crm.accounts.csv line 5, column renewal_date: "2026-02-30" is no date.`
[[nodiscard]] Message sentence(const std::string &file, long long line, const Fault &fault);

/// A value as a sentence quotes it: at most 60 bytes, and "..." where it is longer.
[[nodiscard]] std::string shortened(std::string_view value);

} // namespace qd::sources
