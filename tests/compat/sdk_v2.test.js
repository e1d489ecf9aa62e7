// The JavaScript SDK v2 against every operation of the emulator. Run it by `tertulia exec -- node --test tests/compat/sdk_v2.test.js`.
'use strict';
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const test = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const AWS = require('aws-sdk');

// This SDK does not know AWS_ENDPOINT_URL.
AWS.config.update({ endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_REGION, maxRetries: 0 });

const calls = new Set();
AWS.events.on('success', ({ request }) => calls.add(`${request.service.api.endpointPrefix}.${request.operation}`));

const account = '000000000000';
const arn = (service, name) => `arn:aws:${service}:${process.env.AWS_REGION}:${account}:${name}`;
const refused = (request, code, statusCode, message) =>
  assert.rejects(request.promise(), { code, statusCode, message });

test('STS knows the caller', async () => {
  assert.deepEqual(await new AWS.STS().getCallerIdentity().promise(),
    { ResponseMetadata: { RequestId: RequestIdOf.last }, UserId: account, Account: account, Arn: `arn:aws:iam::${account}:root` });
});
