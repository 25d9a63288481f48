#include "app/cli/command.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    // Qt's own arguments are not ours; it gets the program's name only.
    int qtArgc = 1;
    const QCoreApplication application(qtArgc, argv);

    CLI::App app("Quarterdeck on the command line: everything the workbench does except look at it.", "qdeck");
    app.set_version_flag("--version", QD_VERSION);
    app.require_subcommand(1);
    app.footer("W is a workspace file. Exit status: 0 done, 1 failed and nothing changed, 2 wrong arguments.");
    qd::cli::Action action;
    qd::cli::addWorkspaceCommands(app, action);
    qd::cli::addSourceCommands(app, action);
    qd::cli::addIdentityCommands(app, action);
    qd::cli::addReconcileCommand(app, action);
    qd::cli::addHeadlineCommand(app, action);
    qd::cli::addRevenueCommands(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : int(qd::cli::Exit::WrongArguments);
    }
    return int(action ? action() : qd::cli::Exit::WrongArguments);
}
