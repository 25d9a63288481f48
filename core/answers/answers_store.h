#pragma once
#include "core/answers/customer_record.h"

namespace qd::store {
class Workspace;
struct Entity;
} // namespace qd::store

namespace qd::answers {

/// What the rooms above ask of rows that no analysis needs: one customer's own, and one batch's.

/// Tickets of a customer, newest first.
[[nodiscard]] std::vector<CustomerRecord::Ticket> ticketsOf(
    const store::Workspace &workspace, const std::string &account);
/// Scores of health_scores, by date and model.
[[nodiscard]] std::vector<CustomerRecord::HealthPoint> healthScoresOf(
    const store::Workspace &workspace, const std::string &account);
/// The last nps of each respondent; an answer without one stands alone.
[[nodiscard]] std::vector<double> npsAnswersOf(const store::Workspace &workspace, const std::string &account);

/// Contacts of a customer that were known on a day, by id, with what was known of them then.
[[nodiscard]] std::vector<CustomerRecord::Stakeholder> contactsOf(
    const store::Workspace &workspace, const std::string &account, Date day);

/// Rows of `entity` (not usage) of a customer, those of one `source` if it is given, newest first, at most `limit`.
[[nodiscard]] std::vector<SourceRow> rowsOf(const store::Workspace &workspace, const store::Entity &entity,
    const std::string &account, const std::string &source, int limit);

/// Customers with rows of `entity` (not usage) that `batch` brought, by id.
[[nodiscard]] std::vector<std::string> customersOfBatch(
    const store::Workspace &workspace, const store::Entity &entity, std::int64_t batch);

/// Records that imports accepted, over all batches.
[[nodiscard]] std::int64_t acceptedRecords(const store::Workspace &workspace);

} // namespace qd::answers
