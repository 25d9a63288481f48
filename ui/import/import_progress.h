#pragma once
#include "core/base/progress.h"
#include "ui/common/panel.h"

class QLabel;
class QProgressBar;

namespace qd::ui {

/// How far an import is, how fast, how long it may still take; and a button to stop it.
class ImportProgress : public Panel {
    Q_OBJECT
public:
    explicit ImportProgress(QWidget *parent = nullptr);
    void setState(const Progress::State &state);

Q_SIGNALS:
    void cancelled();

private:
    QProgressBar *m_bar = nullptr;
    QLabel *m_text = nullptr;
};

} // namespace qd::ui
