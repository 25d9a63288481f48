#pragma once
#include <QList>

namespace qd::ui {
class Page;
}

/// Every page of the workbench in the order of the navigation; whoever takes the list owns them.
[[nodiscard]] QList<qd::ui::Page *> makePages();
