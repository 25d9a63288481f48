#pragma once
#include "core/actions/action_queue.h"
#include "core/actions/actions_store.h"
#include "core/actions/business_reviews.h"
#include "core/actions/rule_figures.h"
#include "core/actions/rule_notes.h"
#include "core/programmes/programme_figures.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

struct InspectorContent;

/// The parts of the page; only the one shown is computed.
enum class ActionsPart { Queue, Rules, Reviews, Programmes };

/// What the choices of the page say.
struct ActionsChoice {
    ActionsPart part = ActionsPart::Queue;
    std::string draft; ///< text of rules that somebody looks at; empty: those in force, else those shipped
    std::string by = "segment"; ///< of the reviews and of the programmes
};

/// Whose rules are shown.
enum class RulesShown { InForce, Shipped, Draft };

/// Everything a part shows: one job's result, of the customers that pass the chips.
struct ActionsView {
    ActionsPart part = ActionsPart::Queue;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    Date day;
    bool isLatest = true; ///< the latest day of the data, on which actions can be changed
    std::vector<std::string> owners; ///< whom an action can be given to
    actions::SavedRules inForce;
    actions::RuleSet rules; ///< as shown
    RulesShown shown = RulesShown::InForce;

    actions::ActionQueue queue; ///< part Queue
    actions::Evaluation notOpened; ///< part Queue: what the rules in force hold back, of those that pass
    std::vector<std::int64_t> arr; ///< by directory index

    std::vector<actions::RuleFigures> figures; ///< part Rules, as `rules`
    actions::RulePreview preview; ///< the same
    actions::Evaluation today; ///< part Rules: what they would open on the day, of all customers
    std::vector<actions::RuleNote> notes; ///< part Rules

    actions::ReviewCompletion reviews; ///< part Reviews

    programmes::ProgrammeFigures programmes; ///< part Programmes

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return portfolio->accounts(); }
    [[nodiscard]] Currency currency() const { return portfolio->currency(); }
    [[nodiscard]] QString titleOf(const std::string &rule) const; ///< of a rule in force or shown; its id for another
};

/// Reads and computes; runs in a job. NoData where nothing has ARR; errors of the rules.
[[nodiscard]] Result<std::shared_ptr<const ActionsView>> computeActionsView(
    const PageContext &context, const ActionsChoice &choice, Progress &progress);

/// Which actions the queue lists.
enum class QueueShown { Open, Late, Snoozed, Closed };

/// The sentence beside the title, by the part.
[[nodiscard]] QString actionsFact(const ActionsView &view);

/// All owners, then each.
[[nodiscard]] TableSpec ownersTable(const ActionsView &view);
/// OwnerQueue::key of a row; nothing for that of all owners, and for none.
[[nodiscard]] std::optional<std::string> ownerKeyOf(const QString &row);
/// Those of one owner, by OwnerQueue::key; nothing: of all. Row ids by actionKey().
[[nodiscard]] TableSpec queueTable(const ActionsView &view, QueueShown shown, const std::optional<std::string> &owner);
/// Whether an action is done by a play and a step of it is not.
[[nodiscard]] bool hasStepToDo(const ActionsView &view, const actions::QueuedAction &action);
[[nodiscard]] TableSpec notOpenedTable(const ActionsView &view);
/// What tells an action in the tables, and back; nullptr for none.
[[nodiscard]] QString actionKey(const ActionsView &view, const actions::QueuedAction &action);
[[nodiscard]] const actions::QueuedAction *actionOf(const ActionsView &view, const QString &key);

/// Row ids are positions in `rules`.
[[nodiscard]] TableSpec rulesTable(const ActionsView &view);
/// What a rule would have opened and held, month by month.
[[nodiscard]] ChartSpec previewChart(const ActionsView &view, std::size_t rule);
[[nodiscard]] QString rulesSubtitle(const ActionsView &view);
/// What somebody should know before the rules shown are put in force.
[[nodiscard]] TableSpec ruleNotesTable(const ActionsView &view);
/// What is asked before they are; empty where they open few enough for nobody to be asked.
[[nodiscard]] QString openingQuestion(const ActionsView &view);

[[nodiscard]] TableSpec reviewsTable(const ActionsView &view, const std::string &by);
/// Row ids are customers.
[[nodiscard]] TableSpec lateReviewsTable(const ActionsView &view);
[[nodiscard]] TableSpec reviewedRenewalsTable(const ActionsView &view);

[[nodiscard]] QString programmesFact(const ActionsView &view);
[[nodiscard]] TableSpec plansTable(const ActionsView &view, const std::string &by);
/// Row ids are tiers.
[[nodiscard]] TableSpec escalationsTable(const ActionsView &view);
/// Those that are open; escalationOf() finds one by its row, nullptr for none.
[[nodiscard]] TableSpec openEscalationsTable(const ActionsView &view);
[[nodiscard]] const programmes::OpenEscalation *escalationOf(const ActionsView &view, const QString &row);
/// What is known of it and what was done to it, for the inspector.
[[nodiscard]] InspectorContent describeEscalation(
    const ActionsView &view, const programmes::OpenEscalation &escalation);
[[nodiscard]] TableSpec voiceTable(const ActionsView &view, const std::string &by);
/// Row ids are customers.
[[nodiscard]] TableSpec detractorsTable(const ActionsView &view);
[[nodiscard]] TableSpec contactsTable(const ActionsView &view, const std::string &by);
[[nodiscard]] TableSpec digitalTable(const ActionsView &view);
/// What became within a year of customers by how they were served at its beginning.
[[nodiscard]] TableSpec outcomesTable(const ActionsView &view);
/// The same by whose book they are in, by name and with n: no ranking.
[[nodiscard]] TableSpec booksTable(const ActionsView &view);
/// Row ids are customers.
/// Customers without contact for more than `days`, or ever.
[[nodiscard]] TableSpec silentTable(const ActionsView &view, int days);
/// Those whose sponsor nobody met for 60 days, or ever.
[[nodiscard]] TableSpec sponsorsTable(const ActionsView &view);

} // namespace qd::ui
