// Validates JSON documents against a JSON Schema (draft-07) with ajv.
//
//   node check.js SCHEMA FILE...        every file must pass
//   node check.js --refuse SCHEMA FILE...   every file must be refused
//
// Debian's node-ajv is found with NODE_PATH=/usr/share/nodejs.
'use strict';

const fs = require('fs');
const Ajv = require('ajv');

function usage() {
  process.stderr.write('usage: node check.js [--refuse] SCHEMA FILE...\n');
  process.exit(2);
}

function readJson(path) {
  return JSON.parse(fs.readFileSync(path, 'utf8'));
}

function describe(errors) {
  return errors.map((e) => `  ${e.dataPath || '/'} ${e.message} ${JSON.stringify(e.params)}`).join('\n');
}

// The problem with one file, or null when it is as it should be.
function problem(validate, path, refuse) {
  let document;
  try {
    document = readJson(path);
  } catch (error) {
    return `  cannot be read: ${error.message}`;
  }
  const valid = validate(document);
  if (refuse) {
    return valid ? '  passes, and must be refused' : null;
  }
  return valid ? null : describe(validate.errors);
}

const args = process.argv.slice(2);
const refuse = args[0] === '--refuse';
if (refuse) {
  args.shift();
}
const [schemaPath, ...files] = args;
if (schemaPath === undefined || files.length === 0) {
  usage();
}

const ajv = new Ajv({ allErrors: true, jsonPointers: true, schemaId: '$id' });
const validate = ajv.compile(readJson(schemaPath));
let failed = 0;
for (const file of files) {
  const found = problem(validate, file, refuse);
  if (found !== null) {
    failed += 1;
    process.stdout.write(`${file}\n${found}\n`);
  }
}
process.stdout.write(`${files.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
