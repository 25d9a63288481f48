#include "ui/dictionary/dictionary_view.h"

#include "core/store/workspace.h"

namespace qd::ui {

const dictionary::DefinitionVersion *DictionaryView::shown(std::string_view metric) const
{
    const auto *inForce = dictionary.inForce(metric, day);
    return inForce ? inForce : dictionary.latest(metric);
}

namespace {

/// Whether anything proposed may change a convention, so that it is worth reading the customers.
bool isProposal(const dictionary::DefinitionVersion &version)
{
    using dictionary::DefinitionStatus;
    return version.status == DefinitionStatus::Draft || version.status == DefinitionStatus::Review;
}

} // namespace

Result<std::shared_ptr<const DictionaryView>> readDictionaryView(const PageContext &context, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto view = std::make_shared<DictionaryView>(
        DictionaryView{dictionary::Dictionary::read(**workspace), dictionary::changeLog(**workspace), {},
            governance::keptDocuments(**workspace), context.asOf.value_or(Date::today())});
    for (const dictionary::DefinitionVersion &version : view->dictionary.versions()) {
        if (!isProposal(version))
            continue;
        const std::string &metric = version.definition.metric;
        const auto portfolio = portfolio::Portfolio::of(**workspace);
        auto restated = explain::restatementOf(view->dictionary, metric, *portfolio, std::nullopt, progress);
        if (progress.isCancelled())
            return cancelled();
        if (restated && *restated) // without data there is nothing to restate
            view->restated.emplace(metric, std::move(**restated));
    }
    return std::shared_ptr<const DictionaryView>(view);
}

} // namespace qd::ui
