#pragma once
#include <string>
#include <vector>

namespace qd::sources {

/// One field of a file that no mapping names.
struct ExtraField {
    std::string name;
    std::string text;
};

/// The fields as one JSON object of texts, in their order; empty for none. Names must differ. Linear, as is the rest
/// here: an object that looks for a key before it takes another is slow for thousands of columns.
[[nodiscard]] std::string extraText(const std::vector<ExtraField> &fields);

/// Both objects as one, where `now` says what a field of both is: fields of an earlier import that this file does not
/// have stay, in front. Either may be empty.
[[nodiscard]] std::string mergedExtra(const std::string &stored, const std::string &now);

} // namespace qd::sources
