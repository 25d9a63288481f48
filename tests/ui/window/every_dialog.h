#pragma once
#include "core/dictionary/shipped_definitions.h"
#include "core/scenario/base_figures.h"
#include "tests/ui/pages/sample_pages.h"
#include "tests/ui/window/settings_fixture.h"
#include "ui/actions/action_dialog.h"
#include "ui/actions/escalation_dialog.h"
#include "ui/actions/new_action_dialog.h"
#include "ui/actions/rule_dialog.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/coverage/model_dialog.h"
#include "ui/coverage/tech_touch_dialog.h"
#include "ui/database/connection_dialog.h"
#include "ui/database/database_dialog.h"
#include "ui/database/password_dialog.h"
#include "ui/dictionary/conflict_dialog.h"
#include "ui/dictionary/definition_dialog.h"
#include "ui/dictionary/document_dialog.h"
#include "ui/dictionary/step_dialog.h"
#include "ui/health/health_model_dialog.h"
#include "ui/health/model_step_dialog.h"
#include "ui/identity/merger_dialog.h"
#include "ui/import/import_as_dialog.h"
#include "ui/import/mapping_dialog.h"
#include "ui/import/mend_dialog.h"
#include "ui/quality/waiver_dialog.h"
#include "ui/reconcile/signoff_dialog.h"
#include "ui/renewals/call_dialog.h"
#include "ui/renewals/risk_dialog.h"
#include "ui/scenario/goal_dialog.h"
#include "ui/shell/new_workspace_dialog.h"

#include <functional>

namespace qd::test {

/// The dialogs of the program on the sample, as a person meets them.
class EveryDialog {
public:
    static void addRows()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : makers().keys())
            QTest::newRow(qPrintable(name)) << name;
        const QString settings = QStringLiteral("settings ");
        for (const QString &group : ui::SettingsDialog(settingsSample()).groups())
            QTest::newRow(qPrintable(settings + group)) << settings + group;
    }
    /// Filled, shown and active.
    static std::unique_ptr<QDialog> shown(const QString &name, const ui::PageContext &context)
    {
        auto dialog = name.startsWith(QStringLiteral("settings ")) ? settings(name.section(u' ', 1))
                                                                   : makers().value(name)(context);
        dialog->show();
        dialog->activateWindow();
        if (!QTest::qWaitForWindowActive(dialog.get()))
            qWarning("the dialog is not active");
        for (QLineEdit *line : dialog->findChildren<QLineEdit *>())
            line->deselect(); // what is selected is painted twice
        dialog->grab(); // lays it out
        return dialog;
    }

private:
    using Maker = std::function<std::unique_ptr<QDialog>(const ui::PageContext &)>;

    static QMap<QString, Maker> makers()
    {
        return {
            {QStringLiteral("new workspace"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::NewWorkspaceDialog>(QStringLiteral("/tmp/new.qdeck"));
                }},
            {QStringLiteral("import as"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::ImportAsDialog>(QStringLiteral("accounts.csv"),
                        QStringList{QStringLiteral("salesforce"), QStringLiteral("stripe")}, sources::FileHints());
                }},
            {QStringLiteral("rows from a database"),
                [](const ui::PageContext &context) {
                    auto dialog = std::make_unique<ui::DatabaseDialog>(context.workspacePath, Date(20'000));
                    waitFor(*dialog, &ui::DatabaseDialog::opened);
                    return dialog;
                }},
            {QStringLiteral("connection"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::ConnectionDialog>(connect::Connection(), true);
                }},
            {QStringLiteral("password of a database"),
                [](const ui::PageContext &) { // of nobody, and refused without words
                    connect::Connection connection;
                    connection.name = "1";
                    return std::make_unique<ui::PasswordDialog>(connection, QStringLiteral("1"));
                }},
            {QStringLiteral("map columns"), &mapColumns},
            {QStringLiteral("mend rows"), &mendRows},
            {QStringLiteral("goal"), &goal},
            {QStringLiteral("chart explorer"), [](const ui::PageContext &) { return explorer(); }},
            {QStringLiteral("comment"), [](const ui::PageContext &) { return change(actions::EditKind::Commented); }},
            {QStringLiteral("give action"),
                [](const ui::PageContext &) { return change(actions::EditKind::OwnerChanged); }},
            {QStringLiteral("snooze"), [](const ui::PageContext &) { return change(actions::EditKind::Snoozed); }},
            {QStringLiteral("new action"), &newAction},
            {QStringLiteral("escalation"), &escalation},
            {QStringLiteral("call renewal"),
                [](const ui::PageContext &) { // of nobody: a name would stand there in its own language
                    return std::make_unique<ui::CallDialog>(QStringLiteral("1"), Money{123456, Currency()},
                        forecast::RenewalCall{"AC-00001", 123456, "best_case"});
                }},
            {QStringLiteral("judge risk"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::RiskDialog>(QStringLiteral("1"),
                        renewals::RiskEntry{
                            "AC-00001", *Date::of(2026, 10, 31), "", "at_risk", "price", "1", Date::of(2026, 11, 15)});
                }},
            {QStringLiteral("prepare a month"),
                [](const ui::PageContext &) {
                    return signing(ui::SignoffStep::Prepare, signoff::SignoffState::ReviewAgain);
                }},
            {QStringLiteral("sign a month"),
                [](const ui::PageContext &) {
                    return signing(ui::SignoffStep::Sign, signoff::SignoffState::Prepared);
                }},
            {QStringLiteral("merge customers"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::MergerDialog>(
                        identity::AccountDirectory(), -1, -1, *Date::of(2026, 10, 31));
                }},
            {QStringLiteral("action rule"), &actionRule},
            {QStringLiteral("definition"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::DefinitionDialog>(
                        dictionary::Definition(), true, std::vector<std::string>{"nrr"});
                }},
            {QStringLiteral("conflict"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::ConflictDialog>(dictionary::Conflict{"nrr", {}, {}, false, false, {}});
                }},
            {QStringLiteral("document of the company"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::DocumentDialog>(std::vector<governance::KeptDocument>{
                        {"renewals", {{1, "playbook", "Ann", "2026-10-31T08:00:00Z", "# Renewals"}}}});
                }},
            {QStringLiteral("waiver"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::WaiverDialog>(std::vector<quality::Waiver>(2));
                }},
            {QStringLiteral("step of a definition"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::StepDialog>(
                        dictionary::Step::Reject, dictionary::shippedDefinitions().front());
                }},
            {QStringLiteral("health model"),
                [](const ui::PageContext &context) {
                    auto dialog = std::make_unique<ui::HealthModelDialog>();
                    loadWith(*dialog, &ui::HealthModelDialog::loaded, context);
                    return dialog;
                }},
            {QStringLiteral("step of a health model"),
                [](const ui::PageContext &) {
                    return std::make_unique<ui::ModelStepDialog>(
                        health::ModelStep::Approve, health::SavedHealthModel(), Date(20'000));
                }},
            {QStringLiteral("touch model"),
                [](const ui::PageContext &context) {
                    auto dialog = std::make_unique<ui::ModelDialog>();
                    loadWith(*dialog, &ui::ModelDialog::loaded, context);
                    return dialog;
                }},
            {QStringLiteral("tech touch"),
                [](const ui::PageContext &context) {
                    auto dialog = std::make_unique<ui::TechTouchDialog>();
                    loadWith(*dialog, &ui::TechTouchDialog::shown, context);
                    return dialog;
                }},
        };
    }
    /// Of names that no language translates.
    static std::unique_ptr<QDialog> signing(ui::SignoffStep step, signoff::SignoffState state)
    {
        signoff::SignoffStanding standing;
        standing.key = {"2026Q4", "1", "2"};
        standing.state = state;
        standing.preparedBy = "Halyard";
        return std::make_unique<ui::SignoffDialog>(step, standing);
    }
    static std::unique_ptr<QDialog> settings(const QString &group)
    {
        auto dialog = std::make_unique<ui::SettingsDialog>(settingsSample());
        dialog->showGroup(group);
        return dialog;
    }
    /// A file beside the workspace, of names that no language translates and an amount that is none.
    static ui::AddedFile badFile(const ui::PageContext &context)
    {
        ui::AddedFile added;
        added.path = besides(context, "accounts.csv");
        QFile file(QString::fromStdString(added.path));
        if (!file.open(QIODevice::WriteOnly) || file.write("account_id,name,arr\n1,Halyard,x\n") < 0)
            qWarning("the file cannot be written");
        added.hints.source = "crm";
        added.hints.entity = "accounts";
        return added;
    }
    static std::string besides(const ui::PageContext &context, const char *name)
    {
        const QFileInfo workspace(QString::fromStdString(context.workspacePath));
        return workspace.dir().filePath(QString::fromLatin1(name)).toStdString();
    }
    static std::unique_ptr<QDialog> mapColumns(const ui::PageContext &context)
    {
        auto dialog = std::make_unique<ui::MappingDialog>(context.workspacePath, badFile(context));
        waitFor(*dialog, &ui::MappingDialog::previewed);
        return dialog;
    }
    static std::unique_ptr<QDialog> mendRows(const ui::PageContext &context)
    {
        const std::string path = besides(context, "mended.qdeck");
        ui::AddedFile file = badFile(context);
        sources::ImportOptions options;
        options.hints = file.hints;
        if (!QFile::exists(QString::fromStdString(path))) {
            Progress quiet;
            const bool made = store::Workspace::create(path, {}).ok();
            const auto workspace = store::Workspace::open(path);
            if (!made || !workspace || !sources::importFiles(**workspace, {file.path}, options, quiet))
                qWarning("the file is not imported");
        }
        file.report.emplace().batch = 1;
        auto dialog = std::make_unique<ui::MendDialog>(path, file, options);
        waitFor(*dialog, &ui::MendDialog::checked);
        return dialog;
    }
    static std::unique_ptr<QDialog> explorer()
    {
        ui::ChartSpec spec;
        spec.title = QStringLiteral("1"); // data, in no language
        spec.categories = {QStringLiteral("2026-09"), QStringLiteral("2026-10")};
        for (const char *name : {"SMB", "Enterprise"})
            spec.series << ui::ChartSeries{{}, QString::fromLatin1(name), chart::Meaning::Primary, {1.0, 2.0}};
        return std::make_unique<ui::ExplorerWindow>(spec, ui::ExplorerWindow::OpenCustomers());
    }
    static std::unique_ptr<QDialog> change(actions::EditKind kind)
    {
        return std::make_unique<ui::ActionDialog>(kind, 3, Date(20'000), std::vector<std::string>{"Halyard"});
    }
    static std::unique_ptr<QDialog> newAction(const ui::PageContext &context)
    {
        const auto portfolio = ui::portfolioOf(context);
        return portfolio ? std::make_unique<ui::NewActionDialog>(
                   (*portfolio)->accounts(), 0, Date(20'000), std::vector<std::string>{"Halyard"}, actions::RuleSet())
                         : nullptr;
    }
    static std::unique_ptr<QDialog> escalation(const ui::PageContext &context)
    {
        const auto portfolio = ui::portfolioOf(context);
        if (!portfolio)
            return nullptr;
        static const std::vector<std::string> owners{"Halyard"};
        static programmes::TierRules tiers;
        for (programmes::EscalationTier &tier : tiers)
            tier = {"Halyard", "Halyard", 8};
        return std::make_unique<ui::EscalationDialog>(programmes::EscalationEditKind::Opened,
            ui::EscalationDialog::Given{(*portfolio)->accounts(), tiers, Date(20'000), owners}, 0, 1);
    }
    static std::unique_ptr<QDialog> actionRule(const ui::PageContext &)
    {
        actions::ActionRule rule;
        rule.title = "Halyard";
        rule.when = {{"due_in_days", std::nullopt, std::nullopt, {}, 180, 0}, {"arr", 100'000, std::nullopt, {}}};
        rule.escalate = {{7, "Halyard"}};
        return std::make_unique<ui::RuleDialog>(rule, actions::RuleSet(), std::vector<std::string>{"Halyard"});
    }
    static std::unique_ptr<QDialog> goal(const ui::PageContext &context)
    {
        const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
        Progress quiet;
        scenario::Scenario ahead;
        ahead.months = 12;
        const auto made = scenario::complete(**workspace, ahead, quiet);
        return made ? std::make_unique<ui::GoalDialog>(made->scenario) : nullptr;
    }
    template <typename Dialog, typename Signal>
    static void waitFor(Dialog &dialog, Signal shown)
    {
        const QSignalSpy spy(&dialog, shown);
        if (!QTest::qWaitFor([&] { return !spy.isEmpty(); }, Patience))
            qWarning("the dialog did not fill");
    }
    template <typename Dialog, typename Signal>
    static void loadWith(Dialog &dialog, Signal loaded, const ui::PageContext &context)
    {
        const QSignalSpy spy(&dialog, loaded);
        dialog.load(context);
        if (!QTest::qWaitFor([&] { return !spy.isEmpty(); }, Patience))
            qWarning("the dialog did not load");
    }
};

} // namespace qd::test
