# The tabular cut of Inter (resources/fonts/make_tabular_inter.py), made at build time; no font file is committed.
find_program(QD_FONT_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT QD_FONT_PYTHON)
    find_program(QD_FONT_PYTHON NAMES python3 python REQUIRED)
endif()
# An installed fontTools, else the files of the package alone (./bootstrap takes them).
set(qd_fonttools "${CMAKE_SOURCE_DIR}/build/tools/usr/lib/python3/dist-packages")
set(qd_font_python ${QD_FONT_PYTHON})
if(EXISTS "${qd_fonttools}/fontTools")
    set(qd_font_python ${CMAKE_COMMAND} -E env "PYTHONPATH=${qd_fonttools}" ${QD_FONT_PYTHON})
endif()
execute_process(COMMAND ${qd_font_python} -c "import fontTools.subset, fontTools.pens.cu2quPen"
    RESULT_VARIABLE qd_fonttools_missing OUTPUT_QUIET ERROR_QUIET)
if(qd_fonttools_missing)
    message(FATAL_ERROR "${QD_FONT_PYTHON} has no fontTools, which the build needs to cut the user interface's font. "
        "On Debian and Ubuntu ./bootstrap fetches it; elsewhere install it: dnf install python3-fonttools or pip install fonttools; "
        "or name another interpreter with -DQD_FONT_PYTHON=/path/to/python3.")
endif()

set(QD_INTER_DIRS "" CACHE STRING "More folders to look for Inter-Regular, -Medium and -SemiBold in")
set(qd_font_files "")
foreach(cut IN ITEMS Regular:400 Medium:500 SemiBold:600)
    string(REGEX REPLACE ":.*" "" qd_name ${cut})
    string(REGEX REPLACE ".*:" "" qd_weight ${cut})
    find_file(QD_INTER_${qd_name} NAMES Inter-${qd_name}.otf
        PATHS ${QD_INTER_DIRS} /usr/share/fonts/opentype/inter /usr/share/fonts/inter /usr/share/fonts/rsms-inter-fonts
            /usr/local/share/fonts ~/Library/Fonts /Library/Fonts C:/Windows/Fonts
        PATH_SUFFIXES inter Inter NO_DEFAULT_PATH)
    if(NOT QD_INTER_${qd_name})
        message(FATAL_ERROR "Inter-${qd_name}.otf was not found; the user interface's font is cut from it. "
            "Install it: apt install fonts-inter, dnf install rsms-inter-fonts, brew install --cask font-inter; "
            "or name its folder with -DQD_INTER_DIRS=/path.")
    endif()
    set(qd_file "${CMAKE_BINARY_DIR}/fonts/QuarterdeckSans-${qd_name}.ttf")
    add_custom_command(OUTPUT ${qd_file}
        COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_BINARY_DIR}/fonts"
        COMMAND ${qd_font_python} "${CMAKE_SOURCE_DIR}/resources/fonts/make_tabular_inter.py"
            ${QD_INTER_${qd_name}} ${qd_file} ${qd_weight}
        DEPENDS "${CMAKE_SOURCE_DIR}/resources/fonts/make_tabular_inter.py" ${QD_INTER_${qd_name}}
        COMMENT "Cutting Quarterdeck Sans ${qd_name}" VERBATIM)
    list(APPEND qd_font_files ${qd_file})
endforeach()
