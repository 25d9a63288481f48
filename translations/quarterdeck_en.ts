<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <location filename="../ui/home/home_page.cpp" line="151"/>
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <location filename="../ui/import/import_page.cpp" line="268"/>
        <source>Import %n files</source>
        <translation>
            <numerusform>Import %n file</numerusform>
            <numerusform>Import %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/import/import_page.cpp" line="363"/>
        <source>%n files imported</source>
        <translation>
            <numerusform>%n file imported</numerusform>
            <numerusform>%n files imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReconcilePage</name>
    <message numerus="yes">
        <location filename="../ui/reconcile/reconcile_page.cpp" line="239"/>
        <location filename="../ui/reconcile/reconcile_page.cpp" line="240"/>
        <source>%n customers with ARR</source>
        <translation>
            <numerusform>%n customer with ARR</numerusform>
            <numerusform>%n customers with ARR</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/reconcile/reconcile_page.cpp" line="243"/>
        <source>%n breaks</source>
        <translation>
            <numerusform>%n break</numerusform>
            <numerusform>%n breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/reconcile/reconcile_page.cpp" line="310"/>
        <source>%n breaks written to %1</source>
        <translation>
            <numerusform>%n break written to %1</numerusform>
            <numerusform>%n breaks written to %1</numerusform>
        </translation>
    </message>
</context>
</TS>
