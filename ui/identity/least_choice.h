#pragma once

class QComboBox;

namespace qd::ui {

/// Probabilities from which pairs are listed, as choices whose data they are; 0.5 is chosen.
void fillLeastChoices(QComboBox &box);
/// Chooses a probability, which is added where none of them is it; the one added before goes.
void chooseLeast(QComboBox &box, double least);

} // namespace qd::ui
