#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/session/actions.h"
#include "core/store/settings.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, key, value;
};

Exit showSettings(const std::string &path)
{
    return withWorkspace(path, store::Workspace::Mode::ReadOnly, [](store::Workspace &workspace) {
        for (const auto &[settingKey, value] : store::settingValues(workspace))
            std::cout << settingKey << " = " << value << "    # " << store::settingMeaning(settingKey) << '\n';
        return Exit::Done;
    });
}

Exit changeSetting(const Arguments &arguments)
{
    if (const auto fine = store::checkSetting(arguments.key, arguments.value); !fine)
        return fail(fine.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        if (const auto changed = session::changeSettings(workspace, {{arguments.key, arguments.value}}); !changed)
            return fail(changed.error());
        std::cerr << arguments.key << " = " << arguments.value << '\n';
        return Exit::Done;
    });
}

} // namespace

void addSettingsCommands(CLI::App &app, Action &action)
{
    auto settings = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("settings", "List the settings of a workspace, or change one");
    command->add_option("W", settings->path, "Workspace")->required();
    auto *key = command->add_option("KEY", settings->key, "Setting to change");
    command->add_option("VALUE", settings->value, "Its new value; \"\" for the default")->needs(key);
    command->callback([settings, &action] {
        action = [settings] { return settings->key.empty() ? showSettings(settings->path) : changeSetting(*settings); };
    });

    auto backup = std::make_shared<Arguments>();
    command = app.add_subcommand("backup", "Copy a workspace as it stands, also while others use it");
    command->add_option("W", backup->path, "Workspace")->required();
    command->add_option("FILE", backup->value, "Copy to make")->required();
    command->callback([backup, &action] {
        action = [backup] {
            return withWorkspace(backup->path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
                const auto done = workspace.backupTo(backup->value, terminalProgress());
                return done ? Exit::Done : fail(done.error());
            });
        };
    });
}

} // namespace qd::cli
