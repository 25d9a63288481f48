#pragma once
#include "core/signoff/sample.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace qd::ui {

/// How many customers are drawn, under which number, and from which groups each its share.
class SampleDialog : public QDialog {
    Q_OBJECT
public:
    /// Begins with what the last sample was drawn by; one without customers with 60 under the number 1.
    explicit SampleDialog(const signoff::SampleOptions &before, QWidget *parent = nullptr);

    [[nodiscard]] signoff::SampleOptions chosen() const;

private:
    QSpinBox *m_size = nullptr;
    QSpinBox *m_seed = nullptr;
    QComboBox *m_stratify = nullptr;
};

} // namespace qd::ui
