"""The AWS command line against every operation of the emulator.

Run it by `tertulia exec --s3-folder FOLDER -- python3 tests/compat/awscli_test.py`.
"""

import base64
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

import operations

os.environ["AWS_DATA_PATH"] = operations.NEWER_MODELS  # before what reads it
try:
    from awscli.clidriver import create_clidriver
except ImportError:
    print("skipped: no aws (Debian: awscli)")
    sys.exit(77)

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_REGION"]
ACCOUNT = "000000000000"
CALLS = set()


def run(service, operation, *arguments):
    """What `aws SERVICE OPERATION …` exits with and prints, in this process: its own would take a second to start."""
    words = ["--endpoint-url", ENDPOINT, "--output", "json", service, operation, *arguments]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = create_clidriver(words).main(words)
    if status == 0:
        CALLS.add(f"{service}.{operation}")
    return status, out.getvalue(), err.getvalue()


class Case(unittest.TestCase):
    def aws(self, *words):
        status, out, err = run(*words)
        self.assertEqual(status, 0, err)
        return json.loads(out) if out.strip() else {}

    def refused(self, error, *words):
        """The command line shows code, operation and message; it exits with 254 whatever the HTTP status was."""
        status, _, err = run(*words)
        self.assertEqual((status, err.strip()), (254, f"An error occurred {error}"))


class Sts(Case):
    def test_the_caller_is_the_root_user(self):
        caller = {"UserId": ACCOUNT, "Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:root"}
        self.assertEqual(self.aws("sts", "get-caller-identity"), caller)

    def test_who_does_not_sign_is_nobody(self):
        self.refused(
            "(MissingAuthenticationToken) when calling the GetCallerIdentity operation: Request is missing"
            " Authentication Token",
            "sts", "get-caller-identity", "--no-sign-request",
        )  # fmt: skip


class DynamoDb(Case):
    TABLE = ["--table-name", "cli"]

    def setUp(self):
        made = self.aws(
            "dynamodb", "create-table", *self.TABLE,
            "--attribute-definitions", "AttributeName=id,AttributeType=S",
            "--key-schema", "AttributeName=id,KeyType=HASH",
            "--provisioned-throughput", "ReadCapacityUnits=1,WriteCapacityUnits=1",
        )["TableDescription"]  # fmt: skip
        self.assertEqual(made["TableStatus"], "CREATING")

    def tearDown(self):
        gone = self.aws("dynamodb", "delete-table", *self.TABLE)["TableDescription"]
        self.assertEqual(gone["TableStatus"], "DELETING")

    def test_a_table_is_described_and_listed(self):
        self.aws("dynamodb", "wait", "table-exists", *self.TABLE)
        table = self.aws("dynamodb", "describe-table", *self.TABLE)["Table"]
        self.assertEqual((table["TableStatus"], table["ItemCount"]), ("ACTIVE", 0))
        self.assertEqual(table["TableArn"], f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/cli")
        self.assertIn("cli", self.aws("dynamodb", "list-tables")["TableNames"])

    def test_tags_and_policies_come_and_go(self):
        arn = ["--resource-arn", f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/cli"]
        self.aws("dynamodb", "tag-resource", *arn, "--tags", "Key=stage,Value=dev", "Key=owner,Value=ana")
        self.aws("dynamodb", "untag-resource", *arn, "--tag-keys", "owner")
        tags = self.aws("dynamodb", "list-tags-of-resource", *arn)
        self.assertEqual(tags, {"Tags": [{"Key": "stage", "Value": "dev"}]})
        deny = {"Effect": "Deny", "Principal": "*", "Action": "dynamodb:Scan", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [deny]}, separators=(",", ":"))
        put = self.aws("dynamodb", "put-resource-policy", *arn, "--policy", policy)
        self.assertEqual(self.aws("dynamodb", "get-resource-policy", *arn), {"Policy": policy, **put})
        self.assertEqual(self.aws("dynamodb", "delete-resource-policy", *arn), put)

    def test_an_item_comes_back_until_it_is_deleted(self):
        key = ["--key", '{"id":{"S":"a"}}']
        self.aws("dynamodb", "put-item", *self.TABLE, "--item", '{"id":{"S":"a"},"n":{"N":"1.0"},"b":{"B":"AP8="}}')
        item = {"id": {"S": "a"}, "n": {"N": "1"}, "b": {"B": "AP8="}}
        self.assertEqual(self.aws("dynamodb", "get-item", *self.TABLE, *key), {"Item": item})
        old = self.aws("dynamodb", "delete-item", *self.TABLE, *key, "--return-values", "ALL_OLD")
        self.assertEqual(old["Attributes"], item)
        self.assertEqual(self.aws("dynamodb", "get-item", *self.TABLE, *key), {})

    def test_batches_write_read_and_scan_by_pages(self):
        puts = [{"PutRequest": {"Item": {"id": {"S": name}}}} for name in "abc"]
        written = self.aws("dynamodb", "batch-write-item", "--request-items", json.dumps({"cli": puts}))
        self.assertEqual(written, {"UnprocessedItems": {}})
        keys = {"cli": {"Keys": [{"id": {"S": "a"}}, {"id": {"S": "z"}}]}}
        batch = self.aws("dynamodb", "batch-get-item", "--request-items", json.dumps(keys))
        self.assertEqual(batch["Responses"]["cli"], [{"id": {"S": "a"}}])
        page = self.aws("dynamodb", "scan", *self.TABLE, "--max-items", "2")
        rest = self.aws("dynamodb", "scan", *self.TABLE, "--starting-token", page["NextToken"])
        self.assertNotIn("NextToken", rest)
        self.assertEqual((len(page["Items"]), len(rest["Items"])), (2, 1))
        self.assertEqual(sorted(item["id"]["S"] for item in page["Items"] + rest["Items"]), ["a", "b", "c"])

    def test_expressions_update_and_find_items(self):
        count = ["--update-expression", "ADD n :one", "--expression-attribute-values"]
        updated = self.aws(
            "dynamodb", "update-item", *self.TABLE, "--key", '{"id":{"S":"a"}}', *count, '{":one":{"N":"1"}}',
            "--return-values", "ALL_NEW",
        )  # fmt: skip
        self.assertEqual(updated["Attributes"], {"id": {"S": "a"}, "n": {"N": "1"}})
        values = ["--expression-attribute-values", '{":id":{"S":"a"}}']
        found = self.aws("dynamodb", "query", *self.TABLE, "--key-condition-expression", "id = :id", *values)
        self.assertEqual(found["Items"], [updated["Attributes"]])
        self.refused(
            "(ConditionalCheckFailedException) when calling the PutItem operation: The conditional request failed",
            "dynamodb", "put-item", *self.TABLE, "--item", '{"id":{"S":"a"}}',
            "--condition-expression", "attribute_not_exists(id)",
        )  # fmt: skip

    def test_a_table_changes_its_class(self):
        table = ["--cli-input-json", '{"TableName":"cli","TableClass":"STANDARD_INFREQUENT_ACCESS"}']
        updated = self.aws("dynamodb", "update-table", *table)["TableDescription"]
        self.assertEqual(updated["TableStatus"], "UPDATING")
        described = self.aws("dynamodb", "describe-table", *self.TABLE)["Table"]
        self.assertEqual(described["TableClassSummary"]["TableClass"], "STANDARD_INFREQUENT_ACCESS")

    def test_a_stream_shows_changes(self):
        table = ["--table-name", "cli-streamed"]
        made = self.aws(
            "dynamodb", "create-table", *table, "--billing-mode", "PAY_PER_REQUEST",
            "--attribute-definitions", "AttributeName=id,AttributeType=S",
            "--key-schema", "AttributeName=id,KeyType=HASH",
            "--stream-specification", "StreamEnabled=true,StreamViewType=KEYS_ONLY",
        )  # fmt: skip
        arn = ["--stream-arn", made["TableDescription"]["LatestStreamArn"]]
        self.aws("dynamodb", "put-item", *table, "--item", '{"id":{"S":"a"}}')
        self.assertEqual(len(self.aws("dynamodbstreams", "list-streams", *table)["Streams"]), 1)
        described = self.aws("dynamodbstreams", "describe-stream", *arn)["StreamDescription"]
        shard = ["--shard-id", described["Shards"][0]["ShardId"], "--shard-iterator-type", "TRIM_HORIZON"]
        iterator = self.aws("dynamodbstreams", "get-shard-iterator", *arn, *shard)["ShardIterator"]
        read = self.aws("dynamodbstreams", "get-records", "--shard-iterator", iterator)
        self.assertEqual(read["Records"][0]["dynamodb"]["Keys"], {"id": {"S": "a"}})
        self.aws("dynamodb", "delete-table", *table)

    def test_a_table_has_a_time_to_live(self):
        wanted = ["--time-to-live-specification", "Enabled=true,AttributeName=until"]
        self.aws("dynamodb", "update-time-to-live", *self.TABLE, *wanted)
        described = self.aws("dynamodb", "describe-time-to-live", *self.TABLE)["TimeToLiveDescription"]
        self.assertEqual(described, {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"})

    def test_a_backup_is_kept_and_restored(self):
        made = self.aws("dynamodb", "create-backup", *self.TABLE, "--backup-name", "first")["BackupDetails"]
        backup = ["--backup-arn", made["BackupArn"]]
        described = self.aws("dynamodb", "describe-backup", *backup)["BackupDescription"]
        self.assertEqual(described["BackupDetails"]["BackupStatus"], "AVAILABLE")
        listed = self.aws("dynamodb", "list-backups", *self.TABLE)["BackupSummaries"]
        self.assertEqual([b["BackupName"] for b in listed], ["first"])
        target = ["--target-table-name", "cli-restored"]
        restored = self.aws("dynamodb", "restore-table-from-backup", *target, *backup)["TableDescription"]
        self.assertEqual(restored["TableStatus"], "CREATING")
        self.aws("dynamodb", "delete-table", "--table-name", "cli-restored")
        deleted = self.aws("dynamodb", "delete-backup", *backup)["BackupDescription"]
        self.assertEqual(deleted["BackupDetails"]["BackupStatus"], "DELETED")

    def test_a_table_is_exported_imported_and_restored_to_what_it_was(self):
        wanted = ["--point-in-time-recovery-specification", "PointInTimeRecoveryEnabled=true"]
        self.aws("dynamodb", "update-continuous-backups", *self.TABLE, *wanted)
        described = self.aws("dynamodb", "describe-continuous-backups", *self.TABLE)["ContinuousBackupsDescription"]
        self.assertEqual(described["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], "ENABLED")
        table = ["--table-arn", self.aws("dynamodb", "describe-table", *self.TABLE)["Table"]["TableArn"]]
        bucket = ["--s3-bucket", "lake"]
        started = self.aws("dynamodb", "export-table-to-point-in-time", *table, *bucket)["ExportDescription"]
        export = ["--export-arn", started["ExportArn"]]
        ended = self.aws("dynamodb", "describe-export", *export)["ExportDescription"]
        self.assertEqual(ended["ExportStatus"], "COMPLETED")
        self.assertEqual(len(self.aws("dynamodb", "list-exports", *table)["ExportSummaries"]), 1)
        creation = {
            "TableName": "cli-imported",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        }
        prefix = ended["ExportManifest"].replace("manifest-summary.json", "data/")
        started = self.aws(
            "dynamodb", "import-table", "--s3-bucket-source", f"S3Bucket=lake,S3KeyPrefix={prefix}",
            "--input-format", "DYNAMODB_JSON", "--input-compression-type", "GZIP",
            "--table-creation-parameters", json.dumps(creation),
        )["ImportTableDescription"]  # fmt: skip
        imported = self.aws("dynamodb", "describe-import", "--import-arn", started["ImportArn"])
        self.assertEqual(imported["ImportTableDescription"]["ImportStatus"], "COMPLETED")
        listed = self.aws("dynamodb", "list-imports", "--table-arn", started["TableArn"])["ImportSummaryList"]
        self.assertEqual([i["ImportArn"] for i in listed], [started["ImportArn"]])
        self.aws("dynamodb", "delete-table", "--table-name", "cli-imported")
        source = ["--source-table-name", "cli", "--target-table-name", "cli-then", "--use-latest-restorable-time"]
        restored = self.aws("dynamodb", "restore-table-to-point-in-time", *source)["TableDescription"]
        self.assertTrue(restored["RestoreSummary"]["RestoreInProgress"])
        self.aws("dynamodb", "delete-table", "--table-name", "cli-then")

    def test_transactions_write_and_read_all_or_nothing(self):
        def action(name, **more):
            return {name: {"TableName": "cli", **more}}

        key = {"Key": {"id": {"S": "a"}}}
        put = action("Put", Item=key["Key"])
        self.aws("dynamodb", "transact-write-items", "--transact-items", json.dumps([put]))
        got = self.aws("dynamodb", "transact-get-items", "--transact-items", json.dumps([action("Get", **key)]))
        self.assertEqual(got, {"Responses": [{"Item": key["Key"]}]})
        guarded = action("Put", Item=key["Key"], ConditionExpression="attribute_not_exists(id)")
        self.refused(
            "(TransactionCanceledException) when calling the TransactWriteItems operation: Transaction cancelled, "
            "please refer cancellation reasons for specific reasons [ConditionalCheckFailed]",
            "dynamodb", "transact-write-items", "--transact-items", json.dumps([guarded]),
        )  # fmt: skip

    def test_statements_of_partiql_read_and_write(self):
        def statements(*texts):
            return json.dumps([{"Statement": text} for text in texts])

        insert = "INSERT INTO cli VALUE {'id':'p'}"
        select = "SELECT * FROM cli WHERE id = 'p'"
        self.aws("dynamodb", "execute-statement", "--statement", insert)
        found = self.aws("dynamodb", "execute-statement", "--statement", select)
        self.assertEqual(found["Items"], [{"id": {"S": "p"}}])
        batch = self.aws("dynamodb", "batch-execute-statement", "--statements", statements(select))
        self.assertEqual(batch["Responses"], [{"TableName": "cli", "Item": {"id": {"S": "p"}}}])
        gone = statements("DELETE FROM cli WHERE id = 'p'")
        self.aws("dynamodb", "execute-transaction", "--transact-statements", gone)
        self.assertEqual(self.aws("dynamodb", "execute-statement", "--statement", select)["Items"], [])
        self.refused(
            "(ValidationException) when calling the ExecuteStatement operation: Statement wasn't well formed, can't be "
            "processed: Expected FROM after SELECT list",
            "dynamodb", "execute-statement", "--statement", "SELECT *",
        )  # fmt: skip

    def test_limits_are_those_of_a_new_account_and_the_endpoint_is_here(self):
        limits = self.aws("dynamodb", "describe-limits")
        self.assertEqual((limits["AccountMaxReadCapacityUnits"], limits["TableMaxWriteCapacityUnits"]), (80000, 40000))
        endpoint = self.aws("dynamodb", "describe-endpoints")["Endpoints"][0]
        self.assertEqual(endpoint["Address"], ENDPOINT.removeprefix("http://"))

    def test_errors_are_those_of_aws(self):
        self.refused(
            "(ResourceNotFoundException) when calling the Scan operation: Requested resource not found",
            "dynamodb", "scan", "--table-name", "absent",
        )  # fmt: skip


class Ssm(Case):
    def put(self, name, value, *more):
        return self.aws("ssm", "put-parameter", "--name", name, "--value", value, "--type", "String", *more)

    def test_a_parameter_has_versions_until_it_is_deleted(self):
        name = ["--name", "/cli/a"]
        self.assertEqual(self.put("/cli/a", "1"), {"Version": 1, "Tier": "Standard"})
        self.assertEqual(self.put("/cli/a", "2", "--overwrite")["Version"], 2)
        got = self.aws("ssm", "get-parameter", *name)["Parameter"]
        self.assertEqual((got["Value"], got["Version"], got["DataType"]), ("2", 2, "text"))
        self.assertEqual(self.aws("ssm", "delete-parameter", *name), {})
        self.refused("(ParameterNotFound) when calling the GetParameter operation:", "ssm", "get-parameter", *name)

    def test_several_parameters_are_read_and_deleted_at_once(self):
        self.aws("ssm", "put-parameter", "--name", "/cli/secret", "--value", "hush", "--type", "SecureString")
        names = ["--names", "/cli/secret", "/cli/none"]
        got = self.aws("ssm", "get-parameters", *names, "--with-decryption")
        self.assertEqual([(p["Value"], p["Type"]) for p in got["Parameters"]], [("hush", "SecureString")])
        self.assertEqual(got["InvalidParameters"], ["/cli/none"])
        gone = {"DeletedParameters": ["/cli/secret"], "InvalidParameters": ["/cli/none"]}
        self.assertEqual(self.aws("ssm", "delete-parameters", *names), gone)

    def test_a_path_is_one_level_or_all_below(self):
        self.put("/path/a", "1")
        self.put("/path/deep/b", "2")
        flat = self.aws("ssm", "get-parameters-by-path", "--path", "/path")
        self.assertEqual([p["Name"] for p in flat["Parameters"]], ["/path/a"])
        deep = self.aws("ssm", "get-parameters-by-path", "--path", "/path", "--recursive")
        self.assertEqual([p["Value"] for p in deep["Parameters"]], ["1", "2"])

    def test_errors_are_those_of_aws(self):
        self.put("/cli/once", "1")
        self.refused(
            "(ParameterAlreadyExists) when calling the PutParameter operation: The parameter already exists."
            " To overwrite this value, set the overwrite option in the request to true.",
            "ssm", "put-parameter", "--name", "/cli/once", "--value", "2",
        )  # fmt: skip


class Sns(Case):
    FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gettogether-dev-notifyOrganiser"

    def setUp(self):
        self.arn = self.aws("sns", "create-topic", "--name", "cli")["TopicArn"]
        self.topic = ["--topic-arn", self.arn]
        self.addCleanup(self.aws, "sns", "delete-topic", *self.topic)

    def test_a_topic_is_listed_until_it_is_deleted(self):
        self.assertEqual(self.arn, f"arn:aws:sns:{REGION}:{ACCOUNT}:cli")
        self.assertIn({"TopicArn": self.arn}, self.aws("sns", "list-topics")["Topics"])
        self.aws("sns", "delete-topic", *self.topic)
        self.assertNotIn({"TopicArn": self.arn}, self.aws("sns", "list-topics")["Topics"])

    def test_a_topic_has_attributes_to_set(self):
        self.aws(
            "sns", "set-topic-attributes", *self.topic,
            "--attribute-name", "DisplayName", "--attribute-value", "Reunión",
        )  # fmt: skip
        attributes = self.aws("sns", "get-topic-attributes", *self.topic)["Attributes"]
        self.assertEqual((attributes["TopicArn"], attributes["DisplayName"]), (self.arn, "Reunión"))

    def test_a_function_is_subscribed_until_it_is_not(self):
        arn = self.aws(
            "sns", "subscribe", *self.topic, "--protocol", "lambda", "--notification-endpoint", self.FUNCTION
        )["SubscriptionArn"]
        subscription = ["--subscription-arn", arn]
        listed = self.aws("sns", "list-subscriptions-by-topic", *self.topic)["Subscriptions"]
        self.assertEqual([(s["SubscriptionArn"], s["Endpoint"]) for s in listed], [(arn, self.FUNCTION)])
        self.assertIn(listed[0], self.aws("sns", "list-subscriptions")["Subscriptions"])
        policy = '{"kind":["joining"]}'
        self.aws(
            "sns", "set-subscription-attributes", *subscription,
            "--attribute-name", "FilterPolicy", "--attribute-value", policy,
        )  # fmt: skip
        attributes = self.aws("sns", "get-subscription-attributes", *subscription)["Attributes"]
        self.assertEqual((attributes["Protocol"], attributes["FilterPolicy"]), ("lambda", policy))
        self.aws("sns", "unsubscribe", *subscription)
        self.assertEqual(self.aws("sns", "list-subscriptions-by-topic", *self.topic)["Subscriptions"], [])

    def test_messages_have_ids_alone_and_in_batches(self):
        attributes = '{"a":{"DataType":"String","StringValue":"b"}}'
        one = self.aws("sns", "publish", *self.topic, "--message", "hola", "--message-attributes", attributes)
        self.assertRegex(one["MessageId"], r"^[0-9a-f-]{36}$")
        batch = self.aws(
            "sns", "publish-batch", *self.topic, "--publish-batch-request-entries", "Id=a,Message=x", "Id=b,Message=y"
        )
        self.assertEqual([entry["Id"] for entry in batch["Successful"]], ["a", "b"])
        self.assertEqual(batch["Failed"], [])

    def test_errors_are_those_of_aws(self):
        self.refused(
            "(NotFound) when calling the Publish operation: Topic does not exist",
            "sns", "publish", "--topic-arn", self.arn + "-absent", "--message", "x",
        )  # fmt: skip


class Lambda(Case):
    ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gettogether-dev-helloWorld"
    NAME = ["--function-name", "gettogether-dev-helloWorld"]
    EVENT = '{"httpMethod":"GET","path":"/api/helloWorld/Ada","pathParameters":{"name":"Ada"},"headers":{}}'

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = os.path.join(folder.name, "out.json")

    def invoke(self, name, payload, *more):
        """The answer, and what was written into the file."""
        answer = self.aws(
            "lambda", "invoke", *name, "--cli-binary-format", "raw-in-base64-out", "--payload", payload, *more, self.out
        )
        with open(self.out, encoding="utf-8") as file:
            return answer, file.read()

    def test_invoke_answers_what_the_handler_returns_with_its_log(self):
        answer, written = self.invoke(self.NAME, self.EVENT, "--log-type", "Tail")
        self.assertEqual((answer["StatusCode"], answer["ExecutedVersion"]), (200, "$LATEST"))
        self.assertIn("END RequestId: ", base64.b64decode(answer["LogResult"]).decode())
        self.assertEqual(json.loads(written)["body"], '"Hello Ada"')

    def test_a_qualifier_says_which_version_runs(self):
        answer, written = self.invoke(self.NAME, self.EVENT, "--qualifier", "1")
        self.assertEqual(answer, {"StatusCode": 200, "ExecutedVersion": "1"})
        self.assertEqual(json.loads(written)["body"], '"Hello Ada"')

    def test_a_failing_function_is_a_function_error(self):
        event = "file://fixtures/events/notify_organiser_error.json"
        answer, written = self.invoke(["--function-name", "gettogether-dev-notifyOrganiser"], event)
        self.assertEqual((answer["StatusCode"], answer["FunctionError"]), (200, "Unhandled"))
        self.assertEqual(json.loads(written)["errorMessage"], 'the get-together "error" has no organiser')

    def test_event_and_dry_run_have_their_own_statuses(self):
        for form, status in (("Event", 202), ("DryRun", 204)):
            answer, written = self.invoke(self.NAME, self.EVENT, "--invocation-type", form)
            self.assertEqual((answer["StatusCode"], written), (status, ""))
        with open(self.out, "w", encoding="utf-8") as file:
            file.write(self.EVENT)
        self.assertEqual(self.aws("lambda", "invoke-async", *self.NAME, "--invoke-args", self.out), {"Status": 202})

    def test_functions_are_those_of_serverless_yml(self):
        configuration = self.aws("lambda", "get-function-configuration", *self.NAME)
        self.assertEqual((configuration["FunctionArn"], configuration["MemorySize"]), (self.ARN, 256))
        self.assertEqual(configuration["Environment"], {"Variables": {"LOG_LEVEL": "INFO", "STAGE": "dev"}})
        function = self.aws("lambda", "get-function", *self.NAME)
        self.assertEqual(function["Configuration"], configuration)
        self.assertTrue(function["Code"]["Location"].startswith("file://"))
        functions = self.aws("lambda", "list-functions")["Functions"]
        self.assertEqual(len(functions), 5)
        self.assertIn(configuration, functions)

    def test_a_policy_lets_api_gateway_in(self):
        statement = json.loads(self.aws("lambda", "get-policy", *self.NAME)["Policy"])["Statement"][0]
        self.assertEqual(statement["Principal"], {"Service": "apigateway.amazonaws.com"})
        self.assertEqual((statement["Action"], statement["Resource"]), ("lambda:InvokeFunction", self.ARN))

    def test_errors_are_those_of_aws(self):
        self.refused(
            "(ResourceNotFoundException) when calling the GetFunction operation:"
            f" Function not found: arn:aws:lambda:{REGION}:{ACCOUNT}:function:absent",
            "lambda", "get-function", "--function-name", "absent",
        )  # fmt: skip


def load_tests(loader, tests, _pattern):
    return operations.checked_last(loader, tests, CALLS)


if __name__ == "__main__":
    # A command leaves it to the end of its process to close what it opened.
    unittest.main(warnings="ignore")
