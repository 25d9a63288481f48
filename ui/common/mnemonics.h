#pragma once
#include <QList>
#include <QStringList>

class QAction;

namespace qd::ui {

/// The letter that chooses an entry of a menu by keyboard: the one behind a single "&", in upper case; null without.
[[nodiscard]] QChar mnemonicOf(const QString &text);
/// As it is read: without the "&" of its mnemonic, and "&&" as "&".
[[nodiscard]] QString withoutMnemonic(const QString &text);
/// A name from the data as the text of a menu's entry: its own "&" is a character, not a mnemonic.
[[nodiscard]] QString nameInMenu(const QString &name);

/// The entries of one menu with a mnemonic each, none twice: those that stand are kept, the first of two; the others
/// get the first letter or digit that is free, beginnings of words before others. An entry all of whose letters are
/// taken, or that has none, stays without; the arrow keys reach it.
[[nodiscard]] QStringList withMnemonics(QStringList texts);

/// The same for the visible entries of a menu or a menu bar. QuarterdeckStyle calls it whenever a menu opens, so that
/// translations, names and entries made on the way are covered.
void assignMnemonics(const QList<QAction *> &entries);

} // namespace qd::ui
