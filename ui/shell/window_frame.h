#pragma once
#include <QWidget>

class QStackedWidget;

namespace qd::ui {

class CommandPalette;
class ErrorBar;
class FilterBar;
class NoticeStrip;
class StartPage;
class WorkArea;

/// All of the window between its menu bar and its status bar: chips, notices, and below them the start page or the work
/// area; the palette comes over them.
class WindowFrame : public QWidget {
    Q_OBJECT
public:
    explicit WindowFrame(QWidget *parent = nullptr);

    [[nodiscard]] FilterBar &filters() const { return *m_filters; }
    [[nodiscard]] ErrorBar &fileNotice() const { return *m_fileNotice; } ///< of the file outside this window
    [[nodiscard]] NoticeStrip &notices() const { return *m_notices; }
    [[nodiscard]] StartPage &start() const { return *m_start; }
    [[nodiscard]] WorkArea &work() const { return *m_work; }
    [[nodiscard]] CommandPalette &palette() const { return *m_palette; }

    void showStart(); ///< without chips
    void showWork();
    void setInspectorShown(bool shown);
    void toggleInspector();
    /// Gives the keyboard to the next of chips, navigation, page and inspector.
    void focusNextArea();

private:
    FilterBar *m_filters = nullptr;
    ErrorBar *m_fileNotice = nullptr;
    NoticeStrip *m_notices = nullptr;
    QStackedWidget *m_stack = nullptr;
    StartPage *m_start = nullptr;
    WorkArea *m_work = nullptr;
    CommandPalette *m_palette = nullptr;
};

} // namespace qd::ui
