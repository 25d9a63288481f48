#include "ui/coverage/model_data.h"

#include "core/health/model_colours.h"
#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of these texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ModelData)
};

} // namespace

Result<ModelDataPtr> readModelData(const PageContext &context)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto current = coverage::currentModel(**workspace);
    if (!current)
        return current.error();
    auto versions = coverage::savedModels(**workspace);
    if (!versions)
        return versions.error();
    auto data = std::make_shared<ModelData>();
    data->current = std::move(*current);
    data->versions = std::move(*versions);
    data->versions.push_back({0, "Default", {}, {}, coverage::defaultCapacityModel()});
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    auto input = coverage::coverageOf(
        *portfolio, data->current.model, context.asOf, health::shownColoursOf(**workspace, *portfolio));
    if (input)
        data->input = std::make_shared<const coverage::CoverageInput>(std::move(*input));
    else
        data->noInput = messageText(input.error().message);
    return ModelDataPtr(data);
}

Edit modelEdit(const QString &text, const coverage::CapacityModel &model, const std::string &name)
{
    const auto save = [](store::Workspace &workspace, const coverage::CapacityModel &chosen,
                          const std::string &as) -> Result<void> {
        auto saved = coverage::saveModel(workspace, chosen, as);
        return saved ? Result<void>() : saved.error();
    };
    // What was in force is read when the edit is carried out: edits may wait behind others.
    const auto before = std::make_shared<coverage::SavedModel>();
    return {text,
        [save, model, name, before](store::Workspace &workspace) -> Result<void> {
            auto current = coverage::currentModel(workspace);
            if (!current)
                return current.error();
            *before = std::move(*current);
            return save(workspace, model, name);
        },
        [save, before](store::Workspace &workspace) { return save(workspace, before->model, before->name); }};
}

QStringList accountIds(const coverage::CoverageInput &input, const std::vector<int> &loads)
{
    QStringList ids;
    for (const int load : loads)
        ids << qt(input.accounts->at(input.loads[std::size_t(load)].account).id);
    return ids;
}

QString savedText(const coverage::SavedModel &saved)
{
    if (saved.version == 0)
        return Texts::tr("comes with Quarterdeck; nobody saved one yet");
    const auto day = Date::fromIso(saved.savedAt.substr(0, 10));
    return Texts::tr("version %1 by %2, %3")
        .arg(saved.version)
        .arg(qt(saved.savedBy), day ? formatDate(*day) : qt(saved.savedAt));
}

} // namespace qd::ui
