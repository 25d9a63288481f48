#include "ui/dictionary/dictionary_view.h"

#include "core/store/workspace.h"

namespace qd::ui {

const dictionary::DefinitionVersion *DictionaryView::shown(std::string_view metric) const
{
    const auto *inForce = dictionary.inForce(metric, day);
    return inForce ? inForce : dictionary.latest(metric);
}

Result<std::shared_ptr<const DictionaryView>> readDictionaryView(const PageContext &context)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    return std::make_shared<const DictionaryView>(DictionaryView{dictionary::Dictionary::read(**workspace),
        dictionary::changeLog(**workspace), context.asOf.value_or(Date::today())});
}

} // namespace qd::ui
