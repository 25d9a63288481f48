#include "app/cli/health_models.h"

#include "app/cli/text_table.h"
#include "core/signals/signals.h"

#include <QFileInfo>

#include <iostream>

namespace qd::cli {

namespace {

constexpr const char *Remark = "Approvals are a record of who said so, not an access control.\n";

Json dateOrNull(const std::optional<Date> &date)
{
    return date ? Json(date->iso()) : Json(nullptr);
}

Json versionJson(const health::SavedHealthModel &version)
{
    return {{"version", version.version}, {"name", version.name}, {"state", toString(version.state)},
        {"author", version.author}, {"saved_at", version.savedAt}, {"reason", version.reason},
        {"remark", textOrNull(version.remark)}, {"approved_by", textOrNull(version.approvedBy)},
        {"approved_on", dateOrNull(version.approvedOn)}, {"in_force_from", dateOrNull(version.inForceFrom)},
        {"retired_on", dateOrNull(version.retiredOn)}, {"reviewed_on", dateOrNull(version.reviewedOn)},
        {"review_due", dateOrNull(version.reviewDue())}};
}

/// What is asked of which version; nothing where one is saved.
std::optional<std::pair<health::ModelStep, int>> stepOf(const ModelVersionArguments &arguments)
{
    const std::pair<health::ModelStep, const std::optional<int> *> all[] = {
        {health::ModelStep::Propose, &arguments.propose}, {health::ModelStep::Approve, &arguments.approve},
        {health::ModelStep::Reject, &arguments.reject}, {health::ModelStep::Retire, &arguments.retire},
        {health::ModelStep::Review, &arguments.review}};
    for (const auto &[step, version] : all) {
        if (*version)
            return std::pair(step, **version);
    }
    return std::nullopt;
}

Result<health::ModelChange> carryOut(
    store::Workspace &workspace, const ModelVersionArguments &arguments, const ModelVersionWords &words)
{
    const auto step = stepOf(arguments);
    if (!step) {
        const auto text = textOf(arguments.file, "a health model (M.json)");
        return text ? health::saveHealthModel(workspace, *text, words.reason, words.by)
                    : Result<health::ModelChange>(text.error());
    }
    const auto from = dateOption("--in-force-from", arguments.inForceFrom);
    if (!from)
        return from.error();
    std::optional<Date> on = words.asOf;
    if (!on) {
        const auto shown = dayShown(workspace); // so that it shows at once, whatever the clock says
        on = shown ? *shown : Date::today();
    }
    return health::moveHealthModel(workspace, {step->first, step->second, words.by, *on, *from, words.reason});
}

} // namespace

Error noModel()
{
    return {ErrorCode::NotFound,
        QD_WORDS("Commands",
            "A health model is needed: name its file with --model M.json. None was ever in force in the workspace; "
            "docs/health.md says what stands in one and how it comes into force.")};
}

Result<ChosenModel> healthModelNamed(const store::Workspace &workspace, const std::string &argument)
{
    if (!argument.ends_with(".json") && !QFileInfo::exists(QString::fromStdString(argument))) {
        const auto version = health::savedModelNamed(health::savedHealthModels(workspace), argument);
        if (!version)
            return version.error();
        auto model = health::modelOf(*version);
        return model ? Result<ChosenModel>(ChosenModel{std::move(*model), version->body, version->version})
                     : model.error();
    }
    auto text = textOf(argument, "a health model (M.json)");
    if (!text)
        return text.error();
    auto model = health::healthModelFromText(*text);
    return model ? Result<ChosenModel>(ChosenModel{std::move(*model), std::move(*text)}) : model.error();
}

Result<ChosenModel> chosenInForce(const health::ModelsInForce &models, Date day)
{
    if (models.isEmpty())
        return noModel();
    if (const health::VersionedModel *found = models.on(day))
        return ChosenModel{found->model, found->saved.body, found->saved.version};
    return Error{ErrorCode::NotFound,
        {QD_WORDS("Commands", "No health model was in force on %1; name one with --model to look at that day by it."),
            {day}}};
}

Result<ChosenModels> ChosenModels::of(const store::Workspace &workspace, const std::string &argument)
{
    if (argument.starts_with(VendorPrefix))
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS(
                "Commands", "The scores of a platform can only be judged: --model vendor:MODEL goes with --accuracy.")};
    if (!argument.empty()) {
        auto named = healthModelNamed(workspace, argument);
        return named ? Result<ChosenModels>(ChosenModels{std::move(*named), {}}) : named.error();
    }
    auto inForce = health::ModelsInForce::read(workspace);
    if (!inForce)
        return inForce.error();
    if (inForce->isEmpty())
        return noModel();
    return ChosenModels{std::nullopt, std::move(*inForce)};
}

Result<ChosenModel> ChosenModels::on(Date day) const
{
    return said ? Result<ChosenModel>(*said) : chosenInForce(inForce, day);
}

Result<TwoModels> TwoModels::on(const ChosenModels &models, Date from, Date to)
{
    auto then = models.on(from);
    if (!then)
        return then.error();
    auto now = models.on(to);
    if (!now)
        return now.error();
    return TwoModels{std::move(*then), std::move(*now)};
}

health::ModelsOfDays TwoModels::models() const
{
    return then.version == now.version ? health::ModelsOfDays(now.model) : health::ModelsOfDays(then.model, now.model);
}

Result<Date> dayShown(const store::Workspace &workspace)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book();
    if (!book)
        return book.error();
    return signs::latestDay(*portfolio, *book);
}

bool ModelVersionArguments::writes() const
{
    return !file.empty() || stepOf(*this);
}

void addModelVersionOptions(CLI::App &command, ModelVersionArguments &arguments, std::vector<CLI::Option *> &others)
{
    const std::vector<CLI::Option *> own{
        command.add_option("--save", arguments.file,
            "Health model, a JSON file, that the workspace keeps as its next version, a draft, for a --reason"),
        command.add_option("--propose", arguments.propose, "Version, a draft, whose approval is asked for"),
        command.add_option("--approve", arguments.approve,
            "Version, a proposed one, that comes into force; by another than its author. --as-of is the day of the "
            "approval"),
        command.add_option("--reject", arguments.reject, "Version that is a draft again, for a --reason"),
        command.add_option("--retire", arguments.retire, "Version that ends; --as-of is the first day without it"),
        command.add_option("--review", arguments.review, "Version in force that was looked at again on --as-of"),
        command.add_flag("--versions", arguments.lists, "Every version that was saved, and which is in force")};
    for (std::size_t i = 0; i < own.size(); ++i) {
        for (CLI::Option *other : others)
            own[i]->excludes(other);
        for (std::size_t j = 0; j < i; ++j)
            own[i]->excludes(own[j]);
    }
    command
        .add_option("--in-force-from", arguments.inForceFrom, "First day of an approved model; default: its approval's")
        ->needs(own[2]);
    others.insert(others.end(), own.begin(), own.end());
}

Exit changeModels(store::Workspace &workspace, const ModelVersionArguments &arguments, const ModelVersionWords &words)
{
    const auto change = carryOut(workspace, arguments, words);
    if (!change)
        return fail(change.error());
    if (words.json)
        print(versionJson(change->after));
    else
        std::cout << change->sentence().english() << '\n' << Remark;
    return Exit::Done;
}

Exit listModels(const store::Workspace &workspace, const ModelVersionWords &words)
{
    const auto versions = health::savedHealthModels(workspace);
    const auto models = health::ModelsInForce::of(versions);
    if (!models)
        return fail(models.error());
    std::optional<Date> day = words.asOf;
    if (!day) {
        const auto shown = dayShown(workspace);
        day = shown ? *shown : Date::today();
    }
    const health::VersionedModel *inForce = models->on(*day);
    if (words.json) {
        Json rows = Json::array();
        for (const health::SavedHealthModel &each : versions)
            rows.push_back(versionJson(each));
        print({{"as_of", day->iso()}, {"in_force", inForce ? Json(inForce->saved.version) : Json(nullptr)},
            {"models", rows}});
        return Exit::Done;
    }
    for (const health::SavedHealthModel &each : versions) {
        const std::string from = each.inForceFrom ? each.inForceFrom->iso() : "-";
        const auto due = each.reviewDue();
        std::cout << padded(std::to_string(each.version), 4) << padded(each.name, 24)
                  << padded(each.retiredOn ? "retired" : toString(each.state), 11) << padded(from, 12)
                  << padded(due ? (*due <= *day ? "review due " : "review ") + due->iso() : "-", 23)
                  << padded(each.author, 20) << each.reason << '\n';
    }
    if (versions.empty())
        std::cout << "No health model was saved.\n";
    else
        std::cout << (inForce ? inForce->saved.title() + " is in force on " : "No health model is in force on ")
                  << day->iso() << ".\n"
                  << Remark;
    return Exit::Done;
}

} // namespace qd::cli
