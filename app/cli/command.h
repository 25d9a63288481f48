#pragma once
#include "core/base/csv_text.h"
#include "core/base/money.h"
#include "core/base/month.h"
#include "core/base/progress.h"
#include "core/coverage/capacity_model.h"
#include "core/revenue/retention_rates.h"
#include "core/store/workspace.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace qd::cli {

/// Keys keep the order in which CONTRACT lists them.
using Json = nlohmann::ordered_json;

/// What a command ends with: 0 done, 1 failed with nothing changed, 2 wrong arguments.
enum class Exit { Done = 0, Failed = 1, WrongArguments = 2 };

/// One subcommand after parsing; set by the functions below.
using Action = std::function<Exit()>;

/// Each adds its subcommands to `app` and sets `action` when one of them was given.
void addWorkspaceCommands(CLI::App &app, Action &action); ///< init, query, check
void addSourceCommands(CLI::App &app, Action &action); ///< demo, import, sources, quarantine
void addConnectionCommands(CLI::App &app, Action &action); ///< connections, source-queries
void addIdentityCommands(CLI::App &app, Action &action); ///< identity, accounts
void addReconcileCommand(CLI::App &app, Action &action);
void addBreaksCommand(CLI::App &app, Action &action);
void addMatchCommand(CLI::App &app, Action &action);
void addMonthEndCommand(CLI::App &app, Action &action);
void addSignoffCommand(CLI::App &app, Action &action);
void addSettingsCommands(CLI::App &app, Action &action); ///< settings, backup
void addHeadlineCommand(CLI::App &app, Action &action);
void addAnswersCommand(CLI::App &app, Action &action);
void addRevenueCommands(CLI::App &app, Action &action); ///< movements, retention, cohort
void addConventionsCommand(CLI::App &app, Action &action);
void addExplainCommand(CLI::App &app, Action &action);
void addRenewalsCommand(CLI::App &app, Action &action);
void addForecastCommand(CLI::App &app, Action &action);
void addExpansionCommand(CLI::App &app, Action &action);
void addLifecycleCommands(CLI::App &app, Action &action); ///< ttv, funnel
void addEconomicsCommand(CLI::App &app, Action &action);
void addQualityCommand(CLI::App &app, Action &action);
void addCapacityCommand(CLI::App &app, Action &action);
void addTechTouchCommand(CLI::App &app, Action &action);
void addScenarioCommand(CLI::App &app, Action &action);
void addAssignCommand(CLI::App &app, Action &action);
void addValidateCommand(CLI::App &app, Action &action);
void addCalibrateCommand(CLI::App &app, Action &action);
void addHealthCommand(CLI::App &app, Action &action);
void addActionsCommand(CLI::App &app, Action &action);
void addQbrCommand(CLI::App &app, Action &action);
void addDictionaryCommand(CLI::App &app, Action &action);
void addDocumentsCommand(CLI::App &app, Action &action);
void addSurvivalCommands(CLI::App &app, Action &action); ///< survival, cox
void addPackCommands(CLI::App &app, Action &action); ///< pack, chart; only in builds with ui/

/// Says an error on stderr and gives its exit status.
Exit fail(const Error &error);
/// Says each on stderr; the command goes on.
void warn(const std::vector<Message> &warnings);
/// A progress that writes one changing line to stderr when that is a terminal.
Progress &terminalProgress();
/// Opens `path`, hands it to `work`, and turns errors and exceptions into an exit status.
Exit withWorkspace(
    const std::string &path, store::Workspace::Mode mode, const std::function<Exit(store::Workspace &)> &work);

/// `value` as one JSON object on stdout.
void print(const Json &value);
/// A list that is made element by element while it is written, where it may be as long as there are customers.
struct LongList {
    std::string key;
    std::size_t size = 0;
    std::function<Json(std::size_t)> at;
};
/// The object with the list in place of what it has under the list's key.
void print(const Json &value, const LongList &list);
/// Minor units as a JSON number in major units with the currency's decimals.
[[nodiscard]] Json money(std::int64_t minor, Currency currency);
/// A value that is no list and no object as JSON text; amounts of any size exactly.
[[nodiscard]] std::string scalarText(const Json &value);
/// null for nothing.
[[nodiscard]] Json optionalMoney(const std::optional<std::int64_t> &minor, Currency currency);
[[nodiscard]] Json optionalNumber(const std::optional<double> &value);
/// Each of revenue::retentionMetrics() under its key.
void addRates(Json &json, const revenue::RetentionRow &row);
[[nodiscard]] Json textOrNull(const std::string &text);
/// A JSON value as a CSV cell: text neutralised, numbers as they are, null empty.
[[nodiscard]] CsvCell csvCell(const Json &value);
/// Rows as CSV: the header (one of own_exports), then of each JSON object `at` gives what its columns name.
void printCsv(std::string_view header, std::size_t size, const std::function<Json(std::size_t)> &at);

/// The capacity model in `file`, or for an empty name the one saved in the workspace, else the default.
[[nodiscard]] Result<coverage::CapacityModel> capacityModel(const store::Workspace &workspace, const std::string &file);

/// The text of a file that an argument names; `what` says what it should be: "a capacity model". NotFound, Io for a
/// folder or a file nobody may read, BadData for an empty one: each a sentence that names it.
[[nodiscard]] Result<std::string> textOf(const std::string &path, const std::string &what);

/// Reads a month or date option; InvalidArgument names the option and the text.
[[nodiscard]] Result<Month> monthOption(const std::string &option, const std::string &text);
[[nodiscard]] Result<std::optional<Date>> dateOption(const std::string &option, const std::string &text);
/// InvalidArgument where the day or month of `--to` is before that of `--from`; to be asked before anything is read,
/// for no workspace makes such a window right.
[[nodiscard]] Result<void> checkOrder(Date from, Date to);
[[nodiscard]] Result<void> checkOrder(Month from, Month to);
/// InvalidArgument unless the path of `--out` ends in one of `endings`, without regard to case: "pdf".
[[nodiscard]] Result<void> checkEnding(const std::string &path, const std::vector<std::string> &endings);

} // namespace qd::cli
