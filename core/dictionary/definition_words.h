#pragma once
#include "core/dictionary/definition.h"

namespace qd::dictionary {

/// What people read, for the context "Words" (ui/paint/words.h): "in review", "operational".
[[nodiscard]] const char *nameOf(DefinitionStatus status);
[[nodiscard]] const char *nameOf(DefinitionClass definitionClass);

} // namespace qd::dictionary
