#include <QApplication>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

/// The peer of "first window": an empty Qt window, one picture of it, and the end.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1440, 900);
    window.show();
    QTimer::singleShot(0, &window, [&] {
        const QPixmap picture = window.grab();
        QApplication::exit(picture.isNull() ? 1 : 0);
    });
    return QApplication::exec();
}
