#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/pack/customer_pack.h"
#include "core/pack/named_charts.h"
#include "core/store/output_file.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/pack/pack_pdf.h"

#include <QDir>

#include <algorithm>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct PackArguments {
    std::string path, templateId, period, out, each;
    std::vector<std::string> customers;
    std::vector<std::int64_t> imports; ///< two, or none

    [[nodiscard]] pack::PackOptions options() const
    {
        pack::PackOptions options{templateId, period, {}, customers};
        if (!imports.empty())
            options.imports = pack::ImportsBetween{imports.front(), imports.back()};
        return options;
    }
};

struct ChartArguments {
    std::string path, name, out;
    bool list = false;
};

/// The folder of many packs, made where it is not there.
Result<QDir> folderFor(const std::string &path)
{
    const QDir folder(QString::fromStdString(path));
    if (folder.exists() || QDir().mkpath(folder.path()))
        return folder;
    return Error{ErrorCode::Io,
        {QD_WORDS("Commands", "The folder %1 could not be made; no pack was written. Name another with --out."),
            {path}},
        {path}};
}

Exit runEach(const PackArguments &arguments)
{
    const pack::PackOptions options = arguments.options();
    if (auto checked = checkPackOptions(options); !checked)
        return fail(checked.error());
    if (auto checked = pack::checkEach(options, arguments.each); !checked)
        return fail(checked.error());
    const auto folder = folderFor(arguments.out);
    if (!folder)
        return fail(folder.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const ui::FileLocale fixed; // the same packs on every machine
        const auto write = [&](const std::string &name, const pack::PackDocument &document) {
            return ui::savePackFiles(document, *folder, name);
        };
        const auto batch =
            packForEach(workspace, options, arguments.each, ui::narrativeHeight, terminalProgress(), write);
        if (!batch)
            return fail(batch.error());
        for (const Message &sentence : batch->leftOut)
            std::cerr << "Left out: " << sentence.english() << '\n';
        if (batch->written == 0)
            return fail({ErrorCode::NoData,
                {QD_WORDS("Commands", "There is nobody to write a pack for; %1 is as it was."), {arguments.out}}});
        std::cerr << "Wrote " << batch->written << " of " << batch->wanted << " packs to " << arguments.out << ".\n";
        return Exit::Done;
    });
}

Exit runPack(const PackArguments &arguments)
{
    if (!arguments.each.empty())
        return runEach(arguments);
    const pack::PackOptions options = arguments.options();
    if (auto checked = checkPackOptions(options); !checked)
        return fail(checked.error());
    if (auto checked = checkEnding(arguments.out, {"pdf"}); !checked)
        return fail(checked.error());
    if (auto checked = store::checkOutput(arguments.out, {arguments.path}); !checked)
        return fail(checked.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const ui::FileLocale fixed; // the same pack on every machine
        const auto document = buildPack(workspace, options, ui::narrativeHeight, terminalProgress());
        if (!document)
            return fail(document.error());
        if (auto saved = ui::savePackPdf(*document, QString::fromStdString(arguments.out)); !saved)
            return fail(saved.error());
        std::cerr << "Wrote " << arguments.out << ", " << document->pages.size() << " pages.\n";
        return Exit::Done;
    });
}

void listCharts()
{
    std::size_t widest = 0;
    for (const pack::NamedChart &chart : pack::namedCharts())
        widest = std::max(widest, chart.name.size());
    for (const pack::NamedChart &chart : pack::namedCharts())
        std::cout << chart.name << std::string(widest + 2 - chart.name.size(), ' ') << chart.description << '\n';
}

Exit runChart(const ChartArguments &arguments)
{
    if (arguments.list) {
        listCharts();
        return Exit::Done;
    }
    if (arguments.path.empty() || arguments.name.empty() || arguments.out.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands",
                "chart wants a workspace, the name of a chart and --out FILE; chart --list names the charts.")});
    if (auto checked = pack::checkChartName(arguments.name); !checked)
        return fail(checked.error());
    if (auto checked = checkEnding(arguments.out, {"svg", "png", "pdf", "csv"}); !checked)
        return fail(checked.error());
    if (auto checked = store::checkOutput(arguments.out, {arguments.path}); !checked)
        return fail(checked.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto chart = pack::buildChart(workspace, arguments.name, terminalProgress());
        if (!chart)
            return fail(chart.error());
        const ui::FileLocale fixed; // the same chart on every machine
        if (auto saved = ui::exportChart(ui::chartSpecFrom(*chart), QString::fromStdString(arguments.out)); !saved)
            return fail(saved.error());
        return Exit::Done;
    });
}

} // namespace

void addPackCommands(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<PackArguments>();
    CLI::App *command = app.add_subcommand("pack", "The executive pack as a PDF");
    command->add_option("W", arguments->path, "Workspace")->required();
    std::vector<std::string> templates;
    for (const pack::PackTemplate &known : pack::packTemplates())
        templates.push_back(known.id);
    command->add_option("--template", arguments->templateId, "Template: " + joined(templates, ", "))->required();
    command
        ->add_option(
            "--period", arguments->period, "Month, YYYY-MM; of a quarterly template YYYYQn too, the fiscal quarter")
        ->required();
    command->add_option("--out", arguments->out, "The PDF to write; with --each the folder")->required();
    command->add_option("--customer", arguments->customers,
        "Of customer-qbr: the customer, by its id or a source's; may be given several times. Default: the ten largest "
        "whose business review is late");
    command->add_option("--each", arguments->each,
        "A pack for each value of a dimension; of customer-qbr: customer, those named or all, each with its data as "
        "CSV");
    command
        ->add_option("--imports", arguments->imports,
            "FROM TO: with pages of what was imported after batch FROM (0: from the start) up to batch TO")
        ->expected(2);
    command->callback([arguments, &action] { action = [arguments] { return runPack(*arguments); }; });

    auto chart = std::make_shared<ChartArguments>();
    command = app.add_subcommand("chart", "One chart as SVG, PNG, PDF, or its data as CSV");
    command->add_option("W", chart->path, "Workspace");
    command->add_option("NAME", chart->name, "Chart; see --list");
    command->add_option("--out", chart->out, "File ending in .svg, .png, .pdf or .csv");
    command->add_flag("--list", chart->list, "Names and descriptions of the charts");
    command->callback([chart, &action] { action = [chart] { return runChart(*chart); }; });
}

} // namespace qd::cli
