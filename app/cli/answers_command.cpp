#include "app/cli/command.h"

#include "core/answers/possible_answers.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

Exit printAnswers(const std::string &path, bool json)
{
    return withWorkspace(path, store::Workspace::Mode::ReadOnly, [json](store::Workspace &workspace) {
        const auto answers = answers::possibleAnswers(workspace, terminalProgress());
        if (!answers)
            return fail(answers.error());
        Json list = Json::array();
        for (const answers::Answer &answer : *answers) {
            list.push_back({{"answer", answer.id}, {"title", answer.title.english()}, {"possible", answer.possible},
                {"text", answer.text.english()}});
            if (!json)
                std::cout << (answer.possible ? "yes  " : "no   ") << answer.title.english() << "\n     "
                          << answer.text.english() << '\n';
        }
        if (json)
            print({{"answers", list}});
        return Exit::Done;
    });
}

} // namespace

void addAnswersCommand(CLI::App &app, Action &action)
{
    struct Options {
        std::string path;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command =
        app.add_subcommand("answers", "Which questions the data that are there answer, and what is missing");
    command->add_option("W", options->path, "Workspace")->required();
    command->add_flag("--json", options->json, "JSON");
    command->callback(
        [options, &action] { action = [options] { return printAnswers(options->path, options->json); }; });
}

} // namespace qd::cli
