// Validates one JSON document a line of standard input against a JSON Schema (draft-07) with ajv.
//
//   node batch.js SCHEMA
//
// Says of each, on a line, `ok`, or `refused` and where and why first.
// Debian's node-ajv is found with NODE_PATH=/usr/share/nodejs.
'use strict';

const fs = require('fs');
const Ajv = require('ajv');

const [schemaPath] = process.argv.slice(2);
if (schemaPath === undefined) {
  process.stderr.write('usage: node batch.js SCHEMA <DOCUMENTS\n');
  process.exit(2);
}
const ajv = new Ajv({ jsonPointers: true, schemaId: '$id' });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaPath, 'utf8')));

function verdict(line) {
  if (validate(JSON.parse(line))) {
    return 'ok';
  }
  const [error] = validate.errors;
  return `refused\t${error.dataPath}\t${error.message}`.replace(/\n/g, ' ');
}

const lines = fs.readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
process.stdout.write(lines.map((line) => `${verdict(line)}\n`).join(''));
