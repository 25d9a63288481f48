#include "core/signoff/signoff_store.h"

#include "core/store/audit.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <QDateTime>

#include <algorithm>

namespace qd::signoff {

namespace {

using store::textAt;

std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

SignedContent contentOfVersion(const store::Workspace &workspace, std::int64_t id)
{
    SignedContent content;
    SQLite::Statement step(
        workspace.db(), "SELECT cause, amount, customers FROM signoff_step WHERE signoff_id = ? ORDER BY cause");
    step.bind(1, id);
    while (step.executeStep())
        content.bridge[textAt(step, 0)] = {step.getColumn(1).getInt64(), step.getColumn(2).getInt()};
    SQLite::Statement found(
        workspace.db(), "SELECT break_key, state FROM signoff_break WHERE signoff_id = ? ORDER BY break_key");
    found.bind(1, id);
    while (found.executeStep())
        content.breaks[textAt(found, 0)] = textAt(found, 1);
    return content;
}

std::int64_t lastRow(const store::Workspace &workspace)
{
    return workspace.db().getLastInsertRowid();
}

KeptSample sampleAt(SQLite::Statement &row)
{
    KeptSample sample;
    sample.id = row.getColumn(0).getInt64();
    sample.left = textAt(row, 1);
    sample.right = textAt(row, 2);
    sample.asOf = store::dateAt(row, 3).value_or(Date());
    sample.options = {row.getColumn(4).getInt(), QString::fromStdString(textAt(row, 5)).toULongLong(), textAt(row, 6)};
    return sample;
}

/// Strata and customers of a sample.
void fill(const store::Workspace &workspace, KeptSample &sample)
{
    SQLite::Statement stratum(
        workspace.db(), "SELECT stratum, customers FROM sample_stratum WHERE sample_id = ? ORDER BY stratum");
    stratum.bind(1, sample.id);
    while (stratum.executeStep())
        sample.strata[textAt(stratum, 0)] = stratum.getColumn(1).getInt();
    SQLite::Statement customer(
        workspace.db(), "SELECT account, stratum FROM sample_customer WHERE sample_id = ? ORDER BY account");
    customer.bind(1, sample.id);
    while (customer.executeStep())
        sample.stratumOf[textAt(customer, 0)] = textAt(customer, 1);
}

/// The verdicts of the last version, and its number; 0 for none.
std::pair<int, std::vector<GivenVerdict>> lastVerdicts(const store::Workspace &workspace, std::int64_t sample)
{
    std::pair<int, std::vector<GivenVerdict>> last;
    SQLite::Statement row(workspace.db(),
        "SELECT version, account, field, verdict FROM sample_verdict WHERE sample_id = ?1 AND version = (SELECT "
        "max(version) FROM sample_verdict WHERE sample_id = ?1)");
    row.bind(1, sample);
    while (row.executeStep()) {
        last.first = row.getColumn(0).getInt();
        const std::string text = textAt(row, 3);
        for (const Verdict verdict : {Verdict::Match, Verdict::Mismatch, Verdict::Unknown}) {
            if (text == toString(verdict))
                last.second.push_back({textAt(row, 1), textAt(row, 2), verdict});
        }
    }
    return last;
}

} // namespace

std::vector<Signoff> latestSignoffs(const store::Workspace &workspace, const SignoffFilter &filter)
{
    std::vector<Signoff> signoffs;
    SQLite::Statement row(workspace.db(),
        "SELECT signoff_id, period, left_source, right_source, version, as_of, prepared_by, signed_by, hash, "
        "left_total, right_total FROM signoff s WHERE ?1 IN ('', period) AND ?2 IN ('', left_source) AND ?3 IN ('', "
        "right_source) AND version = (SELECT max(version) FROM signoff o WHERE o.period = s.period AND o.left_source "
        "= s.left_source AND o.right_source = s.right_source) ORDER BY period, left_source, right_source");
    row.bind(1, filter.period);
    row.bind(2, filter.left);
    row.bind(3, filter.right);
    while (row.executeStep()) {
        Signoff signoff{row.getColumn(0).getInt64(), {textAt(row, 1), textAt(row, 2), textAt(row, 3)},
            row.getColumn(4).getInt(), store::dateAt(row, 5).value_or(Date()), textAt(row, 6), textAt(row, 7),
            textAt(row, 8)};
        signoff.content = contentOfVersion(workspace, signoff.id);
        signoff.content.leftTotal = row.getColumn(9).getInt64();
        signoff.content.rightTotal = row.getColumn(10).getInt64();
        signoffs.push_back(std::move(signoff));
    }
    return signoffs;
}

std::optional<Signoff> latestSignoff(const store::Workspace &workspace, const SignoffKey &key)
{
    auto found = latestSignoffs(workspace, key);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void addSignoff(store::Workspace &workspace, const Signoff &made, const std::vector<std::string> &files)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO signoff (period, left_source, right_source, version, as_of, left_total, right_total, prepared_by, "
        "prepared_user, prepared_at, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, made.key.period);
    insert.bind(2, made.key.left);
    insert.bind(3, made.key.right);
    insert.bind(4, made.version);
    insert.bind(5, made.asOf.iso());
    insert.bind(6, made.content.leftTotal);
    insert.bind(7, made.content.rightTotal);
    insert.bind(8, made.preparedBy);
    insert.bind(9, store::currentUser());
    insert.bind(10, nowText());
    insert.bind(11, made.hash);
    insert.exec();
    const std::int64_t id = lastRow(workspace);
    SQLite::Statement step(
        workspace.db(), "INSERT INTO signoff_step (signoff_id, cause, amount, customers) VALUES (?, ?, ?, ?)");
    for (const auto &[cause, amounts] : made.content.bridge) {
        step.reset();
        step.bind(1, id);
        step.bind(2, cause);
        step.bind(3, amounts.amount);
        step.bind(4, amounts.customers);
        step.exec();
    }
    SQLite::Statement found(
        workspace.db(), "INSERT INTO signoff_break (signoff_id, break_key, state) VALUES (?, ?, ?)");
    for (const auto &[key, state] : made.content.breaks) {
        found.reset();
        found.bind(1, id);
        found.bind(2, key);
        found.bind(3, state);
        found.exec();
    }
    SQLite::Statement file(workspace.db(), "INSERT INTO signoff_file (signoff_id, sha256) VALUES (?, ?)");
    for (const std::string &sha256 : files) {
        file.reset();
        file.bind(1, id);
        file.bind(2, sha256);
        file.exec();
    }
}

void setSigned(store::Workspace &workspace, std::int64_t id, const std::string &by)
{
    SQLite::Statement update(
        workspace.db(), "UPDATE signoff SET signed_by = ?2, signed_user = ?3, signed_at = ?4 WHERE signoff_id = ?1");
    update.bind(1, id);
    update.bind(2, by);
    update.bind(3, store::currentUser());
    update.bind(4, nowText());
    update.exec();
}

std::vector<std::string> filesOf(const store::Workspace &workspace, const SignoffKey &key)
{
    std::vector<std::string> files;
    SQLite::Statement row(workspace.db(),
        "SELECT DISTINCT sha256 FROM import_batch WHERE state IS NULL AND sha256 <> '' AND (source IN (?, ?) OR entity "
        "IN ('fx_rates', 'csms')) ORDER BY sha256");
    row.bind(1, key.left);
    row.bind(2, key.right);
    while (row.executeStep())
        files.push_back(textAt(row, 0));
    return files;
}

std::vector<KeptSample> keptSamples(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::vector<KeptSample> samples;
    SQLite::Statement row(workspace.db(),
        "SELECT sample_id, left_source, right_source, as_of, size, seed, stratify FROM sample WHERE ?1 IN ('', "
        "left_source) AND ?2 IN ('', right_source) ORDER BY sample_id DESC");
    row.bind(1, left);
    row.bind(2, right);
    while (row.executeStep()) {
        samples.push_back(sampleAt(row));
        fill(workspace, samples.back());
    }
    return samples;
}

void addSample(store::Workspace &workspace, const Sample &sample)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO sample (left_source, right_source, as_of, size, seed, stratify, drawn_by, drawn_at) VALUES (?, ?, "
        "?, ?, ?, ?, ?, ?)");
    insert.bind(1, sample.left);
    insert.bind(2, sample.right);
    insert.bind(3, sample.asOf.iso());
    insert.bind(4, sample.options.size);
    insert.bind(5, std::to_string(sample.options.seed));
    insert.bind(6, sample.options.stratify);
    insert.bind(7, store::currentUser());
    insert.bind(8, nowText());
    insert.exec();
    const std::int64_t id = lastRow(workspace);
    SQLite::Statement stratum(
        workspace.db(), "INSERT INTO sample_stratum (sample_id, stratum, customers) VALUES (?, ?, ?)");
    for (const auto &[name, customers] : sample.strata) {
        stratum.reset();
        stratum.bind(1, id);
        stratum.bind(2, name);
        stratum.bind(3, customers);
        stratum.exec();
    }
    SQLite::Statement member(
        workspace.db(), "INSERT INTO sample_customer (sample_id, account, stratum) VALUES (?, ?, ?)");
    for (const SampledCustomer &customer : sample.customers) {
        member.reset();
        member.bind(1, id);
        member.bind(2, customer.account);
        member.bind(3, customer.stratum);
        member.exec();
    }
}

std::vector<GivenVerdict> latestVerdicts(const store::Workspace &workspace, std::int64_t sample)
{
    std::vector<GivenVerdict> verdicts = lastVerdicts(workspace, sample).second;
    std::ranges::sort(verdicts);
    return verdicts;
}

int addVerdicts(store::Workspace &workspace, std::int64_t sample, const std::vector<GivenVerdict> &verdicts)
{
    auto [version, before] = lastVerdicts(workspace, sample);
    std::vector<GivenVerdict> sorted = verdicts;
    std::ranges::sort(sorted);
    std::ranges::sort(before);
    if (sorted.empty() || (version > 0 && before == sorted))
        return 0;
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO sample_verdict (sample_id, version, account, field, verdict) VALUES (?, ?, ?, ?, ?)");
    for (const GivenVerdict &each : sorted) {
        insert.reset();
        insert.bind(1, sample);
        insert.bind(2, version + 1);
        insert.bind(3, each.account);
        insert.bind(4, each.field);
        insert.bind(5, toString(each.verdict));
        insert.exec();
    }
    return version + 1;
}

} // namespace qd::signoff
