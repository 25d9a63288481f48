#pragma once
#include <QByteArray>
#include <QDateTime>

namespace qd::ui {

/// Puts `moment`, in UTC, in place of every time the PDF writer took from the clock: CreationDate and ModDate of the
/// document information and, where there are any, the dates of its metadata. The length stays, so that offsets in the
/// file stay right; bytes that hold no date are returned as they are. Everything that must give equal files for equal
/// data goes through here: charts and packs.
[[nodiscard]] QByteArray withFixedPdfDate(QByteArray pdf, const QDateTime &moment);

} // namespace qd::ui
