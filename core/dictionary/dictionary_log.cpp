#include "core/dictionary/dictionary_log.h"

namespace qd::dictionary {

namespace {

/// Entries that are looked through: a log of years, read within a blink.
constexpr int EntriesRead = 20000;

bool isOfDictionary(const std::string &action)
{
    return action.ends_with(" definition") || action.ends_with(" definition conflict");
}

} // namespace

std::map<std::string, std::vector<store::AuditEntry>, std::less<>> changeLog(const store::Workspace &workspace)
{
    std::map<std::string, std::vector<store::AuditEntry>, std::less<>> log;
    for (store::AuditEntry &entry : store::auditTrail(workspace, EntriesRead)) {
        if (isOfDictionary(entry.action)) // subjects are "nrr version 2" and "nrr, RevOps"
            log[entry.subject.substr(0, entry.subject.find_first_of(" ,"))].push_back(std::move(entry));
    }
    return log;
}

} // namespace qd::dictionary
