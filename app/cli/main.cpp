#include "app/cli/command.h"
#include "core/base/text.h"

#ifdef QD_PAINTS
#include <QGuiApplication>
#include <QTemporaryDir>
#else
#include <QCoreApplication>
#endif
#include <QLocale>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {

/// Without memory nothing can be unwound; what was being written is taken back on the next opening.
[[noreturn]] void endWithoutMemory()
{
    std::fputs("qdeck: There is not enough memory for this; nothing was changed.\n", stderr);
    std::_Exit(int(qd::cli::Exit::Failed));
}

/// Where Qt cannot throw, or an exception meets a function that lets none pass.
[[noreturn]] void endAtOnce()
{
    std::fputs("qdeck: Unexpected failure, most likely for lack of memory; nothing was changed.\n", stderr);
    std::_Exit(int(qd::cli::Exit::Failed));
}

#ifdef QD_PAINTS
/// The libraries below Qt's painting go on without what they did not get; so this is asked before.
void needRoomForPainting()
{
    constexpr std::size_t Room = std::size_t{48} << 20;
    void *const room = std::malloc(Room);
    if (!room)
        endWithoutMemory();
    std::free(room);
}
#endif

#ifdef QD_PAINTS
bool paints(const CLI::App &app)
{
    return app.got_subcommand("pack") || app.got_subcommand("chart")
        || (app.got_subcommand("explain") && app.get_subcommand("explain")->count("--out") > 0);
}
#endif

/// Packs, charts and sheets need fonts, never a screen; every other command starts without either.
std::unique_ptr<QCoreApplication> makeApplication([[maybe_unused]] const CLI::App &app, int &argc, char **argv)
{
#ifdef QD_PAINTS
    if (paints(app)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        static const QTemporaryDir runtime; // without one Qt speaks of it on stderr; nothing is written there
        if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
            qputenv("XDG_RUNTIME_DIR", runtime.path().toLocal8Bit());
        auto application = std::make_unique<QGuiApplication>(argc, argv);
        needRoomForPainting();
        return application;
    }
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

/// Says that the first argument is no command, and which one is nearest; false where it is one, or an option.
bool saidUnknownCommand(const CLI::App &app, int argc, char **argv)
{
    if (argc < 2 || argv[1][0] == '-' || !app.get_subcommands().empty())
        return false;
    std::vector<std::string> names;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        names.push_back(command->get_name());
    const std::string close = qd::nearest(argv[1], names);
    std::cerr << "qdeck: There is no command \"" << argv[1] << '"'
              << (close.empty() ? "." : "; did you mean \"" + close + "\"?") << " qdeck --help lists them.\n";
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    std::set_new_handler(endWithoutMemory);
    std::set_terminate(endAtOnce);
    CLI::App app("Quarterdeck on the command line: everything the workbench does except look at it.", "qdeck");
    app.set_version_flag("--version", QD_VERSION);
    app.require_subcommand(1);
    app.footer("W is a workspace file. Exit status: 0 done, 1 failed and nothing changed, 2 wrong arguments.");
    qd::cli::Action action;
    qd::cli::addWorkspaceCommands(app, action);
    qd::cli::addSourceCommands(app, action);
    qd::cli::addConnectionCommands(app, action);
    qd::cli::addIdentityCommands(app, action);
    qd::cli::addReconcileCommand(app, action);
    qd::cli::addBreaksCommand(app, action);
    qd::cli::addMatchCommand(app, action);
    qd::cli::addSignoffCommand(app, action);
    qd::cli::addMonthEndCommand(app, action);
    qd::cli::addHeadlineCommand(app, action);
    qd::cli::addAnswersCommand(app, action);
    qd::cli::addSettingsCommands(app, action);
    qd::cli::addRevenueCommands(app, action);
    qd::cli::addConventionsCommand(app, action);
    qd::cli::addExplainCommand(app, action);
    qd::cli::addRenewalsCommand(app, action);
    qd::cli::addForecastCommand(app, action);
    qd::cli::addExpansionCommand(app, action);
    qd::cli::addLifecycleCommands(app, action);
    qd::cli::addEconomicsCommand(app, action);
    qd::cli::addQualityCommand(app, action);
    qd::cli::addCapacityCommand(app, action);
    qd::cli::addTechTouchCommand(app, action);
    qd::cli::addScenarioCommand(app, action);
    qd::cli::addAssignCommand(app, action);
    qd::cli::addValidateCommand(app, action);
    qd::cli::addCalibrateCommand(app, action);
    qd::cli::addHealthCommand(app, action);
    qd::cli::addActionsCommand(app, action);
    qd::cli::addQbrCommand(app, action);
    qd::cli::addDictionaryCommand(app, action);
    qd::cli::addDocumentsCommand(app, action);
    qd::cli::addSurvivalCommands(app, action);
#ifdef QD_PAINTS
    qd::cli::addPackCommands(app, action);
#endif
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() != 0 && saidUnknownCommand(app, argc, argv))
            return int(qd::cli::Exit::WrongArguments);
        return app.exit(error) == 0 ? 0 : int(qd::cli::Exit::WrongArguments);
    }
    // Qt's own arguments are not ours; it gets the program's name only.
    int qtArgc = 1;
    const auto application = makeApplication(app, qtArgc, argv);
    QLocale::setDefault(QLocale::c()); // what a command writes is the same everywhere
    const auto status = action ? action() : qd::cli::Exit::WrongArguments;
    if (!std::cout.flush()) {
        std::cerr << "qdeck: The result could not be written.\n";
        return int(qd::cli::Exit::Failed);
    }
    return int(status);
}
