#pragma once
#include "ui/common/table/table_spec.h"

#include <QStringList>

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
    QString topic = {}; ///< id of the page that this is; empty for others
    QStringList words = {}; ///< what else it is found by: paletteWords()
};

/// Gives the palette's entries of one kind whenever the palette opens; GUI thread, must return at once.
using PaletteProvider = std::function<std::vector<PaletteEntry>()>;

/// A find: which entry, how well (lower is better), and where the text stands in the title (-1 if only in the detail).
struct PaletteHit {
    int entry = 0;
    int rank = 0;
    int start = -1;
    QString by = {}; ///< the other word that it was found by
};

/// Words that people type for an entry that has another name here ("retention", "what-if", "preferences"): of pages by
/// their topic, of metrics and commands by words of their title. Customers and breaks have their names alone.
[[nodiscard]] QStringList paletteWords(const PaletteEntry &entry);

/// The entries that match `text` without regard to case, best first within a kind: title begins with it, a word of
/// the title does, one of its other words does, the title holds it, all its words occur in title, detail and other
/// words. "#", "@" and ">" in front mean only
/// metrics, customers, commands. An empty text finds everything in its order.
[[nodiscard]] std::vector<PaletteHit> searchPalette(const std::vector<PaletteEntry> &entries, const QString &text);

} // namespace qd::ui
