#include "ui/quality/quality_view.h"

#include "core/store/import_batches.h"
#include "core/store/workspace.h"

namespace qd::ui {

Result<std::shared_ptr<const QualityView>> readQualityView(const PageContext &context, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto view = std::make_shared<QualityView>();
    view->portfolio = portfolio::Portfolio::of(**workspace);
    auto card = quality::scorecard(**workspace, view->portfolio, context.asOf, progress);
    if (!card)
        return card.error();
    if (card->figures.empty())
        return Error{ErrorCode::NoData, QD_WORDS("Quality", "Nothing was imported yet."), {}};
    view->card = std::move(*card);
    for (const store::ImportBatch &batch : store::importBatches((*workspace)->db()))
        view->files.emplace(batch.batch, batch.file);
    return std::shared_ptr<const QualityView>(view);
}

int completenessFigure(const QualityView &view, const QString &field, const QString &source)
{
    for (std::size_t i = 0; i < view.card.figures.size(); ++i) {
        const quality::CheckFigure &figure = view.card.figures[i];
        if (figure.check == quality::Check::Completeness && figure.field == field.toStdString()
            && figure.source == source.toStdString())
            return int(i);
    }
    return -1;
}

} // namespace qd::ui
