#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

#include <QScrollArea>
#include <QStringList>

#include <vector>

class QComboBox;

namespace qd::ui {

/// The columns of an entity, each with the column of the file that fills it, chosen by mouse or keyboard.
class MappingFields : public QScrollArea {
    Q_OBJECT
public:
    explicit MappingFields(QWidget *parent = nullptr);

    /// Shows the columns of the entity; `headers` are those of the file.
    void setEntity(const store::Entity &entity, const QStringList &headers);
    /// Shows what the profile takes each column from.
    void setProfile(const sources::Profile &profile);

Q_SIGNALS:
    /// A column of the entity is to be filled from a header; empty for from nothing.
    void picked(const QString &column, const QString &header);
    void chosen(const QString &column); ///< somebody is at this column

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::vector<QComboBox *> m_boxes; ///< by column of the entity
    const store::Entity *m_entity = nullptr;
};

} // namespace qd::ui
