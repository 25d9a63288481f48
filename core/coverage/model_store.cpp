#include "core/coverage/model_store.h"

#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::coverage {

namespace {

Result<SavedModel> modelIn(SQLite::Statement &row)
{
    SavedModel saved{row.getColumn(0).getInt(), row.getColumn(1).getString(), row.getColumn(3).getString(),
        row.getColumn(4).getString(), {}};
    auto model = capacityModelFromText(row.getColumn(2).getString());
    if (!model)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Coverage", "Version %1 of the saved capacity model cannot be used. %2"),
                {std::to_string(saved.version), Sentences(model.error().message)}}};
    saved.model = std::move(*model);
    return saved;
}

constexpr const char *Columns = "SELECT version, name, body, saved_at, saved_by FROM capacity_model ";

} // namespace

Result<SavedModel> currentModel(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), std::string(Columns) + "ORDER BY version DESC LIMIT 1");
    if (row.executeStep())
        return modelIn(row);
    return SavedModel{0, "Default", {}, {}, defaultCapacityModel()};
}

Result<std::vector<SavedModel>> savedModels(const store::Workspace &workspace)
{
    std::vector<SavedModel> all;
    SQLite::Statement row(workspace.db(), std::string(Columns) + "ORDER BY version DESC");
    while (row.executeStep()) {
        auto saved = modelIn(row);
        if (!saved)
            return saved.error();
        all.push_back(std::move(*saved));
    }
    return all;
}

Result<int> saveModel(store::Workspace &workspace, const CapacityModel &model, const std::string &name)
{
    if (auto good = check(model); !good)
        return good.error();
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Coverage",
                 "%1 cannot be written; the capacity model was not saved. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "save capacity model");
    const auto current = currentModel(workspace);
    const std::string body = toJson(model).dump();
    std::optional<std::string> before;
    if (current && current->version > 0) {
        if (current->model == model && current->name == name)
            return current->version;
        before = toJson(current->model).dump();
    }
    SQLite::Statement last(workspace.db(), "SELECT coalesce(max(version), 0) + 1 FROM capacity_model");
    last.executeStep();
    const int version = last.getColumn(0).getInt();
    SQLite::Statement insert(
        workspace.db(), "INSERT INTO capacity_model (version, name, body, saved_at, saved_by) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, version);
    insert.bind(2, name);
    insert.bind(3, body);
    insert.bind(4, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.bind(5, store::currentUser());
    insert.exec();
    store::recordChange(workspace, "save capacity model", "version " + std::to_string(version), before, body);
    transaction.commit();
    return version;
}

} // namespace qd::coverage
