#pragma once
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

namespace qd::sources {

/// Makes the values of `record` that the mapping makes of its fields: texts joined, cut into pieces, looked up in other
/// entities. Fields that the record does not have are empty.
void makeValues(const Mapping &mapping, Record &record);

} // namespace qd::sources
