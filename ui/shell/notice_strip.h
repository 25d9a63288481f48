#pragma once
#include "core/answers/late_sources.h"
#include "core/dictionary/dictionary.h"
#include "ui/shell/job.h"
#include "ui/shell/page_context.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace qd::ui {

/// One line under the filter bar about everything the pages show: that the chips hide newer data, with the click that
/// shows them, which values below zero are in no figure, which sources are late, that exchange rates in use are old,
/// and which fonts the names of customers lack. Hidden when there is nothing to say.
class NoticeStrip : public QFrame {
    Q_OBJECT
public:
    explicit NoticeStrip(QWidget *parent = nullptr);

    /// The day of the chip, if one is chosen, against the latest day of the data.
    void setHiddenData(std::optional<Date> asOf, std::optional<Date> newest);
    /// Looks for held-back values, late sources, old rates and letters without a font under `context`, in a job.
    void refresh(const PageContext &context);
    void forget();

Q_SIGNALS:
    void newestWanted();
    void agesKnown(
        const qd::answers::SourceAges &ages); ///< of the sources, on the day of the chip; none when forgotten
    /// What figures of a day go by; no dictionary where it could not be read, no day without data.
    void definitionsKnown(
        const std::shared_ptr<const qd::dictionary::Dictionary> &dictionary, const std::optional<qd::Date> &day);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();

    /// What a look found.
    struct Found {
        QStringList sentences;
        answers::SourceAges ages;
        std::shared_ptr<const dictionary::Dictionary> dictionary;
    };

    Job<Found> m_job;
    QLabel *m_hidden = nullptr;
    QPushButton *m_show = nullptr;
    QLabel *m_rates = nullptr;
};

} // namespace qd::ui
