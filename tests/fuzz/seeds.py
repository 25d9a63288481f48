#!/usr/bin/env python3
"""Writes small inputs for the fuzzers to begin with: seeds.py FOLDER QDECK makes a folder a target in FOLDER."""
import gzip
import io
import pathlib
import subprocess
import sys
import zipfile

CSV = {
    "accounts": "account_id,name,arr\nA,Acme,\"1,234.50\"\nB,\"Bolt \"\"x\"\"\",N/A\n",
    "semicolons": "sep=;\na;b\n1,5;31.12.2025\n\n# remark\nTotal;7\n",
    "subscriptions": "subscription_id,account_id,product,start_date,end_date,arr,currency\ns,A,Core,2026-01-01,2026-12-31,1.000,EUR\n",
    "usage": "account_id,date,feature,active_users,licensed_users,events,minutes\nA,2026-01-01,api,1,2,3,4.5\nA,31/01/2026,,,,,\n",
    "shift-jis": "name,city\n\u682a\u5f0f\u4f1a\u793e,\u6771\u4eac\n",
}
SHEET = ('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b_x000D_</t></is></c>'
         '</row><row r="2"><c r="A2" s="1"><v>46023.5</v></c><c r="B2" t="e"><f>A1</f><v>#REF!</v></c></row></sheetData>'
         '</worksheet>')
XLSX = {
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    "xl/worksheets/a.xml": SHEET,
    "xl/sharedStrings.xml": "<sst><si><t>a</t></si></sst>",
    "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="d/m/yy h:mm"/></numFmts><cellXfs>'
                     '<xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
}
ODS = {
    "content.xml": '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
                   '<office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="2">'
                   '<table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/>'
                   '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/></text:p></table:table-cell>'
                   '</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
}
JSON = {
    "profile": '{"name": "own", "entity": "accounts", "require": [["id"]], "columns": {"account_id": "id", "arr": '
               '{"from": [{"header": "x", "convert": "minor_units"}], "values": {"a": ""}, "constant": "1"}}}',
    "scenario": '{"months": 12, "segments": [{"name": "s", "logos": 10, "arr": 1000, "churn": 0.1}], "hires": []}',
}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def main():
    folder, qdeck = pathlib.Path(sys.argv[1]), sys.argv[2]
    files = {"json": {name: text.encode() for name, text in JSON.items()}}
    texts = {name: text.encode("shift-jis" if name == "shift-jis" else "utf-8") for name, text in CSV.items()}
    files["import"] = texts
    files["table"] = texts | {"xlsx": packed(XLSX), "ods": packed(ODS), "zip": packed({"a.csv": CSV["accounts"]}),
                              "gzip": gzip.compress(texts["usage"]), "utf-16": CSV["accounts"].encode("utf-16")}
    (folder / "workspace").mkdir(parents=True, exist_ok=True)
    subprocess.run([qdeck, "init", folder / "workspace" / "empty"], check=True, capture_output=True)
    for target, inputs in files.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, content in inputs.items():
            (folder / target / name).write_bytes(content)


if __name__ == "__main__":
    main()
