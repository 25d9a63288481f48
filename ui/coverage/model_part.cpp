#include "ui/coverage/model_part.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

namespace qd::ui {

QString faultText(const coverage::ModelFault &fault)
{
    QString text = messageText(fault.sentence);
    if (!text.isEmpty() && !text.contains(u'_')) // the name of a key keeps its spelling
        text[0] = text[0].toUpper();
    return text;
}

QString faultAt(const ModelFaults &faults, const QString &path)
{
    for (const coverage::ModelFault &fault : faults) {
        if (qt(fault.path) == path)
            return faultText(fault);
    }
    return {};
}

QHash<std::pair<int, int>, QString> rowFaults(const ModelFaults &faults, const QString &path, const QStringList &keys)
{
    QHash<std::pair<int, int>, QString> found;
    for (const coverage::ModelFault &fault : faults) {
        const QString place = qt(fault.path);
        if (place != path && !place.startsWith(path + u'/'))
            continue;
        const QStringList rest = place.mid(path.size() + 1).split(u'/', Qt::SkipEmptyParts);
        const std::pair<int, int> cell{rest.isEmpty() ? -1 : rest[0].toInt(), int(keys.indexOf(rest.value(1)))};
        if (!found.contains(cell) && rest.size() <= 2)
            found.insert(cell, faultText(fault));
    }
    return found;
}

} // namespace qd::ui
