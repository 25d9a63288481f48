#pragma once
#include "core/sources/profile_drift.h"
#include "ui/common/panel.h"

#include <map>

class QVBoxLayout;

namespace qd::ui {

/// How a file's columns differ from those of the last one, in three columns: missing, new, probably renamed with the
/// evidence. Of each missing column that filled something it asks what became of it.
class DriftPanel : public Panel {
    Q_OBJECT
public:
    explicit DriftPanel(QWidget *parent = nullptr);

    void setDrift(const sources::Drift &drift);
    /// A column was given this header, or none, elsewhere: that is an answer, too.
    void setAnswer(const QString &column, const QString &header);
    /// Whether something is still to be said.
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    /// A column is filled by this header from now on; empty: its column is gone.
    void decided(const QString &column, const QString &header);

private:
    void addMissing(QVBoxLayout &into);
    void addNew(QVBoxLayout &into);
    void addRenamed(QVBoxLayout &into);
    void ask(QVBoxLayout &into, const sources::DriftColumn &gone);
    void decide(const QString &column, const QString &header);

    sources::Drift m_drift;
    std::map<QString, bool> m_decided; ///< by canonical column that is missing
    QWidget *m_body = nullptr;
};

} // namespace qd::ui
