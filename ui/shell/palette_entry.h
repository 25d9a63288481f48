#pragma once
#include "ui/common/table/table_spec.h"

#include <QString>

#include <functional>
#include <vector>

namespace qd::ui {

/// Kinds of the command palette, in the order they are shown.
enum class PaletteKind { Metric, Page, Customer, Break, Command };

/// One thing the palette can find.
struct PaletteEntry {
    PaletteKind kind = PaletteKind::Command;
    QString title;
    QString detail = {};
    QString value = {}; ///< a figure or a shortcut, right
    QString icon = {}; ///< name; not used when `mark` is set
    Mark mark = Mark::None;
    std::function<void()> activate = {};
};

/// Gives the palette's entries of one kind whenever the palette opens; GUI thread, must return at once.
using PaletteProvider = std::function<std::vector<PaletteEntry>()>;

/// A find: which entry, how well (lower is better), and where the text stands in the title (-1 if only in the detail).
struct PaletteHit {
    int entry = 0;
    int rank = 0;
    int start = -1;
};

/// The entries that match `text` without regard to case, best first within a kind: title begins with it, a word of
/// the title does, the title holds it, all its words occur in title and detail. "#", "@" and ">" in front mean only
/// metrics, customers, commands. An empty text finds everything in its order.
[[nodiscard]] std::vector<PaletteHit> searchPalette(const std::vector<PaletteEntry> &entries, const QString &text);

} // namespace qd::ui
