#include "core/pack/wording.h"

namespace qd::pack {

Message clauses(const Message &first, const Message &second)
{
    return {QD_WORDS("Lists", "%1; %2"), {Sentences(first), Sentences(second)}};
}

Message sentenceOf(const Message &clause)
{
    return {QD_WORDS("Lists", "%1."), {Sentences(clause)}};
}

Message none()
{
    return QD_WORDS("Packs", "none");
}

} // namespace qd::pack
