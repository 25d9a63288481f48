#pragma once
#include "ui/common/table/table_spec.h"

#include <QAbstractListModel>
#include <QListView>

namespace qd::ui {

/// Pages under their headings, in the order they were added; a heading is a row of its own that cannot be chosen.
class NavigationModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PageIdRole = Qt::UserRole, IconRole, BadgeRole, MarkRole, HeadingRole };
    using QAbstractListModel::QAbstractListModel;

    void addPage(const QString &id, const QString &title, const QString &group, const QString &icon);
    void setBadge(const QString &id, const QString &text, Mark mark);
    /// Row of a page; -1 if there is none.
    [[nodiscard]] int rowOf(const QString &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        QString id; ///< empty for a heading
        QString title;
        QString icon;
        QString badge = {};
        Mark mark = Mark::None;
    };
    QList<Row> m_rows;
    QString m_lastGroup;
};

/// The navigation at the left, 184 px wide, or more where a title needs it; collapsed, 44 px of icons with tooltips.
class Navigation : public QListView {
    Q_OBJECT
public:
    explicit Navigation(QWidget *parent = nullptr);
    [[nodiscard]] NavigationModel &pages() { return *m_model; }
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }
    void showCurrent(const QString &id);
    /// When it is not collapsed.
    [[nodiscard]] int wideWidth() const { return m_wide; }

Q_SIGNALS:
    void pageChosen(const QString &id);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void measure();

    NavigationModel *m_model = nullptr;
    int m_wide = 0;
    bool m_collapsed = false;
    bool m_following = false; ///< the window moved the selection, nobody chose
};

} // namespace qd::ui
