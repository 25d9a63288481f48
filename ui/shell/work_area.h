#pragma once
#include "core/base/date.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace qd::dictionary {
class Dictionary;
}

namespace qd::answers {
struct SourceAges;
}

namespace qd::ui {

class Inspector;
class Navigation;
class Page;
class PageFrame;

/// Navigation | pages | inspector. Below 1,200 px the navigation collapses to icons and the inspector lies over the
/// right edge of the page instead of beside it.
class WorkArea : public QWidget {
    Q_OBJECT
public:
    explicit WorkArea(QWidget *parent = nullptr);

    void addPage(Page *page); ///< takes ownership
    /// Null without such a page.
    [[nodiscard]] Page *page(const QString &id) const;
    [[nodiscard]] PageFrame *frame(const QString &id) const;
    /// As PageFrame::showAges(), of every page.
    void showAges(const answers::SourceAges &ages);
    /// As PageFrame::showDefinitions(), of every page; does nothing without a dictionary.
    void showDefinitions(
        const std::shared_ptr<const dictionary::Dictionary> &dictionary, const std::optional<Date> &day);
    void forgetPages(); ///< what they say is of a workspace that was left
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Page *current() const;
    void showPage(const QString &id);
    [[nodiscard]] Navigation &navigation() const { return *m_navigation; }
    [[nodiscard]] Inspector &inspector() const { return *m_inspector; }
    void setInspectorShown(bool shown);
    [[nodiscard]] bool isInspectorShown() const;
    /// To icons, as in a narrow window.
    void setNavigationFolded(bool folded);
    [[nodiscard]] bool isNavigationFolded() const { return m_folded; }
    /// Two lines at the foot of the navigation: company or file, and what is late.
    void setFootText(const QString &text);
    /// Gives the keyboard to the first thing in `area` that takes it.
    static void focusFirst(QWidget &area);
    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QWidget *m_navigationFrame = nullptr;
    Navigation *m_navigation = nullptr;
    QLabel *m_foot = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_pages = nullptr;
    Inspector *m_inspector = nullptr;
    QList<PageFrame *> m_frames;
    bool m_narrow = false;
    bool m_folded = false;
    bool m_sized = false; ///< the inspector has its width, from last time or by default
};

} // namespace qd::ui
