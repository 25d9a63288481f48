<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>qd::ui::CoveragePage</name>
    <message numerus="yes">
        <source>%n planned moves</source>
        <translation>
            <numerusform>%n planned move</numerusform>
            <numerusform>%n planned moves</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave %n customers where they are</source>
        <translation>
            <numerusform>Leave %n customer where it is</numerusform>
            <numerusform>Leave %n customers where they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n respondents</source>
        <translation>
            <numerusform>%n respondent</numerusform>
            <numerusform>%n respondents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::CustomersPage</name>
    <message numerus="yes">
        <source>%n customers chosen</source>
        <translation>
            <numerusform>%n customer chosen</numerusform>
            <numerusform>%n customers chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <source>%n customers at the start</source>
        <translation>
            <numerusform>%n customer at the start</numerusform>
            <numerusform>%n customers at the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customers</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::HomePage</name>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>Imported, %n held</source>
        <translation>
            <numerusform>Imported, %n held</numerusform>
            <numerusform>Imported, %n held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values changed</source>
        <translation>
            <numerusform>%n value changed</numerusform>
            <numerusform>%n values changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records of the file before are missing</source>
        <translation>
            <numerusform>%n record of the file before is missing</numerusform>
            <numerusform>%n records of the file before are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records of the file before are missing, with ARR of %1</source>
        <translation>
            <numerusform>%n record of the file before is missing, with ARR of %1</numerusform>
            <numerusform>%n records of the file before are missing, with ARR of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ImportPage</name>
    <message numerus="yes">
        <source>Import %n files</source>
        <translation>
            <numerusform>Import %n file</numerusform>
            <numerusform>Import %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files imported</source>
        <translation>
            <numerusform>%n file imported</numerusform>
            <numerusform>%n files imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n settings changed</source>
        <translation>
            <numerusform>%n setting changed</numerusform>
            <numerusform>%n settings changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::OptimiseView</name>
    <message numerus="yes">
        <source>%n moves</source>
        <translation>
            <numerusform>%n move</numerusform>
            <numerusform>%n moves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reconcile</name>
    <message numerus="yes">
        <source>%n breaks in other fields</source>
        <translation>
            <numerusform>%n break in other fields</numerusform>
            <numerusform>%n breaks in other fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ReconcilePage</name>
    <message numerus="yes">
        <source>%n customers with ARR</source>
        <translation>
            <numerusform>%n customer with ARR</numerusform>
            <numerusform>%n customers with ARR</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaks</source>
        <translation>
            <numerusform>%n break</numerusform>
            <numerusform>%n breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaks written to %1</source>
        <translation>
            <numerusform>%n break written to %1</numerusform>
            <numerusform>%n breaks written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaks selected</source>
        <translation>
            <numerusform>%n break selected</numerusform>
            <numerusform>%n breaks selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaks have a note</source>
        <translation>
            <numerusform>%n break has a note</numerusform>
            <numerusform>%n breaks have a note</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breaks are %1</source>
        <translation>
            <numerusform>%n break is %1</numerusform>
            <numerusform>%n breaks are %1</numerusform>
        </translation>
    </message>
</context>
</TS>
