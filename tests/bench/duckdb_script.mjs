// duckdb_script.mjs FILE SCRIPT.sql: runs the script on DuckDB's own file in the folder it is started in; prints the
// milliseconds that it took once the file is open. Wants @duckdb/node-api where DUCKDB_FROM says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.env.DUCKDB_FROM ?? import.meta.url);
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(process.argv[2])).connect();
const sql = readFileSync(process.argv[3], 'utf8');
const begun = performance.now();
await connection.run(sql);
console.log((performance.now() - begun).toFixed(0));
