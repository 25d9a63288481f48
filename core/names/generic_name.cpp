#include "core/names/generic_name.h"

#include "core/base/text.h"
#include "core/names/word_list.h"

#include <algorithm>

namespace qd::names {

bool isGenericName(std::string_view name)
{
    static const WordSet generic = shippedWords("generic_words");
    const std::vector<std::string> words = split(name, ' ');
    return !name.empty()
        && std::all_of(words.begin(), words.end(), [](const std::string &word) { return generic.contains(word); });
}

} // namespace qd::names
