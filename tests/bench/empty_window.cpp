#include <QApplication>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

/// The peer of "first window": an empty Qt window, one picture of it written to the file named, and the end.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1440, 900);
    window.show();
    QTimer::singleShot(0, &window, [&] {
        const QStringList arguments = QApplication::arguments();
        const bool written = arguments.size() == 2 && window.grab().save(arguments.at(1));
        QApplication::exit(written ? 0 : 1);
    });
    return QApplication::exec();
}
