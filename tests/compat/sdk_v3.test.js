// The JavaScript SDK v3 against every operation of the emulator. Run it by `tertulia exec -- node --test tests/compat/sdk_v3.test.js`.
'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');

const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { Lambda } = require('@aws-sdk/client-lambda');
const { SNS } = require('@aws-sdk/client-sns');
const { SSM } = require('@aws-sdk/client-ssm');
const { STS } = require('@aws-sdk/client-sts');

// The endpoint, region and keys come from the environment that `tertulia exec` sets.
const options = { maxAttempts: 1 };
const region = process.env.AWS_REGION;
const refused = (name, promise) => assert.rejects(promise, { name });

test('STS knows the caller', async () => {
  const answer = await new STS(options).getCallerIdentity({});
  assert.equal(answer.Arn, 'arn:aws:iam::000000000000:root');
});

test('DynamoDB keeps items', async () => {
  const db = new DynamoDB(options);
  const TableName = 'sdk-v3';
  const made = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  assert.equal(made.TableDescription.TableStatus, 'CREATING');
  assert.ok(made.TableDescription.CreationDateTime instanceof Date);
  assert.equal((await db.describeTable({ TableName })).Table.TableStatus, 'ACTIVE');
  assert.ok((await db.listTables({})).TableNames.includes(TableName));
  const key = { id: { B: Buffer.from([0, 255]) } };
  await db.putItem({ TableName, Item: { ...key, s: { S: 'ñ' }, n: { N: '1e2' } } });
  const got = await db.getItem({ TableName, Key: key, ReturnConsumedCapacity: 'TOTAL' });
  assert.deepEqual(got.Item.s, { S: 'ñ' });
  assert.deepEqual(got.Item.n, { N: '100' });
  assert.equal(got.ConsumedCapacity.CapacityUnits, 0.5);
  await db.batchWriteItem({ RequestItems: { [TableName]: [{ PutRequest: { Item: { id: { B: Buffer.from('b') } } } }] } });
  const batch = await db.batchGetItem({ RequestItems: { [TableName]: { Keys: [key] } } });
  assert.equal(batch.Responses[TableName].length, 1);
  const page = await db.scan({ TableName, Limit: 1 });
  assert.equal(page.Count, 1);
  const next = await db.scan({ TableName, ExclusiveStartKey: page.LastEvaluatedKey });
  assert.equal(next.Count, 1);
  const gone = await db.deleteItem({ TableName, Key: key, ReturnValues: 'ALL_OLD' });
  assert.deepEqual(gone.Attributes.s, { S: 'ñ' });
  await db.deleteTable({ TableName });
  await refused('ResourceNotFoundException', db.scan({ TableName }));
});

test('SSM keeps parameters', async () => {
  const ssm = new SSM(options);
  await ssm.putParameter({ Name: '/v3/a', Value: 'v', Type: 'SecureString' });
  const one = await ssm.getParameter({ Name: '/v3/a', WithDecryption: true });
  assert.equal(one.Parameter.Value, 'v');
  assert.ok(one.Parameter.LastModifiedDate instanceof Date);
  const several = await ssm.getParameters({ Names: ['/v3/a', '/v3/b'], WithDecryption: true });
  assert.deepEqual(several.InvalidParameters, ['/v3/b']);
  const path = await ssm.getParametersByPath({ Path: '/v3', Recursive: true });
  assert.equal(path.Parameters.length, 1);
  await refused('ParameterNotFound', ssm.getParameter({ Name: '/v3/b' }));
});

test('SNS takes messages', async () => {
  const sns = new SNS(options);
  const { TopicArn } = await sns.createTopic({ Name: 'v3' });
  const { MessageId } = await sns.publish({
    TopicArn,
    Message: 'hola',
    MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } },
  });
  assert.match(MessageId, /^[0-9a-f-]{36}$/);
  assert.ok((await sns.listTopics({})).Topics.some((topic) => topic.TopicArn === TopicArn));
  await sns.deleteTopic({ TopicArn });
  await refused('NotFoundException', sns.publish({ TopicArn, Message: 'x' }));
});

test('Lambda runs functions', async () => {
  const lambda = new Lambda(options);
  const FunctionName = 'gettogether-dev-helloWorld';
  const event = { httpMethod: 'GET', path: '/api/helloWorld/Ada', pathParameters: { name: 'Ada' }, headers: {} };
  const answer = await lambda.invoke({ FunctionName, Payload: JSON.stringify(event), LogType: 'Tail' });
  assert.equal(answer.StatusCode, 200);
  assert.match(JSON.parse(Buffer.from(answer.Payload)).body, /Hello Ada/);
  assert.match(Buffer.from(answer.LogResult, 'base64').toString(), /REPORT RequestId/);
  const event202 = await lambda.invoke({ FunctionName, Payload: JSON.stringify(event), InvocationType: 'Event' });
  assert.equal(event202.StatusCode, 202);
  assert.equal((await lambda.getFunctionConfiguration({ FunctionName })).FunctionArn,
    `arn:aws:lambda:${region}:000000000000:function:${FunctionName}`);
  await refused('ResourceNotFoundException', lambda.invoke({ FunctionName: 'absent' }));
  await refused('InvalidRequestContentException', lambda.invoke({ FunctionName, Payload: 'no json' }));
});
