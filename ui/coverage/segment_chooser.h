#pragma once
#include <QWidget>

namespace qd::ui {

class SegmentedSwitch;

/// One of the segments: a switch for up to four, a list for more. Its choices come with the data.
class SegmentChooser : public QWidget {
    Q_OBJECT
public:
    explicit SegmentChooser(QWidget *parent = nullptr);
    /// Numbers and titles in order; keeps the choice where its number is still there, else takes the first.
    void setChoices(const QList<std::pair<int, QString>> &choices);
    [[nodiscard]] int current() const { return m_current; }

Q_SIGNALS:
    void changed();

private:
    void choose(int number);
    [[nodiscard]] QWidget *makeSwitch(const QList<std::pair<int, QString>> &choices);
    [[nodiscard]] QWidget *makeList(const QList<std::pair<int, QString>> &choices);

    QList<std::pair<int, QString>> m_choices;
    QWidget *m_shown = nullptr;
    int m_current = 0;
};

} // namespace qd::ui
