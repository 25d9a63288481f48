#pragma once
#include "ui/shell/inspector_content.h"

class QLabel;
class QWidget;

namespace qd::ui {

enum class Type;
enum class Tone;

/// The parts of the inspector, one function each; the caller puts them into its layout.

/// Text that wraps, can be selected, and follows the theme.
[[nodiscard]] QLabel *newProse(const QString &text, Type type, Tone tone, QWidget *parent);
/// The two to four figures in one frame, side by side.
[[nodiscard]] QWidget *newFigures(const QVector<InspectorContent::Field> &figures, QWidget *parent);
/// A mark and its sentence.
[[nodiscard]] QWidget *newEvidence(const InspectorContent::EvidenceLine &line, QWidget *parent);
/// File, line, and the fields of one row.
[[nodiscard]] QWidget *newSourceCard(const InspectorContent::SourceCard &card, QWidget *parent);
/// Label left in its own column, value right of it.
[[nodiscard]] QWidget *newFieldList(const QVector<InspectorContent::Field> &fields, QWidget *parent);

} // namespace qd::ui
