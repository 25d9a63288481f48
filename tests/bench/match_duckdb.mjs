// Runs match_duckdb.sql in the folder it is started in; prints the seconds that DuckDB took from reading the files to
// writing the pairs. Wants the npm package @duckdb/node-api where NODE_PATH or a node_modules above says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.env.DUCKDB_FROM ?? import.meta.url);
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const sql = readFileSync(new URL('match_duckdb.sql', import.meta.url), 'utf8');
const begun = performance.now();
await connection.run(sql);
console.log(((performance.now() - begun) / 1000).toFixed(2));
