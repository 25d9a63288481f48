#include "ui/common/exports_filter.h"

#include <QCoreApplication>

namespace qd::ui {

QString exportsFilter(const std::vector<std::string> &endings)
{
    QStringList patterns;
    for (const std::string &ending : endings)
        patterns << u'*' + QString::fromStdString(ending);
    return QCoreApplication::translate("Import", "Exports (%1)").arg(patterns.join(u' '));
}

} // namespace qd::ui
