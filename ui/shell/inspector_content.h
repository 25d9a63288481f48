#pragma once
#include "ui/common/table/table_spec.h"
#include "ui/shell/page_target.h"

#include <QMetaType>
#include <QString>
#include <QVector>

namespace qd::ui {

/// What the inspector explains about the selected thing, always in this order. Empty parts are left out.
struct InspectorContent {
    struct Field {
        QString label;
        QString value;
        bool strong = false;
    };
    struct EvidenceLine {
        Mark mark = Mark::None;
        QString sentence;
    };
    /// A row of a source file, as a card.
    struct SourceCard {
        QString file;
        QString line; ///< "line 1,204"
        QVector<Field> fields;
    };
    struct Link {
        QString text;
        QString page; ///< Page::id
        PageTarget target;
    };

    QString heading; ///< "Break BR-0412"
    QString place; ///< "1 of 37"
    QString subject; ///< "Kestrel Logistics"
    QString detail; ///< "Enterprise, AMER, owner Maya Lindqvist"
    QVector<Field> figures;
    QString evidenceTitle;
    QVector<EvidenceLine> evidence;
    QVector<SourceCard> sources;
    QString fix;
    QVector<Field> history;
    QVector<Link> links; ///< buttons at the foot
};

} // namespace qd::ui

Q_DECLARE_METATYPE(qd::ui::InspectorContent)
