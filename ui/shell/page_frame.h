#pragma once
#include "core/base/date.h"

#include <QWidget>

class QLabel;

namespace qd::answers {
struct SourceAges;
}
namespace qd::dictionary {
class Dictionary;
}

namespace qd::ui {

class LateMark;
class Page;
struct PageContext;

/// A page under its header: title, one sentence of fact, actions at the right. What the page says of a workspace that
/// was left is not shown: after forget() a placeholder stands there until the page has settled on the new one.
class PageFrame : public QWidget {
    Q_OBJECT
public:
    /// Takes ownership of `page`.
    explicit PageFrame(Page *page, QWidget *parent = nullptr);
    [[nodiscard]] Page &page() const { return *m_page; }
    void forget();
    /// How old each source's data are; those that the page's figures rest on and that are late are told by a badge.
    void showAges(const answers::SourceAges &ages);
    /// The versions of definitions that its figures of `day` go by stand in the tip of its title and its fact.
    void showDefinitions(const dictionary::Dictionary &dictionary, Date day);
    /// The page is asked to show the workspace that is open, of whom the chips leave.
    void noteAsked(const PageContext &context);
    /// Whether what the page shows is of the workspace that is open.
    [[nodiscard]] bool isKnown() const { return m_known; }

Q_SIGNALS:
    void badgeChanged(const QString &text, int mark); ///< of this workspace; empty where nothing is known

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Page *m_page = nullptr;
    void settle();

    /// The page's own title, or the one thing it shows, such as a customer, with the page's title before it.
    void showSubject(const QString &subject);

    QLabel *m_path = nullptr; ///< the page's title before that of the one thing
    QLabel *m_title = nullptr;
    QLabel *m_fact = nullptr;
    LateMark *m_late = nullptr;
    QLabel *m_unknown = nullptr;
    QString m_note; ///< why the chips that are set do not hold here
    bool m_asked = false;
    bool m_known = false;
    bool m_saysFact = false; ///< since it was asked
    bool m_hasBadge = false; ///< since it was asked
};

} // namespace qd::ui
