#pragma once
#include <QWidget>

class QButtonGroup;

namespace qd::ui {

/// 2 to 5 views of which one is shown: buttons in one frame, the active one tinted.
class SegmentedSwitch : public QWidget {
    Q_OBJECT
public:
    /// Ids and titles in order; the first is active.
    explicit SegmentedSwitch(const QList<std::pair<QString, QString>> &choices, QWidget *parent = nullptr);
    [[nodiscard]] QString current() const;
    void setCurrent(const QString &id);
    /// As high as the buttons beside it, in the header of a page.
    void setTall();
    /// For a count in the title: "Mine 3".
    void setTitle(const QString &id, const QString &title);
    /// Leaves a view out where there is no room for its button, or puts it back; the active one should stay.
    void setChoiceShown(const QString &id, bool shown);
    [[nodiscard]] bool isChoiceShown(const QString &id) const;

Q_SIGNALS:
    void changed(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_ids;
    QButtonGroup *m_group = nullptr;
};

} // namespace qd::ui
