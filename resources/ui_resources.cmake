# Icons, 16 x 16, 1.4 px round strokes in currentColor; a page names one without its ending.
set(qd_icons
    arrow-down arrow-up back calendar check checklist chevron-down chevron-right close cohorts columns command
    comment copy coverage customers database dictionary download edit expand export file filter folder forward grip
    health home identity import info inspector link lock more packs pin play plus quality reconcile redo
    renewals revenue scenarios search settings sql stop sun table trash undo user warning
)
list(TRANSFORM qd_icons REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/resources/icons/\\1.svg")
qt_add_resources(qd_ui qd_icons PREFIX /icons BASE "${CMAKE_SOURCE_DIR}/resources/icons" FILES ${qd_icons})
qt_add_resources(qd_ui qd_themes PREFIX /themes BASE "${CMAKE_SOURCE_DIR}/resources/themes"
    FILES "${CMAKE_SOURCE_DIR}/resources/themes/frames.qss")
