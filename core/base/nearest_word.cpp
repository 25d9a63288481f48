#include "core/base/nearest_word.h"

namespace qd {

std::string unknownKeySentence(std::string_view where, std::string_view key, const std::vector<std::string> &known)
{
    std::string sentence = std::string(where) + " has an unknown key \"" + std::string(key) + "\"";
    const std::string close = nearest(key, known);
    sentence += close.empty() ? "; known are " + joined(known, ", ") + "." : "; did you mean \"" + close + "\"?";
    return sentence;
}

} // namespace qd
