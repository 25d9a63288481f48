#include "core/actions/action_files.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/identity/own_subjects.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <array>

namespace qd::actions {

namespace {

/// What columns are filled from.
enum class Cell { Id, Account, CompanyId, CrmId, Name, Rule, Title, Owner, Opened, Due, Status, Level, Task, Notes };

struct Column {
    const char *header;
    Cell cell;
    const char *constant = nullptr; ///< of Cell::Task: what stands in every row
};

const std::vector<Column> &columnsOf(FileFormat format)
{
    static const std::vector<Column> gainsight{{"External Id", Cell::Id}, {"Company Id", Cell::CompanyId},
        {"Company Name", Cell::Name}, {"CTA Name", Cell::Title}, {"Type", Cell::Task, "Risk"}, {"Reason", Cell::Rule},
        {"Status", Cell::Task, "New"}, {"Priority", Cell::Task, "Medium"}, {"Owner", Cell::Owner},
        {"Due Date", Cell::Due}, {"Comments", Cell::Notes}};
    static const std::vector<Column> salesforce{{"External_Id__c", Cell::Id}, {"WhatId", Cell::CrmId},
        {"Subject", Cell::Title}, {"ActivityDate", Cell::Due}, {"Status", Cell::Task, "Not Started"},
        {"Priority", Cell::Task, "Normal"}, {"Owner", Cell::Owner}, {"Description", Cell::Notes}};
    static const std::vector<Column> jira{{"External ID", Cell::Id}, {"Summary", Cell::Title},
        {"Issue Type", Cell::Task, "Task"}, {"Assignee", Cell::Owner}, {"Due Date", Cell::Due}, {"Labels", Cell::Rule},
        {"Description", Cell::Notes}};
    static const std::vector<Column> asana{{"Name", Cell::Title}, {"Assignee", Cell::Owner},
        {"Start Date", Cell::Opened}, {"Due Date", Cell::Due}, {"Tags", Cell::Rule}, {"Notes", Cell::Notes},
        {"External ID", Cell::Id}};
    static const std::vector<Column> csv{{"action_id", Cell::Id}, {"account", Cell::Account}, {"name", Cell::Name},
        {"trigger", Cell::Rule}, {"title", Cell::Title}, {"owner", Cell::Owner}, {"opened_date", Cell::Opened},
        {"due_date", Cell::Due}, {"status", Cell::Status}, {"level", Cell::Level}};
    const std::vector<Column> *const all[] = {&gainsight, &salesforce, &jira, &asana, &csv};
    return *all[std::size_t(format)];
}

class RowWriter {
public:
    RowWriter(const OpenAction &open, const identity::AccountDirectory &accounts)
        : m_open(open)
        , m_account(open.action.account < 0 ? nullptr : &accounts.at(open.action.account))
    {
    }

    [[nodiscard]] CsvCell cell(const Column &column) const
    {
        const Action &action = m_open.action;
        switch (column.cell) {
        case Cell::Opened:
            return CsvCell::raw(action.opened.iso());
        case Cell::Due:
            return CsvCell::raw(action.due ? action.due->iso() : std::string());
        case Cell::Level:
            return CsvCell::raw(std::to_string(m_open.level));
        case Cell::Task:
            return CsvCell::raw(column.constant);
        default:
            return text(column.cell);
        }
    }

private:
    [[nodiscard]] std::string text(Cell cell) const
    {
        const Action &action = m_open.action;
        switch (cell) {
        case Cell::Id:
            return action.id;
        case Cell::Rule:
            return action.rule;
        case Cell::Title:
            return action.title.empty() ? action.rule : action.title;
        case Cell::Owner:
            return action.owner;
        case Cell::Status:
            return action.status;
        default:
            return m_account ? ofAccount(cell) : std::string();
        }
    }
    [[nodiscard]] std::string ofAccount(Cell cell) const
    {
        switch (cell) {
        case Cell::Account:
            return m_account->id;
        case Cell::CompanyId:
            return identity::recordIdOfKind(*m_account, "cs_platform");
        case Cell::CrmId:
            return identity::recordIdOfKind(*m_account, "crm");
        case Cell::Notes:
            return m_account->name + " (" + m_account->id + "), opened on " + m_open.action.opened.iso()
                + (m_open.to.empty() ? std::string() : ", escalated to " + m_open.to);
        default:
            return m_account->name;
        }
    }

    const OpenAction &m_open;
    const identity::Account *m_account;
};

} // namespace

const std::vector<std::string> &fileFormatNames()
{
    static const std::vector<std::string> names{"gainsight", "salesforce", "jira", "asana", "csv"};
    return names;
}

std::optional<FileFormat> fileFormatOf(std::string_view name)
{
    const auto found = std::ranges::find(fileFormatNames(), name);
    return found == fileFormatNames().end() ? std::nullopt
                                            : std::optional(FileFormat(found - fileFormatNames().begin()));
}

ActionFile actionFile(FileFormat format, const std::vector<OpenAction> &actions, const portfolio::Portfolio &portfolio,
    bool withPersonalData)
{
    const std::vector<Column> &columns = columnsOf(format);
    std::vector<CsvCell> cells;
    for (const Column &column : columns)
        cells.push_back(CsvCell::raw(column.header));
    ActionFile file{format == FileFormat::Csv ? headerLine(own_exports::Actions) : csvLine(cells), 0, false};
    for (const OpenAction &open : actions) {
        const RowWriter row(open, portfolio.accounts());
        cells.clear();
        for (const Column &column : columns) {
            CsvCell cell = row.cell(column);
            const std::string masked = withoutAddresses(cell.value);
            file.personal = file.personal || (withPersonalData && masked != cell.value);
            if (!withPersonalData)
                cell.value = masked;
            cells.push_back(std::move(cell));
        }
        file.csv += csvLine(cells);
        ++file.rows;
    }
    return file;
}

} // namespace qd::actions
