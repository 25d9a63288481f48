#pragma once
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <functional>

namespace qd::dictionary {

/// What a file of `qdeck dictionary --set` says (F.json, docs/dictionary.md): a definition, entries of the register of
/// conflicts, or both.
struct DictionaryFile {
    std::optional<Definition> definition;
    std::vector<Conflict> conflicts;
};

/// The last version of a metric, or one with nothing but the id for a metric that is new.
using DefinitionBefore = std::function<Definition(const std::string &metric)>;

/// Reads F.json. What it does not give of a definition is as before, but for `in_force_from`, which is then nothing;
/// an empty text takes a value out. A new metric is called by its id where it has no name. InvalidArgument names the
/// place and the offender: a file without `metric`, an id that can be none, an unknown key (with the nearest known
/// one), a value of the wrong type, a class or state there is not, a date that is none, a conflict without metric, team
/// or convention, one that is resolved without a decision, two of one metric and team. BadData when it is no JSON, with
/// the line.
[[nodiscard]] Result<DictionaryFile> dictionaryFileFromText(std::string_view text, const DefinitionBefore &before);

/// A definition in the form of F.json, on one line.
[[nodiscard]] std::string textOf(const Definition &definition);
/// An entry of the register of conflicts in the same form.
[[nodiscard]] std::string textOf(const Conflict &conflict);

} // namespace qd::dictionary
