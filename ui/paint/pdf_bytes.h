#pragma once
#include <QByteArray>
#include <QDateTime>

namespace qd::ui {

/// Puts `moment`, in UTC, in place of every time the PDF writer took from the clock: CreationDate and ModDate of the
/// document information and, where there are any, the dates of its metadata. The length stays, so that offsets in the
/// file stay right; bytes that hold no date are returned as they are. Everything that must give equal files for equal
/// data goes through here: charts and packs.
[[nodiscard]] QByteArray withFixedPdfDate(QByteArray pdf, const QDateTime &moment);

/// While one lives, new hash tables have one order in every process: QPdfWriter writes its fonts in the order of such a
/// table, which is otherwise drawn anew with each start. Counts, so that several jobs may hold one at once; the last to
/// go brings the random order back. Hold it from before the first text is painted.
class FixedHashOrder {
public:
    FixedHashOrder();
    ~FixedHashOrder();
    FixedHashOrder(const FixedHashOrder &) = delete;
    FixedHashOrder &operator=(const FixedHashOrder &) = delete;
};

} // namespace qd::ui
