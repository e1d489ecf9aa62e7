// The JavaScript SDK v3 against every operation of the emulator.
// Run it by `tertulia exec --s3-folder FOLDER -- node --test tests/compat/sdk_v3.test.js`.
'use strict';
const test = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');

const { DynamoDB, paginateScan } = require('@aws-sdk/client-dynamodb');
const { DynamoDBStreams } = require('@aws-sdk/client-dynamodb-streams');
const { Lambda } = require('@aws-sdk/client-lambda');
const { SNS } = require('@aws-sdk/client-sns');
const { SSM } = require('@aws-sdk/client-ssm');
const { STS } = require('@aws-sdk/client-sts');

// The endpoint, region and keys come from the environment that `tertulia exec` sets.
const options = { maxAttempts: 1 };
const region = process.env.AWS_REGION;
const account = '000000000000';
const clients = {
  dynamodb: new DynamoDB(options),
  dynamodbstreams: new DynamoDBStreams(options),
  lambda: new Lambda(options),
  sns: new SNS(options),
  ssm: new SSM(options),
  sts: new STS(options),
};
const { dynamodb: db, dynamodbstreams: streams, lambda, sns, ssm, sts } = clients;

const calls = new Set();
for (const [service, client] of Object.entries(clients)) {
  client.middlewareStack.add((next, { commandName }) => async (request) => {
    const answer = await next(request);
    calls.add(`${service}.${commandName.replace(/Command$/, '')}`);
    return answer;
  });
}

const refused = (promise, status, name, message) => assert.rejects(promise, (error) => {
  assert.deepEqual([error.$metadata.httpStatusCode, error.name, error.message], [status, name, message]);
  return true;
});
const withoutMetadata = ({ $metadata, ...answer }) => answer;

test('STS knows the caller', async () => {
  assert.deepEqual(withoutMetadata(await sts.getCallerIdentity()),
    { UserId: account, Account: account, Arn: `arn:aws:iam::${account}:root` });
});

test('STS knows nobody who does not sign', async () => {
  const unsigned = new STS({ ...options, signer: { sign: async (request) => request } });
  await refused(unsigned.getCallerIdentity(),
    403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
});

test('DynamoDB makes, describes, lists and deletes tables', async () => {
  const TableName = 'v3-brief';
  const { TableDescription } = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
  });
  assert.deepEqual([TableDescription.TableStatus, TableDescription.ProvisionedThroughput.WriteCapacityUnits],
    ['CREATING', 3]);
  assert.ok(TableDescription.CreationDateTime instanceof Date);
  const { Table } = await db.describeTable({ TableName });
  assert.deepEqual([Table.TableStatus, Table.TableArn],
    ['ACTIVE', `arn:aws:dynamodb:${region}:${account}:table/${TableName}`]);
  assert.ok((await db.listTables()).TableNames.includes(TableName));
  assert.equal((await db.deleteTable({ TableName })).TableDescription.TableStatus, 'DELETING');
  await refused(db.scan({ TableName }), 400, 'ResourceNotFoundException', 'Requested resource not found');
});

test('DynamoDB keeps items', async () => {
  const TableName = 'v3-items';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const Key = { id: { B: Uint8Array.of(0, 255) } };
  await db.putItem({ TableName, Item: { ...Key, s: { S: 'ñ' }, n: { N: '1e2' } } });
  const got = await db.getItem({ TableName, Key, ReturnConsumedCapacity: 'TOTAL' });
  assert.deepEqual(got.Item, { ...Key, s: { S: 'ñ' }, n: { N: '100' } });
  assert.equal(got.ConsumedCapacity.CapacityUnits, 0.5);
  const others = [1, 2].map((byte) => ({ id: { B: Uint8Array.of(byte) } }));
  const written = await db.batchWriteItem(
    { RequestItems: { [TableName]: others.map((Item) => ({ PutRequest: { Item } })) } });
  assert.deepEqual(written.UnprocessedItems, {});
  const batch = await db.batchGetItem({ RequestItems: { [TableName]: { Keys: [others[0]] } } });
  assert.deepEqual(batch.Responses[TableName], [others[0]]);
  const counts = [];
  for await (const page of paginateScan({ client: db, pageSize: 2 }, { TableName })) counts.push(page.Count);
  assert.deepEqual(counts, [2, 1]);
  const values = { ':id': Key.id, ':n': { N: '100' } };
  const found = await db.query({
    TableName, KeyConditionExpression: 'id = :id', FilterExpression: 'n = :n', ExpressionAttributeValues: values,
  });
  assert.deepEqual(found.Items, [got.Item]);
  const update = { TableName, Key, UpdateExpression: 'SET n = n + :n REMOVE s', ExpressionAttributeValues: { ':n': { N: '1' } } };
  const updated = await db.updateItem({ ...update, ReturnValues: 'ALL_NEW' });
  assert.deepEqual(updated.Attributes, { ...Key, n: { N: '101' } });
  await refused(db.updateItem({ ...update, ConditionExpression: 'attribute_exists(s)' }), 400,
    'ConditionalCheckFailedException', 'The conditional request failed');
  const [first, second] = others.map((other) => ({ TableName, Key: other }));
  await db.transactWriteItems({ TransactItems: [{ Delete: first }, { Put: { TableName, Item: { id: { B: Uint8Array.of(3) } } } }] });
  const read = await db.transactGetItems({ TransactItems: [{ Get: first }, { Get: second }] });
  assert.deepEqual(read.Responses, [{}, { Item: second.Key }]);
  const check = { ...first, ConditionExpression: 'attribute_exists(id)' };
  await assert.rejects(db.transactWriteItems({ TransactItems: [{ Delete: second }, { ConditionCheck: check }] }), (error) => {
    assert.equal(error.name, 'TransactionCanceledException');
    assert.deepEqual(error.CancellationReasons,
      [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }]);
    return true;
  });
  const where = { Statement: `SELECT id FROM "${TableName}" WHERE id = ?`, Parameters: [second.Key.id] };
  assert.deepEqual((await db.executeStatement(where)).Items, [second.Key]);
  const answers = await db.batchExecuteStatement({ Statements: [where, { ...where, Statement: 'SELECT' }] });
  assert.deepEqual(answers.Responses.map(({ Item, Error }) => Item ?? Error.Code), [second.Key, 'ValidationError']);
  const transact = { TransactStatements: [{ Statement: `UPDATE "${TableName}" SET n = 1 WHERE id = ?`, Parameters: [first.Key.id] }] };
  await assert.rejects(db.executeTransaction(transact), (error) => {
    assert.deepEqual(error.CancellationReasons.map(({ Code }) => Code), ['ConditionalCheckFailed']);
    return true;
  });
  assert.deepEqual((await db.executeTransaction({ TransactStatements: [where] })).Responses, [{ Item: second.Key }]);
  const gone = await db.deleteItem({ TableName, Key, ReturnValues: 'ALL_OLD' });
  assert.deepEqual(gone.Attributes, updated.Attributes);
  assert.equal((await db.getItem({ TableName, Key })).Item, undefined);
  await db.deleteTable({ TableName });
});

test('DynamoDB changes how a table is billed, and its index with it', async () => {
  const TableName = 'v3-indexed';
  const ProvisionedThroughput = { ReadCapacityUnits: 2, WriteCapacityUnits: 3 };
  const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [{ IndexName: 'same', KeySchema, Projection: { ProjectionType: 'ALL' } }],
  });
  await db.updateTable({
    TableName,
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput,
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'same', ProvisionedThroughput } }],
  });
  const { Table } = await db.describeTable({ TableName });
  assert.deepEqual([Table.BillingModeSummary.BillingMode, Table.GlobalSecondaryIndexes[0].ProvisionedThroughput.WriteCapacityUnits],
    ['PROVISIONED', 3]);
  await db.deleteTable({ TableName });
});

test('DynamoDB shows changes in a stream, and has a time to live', async () => {
  const TableName = 'v3-streamed';
  const { TableDescription: { LatestStreamArn: StreamArn } } = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' },
  });
  await db.putItem({ TableName, Item: { id: { S: 'a' } } });
  await db.deleteItem({ TableName, Key: { id: { S: 'a' } } });
  assert.equal((await streams.listStreams({ TableName })).Streams[0].StreamArn, StreamArn);
  const { StreamDescription: { Shards } } = await streams.describeStream({ StreamArn });
  const { ShardIterator } = await streams.getShardIterator(
    { StreamArn, ShardId: Shards[0].ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  const { Records } = await streams.getRecords({ ShardIterator });
  assert.deepEqual([Records.length, Records[1].eventName, Records[1].dynamodb.OldImage], [2, 'REMOVE', { id: { S: 'a' } }]);
  await db.updateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } });
  assert.equal((await db.describeTimeToLive({ TableName })).TimeToLiveDescription.AttributeName, 'until');
  await db.deleteTable({ TableName });
});

test('DynamoDB keeps backups, restores, exports and imports tables', async () => {
  const TableName = 'v3-kept';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await db.putItem({ TableName, Item: { id: { S: 'a' } } });
  const { BackupDetails: { BackupArn } } = await db.createBackup({ TableName, BackupName: 'first' });
  const { BackupDescription } = await db.describeBackup({ BackupArn });
  assert.ok(BackupDescription.SourceTableDetails.TableCreationDateTime instanceof Date);
  assert.equal((await db.listBackups({ TableName })).BackupSummaries[0].BackupArn, BackupArn);
  await db.restoreTableFromBackup({ TargetTableName: 'v3-restored', BackupArn });
  assert.deepEqual((await db.scan({ TableName: 'v3-restored' })).Items, [{ id: { S: 'a' } }]);
  await db.deleteBackup({ BackupArn });
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 };
  await db.updateContinuousBackups({ TableName, PointInTimeRecoverySpecification });
  const { ContinuousBackupsDescription } = await db.describeContinuousBackups({ TableName });
  const { EarliestRestorableDateTime } = ContinuousBackupsDescription.PointInTimeRecoveryDescription;
  await db.restoreTableToPointInTime(
    { SourceTableName: TableName, TargetTableName: 'v3-then', RestoreDateTime: EarliestRestorableDateTime });
  assert.deepEqual((await db.scan({ TableName: 'v3-then' })).Items, [{ id: { S: 'a' } }]);
  const { Table: { TableArn } } = await db.describeTable({ TableName });
  const { ExportDescription: { ExportArn } } = await db.exportTableToPointInTime({ TableArn, S3Bucket: 'lake' });
  const { ExportDescription: ended } = await db.describeExport({ ExportArn });
  assert.equal(ended.ExportStatus, 'COMPLETED');
  assert.equal((await db.listExports({ TableArn })).ExportSummaries[0].ExportArn, ExportArn);
  const { ImportTableDescription: { ImportArn } } = await db.importTable({
    S3BucketSource: { S3Bucket: 'lake', S3KeyPrefix: ended.ExportManifest.replace('manifest-summary.json', 'data/') },
    InputFormat: 'DYNAMODB_JSON',
    InputCompressionType: 'GZIP',
    TableCreationParameters: {
      TableName: 'v3-imported',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  });
  assert.equal((await db.describeImport({ ImportArn })).ImportTableDescription.ImportStatus, 'COMPLETED');
  assert.equal((await db.listImports({})).ImportSummaryList[0].ImportArn, ImportArn);
  assert.equal((await db.scan({ TableName: 'v3-imported' })).Count, 1);
  for (const name of [TableName, 'v3-restored', 'v3-then', 'v3-imported']) await db.deleteTable({ TableName: name });
});

test('DynamoDB has tags and resource policies', async () => {
  const TableName = 'v3-owned';
  const { TableDescription } = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'owner', Value: 'ana' }],
  });
  const ResourceArn = TableDescription.TableArn;
  await db.tagResource({ ResourceArn, Tags: [{ Key: 'stage', Value: 'dev' }] });
  await db.untagResource({ ResourceArn, TagKeys: ['owner'] });
  assert.deepEqual((await db.listTagsOfResource({ ResourceArn })).Tags, [{ Key: 'stage', Value: 'dev' }]);
  const deny = { Effect: 'Deny', Principal: '*', Action: 'dynamodb:PutResourcePolicy', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [deny] });
  await refused(db.putResourcePolicy({ ResourceArn, Policy }), 400, 'AccessDeniedException',
    'The new resource policy will not allow you to update the resource policy in the future.');
  const { RevisionId } = await db.putResourcePolicy({ ResourceArn, Policy, ConfirmRemoveSelfResourceAccess: true });
  assert.deepEqual(withoutMetadata(await db.getResourcePolicy({ ResourceArn })), { Policy, RevisionId });
  assert.equal((await db.deleteResourcePolicy({ ResourceArn })).RevisionId, RevisionId);
  await refused(db.getResourcePolicy({ ResourceArn }), 400, 'PolicyNotFoundException',
    `Resource-based policy not found for the provided ResourceArn: ${ResourceArn}`);
  await db.deleteTable({ TableName });
});

test('DynamoDB has the limits of a new account, and its endpoint is here', async () => {
  const limits = await db.describeLimits();
  assert.deepEqual([limits.AccountMaxReadCapacityUnits, limits.TableMaxWriteCapacityUnits], [80000, 40000]);
  assert.deepEqual((await db.describeEndpoints()).Endpoints,
    [{ Address: new URL(process.env.AWS_ENDPOINT_URL).host, CachePeriodInMinutes: 1440 }]);
});

test('SSM keeps parameters', async () => {
  const secret = { Name: '/v3/a', Value: 'hush', Type: 'SecureString' };
  assert.deepEqual(withoutMetadata(await ssm.putParameter(secret)), { Version: 1, Tier: 'Standard' });
  await ssm.putParameter({ Name: '/v3/deep/b', Value: 'x,y', Type: 'StringList' });
  const { Parameter } = await ssm.getParameter({ Name: '/v3/a', WithDecryption: true });
  assert.deepEqual([Parameter.Value, Parameter.Type, Parameter.Version], ['hush', 'SecureString', 1]);
  assert.ok(Parameter.LastModifiedDate instanceof Date);
  const several = await ssm.getParameters({ Names: ['/v3/deep/b', '/v3/none'] });
  assert.deepEqual([several.Parameters[0].Value, several.InvalidParameters], ['x,y', ['/v3/none']]);
  const names = async (Recursive) =>
    (await ssm.getParametersByPath({ Path: '/v3', Recursive })).Parameters.map(({ Name }) => Name);
  assert.deepEqual(await names(false), ['/v3/a']);
  assert.deepEqual(await names(true), ['/v3/a', '/v3/deep/b']);
  await refused(ssm.putParameter(secret), 400, 'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
  assert.deepEqual(withoutMetadata(await ssm.deleteParameter({ Name: '/v3/a' })), {});
  assert.deepEqual(withoutMetadata(await ssm.deleteParameters({ Names: ['/v3/a', '/v3/deep/b'] })),
    { DeletedParameters: ['/v3/deep/b'], InvalidParameters: ['/v3/a'] });
  assert.deepEqual(await names(true), []);
});

test('SNS keeps topics, takes messages', async () => {
  const { TopicArn } = await sns.createTopic({ Name: 'v3' });
  assert.equal(TopicArn, `arn:aws:sns:${region}:${account}:v3`);
  const isListed = async () => (await sns.listTopics()).Topics.some((topic) => topic.TopicArn === TopicArn);
  assert.ok(await isListed());
  await sns.setTopicAttributes({ TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Reunión' });
  assert.equal((await sns.getTopicAttributes({ TopicArn })).Attributes.DisplayName, 'Reunión');
  const MessageAttributes = { bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 1) } };
  const { MessageId } = await sns.publish({ TopicArn, Message: 'hola', MessageAttributes });
  assert.match(MessageId, /^[0-9a-f-]{36}$/);
  const PublishBatchRequestEntries = [{ Id: 'a', Message: 'x', MessageAttributes }, { Id: 'b', Message: 'y' }];
  const batch = await sns.publishBatch({ TopicArn, PublishBatchRequestEntries });
  assert.deepEqual([batch.Successful.map(({ Id }) => Id), batch.Failed], [['a', 'b'], []]);
  await sns.deleteTopic({ TopicArn });
  assert.ok(!await isListed());
  await refused(sns.publish({ TopicArn, Message: 'x' }), 404, 'NotFoundException', 'Topic does not exist');
});

test('SNS subscribes functions', async () => {
  const { TopicArn } = await sns.createTopic({ Name: 'v3-subscribed' });
  const Endpoint = `arn:aws:lambda:${region}:${account}:function:gettogether-dev-notifyOrganiser`;
  const { SubscriptionArn } = await sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint });
  const subscription = { SubscriptionArn, Owner: account, Protocol: 'lambda', Endpoint, TopicArn };
  const ofTopic = async () => (await sns.listSubscriptionsByTopic({ TopicArn })).Subscriptions;
  assert.deepEqual(await ofTopic(), [subscription]);
  const all = (await sns.listSubscriptions()).Subscriptions;
  assert.deepEqual(all.find((one) => one.SubscriptionArn === SubscriptionArn), subscription);
  const policy = '{"kind":["joining"]}';
  await sns.setSubscriptionAttributes({ SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: policy });
  const { Attributes } = await sns.getSubscriptionAttributes({ SubscriptionArn });
  assert.deepEqual([Attributes.Endpoint, Attributes.FilterPolicy], [Endpoint, policy]);
  await sns.unsubscribe({ SubscriptionArn });
  assert.deepEqual(await ofTopic(), []);
  await sns.deleteTopic({ TopicArn });
});

const FunctionName = 'gettogether-dev-helloWorld';
const arn = `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
const event = JSON.stringify(
  { httpMethod: 'GET', path: '/api/helloWorld/Ada', pathParameters: { name: 'Ada' }, headers: {} });
const parsed = (payload) => JSON.parse(Buffer.from(payload));

test('Lambda runs functions, their versions too, and shows their log', async () => {
  const answer = await lambda.invoke({ FunctionName, Payload: event, LogType: 'Tail' });
  assert.deepEqual([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError], [200, '$LATEST', undefined]);
  assert.equal(parsed(answer.Payload).body, '"Hello Ada"');
  assert.match(Buffer.from(answer.LogResult, 'base64').toString(), /^START RequestId: [^]*\nREPORT RequestId: /);
  const version = await lambda.invoke({ FunctionName, Payload: event, Qualifier: '1' });
  assert.deepEqual([version.StatusCode, version.ExecutedVersion], [200, '1']);
});

test('Lambda says that a function failed', async () => {
  const answer = await lambda.invoke({
    FunctionName: 'gettogether-dev-notifyOrganiser',
    Payload: readFileSync('fixtures/events/notify_organiser_error.json'),
  });
  assert.deepEqual([answer.StatusCode, answer.FunctionError], [200, 'Unhandled']);
  assert.equal(parsed(answer.Payload).errorMessage, 'the get-together "error" has no organiser');
});

test('Lambda takes events, and may only be asked', async () => {
  const status = async (InvocationType) =>
    (await lambda.invoke({ FunctionName, Payload: event, InvocationType })).StatusCode;
  assert.deepEqual([await status('Event'), await status('DryRun')], [202, 204]);
  assert.equal((await lambda.invokeAsync({ FunctionName, InvokeArgs: event })).Status, 202);
});

test('Lambda describes functions', async () => {
  const configuration = withoutMetadata(await lambda.getFunctionConfiguration({ FunctionName }));
  assert.deepEqual([configuration.FunctionArn, configuration.Handler, configuration.Environment],
    [arn, 'helloWorld.so', { Variables: { LOG_LEVEL: 'INFO', STAGE: 'dev' } }]);
  assert.deepEqual((await lambda.getFunction({ FunctionName })).Configuration, configuration);
  const page = await lambda.listFunctions({ MaxItems: 2 });
  const rest = await lambda.listFunctions({ Marker: page.NextMarker });
  assert.deepEqual([page.Functions.length, rest.Functions.length], [2, 3]);
  assert.deepEqual(page.Functions[1], configuration);
  const [statement] = JSON.parse((await lambda.getPolicy({ FunctionName })).Policy).Statement;
  assert.deepEqual([statement.Principal, statement.Resource], [{ Service: 'apigateway.amazonaws.com' }, arn]);
});

test('Lambda refuses as AWS does', async () => {
  await refused(lambda.invoke({ FunctionName: 'absent' }), 404, 'ResourceNotFoundException',
    `Function not found: arn:aws:lambda:${region}:${account}:function:absent`);
  await refused(lambda.invoke({ FunctionName, Payload: 'no json' }), 400, 'InvalidRequestContentException',
    "Could not parse request body into json: Could not parse payload into json: Unrecognized token 'no': was expecting"
    + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
    + ' at [Source: (byte[])"no json"; line: 1, column: 3]');
});

test('every operation of the emulator is called, with success', () => {
  assert.equal(execFileSync('/usr/bin/python3', ['tests/compat/operations.py', ...calls], { encoding: 'utf8' }), '');
});
