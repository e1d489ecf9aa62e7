// The JavaScript SDK v2 against every operation of the emulator. Run it by `tertulia exec -- node --test tests/compat/sdk_v2.test.js`.
'use strict';
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const test = require('node:test');
const assert = require('node:assert/strict');
const AWS = require('aws-sdk');

// This SDK does not know AWS_ENDPOINT_URL.
AWS.config.update({ endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_REGION, maxRetries: 0 });

const refused = (code, request) => assert.rejects(request.promise(), { code });

test('STS knows the caller', async () => {
  assert.equal((await new AWS.STS().getCallerIdentity({}).promise()).Account, '000000000000');
});

test('DynamoDB keeps items, by the document client too', async () => {
  const db = new AWS.DynamoDB();
  const documents = new AWS.DynamoDB.DocumentClient();
  const TableName = 'sdk-v2';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  }).promise();
  assert.equal((await db.describeTable({ TableName }).promise()).Table.TableStatus, 'ACTIVE');
  assert.ok((await db.listTables({}).promise()).TableNames.includes(TableName));
  await documents.put({ TableName, Item: { id: 1, name: 'Ada', tags: ['a', 'b'], open: true } }).promise();
  assert.deepEqual((await documents.get({ TableName, Key: { id: 1 } }).promise()).Item,
    { id: 1, name: 'Ada', tags: ['a', 'b'], open: true });
  await documents.batchWrite({ RequestItems: { [TableName]: [{ PutRequest: { Item: { id: 2 } } }] } }).promise();
  const batch = await documents.batchGet({ RequestItems: { [TableName]: { Keys: [{ id: 1 }, { id: 2 }] } } }).promise();
  assert.equal(batch.Responses[TableName].length, 2);
  assert.equal((await documents.scan({ TableName, Limit: 8 }).promise()).Count, 2);
  await documents.delete({ TableName, Key: { id: 1 } }).promise();
  assert.equal((await documents.scan({ TableName }).promise()).Count, 1);
  await db.deleteTable({ TableName }).promise();
  await refused('ResourceNotFoundException', db.scan({ TableName }));
});

test('SSM keeps parameters', async () => {
  const ssm = new AWS.SSM();
  await ssm.putParameter({ Name: '/v2/a', Value: 'v', Type: 'SecureString' }).promise();
  const one = await ssm.getParameter({ Name: '/v2/a', WithDecryption: true }).promise();
  assert.equal(one.Parameter.Value, 'v');
  const several = await ssm.getParameters({ Names: ['/v2/a'], WithDecryption: true }).promise();
  assert.equal(several.Parameters.length, 1);
  assert.equal((await ssm.getParametersByPath({ Path: '/v2' }).promise()).Parameters.length, 1);
  await refused('ParameterNotFound', ssm.getParameter({ Name: '/v2/b' }));
});

test('SNS takes messages', async () => {
  const sns = new AWS.SNS();
  const { TopicArn } = await sns.createTopic({ Name: 'v2' }).promise();
  const sent = await sns.publish({
    TopicArn,
    Message: 'hola',
    MessageAttributes: { 'x-correlation-id': { DataType: 'String', StringValue: 'id' } },
  }).promise();
  assert.match(sent.MessageId, /^[0-9a-f-]{36}$/);
  await sns.deleteTopic({ TopicArn }).promise();
  await refused('NotFound', sns.publish({ TopicArn, Message: 'x' }));
});

test('Lambda runs functions', async () => {
  const lambda = new AWS.Lambda();
  const FunctionName = 'gettogether-dev-helloWorld';
  const event = { httpMethod: 'GET', path: '/api/helloWorld/Ada', pathParameters: { name: 'Ada' }, headers: {} };
  const answer = await lambda.invoke({ FunctionName, Payload: JSON.stringify(event), LogType: 'Tail' }).promise();
  assert.equal(answer.StatusCode, 200);
  assert.match(JSON.parse(answer.Payload).body, /Hello Ada/);
  const functions = await lambda.listFunctions({}).promise();
  assert.ok(functions.Functions.some((one) => one.FunctionName === FunctionName));
  await refused('ResourceNotFoundException', lambda.invoke({ FunctionName: 'absent' }));
});
