#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/quality/scorecard.h"
#include "core/store/import_batches.h"

#include <iomanip>
#include <iostream>
#include <map>
#include <memory>

namespace qd::cli {

namespace {

using quality::CheckFigure;
using quality::Scorecard;

struct QualityArguments {
    std::string path, asOf;
    bool rows = false;
    bool json = false;
    bool csv = false;
};

Json amountJson(const CheckFigure &figure, Currency currency)
{
    if (const auto *amount = std::get_if<quality::Amount>(&figure.amount))
        return money(amount->minor, currency);
    if (const auto *number = std::get_if<double>(&figure.amount))
        return *number;
    return nullptr;
}

Json figureJson(const CheckFigure &figure, Currency currency)
{
    return {{"check", keyOf(figure.check)}, {"source", textOrNull(figure.source)},
        {"entity", textOrNull(figure.entity)}, {"field", textOrNull(figure.field)}, {"n", figure.n},
        {"failed", figure.failed}, {"waived", figure.waived}, {"rate", optionalNumber(figure.rate())},
        {"threshold", optionalNumber(figure.threshold)}, {"status", keyOf(figure.status)},
        {"amount", amountJson(figure, currency)}};
}

/// The failed rows of a scorecard as JSON, one after the other; without e-mail addresses, for what is wrong may quote
/// one.
class FailedRows {
public:
    FailedRows(store::Workspace &workspace, const Scorecard &card, const identity::AccountDirectory &accounts)
        : m_card(card)
        , m_accounts(accounts)
    {
        for (const quality::Failure &failure : card.failures) {
            if (failure.waiver < 0)
                m_failures.push_back(&failure);
        }
        for (const store::ImportBatch &batch : store::importBatches(workspace.db()))
            m_files.emplace(batch.batch, batch.file);
    }
    [[nodiscard]] std::size_t size() const { return m_failures.size(); }
    [[nodiscard]] Json at(std::size_t index) const
    {
        const quality::Failure &failure = *m_failures[index];
        const CheckFigure &figure = m_card.figures[std::size_t(failure.figure)];
        const quality::Place place = failure.place < 0 ? quality::Place() : m_card.places[std::size_t(failure.place)];
        const auto file = m_files.find(place.batch);
        return {{"check", keyOf(figure.check)},
            {"account", failure.account < 0 ? Json(nullptr) : Json(m_accounts.at(failure.account).id)},
            {"source", textOrNull(figure.source)}, {"id", textOrNull(withoutAddresses(place.id.str()))},
            {"file", file == m_files.end() ? Json(nullptr) : Json(file->second)},
            {"line", place.line > 0 ? Json(place.line) : Json(nullptr)},
            {"detail", withoutAddresses(m_card.sentence(failure).english())}};
    }

private:
    const Scorecard &m_card;
    const identity::AccountDirectory &m_accounts;
    std::vector<const quality::Failure *> m_failures; ///< without those waived
    std::map<std::int64_t, std::string> m_files; ///< by batch
};

std::string amountText(const CheckFigure &figure, Currency currency)
{
    if (const auto *amount = std::get_if<quality::Amount>(&figure.amount))
        return "  " + Money{amount->minor, currency}.text() + ' ' + currency.code();
    const auto *number = std::get_if<double>(&figure.amount);
    if (!number)
        return {};
    return figure.check == quality::Check::Freshness ? "  " + cellText(*number, 0) + " days" : "  " + cellText(*number);
}

/// Checks that are not well, the failed ones first; then in one line each what a source does not have at all.
void inWords(const Scorecard &card)
{
    if (!card.asOf) {
        std::cout << "Nothing was imported yet.\n";
        return;
    }
    std::map<quality::Status, std::vector<const CheckFigure *>> byStatus;
    std::map<std::string, std::vector<std::string>> neverGiven; // by source
    for (const CheckFigure &figure : card.figures) {
        if (!figure.neverGiven())
            byStatus[figure.status].push_back(&figure);
        else if (figure.field != quality::TierOneField)
            neverGiven[figure.source].push_back(figure.field);
    }
    std::cout << "Data on " << card.asOf->iso() << ": " << byStatus[quality::Status::Ok].size() << " checks are well, "
              << byStatus[quality::Status::Warn].size() << " to look at, " << byStatus[quality::Status::Fail].size()
              << " failed\n\n";
    for (const quality::Status status : {quality::Status::Fail, quality::Status::Warn}) {
        for (const CheckFigure *figure : byStatus[status])
            std::cout << padded(keyOf(figure->status), 6) << padded(keyOf(figure->check), 14)
                      << padded(figure->source, 16) << padded(figure->entity, 16) << padded(figure->field, 22)
                      << std::right << std::setw(10) << figure->failed << " of" << std::setw(10) << figure->n
                      << std::setw(8) << cellText(figure->rate()) << amountText(*figure, card.currency) << '\n';
    }
    for (const auto &[source, fields] : neverGiven)
        std::cout << source << " has no " << joined(fields, ", ") << '\n';
}

/// "orphans  crm  T-17  tickets.csv:12  No file describes the account X1."
std::string lineOf(const Json &row)
{
    const auto text = [&row](const char *key) {
        const Json &value = row.at(key);
        return value.is_null() ? "-" : value.is_string() ? value.get<std::string>() : scalarText(value);
    };
    return padded(text("check"), 14) + padded(text("account"), 12) + padded(text("source"), 16) + padded(text("id"), 20)
        + padded(text("file") + (row.at("line").is_null() ? "" : ":" + text("line")), 28) + text("detail");
}

Exit run(const QualityArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto card = quality::scorecard(workspace, portfolio, *asOf, terminalProgress());
        if (!card)
            return fail(card.error());
        warn(card->notes);
        const FailedRows rows(workspace, *card, portfolio->accounts());
        const auto rowAt = [&rows](std::size_t index) { return rows.at(index); };
        if (arguments.csv && arguments.rows) {
            printCsv(own_exports::QualityRows, rows.size(), rowAt);
        } else if (arguments.csv) {
            printCsv(own_exports::QualityChecks, card->figures.size(),
                [&card](std::size_t index) { return figureJson(card->figures[index], card->currency); });
        } else if (arguments.json) {
            Json checks = Json::array();
            for (const CheckFigure &figure : card->figures)
                checks.push_back(figureJson(figure, card->currency));
            Json json{{"as_of", card->asOf ? Json(card->asOf->iso()) : Json(nullptr)}, {"checks", checks},
                {"score", optionalNumber(card->score())}};
            json = withDefinitions(std::move(json), workspace, card->asOf, {"quality_score"});
            if (arguments.rows) {
                json["rows"] = nullptr;
                print(json, {"rows", rows.size(), rowAt});
            } else {
                print(json);
            }
        } else {
            inWords(*card);
            for (std::size_t i = 0; arguments.rows && i < rows.size(); ++i)
                std::cout << lineOf(rows.at(i)) << '\n';
        }
        return Exit::Done;
    });
}

} // namespace

void addQualityCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<QualityArguments>();
    CLI::App *command = app.add_subcommand(
        "quality", "What is wrong with the data on a day: fields without values, late sources, duplicates, drift ...");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--as-of", arguments->asOf, "Day, YYYY-MM-DD; the latest as-of date of all sources by default");
    command->add_flag("--rows", arguments->rows, "With every row that fails: its file, line and what is wrong");
    auto *json = command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->add_flag("--csv", arguments->csv, "CSV: the checks, or with --rows the rows")->excludes(json);
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
