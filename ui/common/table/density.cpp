#include "ui/common/table/density.h"

#include "ui/common/table/grid_view.h"

#include <QApplication>

namespace qd::ui {

namespace {
bool dense = false;
} // namespace

bool isDense()
{
    return dense;
}

void setDense(bool chosen)
{
    if (dense == chosen)
        return;
    dense = chosen;
    for (QWidget *widget : QApplication::allWidgets()) {
        if (auto *grid = qobject_cast<GridView *>(widget))
            grid->renewHeights();
    }
}

} // namespace qd::ui
