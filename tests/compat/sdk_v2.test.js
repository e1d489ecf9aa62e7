// The JavaScript SDK v2 against every operation of the emulator.
// Run it by `tertulia exec --s3-folder FOLDER -- node --test tests/compat/sdk_v2.test.js`.
'use strict';
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const test = require('node:test');
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const AWS = require('aws-sdk');

// This SDK does not know AWS_ENDPOINT_URL.
const endpoint = process.env.AWS_ENDPOINT_URL;
const region = process.env.AWS_REGION;
const account = '000000000000';
AWS.config.update({ endpoint, region, maxRetries: 0 });

const calls = new Set();
AWS.events.on('success', ({ request }) => calls.add(`${request.service.serviceIdentifier}.${request.operation}`));

const refused = (request, statusCode, code, message) =>
  assert.rejects(request.promise(), { statusCode, code, message });

test('STS knows the caller', async () => {
  const caller = await new AWS.STS().getCallerIdentity().promise();
  assert.deepEqual([caller.UserId, caller.Account, caller.Arn], [account, account, `arn:aws:iam::${account}:root`]);
});

test('STS knows nobody who does not sign', async () => {
  await refused(new AWS.STS().makeUnauthenticatedRequest('getCallerIdentity'),
    403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
});

test('DynamoDB makes, describes, lists and deletes tables', async () => {
  const db = new AWS.DynamoDB();
  const TableName = 'v2-brief';
  const made = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }).promise();
  assert.equal(made.TableDescription.TableStatus, 'CREATING');
  assert.ok(made.TableDescription.CreationDateTime instanceof Date);
  const { Table } = await db.waitFor('tableExists', { TableName }).promise();
  assert.deepEqual([Table.TableStatus, Table.TableArn],
    ['ACTIVE', `arn:aws:dynamodb:${region}:${account}:table/${TableName}`]);
  assert.ok((await db.listTables().promise()).TableNames.includes(TableName));
  assert.equal((await db.deleteTable({ TableName }).promise()).TableDescription.TableStatus, 'DELETING');
  await refused(db.scan({ TableName }), 400, 'ResourceNotFoundException', 'Requested resource not found');
});

test('DynamoDB keeps items, by the document client too', async () => {
  const db = new AWS.DynamoDB();
  const documents = new AWS.DynamoDB.DocumentClient();
  const TableName = 'v2-items';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  }).promise();
  assert.equal((await db.describeTable({ TableName }).promise()).Table.ProvisionedThroughput.ReadCapacityUnits, 1);
  const Item = { id: 1, name: 'Ada', tags: ['a', 'b'], open: true };
  await documents.put({ TableName, Item }).promise();
  assert.deepEqual((await documents.get({ TableName, Key: { id: 1 } }).promise()).Item, Item);
  assert.deepEqual((await db.getItem({ TableName, Key: { id: { N: '1.0' } } }).promise()).Item.tags,
    { L: [{ S: 'a' }, { S: 'b' }] });
  const puts = [2, 3].map((id) => ({ PutRequest: { Item: { id } } }));
  const written = await documents.batchWrite({ RequestItems: { [TableName]: puts } }).promise();
  assert.deepEqual(written.UnprocessedItems, {});
  const batch = await documents.batchGet({ RequestItems: { [TableName]: { Keys: [{ id: 2 }, { id: 9 }] } } }).promise();
  assert.deepEqual(batch.Responses[TableName], [{ id: 2 }]);
  const page = await documents.scan({ TableName, Limit: 2 }).promise();
  const rest = await documents.scan({ TableName, ExclusiveStartKey: page.LastEvaluatedKey }).promise();
  assert.deepEqual([page.Count, rest.Count, rest.LastEvaluatedKey], [2, 1, undefined]);
  assert.deepEqual([...page.Items, ...rest.Items].map(({ id }) => id).sort(), [1, 2, 3]);
  const updated = await documents.update({
    TableName, Key: { id: 1 }, UpdateExpression: 'SET tags[0] = :c', ConditionExpression: '#open = :yes',
    ExpressionAttributeNames: { '#open': 'open' }, ExpressionAttributeValues: { ':c': 'c', ':yes': true },
    ReturnValues: 'UPDATED_NEW',
  }).promise();
  assert.deepEqual(updated.Attributes, { tags: ['c'] });
  const found = await documents.query({
    TableName, KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': 1 }, ProjectionExpression: 'tags',
  }).promise();
  assert.deepEqual(found.Items, [{ tags: ['c', 'b'] }]);
  await refused(documents.put({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }), 400,
    'ConditionalCheckFailedException', 'The conditional request failed');
  await documents.transactWrite({
    TransactItems: [{ Put: { TableName, Item: { id: 4 } } }, { Delete: { TableName, Key: { id: 2 } } }],
  }).promise();
  const read = await documents.transactGet({
    TransactItems: [4, 2].map((id) => ({ Get: { TableName, Key: { id } } })),
  }).promise();
  assert.deepEqual(read.Responses, [{ Item: { id: 4 } }, {}]);
  const again = { Put: { TableName, Item: { id: 4 }, ConditionExpression: 'attribute_not_exists(id)' } };
  await refused(documents.transactWrite({ TransactItems: [again] }), 400, 'TransactionCanceledException',
    'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed]');
  const statement = (Statement) => ({ Statement });
  const insert = { Statement: `INSERT INTO "${TableName}" VALUE {'id':5,'name':?}`, Parameters: [{ S: 'Eve' }] };
  await db.executeStatement(insert).promise();
  await refused(db.executeStatement(insert), 400, 'DuplicateItemException', 'Duplicate primary key exists in table');
  const selected = await db.batchExecuteStatement({
    Statements: [statement(`SELECT name FROM "${TableName}" WHERE id = 5`)],
  }).promise();
  assert.deepEqual(selected.Responses, [{ TableName, Item: { name: { S: 'Eve' } } }]);
  const erased = await db.executeTransaction({
    TransactStatements: [statement(`DELETE FROM "${TableName}" WHERE id = 5`)],
  }).promise();
  assert.deepEqual(erased.Responses, []);
  const gone = await documents.delete({ TableName, Key: { id: 1 }, ReturnValues: 'ALL_OLD' }).promise();
  assert.deepEqual(gone.Attributes, { ...Item, tags: ['c', 'b'] });
  assert.equal((await documents.scan({ TableName, Select: 'COUNT' }).promise()).Count, 2);
  await db.deleteTable({ TableName }).promise();
});

test('DynamoDB adds an index to a table', async () => {
  const db = new AWS.DynamoDB();
  const TableName = 'v2-indexed';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }).promise();
  await db.putItem({ TableName, Item: { id: { S: 'a' }, town: { S: 'lima' } } }).promise();
  const { TableDescription } = await db.updateTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'town', AttributeType: 'S' }],
    GlobalSecondaryIndexUpdates: [{
      Create: {
        IndexName: 'by-town',
        KeySchema: [{ AttributeName: 'town', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    }],
  }).promise();
  assert.equal(TableDescription.GlobalSecondaryIndexes[0].IndexStatus, 'CREATING');
  const { Items } = await db.query({
    TableName, IndexName: 'by-town', KeyConditionExpression: 'town = :t', ExpressionAttributeValues: { ':t': { S: 'lima' } },
  }).promise();
  assert.deepEqual(Items, [{ id: { S: 'a' }, town: { S: 'lima' } }]);
  await db.deleteTable({ TableName }).promise();
});

test('DynamoDB shows changes in a stream, and has a time to live', async () => {
  const db = new AWS.DynamoDB();
  const streams = new AWS.DynamoDBStreams();
  const TableName = 'v2-streamed';
  const { TableDescription: { LatestStreamArn: StreamArn } } = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }).promise();
  await db.putItem({ TableName, Item: { id: { S: 'a' } } }).promise();
  assert.equal((await streams.listStreams({ TableName }).promise()).Streams[0].StreamArn, StreamArn);
  const { StreamDescription } = await streams.describeStream({ StreamArn }).promise();
  const { ShardIterator } = await streams.getShardIterator(
    { StreamArn, ShardId: StreamDescription.Shards[0].ShardId, ShardIteratorType: 'TRIM_HORIZON' }).promise();
  const { Records } = await streams.getRecords({ ShardIterator }).promise();
  assert.deepEqual([Records.length, Records[0].eventName, Records[0].dynamodb.NewImage], [1, 'INSERT', { id: { S: 'a' } }]);
  await db.updateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } }).promise();
  assert.equal((await db.describeTimeToLive({ TableName }).promise()).TimeToLiveDescription.TimeToLiveStatus, 'ENABLED');
  await db.deleteTable({ TableName }).promise();
});

test('DynamoDB keeps backups, restores, exports and imports tables', async () => {
  const db = new AWS.DynamoDB();
  const TableName = 'v2-kept';
  await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }).promise();
  await db.putItem({ TableName, Item: { id: { S: 'a' } } }).promise();
  const { BackupDetails: { BackupArn } } = await db.createBackup({ TableName, BackupName: 'first' }).promise();
  const { BackupDescription } = await db.describeBackup({ BackupArn }).promise();
  assert.equal(BackupDescription.BackupDetails.BackupStatus, 'AVAILABLE');
  assert.equal((await db.listBackups({ TableName }).promise()).BackupSummaries[0].BackupArn, BackupArn);
  await db.restoreTableFromBackup({ TargetTableName: 'v2-restored', BackupArn }).promise();
  assert.equal((await db.scan({ TableName: 'v2-restored' }).promise()).Count, 1);
  await db.deleteBackup({ BackupArn }).promise();
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await db.updateContinuousBackups({ TableName, PointInTimeRecoverySpecification }).promise();
  const { ContinuousBackupsDescription } = await db.describeContinuousBackups({ TableName }).promise();
  const { EarliestRestorableDateTime } = ContinuousBackupsDescription.PointInTimeRecoveryDescription;
  assert.ok(EarliestRestorableDateTime instanceof Date);
  await db.restoreTableToPointInTime(
    { SourceTableName: TableName, TargetTableName: 'v2-then', UseLatestRestorableTime: true }).promise();
  assert.equal((await db.scan({ TableName: 'v2-then' }).promise()).Count, 1);
  const { Table: { TableArn } } = await db.describeTable({ TableName }).promise();
  const { ExportDescription: { ExportArn } } = await db.exportTableToPointInTime({ TableArn, S3Bucket: 'lake' }).promise();
  const { ExportDescription: ended } = await db.describeExport({ ExportArn }).promise();
  assert.equal(ended.ExportStatus, 'COMPLETED');
  assert.equal((await db.listExports({ TableArn }).promise()).ExportSummaries[0].ExportArn, ExportArn);
  const { ImportTableDescription: { ImportArn } } = await db.importTable({
    S3BucketSource: { S3Bucket: 'lake', S3KeyPrefix: ended.ExportManifest.replace('manifest-summary.json', 'data/') },
    InputFormat: 'DYNAMODB_JSON',
    InputCompressionType: 'GZIP',
    TableCreationParameters: {
      TableName: 'v2-imported',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  }).promise();
  assert.equal((await db.describeImport({ ImportArn }).promise()).ImportTableDescription.ImportStatus, 'COMPLETED');
  assert.equal((await db.listImports({}).promise()).ImportSummaryList[0].ImportArn, ImportArn);
  assert.equal((await db.scan({ TableName: 'v2-imported' }).promise()).Count, 1);
  for (const name of [TableName, 'v2-restored', 'v2-then', 'v2-imported']) await db.deleteTable({ TableName: name }).promise();
});

test('DynamoDB has tags and resource policies', async () => {
  const db = new AWS.DynamoDB();
  const TableName = 'v2-owned';
  const { TableDescription } = await db.createTable({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'owner', Value: 'ana' }],
  }).promise();
  const ResourceArn = TableDescription.TableArn;
  await db.tagResource({ ResourceArn, Tags: [{ Key: 'stage', Value: 'dev' }] }).promise();
  await db.untagResource({ ResourceArn, TagKeys: ['owner'] }).promise();
  assert.deepEqual((await db.listTagsOfResource({ ResourceArn }).promise()).Tags, [{ Key: 'stage', Value: 'dev' }]);
  const deny = { Effect: 'Deny', Principal: '*', Action: 'dynamodb:Scan', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [deny] });
  const { RevisionId } = await db.putResourcePolicy({ ResourceArn, Policy }).promise();
  assert.deepEqual(await db.getResourcePolicy({ ResourceArn }).promise(), { Policy, RevisionId });
  await refused(db.scan({ TableName }), 400, 'AccessDeniedException',
    `User: arn:aws:iam::${account}:root is not authorized to perform: dynamodb:Scan on resource: ${ResourceArn}`
    + ' with an explicit deny in a resource-based policy');
  assert.deepEqual(await db.deleteResourcePolicy({ ResourceArn }).promise(), { RevisionId });
  await db.deleteTable({ TableName }).promise();
});

test('DynamoDB has the limits of a new account, and its endpoint is here', async () => {
  const db = new AWS.DynamoDB();
  const limits = await db.describeLimits().promise();
  assert.deepEqual([limits.AccountMaxReadCapacityUnits, limits.TableMaxWriteCapacityUnits], [80000, 40000]);
  assert.deepEqual((await db.describeEndpoints().promise()).Endpoints,
    [{ Address: new URL(endpoint).host, CachePeriodInMinutes: 1440 }]);
});

test('SSM keeps parameters', async () => {
  const ssm = new AWS.SSM();
  const secret = { Name: '/v2/a', Value: 'hush', Type: 'SecureString' };
  assert.deepEqual(await ssm.putParameter(secret).promise(), { Version: 1, Tier: 'Standard' });
  await ssm.putParameter({ Name: '/v2/deep/b', Value: 'x,y', Type: 'StringList' }).promise();
  const { Parameter } = await ssm.getParameter({ Name: '/v2/a', WithDecryption: true }).promise();
  assert.deepEqual([Parameter.Value, Parameter.Type, Parameter.Version], ['hush', 'SecureString', 1]);
  assert.ok(Parameter.LastModifiedDate instanceof Date);
  const several = await ssm.getParameters({ Names: ['/v2/deep/b', '/v2/none'] }).promise();
  assert.deepEqual([several.Parameters[0].Value, several.InvalidParameters], ['x,y', ['/v2/none']]);
  const names = async (Recursive) =>
    (await ssm.getParametersByPath({ Path: '/v2', Recursive }).promise()).Parameters.map(({ Name }) => Name);
  assert.deepEqual(await names(false), ['/v2/a']);
  assert.deepEqual(await names(true), ['/v2/a', '/v2/deep/b']);
  await refused(ssm.putParameter(secret), 400, 'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.');
  assert.deepEqual(await ssm.deleteParameter({ Name: '/v2/a' }).promise(), {});
  assert.deepEqual(await ssm.deleteParameters({ Names: ['/v2/a', '/v2/deep/b'] }).promise(),
    { DeletedParameters: ['/v2/deep/b'], InvalidParameters: ['/v2/a'] });
  assert.deepEqual(await names(true), []);
});

test('SNS keeps topics, takes messages', async () => {
  const sns = new AWS.SNS();
  const { TopicArn } = await sns.createTopic({ Name: 'v2' }).promise();
  assert.equal(TopicArn, `arn:aws:sns:${region}:${account}:v2`);
  const isListed = async () => (await sns.listTopics().promise()).Topics.some((topic) => topic.TopicArn === TopicArn);
  assert.ok(await isListed());
  await sns.setTopicAttributes({ TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Reunión' }).promise();
  assert.equal((await sns.getTopicAttributes({ TopicArn }).promise()).Attributes.DisplayName, 'Reunión');
  const MessageAttributes = { 'x-correlation-id': { DataType: 'String', StringValue: 'id' } };
  const sent = await sns.publish({ TopicArn, Message: 'hola', MessageAttributes }).promise();
  assert.match(sent.MessageId, /^[0-9a-f-]{36}$/);
  const PublishBatchRequestEntries = [{ Id: 'a', Message: 'x', MessageAttributes }, { Id: 'b', Message: 'y' }];
  const batch = await sns.publishBatch({ TopicArn, PublishBatchRequestEntries }).promise();
  assert.deepEqual([batch.Successful.map(({ Id }) => Id), batch.Failed], [['a', 'b'], []]);
  await sns.deleteTopic({ TopicArn }).promise();
  assert.ok(!await isListed());
  await refused(sns.publish({ TopicArn, Message: 'x' }), 404, 'NotFound', 'Topic does not exist');
});

test('SNS subscribes functions', async () => {
  const sns = new AWS.SNS();
  const { TopicArn } = await sns.createTopic({ Name: 'v2-subscribed' }).promise();
  const Endpoint = `arn:aws:lambda:${region}:${account}:function:gettogether-dev-notifyOrganiser`;
  const { SubscriptionArn } = await sns.subscribe({ TopicArn, Protocol: 'lambda', Endpoint }).promise();
  const subscription = { SubscriptionArn, Owner: account, Protocol: 'lambda', Endpoint, TopicArn };
  const ofTopic = async () => (await sns.listSubscriptionsByTopic({ TopicArn }).promise()).Subscriptions;
  assert.deepEqual(await ofTopic(), [subscription]);
  const all = (await sns.listSubscriptions().promise()).Subscriptions;
  assert.deepEqual(all.find((one) => one.SubscriptionArn === SubscriptionArn), subscription);
  const policy = { AttributeName: 'FilterPolicy', AttributeValue: '{"kind":["joining"]}' };
  await sns.setSubscriptionAttributes({ SubscriptionArn, ...policy }).promise();
  const { Attributes } = await sns.getSubscriptionAttributes({ SubscriptionArn }).promise();
  assert.deepEqual([Attributes.Endpoint, Attributes.FilterPolicy], [Endpoint, policy.AttributeValue]);
  await sns.unsubscribe({ SubscriptionArn }).promise();
  assert.deepEqual(await ofTopic(), []);
  await sns.deleteTopic({ TopicArn }).promise();
});

const FunctionName = 'gettogether-dev-helloWorld';
const arn = `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
const event = JSON.stringify(
  { httpMethod: 'GET', path: '/api/helloWorld/Ada', pathParameters: { name: 'Ada' }, headers: {} });

test('Lambda runs functions, their versions too, and shows their log', async () => {
  const lambda = new AWS.Lambda();
  const answer = await lambda.invoke({ FunctionName, Payload: event, LogType: 'Tail' }).promise();
  assert.deepEqual([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError], [200, '$LATEST', undefined]);
  assert.equal(JSON.parse(answer.Payload).body, '"Hello Ada"');
  assert.match(Buffer.from(answer.LogResult, 'base64').toString(), /^START RequestId: [^]*\nREPORT RequestId: /);
  const version = await lambda.invoke({ FunctionName, Payload: event, Qualifier: '1' }).promise();
  assert.deepEqual([version.StatusCode, version.ExecutedVersion], [200, '1']);
});

test('Lambda says that a function failed', async () => {
  const answer = await new AWS.Lambda().invoke({
    FunctionName: 'gettogether-dev-notifyOrganiser',
    Payload: readFileSync('fixtures/events/notify_organiser_error.json', 'utf8'),
  }).promise();
  assert.deepEqual([answer.StatusCode, answer.FunctionError], [200, 'Unhandled']);
  assert.equal(JSON.parse(answer.Payload).errorMessage, 'the get-together "error" has no organiser');
});

test('Lambda takes events, and may only be asked', async () => {
  const lambda = new AWS.Lambda();
  const status = async (InvocationType) =>
    (await lambda.invoke({ FunctionName, Payload: event, InvocationType }).promise()).StatusCode;
  assert.deepEqual([await status('Event'), await status('DryRun')], [202, 204]);
  assert.equal((await lambda.invokeAsync({ FunctionName, InvokeArgs: event }).promise()).Status, 202);
});

test('Lambda describes functions', async () => {
  const lambda = new AWS.Lambda();
  const configuration = await lambda.getFunctionConfiguration({ FunctionName }).promise();
  assert.deepEqual([configuration.FunctionArn, configuration.Handler, configuration.Environment],
    [arn, 'helloWorld.so', { Variables: { LOG_LEVEL: 'INFO', STAGE: 'dev' } }]);
  assert.deepEqual((await lambda.getFunction({ FunctionName }).promise()).Configuration, configuration);
  const page = await lambda.listFunctions({ MaxItems: 2 }).promise();
  const rest = await lambda.listFunctions({ Marker: page.NextMarker }).promise();
  assert.deepEqual([page.Functions.length, rest.Functions.length], [2, 3]);
  assert.deepEqual(page.Functions[1], configuration);
  const [statement] = JSON.parse((await lambda.getPolicy({ FunctionName }).promise()).Policy).Statement;
  assert.deepEqual([statement.Principal, statement.Resource], [{ Service: 'apigateway.amazonaws.com' }, arn]);
});

test('Lambda refuses as AWS does', async () => {
  const lambda = new AWS.Lambda();
  await refused(lambda.invoke({ FunctionName: 'absent' }), 404, 'ResourceNotFoundException',
    `Function not found: arn:aws:lambda:${region}:${account}:function:absent`);
});

test('every operation of the emulator is called, with success', () => {
  assert.equal(execFileSync('/usr/bin/python3', ['tests/compat/operations.py', ...calls], { encoding: 'utf8' }), '');
});
