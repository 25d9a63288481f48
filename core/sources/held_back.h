#pragma once
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"
#include "core/sources/row_typing.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// SQLite keeps text: of a record that is none, `text` with what cannot be read marked.
[[nodiscard]] std::string storableText(const Record &record, std::string_view text);

/// The key columns of a row that is held back as EntityWriter has them; one that cannot be read is as in the file.
[[nodiscard]] std::vector<std::string> heldKey(const Mapping &mapping, const Record &record, const TypedRow &row);

} // namespace qd::sources
