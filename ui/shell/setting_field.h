#pragma once
#include <QKeySequence>
#include <QList>
#include <QString>

#include <utility>

namespace qd::ui {

/// What a setting is changed with.
enum class SettingKind {
    Text,
    Percent, ///< a fraction, typed in percent
    Days, ///< a whole number of days
    TwoDays, ///< "7,30": late after, too old after
    Switch, ///< one of two or three, side by side
    List, ///< one of many
    OpenList, ///< one of many, or what is typed
    Keys, ///< a key sequence as portable text, NoKeys for none
    Fixed, ///< shown, and not changed here
};

/// One setting as the dialog shows it. An empty value stands for the default.
struct SettingField {
    QString key; ///< of core/store/settings.h, "person.theme", or "keys.view.inspector"
    QString group; ///< id of the group it stands in
    QString label;
    QString hint; ///< one sentence; may be empty where the label says it all
    QString unset; ///< what holds while it is empty, in words
    SettingKind kind = SettingKind::Text;
    QString value; ///< as it is now
    QList<std::pair<QString, QString>> choices = {}; ///< value and words; of a Switch or List the first is the default
    QKeySequence standard = {}; ///< of Keys
};

/// A heading of the list at the left.
struct SettingGroup {
    QString id;
    QString title;
    QString heading; ///< "You" or "This workspace"
    QString icon;
    QString sentence; ///< under the title
};

} // namespace qd::ui
