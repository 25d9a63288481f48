#pragma once
#include "ui/shell/palette_model.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace qd::ui {

class SegmentedSwitch;

/// Ctrl+K: finds pages, metrics, customers, breaks and commands by name. Lies on a scrim; arrows
/// choose, Enter opens, Tab takes the next kind, Shift+Tab the one before, Esc or a click beside it closes.
class CommandPalette : public QWidget {
    Q_OBJECT
public:
    /// Lies over `ground`, which is all of a window below its menu bar.
    explicit CommandPalette(QWidget *ground);
    void addProvider(PaletteProvider provider);
    /// Asks the providers anew and takes the focus.
    void open(const QString &text = {});

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void step(int direction);
    void activate(const QModelIndex &index);
    void dismiss();
    void nextKind(int step);
    void layOutBox();
    void layOutKinds(int room);
    [[nodiscard]] QString emptySentence(std::optional<PaletteKind> only) const;
    [[nodiscard]] QRect boxRect() const;

    std::vector<PaletteProvider> m_providers;
    PaletteModel *m_model = nullptr;
    QWidget *m_box = nullptr;
    QLineEdit *m_field = nullptr;
    QLabel *m_count = nullptr;
    SegmentedSwitch *m_kinds = nullptr;
    QLabel *m_hint = nullptr; ///< what narrows the search in the field itself
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr; ///< instead of the list: what can be looked for
    QPointer<QWidget> m_before; ///< what had the focus
};

} // namespace qd::ui
