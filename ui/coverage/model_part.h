#pragma once
#include "core/coverage/books.h"

#include <QHash>
#include <QString>
#include <QWidget>

#include <memory>

namespace qd::ui {

/// What is wrong with the model, by place; see coverage::ModelFault.
using ModelFaults = std::vector<coverage::ModelFault>;

/// One view of the touch model editor: shows its part of a model and writes it back. GUI thread.
class ModelPart : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void setModel(const coverage::CapacityModel &model) = 0;
    /// A text that is no number becomes NaN, so that core's check names it.
    virtual void writeTo(coverage::CapacityModel &model) const = 0;
    /// Marks each fault of this part at its field and gives their number.
    virtual int showFaults(const ModelFaults &faults) = 0;
    /// Today's customers, for what is offered while typing; nullptr where there are none.
    virtual void setInput(const std::shared_ptr<const coverage::CoverageInput> &input) { Q_UNUSED(input) }

Q_SIGNALS:
    void changed(); ///< by a person
};

/// The sentence of a fault as a person reads it: with a capital.
[[nodiscard]] QString faultText(const coverage::ModelFault &fault);
/// The sentence at exactly this path; empty for none.
[[nodiscard]] QString faultAt(const ModelFaults &faults, const QString &path);
/// For ModelRows: faults below "`path`/ROW" or "`path`/ROW/KEY" by row and place of KEY among `keys` (-1 for the whole
/// row); one at `path` itself stands for the whole table.
[[nodiscard]] QHash<std::pair<int, int>, QString> rowFaults(
    const ModelFaults &faults, const QString &path, const QStringList &keys);

} // namespace qd::ui
