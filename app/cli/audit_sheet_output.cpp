#include "app/cli/audit_sheet_output.h"

#include "core/pack/audit_sheet.h"
#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/paint/pack/pack_pdf.h"

#include <iostream>

namespace qd::cli {

Result<void> writeAuditSheet(const store::Workspace &workspace, const explain::Explanation &told,
    const identity::AccountDirectory &directory, const std::string &out)
{
    const ui::FileLocale fixed; // the same sheet on every machine
    const auto sheet = pack::auditSheet(told, directory, workspace.setting("company").value_or(std::string()));
    if (auto saved = ui::savePackPdf(sheet, QString::fromStdString(out)); !saved)
        return saved;
    std::cerr << "Wrote " << out << ", " << sheet.pages.size() << " pages.\n";
    return {};
}

} // namespace qd::cli
