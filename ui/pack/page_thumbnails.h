#pragma once
#include <QListWidget>

namespace qd::ui {

/// The pages of a pack as small pictures, one below the other: the export's own, framed, on the ground of the
/// navigation; the one that is shown has an accent frame.
class PageThumbnails : public QListWidget {
    Q_OBJECT
public:
    static constexpr int PictureWidth = 150; ///< px

    explicit PageThumbnails(QWidget *parent = nullptr);

    /// Shows these pictures instead of those before, and of them the one that was shown, as far as there is one.
    void setPictures(const QVector<QImage> &pictures);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace qd::ui
