#include "core/dictionary/definition_words.h"

#include "core/base/words.h"

namespace qd::dictionary {

const char *nameOf(DefinitionStatus status)
{
    switch (status) {
    case DefinitionStatus::Draft:
        return QT_TRANSLATE_NOOP("Words", "draft");
    case DefinitionStatus::Review:
        return QT_TRANSLATE_NOOP("Words", "in review");
    case DefinitionStatus::Approved:
        return QT_TRANSLATE_NOOP("Words", "approved");
    case DefinitionStatus::Retired:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "retired");
}

const char *nameOf(DefinitionClass definitionClass)
{
    return definitionClass == DefinitionClass::Revenue ? QT_TRANSLATE_NOOP("Words", "revenue")
                                                       : QT_TRANSLATE_NOOP("Words", "operational");
}

} // namespace qd::dictionary
