<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>qd::ui::MovesPanel</name>
    <message numerus="yes">
        <source>%Ln planned moves</source>
        <translation>
            <numerusform>%Ln planned move</numerusform>
            <numerusform>%Ln planned moves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::PlanningDesk</name>
    <message numerus="yes">
        <source>Leave %Ln customers where they are</source>
        <translation>
            <numerusform>Leave %Ln customer where it is</numerusform>
            <numerusform>Leave %Ln customers where they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message numerus="yes">
        <source>%Ln days ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln respondents</source>
        <translation>
            <numerusform>%Ln respondent</numerusform>
            <numerusform>%Ln respondents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::CustomersPage</name>
    <message numerus="yes">
        <source>%Ln customers chosen</source>
        <translation>
            <numerusform>%Ln customer chosen</numerusform>
            <numerusform>%Ln customers chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <source>%Ln customers at the start</source>
        <translation>
            <numerusform>%Ln customer at the start</numerusform>
            <numerusform>%Ln customers at the start</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::HomePage</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>%Ln files alike</source>
        <translation>
            <numerusform>%Ln file alike</numerusform>
            <numerusform>%Ln files alike</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records vanished and are closed</source>
        <translation>
            <numerusform>%Ln record vanished and is closed</numerusform>
            <numerusform>%Ln records vanished and are closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported, %Ln held</source>
        <translation>
            <numerusform>Imported, %Ln held</numerusform>
            <numerusform>Imported, %Ln held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln questions</source>
        <translation>
            <numerusform>%Ln question</numerusform>
            <numerusform>%Ln questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values changed</source>
        <translation>
            <numerusform>%Ln value changed</numerusform>
            <numerusform>%Ln values changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records of the file before are missing</source>
        <translation>
            <numerusform>%Ln record of the file before is missing</numerusform>
            <numerusform>%Ln records of the file before are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records of the file before are missing, with ARR of %1</source>
        <translation>
            <numerusform>%Ln record of the file before is missing, with ARR of %1</numerusform>
            <numerusform>%Ln records of the file before are missing, with ARR of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ImportPage</name>
    <message numerus="yes">
        <source>%Ln files taken back</source>
        <translation>
            <numerusform>%Ln file taken back</numerusform>
            <numerusform>%Ln files taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln files</source>
        <translation>
            <numerusform>Import %Ln file</numerusform>
            <numerusform>Import %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files imported</source>
        <translation>
            <numerusform>%Ln file imported</numerusform>
            <numerusform>%Ln files imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows mended and taken</source>
        <translation>
            <numerusform>%Ln row mended and taken</numerusform>
            <numerusform>%Ln rows mended and taken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::DatabaseDialog</name>
    <message numerus="yes">
        <source>%1: %Ln rows</source>
        <translation>
            <numerusform>%1: %Ln row</numerusform>
            <numerusform>%1: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::WindowSettings</name>
    <message numerus="yes">
        <source>%Ln settings changed</source>
        <translation>
            <numerusform>%Ln setting changed</numerusform>
            <numerusform>%Ln settings changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::OptimiseView</name>
    <message numerus="yes">
        <source>%Ln moves</source>
        <translation>
            <numerusform>%Ln move</numerusform>
            <numerusform>%Ln moves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::SettingsDialog</name>
    <message numerus="yes">
        <source>Save %Ln changes</source>
        <translation>
            <numerusform>Save %Ln change</numerusform>
            <numerusform>Save %Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reconcile</name>
    <message numerus="yes">
        <source>median of %Ln won renewals</source>
        <translation>
            <numerusform>of %Ln won renewal</numerusform>
            <numerusform>median of %Ln won renewals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks in other fields</source>
        <translation>
            <numerusform>%Ln break in other fields</numerusform>
            <numerusform>%Ln breaks in other fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Days from found to fixed: %1 in the median of %Ln breaks</source>
        <translation>
            <numerusform>Days from found to fixed: %1, of %Ln break</numerusform>
            <numerusform>Days from found to fixed: %1 in the median of %Ln breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln verdicts given</source>
        <translation>
            <numerusform>%Ln verdict given</numerusform>
            <numerusform>%Ln verdicts given</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::SamplePart</name>
    <message numerus="yes">
        <source>%Ln verdicts</source>
        <translation>
            <numerusform>%Ln verdict</numerusform>
            <numerusform>%Ln verdicts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::BreaksPanel</name>
    <message numerus="yes">
        <source>%Ln breaks selected</source>
        <translation>
            <numerusform>%Ln break selected</numerusform>
            <numerusform>%Ln breaks selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks have a note</source>
        <translation>
            <numerusform>%Ln break has a note</numerusform>
            <numerusform>%Ln breaks have a note</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks: %1</source>
        <translation>
            <numerusform>%Ln break: %1</numerusform>
            <numerusform>%Ln breaks: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks</source>
        <translation>
            <numerusform>%Ln break</numerusform>
            <numerusform>%Ln breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assign %Ln breaks</source>
        <translation>
            <numerusform>Assign %Ln break</numerusform>
            <numerusform>Assign %Ln breaks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ReconcilePage</name>
    <message numerus="yes">
        <source>%Ln customers with ARR</source>
        <translation>
            <numerusform>%Ln customer with ARR</numerusform>
            <numerusform>%Ln customers with ARR</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks</source>
        <translation>
            <numerusform>%Ln break</numerusform>
            <numerusform>%Ln breaks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks written to %1</source>
        <translation>
            <numerusform>%Ln break written to %1</numerusform>
            <numerusform>%Ln breaks written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::SourceStrip</name>
    <message numerus="yes">
        <source>%Ln sources on time, latest %1</source>
        <translation>
            <numerusform>%Ln source on time, latest %1</numerusform>
            <numerusform>%Ln sources on time, latest %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Renewals</name>
    <message numerus="yes">
        <source>%Ln contracts</source>
        <translation>
            <numerusform>%Ln contract</numerusform>
            <numerusform>%Ln contracts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln renewals</source>
        <translation>
            <numerusform>%Ln renewal</numerusform>
            <numerusform>%Ln renewals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with exceptions</source>
        <translation>
            <numerusform>%Ln with exceptions</numerusform>
            <numerusform>%Ln with exceptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln days before due</source>
        <translation>
            <numerusform>%1, %Ln day before due</numerusform>
            <numerusform>%1, %Ln days before due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cohorts</name>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cohorts</source>
        <translation>
            <numerusform>%Ln cohort</numerusform>
            <numerusform>%Ln cohorts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln customers)</source>
        <translation>
            <numerusform>%1 (%Ln customer)</numerusform>
            <numerusform>%1 (%Ln customers)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln months on</source>
        <translation>
            <numerusform>%1, %Ln month on</numerusform>
            <numerusform>%1, %Ln months on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln months, %</source>
        <translation>
            <numerusform>%Ln month, %</numerusform>
            <numerusform>%Ln months, %</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days, %</source>
        <translation>
            <numerusform>%Ln day, %</numerusform>
            <numerusform>%Ln days, %</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First value within %Ln days</source>
        <translation>
            <numerusform>First value within %Ln day</numerusform>
            <numerusform>First value within %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::EconomicsView</name>
    <message numerus="yes">
        <source>%Ln months</source>
        <translation>
            <numerusform>%Ln month</numerusform>
            <numerusform>%Ln months</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ChurnView</name>
    <message numerus="yes">
        <source>%Ln months</source>
        <translation>
            <numerusform>%Ln month</numerusform>
            <numerusform>%Ln months</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ActionDialog</name>
    <message numerus="yes">
        <source>Give %Ln actions to another owner</source>
        <translation>
            <numerusform>Give %Ln action to another owner</numerusform>
            <numerusform>Give %Ln actions to another owner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Snooze %Ln actions</source>
        <translation>
            <numerusform>Snooze %Ln action</numerusform>
            <numerusform>Snooze %Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %Ln actions as done</source>
        <translation>
            <numerusform>Close %Ln action as done</numerusform>
            <numerusform>Close %Ln actions as done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dismiss %Ln actions</source>
        <translation>
            <numerusform>Dismiss %Ln action</numerusform>
            <numerusform>Dismiss %Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comment on %Ln actions</source>
        <translation>
            <numerusform>Comment on %Ln action</numerusform>
            <numerusform>Comment on %Ln actions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ActionExport</name>
    <message numerus="yes">
        <source>%1 has %Ln actions</source>
        <translation>
            <numerusform>%1 has %Ln action</numerusform>
            <numerusform>%1 has %Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1. Close %Ln actions?</source>
        <translation>
            <numerusform>%1. Close %Ln action?</numerusform>
            <numerusform>%1. Close %Ln actions?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ActionsPage</name>
    <message numerus="yes">
        <source>Put %Ln rules in force</source>
        <translation>
            <numerusform>Put %Ln rule in force</numerusform>
            <numerusform>Put %Ln rules in force</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::QueuePanel</name>
    <message numerus="yes">
        <source>%Ln actions</source>
        <translation>
            <numerusform>%Ln action</numerusform>
            <numerusform>%Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln selected actions in one step; undo takes it back</source>
        <translation>
            <numerusform>Change the selected action; undo takes it back</numerusform>
            <numerusform>Change %Ln selected actions in one step; undo takes it back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln actions selected</source>
        <translation>
            <numerusform>%Ln action selected</numerusform>
            <numerusform>%Ln actions selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Customers of %Ln actions</source>
        <translation>
            <numerusform>Customer of %Ln action</numerusform>
            <numerusform>Customers of %Ln actions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message numerus="yes">
        <source>%Ln rules in force, version %1</source>
        <translation>
            <numerusform>%Ln rule in force, version %1</numerusform>
            <numerusform>%Ln rules in force, version %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No rule is in force; %Ln shipped as a draft</source>
        <translation>
            <numerusform>No rule is in force; %Ln shipped as a draft</numerusform>
            <numerusform>No rule is in force; %Ln shipped as a draft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules of a file, not in force</source>
        <translation>
            <numerusform>%Ln rule of a file, not in force</numerusform>
            <numerusform>%Ln rules of a file, not in force</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln late</source>
        <translation>
            <numerusform>%Ln late</numerusform>
            <numerusform>%Ln late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln escalated</source>
        <translation>
            <numerusform>%Ln escalated</numerusform>
            <numerusform>%Ln escalated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No action was closed in the last %Ln days.</source>
        <translation>
            <numerusform>No action was closed in the last %Ln day.</numerusform>
            <numerusform>No action was closed in the last %Ln days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %Ln open, which is the most</source>
        <translation>
            <numerusform>%1 has %Ln open, which is the most</numerusform>
            <numerusform>%1 has %Ln open, which is the most</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln actions</source>
        <translation>
            <numerusform>%1: %Ln action</numerusform>
            <numerusform>%1: %Ln actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These rules open %Ln actions at once, and hold back %1 more. Put them in force?</source>
        <translation>
            <numerusform>These rules open %Ln action at once, and hold back %1 more. Put them in force?</numerusform>
            <numerusform>These rules open %Ln actions at once, and hold back %1 more. Put them in force?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules in a draft, not in force</source>
        <translation>
            <numerusform>%Ln rule in a draft, not in force</numerusform>
            <numerusform>%Ln rules in a draft, not in force</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dictionary</name>
    <message numerus="yes">
        <source>%Ln definitions</source>
        <translation>
            <numerusform>%Ln definition</numerusform>
            <numerusform>%Ln definitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflicts open</source>
        <translation>
            <numerusform>%Ln conflict open</numerusform>
            <numerusform>%Ln conflicts open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::DictionaryPage</name>
    <message numerus="yes">
        <source>%Ln definitions written to %1</source>
        <translation>
            <numerusform>%Ln definition written to %1</numerusform>
            <numerusform>%Ln definitions written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message numerus="yes">
        <source>Survival, %Ln days</source>
        <translation>
            <numerusform>Survival, %Ln day</numerusform>
            <numerusform>Survival, %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message numerus="yes">
        <source>%Ln records</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs to look at</source>
        <translation>
            <numerusform>%Ln pair to look at</numerusform>
            <numerusform>%Ln pairs to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breaks</source>
        <translation>
            <numerusform>%Ln break</numerusform>
            <numerusform>%Ln breaks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::IdentityPage</name>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions</source>
        <translation>
            <numerusform>%Ln decision</numerusform>
            <numerusform>%Ln decisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SqlPage</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows so far</source>
        <translation>
            <numerusform>%Ln row so far</numerusform>
            <numerusform>%Ln rows so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped after %Ln rows</source>
        <translation>
            <numerusform>stopped after %Ln row</numerusform>
            <numerusform>stopped after %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows share their place with a later one, which is drawn.</source>
        <translation>
            <numerusform>%Ln row shares its place with a later one, which is drawn.</numerusform>
            <numerusform>%Ln rows share their place with a later one, which is drawn.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::AssignDialog</name>
    <message numerus="yes">
        <source>Owner and due date of %Ln breaks</source>
        <translation>
            <numerusform>Owner and due date of %Ln break</numerusform>
            <numerusform>Owner and due date of %Ln breaks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::RenewalsPage</name>
    <message numerus="yes">
        <source>%1 has %Ln exceptions</source>
        <translation>
            <numerusform>%1 has %Ln exception</numerusform>
            <numerusform>%1 has %Ln exceptions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::RegisterPart</name>
    <message numerus="yes">
        <source>%1 has %Ln renewals</source>
        <translation>
            <numerusform>%1 has %Ln renewal</numerusform>
            <numerusform>%1 has %Ln renewals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message numerus="yes">
        <source>%Ln checks failed</source>
        <translation>
            <numerusform>%Ln check failed</numerusform>
            <numerusform>%Ln checks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln to look at</numerusform>
            <numerusform>%Ln to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers with ARR or status active; none: the source has no such field</source>
        <translation>
            <numerusform>%Ln customer with ARR or status active; none: the source has no such field</numerusform>
            <numerusform>%Ln customers with ARR or status active; none: the source has no such field</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::WaiverDialog</name>
    <message numerus="yes">
        <source>Waive %Ln rows</source>
        <translation>
            <numerusform>Waive %Ln row</numerusform>
            <numerusform>Waive %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::QualityPage</name>
    <message numerus="yes">
        <source>Waive %Ln rows</source>
        <translation>
            <numerusform>Waive %Ln row</numerusform>
            <numerusform>Waive %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take back %Ln waivers</source>
        <translation>
            <numerusform>Take back %Ln waiver</numerusform>
            <numerusform>Take back %Ln waivers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Programmes</name>
    <message numerus="yes">
        <source>%Ln objectives open</source>
        <translation>
            <numerusform>%Ln objective open</numerusform>
            <numerusform>%Ln objectives open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln escalations open</source>
        <translation>
            <numerusform>%Ln escalation open</numerusform>
            <numerusform>%Ln escalations open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln detractors</source>
        <translation>
            <numerusform>%Ln detractor</numerusform>
            <numerusform>%Ln detractors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ReviewExport</name>
    <message numerus="yes">
        <source>Stopped; %1 has %Ln reviews</source>
        <translation>
            <numerusform>Stopped; %1 has %Ln review</numerusform>
            <numerusform>Stopped; %1 has %Ln reviews</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %Ln reviews</source>
        <translation>
            <numerusform>%1 has %Ln review</numerusform>
            <numerusform>%1 has %Ln reviews</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message numerus="yes">
        <source>%Ln change colour, %1</source>
        <translation>
            <numerusform>%Ln changes colour, %1</numerusform>
            <numerusform>%Ln change colour, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::ListActions</name>
    <message numerus="yes">
        <source>Save %Ln customers as a list...</source>
        <translation>
            <numerusform>Save %Ln customer as a list...</numerusform>
            <numerusform>Save %Ln customers as a list...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExplorerWindow</name>
    <message numerus="yes">
        <source>%Ln values of zero or below have no place on a log axis.</source>
        <translation>
            <numerusform>%Ln value of zero or below has no place on a log axis.</numerusform>
            <numerusform>%Ln values of zero or below have no place on a log axis.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points chosen</source>
        <translation>
            <numerusform>%Ln point chosen</numerusform>
            <numerusform>%Ln points chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qd::ui::Page</name>
    <message numerus="yes">
        <source>%Ln points of %1</source>
        <translation>
            <numerusform>%Ln point of %1</numerusform>
            <numerusform>%Ln points of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhatChanged</name>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers</source>
        <translation>
            <numerusform>%Ln customer</numerusform>
            <numerusform>%Ln customers</numerusform>
        </translation>
    </message>
</context>
</TS>
