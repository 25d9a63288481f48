# Locales for the tests, compiled at configure time into the build folder: a machine has only those it was set up with.
find_program(QD_LOCALEDEF localedef REQUIRED)
set(QD_LOCALES "${CMAKE_BINARY_DIR}/locales")
set(QD_TEST_LOCALES de_DE tr_TR ja_JP)
foreach(qd_locale IN LISTS QD_TEST_LOCALES)
    if(NOT EXISTS "${QD_LOCALES}/${qd_locale}.UTF-8/LC_NUMERIC")
        file(MAKE_DIRECTORY "${QD_LOCALES}")
        execute_process(COMMAND ${QD_LOCALEDEF} --no-archive -c -i ${qd_locale} -f UTF-8 "${QD_LOCALES}/${qd_locale}.UTF-8"
            RESULT_VARIABLE qd_made OUTPUT_QUIET ERROR_QUIET)
        if(NOT EXISTS "${QD_LOCALES}/${qd_locale}.UTF-8/LC_NUMERIC")
            message(FATAL_ERROR "The locale ${qd_locale}.UTF-8, which tests run under, could not be made. Install the "
                "locale definitions (Debian: apt install locales), or configure with -DBUILD_TESTING=OFF.")
        endif()
    endif()
endforeach()
