# One library per room, static but for the mutants of tests/mutation. A missing name in LINKS already stops most wrong arrows at link time;
# tests/architecture reads the includes for the rest.

# qd_add_core(<room> SOURCES file... [LINKS room...] [LIBRARIES target...] [PRIVATE_LIBRARIES target...])
# makes the target qd_<room> from core/<room>/; LINKS are rooms below it.
function(qd_add_core room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;LIBRARIES;PRIVATE_LIBRARIES")
    if(QD_MUTANTS)
        add_library(qd_${room} SHARED ${arg_SOURCES})
        set_target_properties(qd_${room} PROPERTIES DEFINE_SYMBOL "") # or the precompiled headers would not fit
    else()
        add_library(qd_${room} STATIC ${arg_SOURCES})
    endif()
    target_include_directories(qd_${room} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(qd_${room} PRIVATE qd_strict PUBLIC ${arg_LIBRARIES} PRIVATE ${arg_PRIVATE_LIBRARIES})
    foreach(link IN LISTS arg_LINKS)
        target_link_libraries(qd_${room} PUBLIC qd_${link})
    endforeach()
    set_target_properties(qd_${room} PROPERTIES AUTOMOC OFF AUTORCC OFF AUTOUIC OFF
        UNITY_BUILD ${QD_TOGETHER} UNITY_BUILD_BATCH_SIZE 12)
    if(room STREQUAL "base")
        # Without the JSON library, which one file in ten reads and which takes a second of every other one.
        target_precompile_headers(qd_base PRIVATE <algorithm> <cstdint> <functional> <map> <memory> <optional> <span>
            <string> <string_view> <unordered_map> <utility> <vector>)
    else()
        target_precompile_headers(qd_${room} REUSE_FROM qd_base)
    endif()
endfunction()

# qd_ui_sources(file... ) adds the files of the current ui/<room>/ to the one library qd_ui: all rooms of ui/ share a
# precompiled QtWidgets, which costs more than the rest of the build; the architecture test keeps their arrows.
function(qd_ui_sources)
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(qd_ui PRIVATE ${ARGN})
endfunction()

# qd_add_test_program(<name> SOURCES file... LINKS target...)
# makes the Qt Test program tst_<name>. What moc makes of tst_x.cpp is tst_x.moc, which that file includes at its end:
# a command a file, where AUTOMOC would configure, scan and compile for each of the programs. Headers are those of
# tests/support, compiled once.
function(qd_add_test_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS")
    add_executable(tst_${name} ${arg_SOURCES})
    target_link_libraries(tst_${name} PRIVATE qd_warnings qd_test_support Qt6::Test ${arg_LINKS})
    target_include_directories(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    set_target_properties(tst_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF AUTOUIC OFF)
    foreach(source IN LISTS arg_SOURCES)
        if(source MATCHES "^tst_.*\\.cpp$")
            string(REGEX REPLACE "cpp$" "moc" moc "${source}")
            qt_generate_moc("${source}" "${CMAKE_CURRENT_BINARY_DIR}/${moc}")
            target_sources(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${moc}")
        endif()
    endforeach()
    if("qd_ui" IN_LIST arg_LINKS)
        target_precompile_headers(tst_${name} REUSE_FROM qd_ui_test_headers)
    elseif("nlohmann_json::nlohmann_json" IN_LIST arg_LINKS)
        target_precompile_headers(tst_${name} REUSE_FROM qd_json_test_headers)
    else()
        target_precompile_headers(tst_${name} REUSE_FROM qd_test_headers)
    endif()
endfunction()

# qd_add_test(<name> SOURCES file... LINKS target... [GUI] [ONE_LOCALE])
# makes tst_<name>, run by ctest with a fixed time zone and locale; GUI runs offscreen. Tests of core and qdeck run under
# other locales too, unless ONE_LOCALE says that they mostly wait or solve.
function(qd_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "GUI;ONE_LOCALE" "" "SOURCES;LINKS")
    qd_add_test_program(${name} SOURCES ${arg_SOURCES} LINKS ${arg_LINKS})
    add_test(NAME ${name} COMMAND tst_${name})
    set(environment "TZ=UTC" "LC_ALL=C.UTF-8" "QT_LOGGING_RULES=qt.qpa.*=false")
    if(arg_GUI)
        list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    endif()
    if(QD_SANITIZE)
        set(timeout 900)
    else()
        set(timeout 300)
    endif()
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}" TIMEOUT ${timeout})
    if(NOT arg_GUI AND NOT arg_ONE_LOCALE AND NOT QD_SANITIZE)
        qd_add_locale_runs(${name})
    endif()
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME room)
    if(TARGET memory_tests AND room IN_LIST QD_MEMORY_ROOMS)
        add_dependencies(memory_tests tst_${name})
        set_property(TEST ${name} APPEND PROPERTY LABELS memory)
    endif()
endfunction()

# qd_needs_packages(<name>)
# the test cannot run without packages that may be missing: ctest then calls it skipped, not passed.
function(qd_needs_packages name)
    # Two servers that start at once may take the same port.
    set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "needs the packages" RESOURCE_LOCK database_server)
endfunction()

# qd_add_window_locale_test(<name> SOURCES file... LINKS target...)
# makes the GUI test tst_<name> and runs it in each of the locales only.
function(qd_add_window_locale_test name)
    qd_add_test_program(${name} ${ARGN})
    qd_add_locale_runs(${name} EVERY)
endfunction()

# qd_add_locale_runs(<name> [EVERY])
# the same test again under locales whose numbers, letters and dates are written otherwise: core must not notice. One of
# QD_TEST_LOCALES a test, so that all of them run every time; with EVERY, and with QD_EVERY_LOCALE, each of them.
function(qd_add_locale_runs name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "EVERY" "" "")
    set(locales ${QD_TEST_LOCALES})
    if(NOT arg_EVERY AND NOT QD_EVERY_LOCALE)
        list(LENGTH locales count)
        get_property(tests GLOBAL PROPERTY qd_locale_tests)
        math(EXPR tests "${tests} + 1")
        set_property(GLOBAL PROPERTY qd_locale_tests ${tests})
        math(EXPR place "${tests} % ${count}")
        list(GET locales ${place} locales)
    endif()
    foreach(locale IN LISTS locales)
        add_test(NAME ${name}.${locale} COMMAND tst_${name})
        set_tests_properties(${name}.${locale} PROPERTIES TIMEOUT 300 LABELS locale
            ENVIRONMENT "TZ=UTC;LC_ALL=${locale}.UTF-8;LOCPATH=${QD_LOCALES};QT_QPA_PLATFORM=offscreen")
    endforeach()
endfunction()
