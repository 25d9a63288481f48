#pragma once
#include "ui/common/elided_label.h"
#include "ui/paint/theme.h"

namespace qd::ui {

/// What a text is, which decides its colour in either theme.
enum class Tone { Value, Label, Hint, Good, Warn, Bad, Link };

/// A label with a size and a tone; follows the theme when it changes.
class TonedLabel : public ElidedLabel {
    Q_OBJECT
public:
    TonedLabel(Type type, Tone tone, QWidget *parent = nullptr);
    void setTone(Tone tone);
    [[nodiscard]] static QColor colour(Tone tone, const Theme &theme);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();
    Tone m_tone;
};

} // namespace qd::ui
