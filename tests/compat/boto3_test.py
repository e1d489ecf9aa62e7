"""boto3 against every operation of the emulator.

Run it by `tertulia exec --s3-folder FOLDER -- python3 tests/compat/boto3_test.py`, the folder having a folder "lake".
"""

import base64
import json
import os
import sys
import unittest

import operations

os.environ["AWS_DATA_PATH"] = operations.NEWER_MODELS  # before what reads it
try:
    import boto3
    from boto3.dynamodb.conditions import Attr, Key
    from botocore import UNSIGNED
    from botocore.config import Config
    from botocore.exceptions import ClientError
except ImportError:
    print("skipped: no boto3 (Debian: python3-boto3)")
    sys.exit(77)

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_REGION"]
ACCOUNT = "000000000000"
SESSION = boto3.Session()
CALLS = set()


def record(http_response, model, **_):
    if http_response.status_code < 300:
        CALLS.add(f"{model.service_model.service_name}.{model.name}")


SESSION.events.register("after-call", record)


def client(service, signature_version=None, **more):
    made = SESSION.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        config=Config(retries={"max_attempts": 1}, signature_version=signature_version),
        **more,
    )
    unittest.addModuleCleanup(made.close)
    return made


class Case(unittest.TestCase):
    def refuses(self, status, code, message, call, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        answer = caught.exception.response
        self.assertEqual((answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"]), (status, code))
        self.assertEqual(answer["Error"]["Message"], message)


class Sts(Case):
    def test_get_caller_identity_is_the_root_user(self):
        answer = client("sts").get_caller_identity()
        self.assertEqual((answer["Account"], answer["UserId"]), (ACCOUNT, ACCOUNT))
        self.assertEqual(answer["Arn"], f"arn:aws:iam::{ACCOUNT}:root")

    def test_a_twelve_digit_access_key_is_an_account(self):
        answer = client("sts", aws_access_key_id="123456789012", aws_secret_access_key="x").get_caller_identity()
        self.assertEqual(answer["Account"], "123456789012")

    def test_who_does_not_sign_is_nobody(self):
        self.refuses(
            403,
            "MissingAuthenticationToken",
            "Request is missing Authentication Token",
            client("sts", signature_version=UNSIGNED).get_caller_identity,
        )


class DynamoDb(Case):
    @classmethod
    def setUpClass(cls):
        cls.db = client("dynamodb")
        cls.db.create_table(
            TableName="compat",
            AttributeDefinitions=[
                {"AttributeName": "id", "AttributeType": "S"},
                {"AttributeName": "n", "AttributeType": "N"},
            ],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "n", "KeyType": "RANGE"}],
            BillingMode="PAY_PER_REQUEST",
        )
        cls.db.get_waiter("table_exists").wait(TableName="compat")

    @classmethod
    def tearDownClass(cls):
        cls.db.delete_table(TableName="compat")

    def test_describe_and_list_tables(self):
        table = self.db.describe_table(TableName="compat")["Table"]
        self.assertEqual(table["TableStatus"], "ACTIVE")
        self.assertEqual(table["TableArn"], f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/compat")
        self.assertEqual(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
        self.assertIn("compat", self.db.list_tables()["TableNames"])

    def test_a_deleted_table_is_gone(self):
        key = {"AttributeName": "id", "AttributeType": "B"}
        made = self.db.create_table(
            TableName="brief",
            AttributeDefinitions=[key],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            ProvisionedThroughput={"ReadCapacityUnits": 2, "WriteCapacityUnits": 3},
        )["TableDescription"]
        self.assertEqual((made["TableStatus"], made["AttributeDefinitions"]), ("CREATING", [key]))
        self.assertEqual(made["ProvisionedThroughput"]["WriteCapacityUnits"], 3)
        gone = self.db.delete_table(TableName="brief")["TableDescription"]
        self.assertEqual((gone["TableName"], gone["TableStatus"]), ("brief", "DELETING"))
        self.assertNotIn("brief", self.db.list_tables()["TableNames"])

    def test_tags_come_and_go(self):
        arn = self.db.describe_table(TableName="compat")["Table"]["TableArn"]
        self.db.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "dev"}, {"Key": "owner", "Value": ""}])
        self.db.untag_resource(ResourceArn=arn, TagKeys=["owner"])
        self.assertEqual(self.db.list_tags_of_resource(ResourceArn=arn)["Tags"], [{"Key": "stage", "Value": "dev"}])
        self.refuses(
            400,
            "ValidationException",
            "Tag Key cannot be prefixed with aws:, Key: aws:x",
            self.db.tag_resource,
            ResourceArn=arn,
            Tags=[{"Key": "aws:x", "Value": "y"}],
        )

    def test_a_resource_policy_keeps_out(self):
        arn = self.db.describe_table(TableName="compat")["Table"]["TableArn"]
        deny = {"Effect": "Deny", "Principal": "*", "Action": "dynamodb:DescribeTable", "Resource": arn}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [deny]})
        revision = self.db.put_resource_policy(ResourceArn=arn, Policy=policy)["RevisionId"]
        try:
            got = self.db.get_resource_policy(ResourceArn=arn)
            self.assertEqual((json.loads(got["Policy"])["Statement"], got["RevisionId"]), ([deny], revision))
            with self.assertRaises(ClientError) as caught:
                self.db.describe_table(TableName="compat")
            self.assertEqual(caught.exception.response["Error"]["Code"], "AccessDeniedException")
        finally:
            gone = self.db.delete_resource_policy(ResourceArn=arn, ExpectedRevisionId=revision)
        self.assertEqual(gone["RevisionId"], revision)
        self.refuses(
            400,
            "PolicyNotFoundException",
            f"Resource-based policy not found for the provided ResourceArn: {arn}",
            self.db.get_resource_policy,
            ResourceArn=arn,
        )

    def test_all_types_come_back_as_they_were_put(self):
        item = {
            "id": {"S": "types"},
            "n": {"N": "-12345678901234567890.123456789012345678"},
            "binary": {"B": b"\x00\xff"},
            "yes": {"BOOL": True},
            "nothing": {"NULL": True},
            "strings": {"SS": ["b", "a"]},
            "numbers": {"NS": ["1", "2.5"]},
            "binaries": {"BS": [b"x"]},
            "list": {"L": [{"S": ""}, {"N": "0"}]},
            "map": {"M": {"inner": {"M": {"deep": {"S": "ñ"}}}}},
        }
        self.db.put_item(TableName="compat", Item=item)
        got = self.db.get_item(TableName="compat", Key={"id": item["id"], "n": item["n"]}, ConsistentRead=True)["Item"]
        got["strings"]["SS"].sort()
        item["strings"]["SS"].sort()
        got["numbers"]["NS"].sort()
        self.assertEqual(got, item)

    def test_consumed_capacity_counts_by_the_kilobyte(self):
        item = {"id": {"S": "size"}, "n": {"N": "1"}, "body": {"S": "x" * 1500}}
        put = self.db.put_item(TableName="compat", Item=item, ReturnConsumedCapacity="TOTAL")
        self.assertEqual(put["ConsumedCapacity"], {"TableName": "compat", "CapacityUnits": 2.0})
        key = {"id": {"S": "size"}, "n": {"N": "1"}}
        got = self.db.get_item(TableName="compat", Key=key, ReturnConsumedCapacity="TOTAL")
        self.assertEqual(got["ConsumedCapacity"]["CapacityUnits"], 0.5)

    def test_delete_item_returns_what_was_there(self):
        key = {"id": {"S": "gone"}, "n": {"N": "1"}}
        self.db.put_item(TableName="compat", Item=dict(key, a={"S": "b"}))
        answer = self.db.delete_item(TableName="compat", Key=key, ReturnValues="ALL_OLD")
        self.assertEqual(answer["Attributes"]["a"], {"S": "b"})
        self.assertNotIn("Item", self.db.get_item(TableName="compat", Key=key))

    def test_expressions_update_and_find_items(self):
        table = SESSION.resource("dynamodb", endpoint_url=ENDPOINT, region_name=REGION).Table("compat")
        for n in range(1, 6):
            table.put_item(Item={"id": "query", "n": n, "tags": ["x"], "even": n % 2 == 0})
        answer = table.update_item(
            Key={"id": "query", "n": 2},
            UpdateExpression="SET tags = list_append(tags, :more), seen = if_not_exists(seen, :zero) + :one",
            ConditionExpression=Attr("even").eq(True) & Attr("tags").contains("x"),
            ExpressionAttributeValues={":more": ["y"], ":zero": 0, ":one": 1},
            ReturnValues="UPDATED_NEW",
        )
        self.assertEqual(answer["Attributes"], {"tags": ["x", "y"], "seen": 1})
        page = table.query(
            KeyConditionExpression=Key("id").eq("query") & Key("n").between(2, 4),
            FilterExpression=Attr("even").eq(True),
            ProjectionExpression="n, tags[0]",
            ScanIndexForward=False,
        )
        self.assertEqual(page["Items"], [{"n": 4, "tags": ["x"]}, {"n": 2, "tags": ["x"]}])
        self.assertEqual((page["Count"], page["ScannedCount"]), (2, 3))
        with self.assertRaises(ClientError) as caught:
            table.delete_item(Key={"id": "query", "n": 1}, ConditionExpression=Attr("even").eq(True))
        self.assertEqual(caught.exception.response["Error"]["Code"], "ConditionalCheckFailedException")
        for n in range(1, 6):
            table.delete_item(Key={"id": "query", "n": n})

    def test_batches_write_read_and_scan_by_pages(self):
        puts = [{"PutRequest": {"Item": {"id": {"S": "batch"}, "n": {"N": str(i)}}}} for i in range(25)]
        self.assertEqual(self.db.batch_write_item(RequestItems={"compat": puts})["UnprocessedItems"], {})
        keys = [{"id": {"S": "batch"}, "n": {"N": str(i)}} for i in range(25)]
        got = self.db.batch_get_item(RequestItems={"compat": {"Keys": keys}})
        self.assertEqual(len(got["Responses"]["compat"]), 25)
        pages = list(self.db.get_paginator("scan").paginate(TableName="compat", PaginationConfig={"PageSize": 10}))
        self.assertGreaterEqual(len(pages), 3)
        self.assertEqual([page["Count"] for page in pages[:2]], [10, 10])
        scanned = [item["n"]["N"] for page in pages for item in page["Items"] if item["id"] == {"S": "batch"}]
        self.assertEqual(scanned, [str(i) for i in range(25)])

    def test_an_index_is_added_read_and_deleted(self):
        index = {
            "IndexName": "by-town",
            "KeySchema": [{"AttributeName": "town", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
            "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
        }
        self.db.create_table(
            TableName="indexed",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            ProvisionedThroughput=index["ProvisionedThroughput"],
        )
        item = {"id": {"S": "a"}, "town": {"S": "lima"}}
        self.db.put_item(TableName="indexed", Item=item)
        self.db.update_table(
            TableName="indexed",
            AttributeDefinitions=[{"AttributeName": "town", "AttributeType": "S"}],
            GlobalSecondaryIndexUpdates=[{"Create": index}],
        )
        found = self.db.query(
            TableName="indexed",
            IndexName="by-town",
            KeyConditionExpression="town = :t",
            ExpressionAttributeValues={":t": {"S": "lima"}},
        )
        self.assertEqual(found["Items"], [item])
        self.db.update_table(
            TableName="indexed", GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by-town"}}]
        )
        self.assertNotIn("GlobalSecondaryIndexes", self.db.describe_table(TableName="indexed")["Table"])
        self.db.delete_table(TableName="indexed")

    def test_a_stream_shows_changes(self):
        made = self.db.create_table(
            TableName="streamed",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )
        arn = made["TableDescription"]["LatestStreamArn"]
        item = {"id": {"S": "a"}}
        self.db.put_item(TableName="streamed", Item=item)
        streams = client("dynamodbstreams")
        self.assertEqual([s["StreamArn"] for s in streams.list_streams(TableName="streamed")["Streams"]], [arn])
        shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
        record = streams.get_records(ShardIterator=iterator["ShardIterator"])["Records"][0]
        self.assertEqual((record["eventName"], record["dynamodb"]["NewImage"]), ("INSERT", item))
        self.db.delete_table(TableName="streamed")

    def test_a_table_has_a_time_to_live(self):
        self.db.create_table(
            TableName="mortal",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        wanted = {"Enabled": True, "AttributeName": "until"}
        updated = self.db.update_time_to_live(TableName="mortal", TimeToLiveSpecification=wanted)
        self.assertEqual(updated["TimeToLiveSpecification"], wanted)
        described = self.db.describe_time_to_live(TableName="mortal")["TimeToLiveDescription"]
        self.assertEqual(described, {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"})
        self.db.delete_table(TableName="mortal")

    def make_kept(self, **more):
        self.db.create_table(
            TableName="kept",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        self.addCleanup(self.db.delete_table, TableName="kept")
        self.db.put_item(TableName="kept", Item={"id": {"S": "a"}})

    def test_a_backup_is_kept_and_restored(self):
        self.make_kept()
        arn = self.db.create_backup(TableName="kept", BackupName="first")["BackupDetails"]["BackupArn"]
        described = self.db.describe_backup(BackupArn=arn)["BackupDescription"]
        self.assertEqual(described["BackupDetails"]["BackupStatus"], "AVAILABLE")
        self.assertEqual(described["SourceTableDetails"]["ItemCount"], 1)
        self.assertEqual([b["BackupArn"] for b in self.db.list_backups(TableName="kept")["BackupSummaries"]], [arn])
        restored = self.db.restore_table_from_backup(TargetTableName="restored", BackupArn=arn)["TableDescription"]
        self.assertEqual(restored["RestoreSummary"]["SourceBackupArn"], arn)
        self.assertEqual(self.db.scan(TableName="restored")["Items"], [{"id": {"S": "a"}}])
        self.db.delete_table(TableName="restored")
        deleted = self.db.delete_backup(BackupArn=arn)["BackupDescription"]
        self.assertEqual(deleted["BackupDetails"]["BackupStatus"], "DELETED")
        self.refuses(
            400, "BackupNotFoundException", f"Backup not found: {arn}", self.db.describe_backup, BackupArn=arn
        )

    def test_a_table_is_exported_and_imported(self):
        self.make_kept()
        self.db.update_continuous_backups(
            TableName="kept", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
        table = self.db.describe_table(TableName="kept")["Table"]["TableArn"]
        started = self.db.export_table_to_point_in_time(TableArn=table, S3Bucket="lake")["ExportDescription"]
        self.assertEqual(started["ExportStatus"], "IN_PROGRESS")
        ended = self.db.describe_export(ExportArn=started["ExportArn"])["ExportDescription"]
        self.assertEqual((ended["ExportStatus"], ended["ItemCount"]), ("COMPLETED", 1))
        listed = self.db.list_exports(TableArn=table)["ExportSummaries"]
        self.assertEqual([e["ExportArn"] for e in listed], [started["ExportArn"]])
        started = self.db.import_table(
            S3BucketSource={
                "S3Bucket": "lake",
                "S3KeyPrefix": ended["ExportManifest"].replace("manifest-summary.json", "data/"),
            },
            InputFormat="DYNAMODB_JSON",
            InputCompressionType="GZIP",
            TableCreationParameters={
                "TableName": "imported",
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "BillingMode": "PAY_PER_REQUEST",
            },
        )["ImportTableDescription"]
        ended = self.db.describe_import(ImportArn=started["ImportArn"])["ImportTableDescription"]
        self.assertEqual((ended["ImportStatus"], ended["ImportedItemCount"]), ("COMPLETED", 1))
        listed = self.db.list_imports(TableArn=started["TableArn"])["ImportSummaryList"]
        self.assertEqual([i["ImportArn"] for i in listed], [started["ImportArn"]])
        self.assertEqual(self.db.scan(TableName="imported")["Items"], [{"id": {"S": "a"}}])
        self.db.delete_table(TableName="imported")

    def test_a_table_is_restored_to_what_it_was(self):
        self.make_kept()
        wanted = {"PointInTimeRecoveryEnabled": True}
        self.db.update_continuous_backups(TableName="kept", PointInTimeRecoverySpecification=wanted)
        described = self.db.describe_continuous_backups(TableName="kept")["ContinuousBackupsDescription"]
        window = described["PointInTimeRecoveryDescription"]
        self.assertEqual(window["PointInTimeRecoveryStatus"], "ENABLED")
        self.db.restore_table_to_point_in_time(
            SourceTableName="kept", TargetTableName="then", RestoreDateTime=window["LatestRestorableDateTime"]
        )
        self.assertEqual(self.db.scan(TableName="then")["Items"], [{"id": {"S": "a"}}])
        self.db.delete_table(TableName="then")

    def test_transactions_write_and_read_all_or_nothing(self):
        def key(n):
            return {"id": {"S": "transaction"}, "n": {"N": str(n)}}

        writes = [
            {"Put": {"TableName": "compat", "Item": key(1)}},
            {
                "Update": {
                    "TableName": "compat",
                    "Key": key(2),
                    "UpdateExpression": "SET seen = :yes",
                    "ExpressionAttributeValues": {":yes": {"BOOL": True}},
                }
            },
        ]
        done = self.db.transact_write_items(
            TransactItems=writes, ClientRequestToken="once", ReturnConsumedCapacity="TOTAL"
        )
        self.assertEqual(
            done["ConsumedCapacity"], [{"TableName": "compat", "CapacityUnits": 4.0, "WriteCapacityUnits": 4.0}]
        )
        got = self.db.transact_get_items(
            TransactItems=[{"Get": {"TableName": "compat", "Key": key(n)}} for n in (2, 3)]
        )
        self.assertEqual(got["Responses"], [{"Item": {**key(2), "seen": {"BOOL": True}}}, {}])
        absent = {"TableName": "compat", "Key": key(3), "ConditionExpression": "attribute_exists(id)"}
        gone = [{"Delete": {"TableName": "compat", "Key": key(n)}} for n in (1, 2)]
        with self.assertRaises(self.db.exceptions.TransactionCanceledException) as caught:
            self.db.transact_write_items(TransactItems=[gone[0], {"ConditionCheck": absent}, gone[1]])
        answer = caught.exception.response
        self.assertEqual(
            answer["CancellationReasons"],
            [
                {"Code": "None"},
                {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
                {"Code": "None"},
            ],
        )
        self.assertEqual(
            (answer["Error"]["Message"], answer["Message"]),
            (
                "Transaction cancelled, please refer cancellation reasons for specific reasons "
                "[None, ConditionalCheckFailed, None]",
            )
            * 2,
        )
        self.db.transact_write_items(TransactItems=gone)
        self.assertNotIn("Item", self.db.get_item(TableName="compat", Key=key(1)))

    def test_statements_of_partiql_read_and_write(self):
        key = {"id": {"S": "partiql"}, "n": {"N": "1"}}
        insert = "INSERT INTO compat VALUE {'id':?,'n':?,'tags':<<'a'>>}"
        self.db.execute_statement(Statement=insert, Parameters=list(key.values()))
        with self.assertRaises(self.db.exceptions.DuplicateItemException):
            self.db.execute_statement(Statement=insert, Parameters=list(key.values()))
        where = "WHERE id = 'partiql' AND n = 1"
        updated = self.db.execute_statement(
            Statement=f"UPDATE compat SET tags = set_add(tags, <<'b'>>) {where} RETURNING MODIFIED NEW *"
        )
        self.assertEqual(updated["Items"], [{"tags": {"SS": ["a", "b"]}}])
        self.db.execute_statement(Statement=insert, Parameters=[key["id"], {"N": "2"}])
        select = {"Statement": "SELECT n FROM compat WHERE id = 'partiql'", "Limit": 1}
        first = self.db.execute_statement(**select)
        second = self.db.execute_statement(**select, NextToken=first["NextToken"])
        self.assertEqual(first["Items"] + second["Items"], [{"n": {"N": "1"}}, {"n": {"N": "2"}}])
        batch = self.db.batch_execute_statement(
            Statements=[{"Statement": f"SELECT tags FROM compat {where}"}, {"Statement": "SELECT"}]
        )["Responses"]
        self.assertEqual(batch[0], {"TableName": "compat", "Item": {"tags": {"SS": ["a", "b"]}}})
        self.assertEqual(batch[1]["Error"]["Code"], "ValidationError")
        gone = [{"Statement": f"DELETE FROM compat WHERE id = 'partiql' AND n = {n}"} for n in (1, 2)]
        with self.assertRaises(self.db.exceptions.TransactionCanceledException) as caught:
            check = "EXISTS(SELECT * FROM compat WHERE id = 'partiql' AND n = 3 AND n IS NOT MISSING)"
            self.db.execute_transaction(TransactStatements=[*gone, {"Statement": check}])
        reasons = caught.exception.response["CancellationReasons"]
        self.assertEqual([reason["Code"] for reason in reasons], ["None", "None", "ConditionalCheckFailed"])
        self.assertEqual(self.db.execute_transaction(TransactStatements=gone)["Responses"], [])
        self.assertNotIn("Item", self.db.get_item(TableName="compat", Key=key))

    def test_limits_are_those_of_a_new_account_and_the_endpoint_is_here(self):
        limits = self.db.describe_limits()
        self.assertEqual((limits["AccountMaxReadCapacityUnits"], limits["TableMaxWriteCapacityUnits"]), (80000, 40000))
        endpoint = {"Address": ENDPOINT.removeprefix("http://"), "CachePeriodInMinutes": 1440}
        self.assertEqual(self.db.describe_endpoints()["Endpoints"], [endpoint])

    def test_errors_are_those_of_aws(self):
        key = {"id": {"S": "a"}}
        self.refuses(
            400,
            "ResourceNotFoundException",
            "Requested resource not found",
            self.db.get_item,
            TableName="absent",
            Key=key,
        )
        self.refuses(
            400,
            "ValidationException",
            "The provided key element does not match the schema",
            self.db.get_item,
            TableName="compat",
            Key=key,
        )
        self.refuses(
            400,
            "ResourceInUseException",
            "Table already exists: compat",
            self.db.create_table,
            TableName="compat",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )


class Ssm(Case):
    def setUp(self):
        self.ssm = client("ssm")

    def put(self, name, value, kind="String", **more):
        return self.ssm.put_parameter(Name=name, Value=value, Type=kind, **more)

    def test_a_parameter_has_versions_a_type_and_an_arn(self):
        self.assertEqual(self.put("/compat/versions", "1")["Version"], 1)
        answer = self.put("/compat/versions", "2", Overwrite=True)
        self.assertEqual((answer["Version"], answer["Tier"]), (2, "Standard"))
        one = self.ssm.get_parameter(Name="/compat/versions")["Parameter"]
        self.assertEqual((one["Value"], one["Version"], one["Type"]), ("2", 2, "String"))
        self.assertEqual(one["ARN"], f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/compat/versions")
        self.assertEqual(self.ssm.get_parameter(Name="/compat/versions:1")["Parameter"]["Value"], "1")

    def test_a_secret_is_shown_to_who_asks_to_decrypt_it(self):
        self.put("/compat/secret", "hush", "SecureString")
        self.assertNotIn("hush", self.ssm.get_parameter(Name="/compat/secret")["Parameter"]["Value"])
        secret = self.ssm.get_parameter(Name="/compat/secret", WithDecryption=True)["Parameter"]
        self.assertEqual((secret["Value"], secret["Type"]), ("hush", "SecureString"))

    def test_several_parameters_are_read_and_deleted_at_once(self):
        self.put("/several/a", "1")
        self.put("/several/b", "x,y", "StringList")
        names = ["/several/a", "/several/b", "/several/none"]
        got = self.ssm.get_parameters(Names=names)
        self.assertEqual([p["Value"] for p in got["Parameters"]], ["1", "x,y"])
        self.assertEqual(got["InvalidParameters"], ["/several/none"])
        gone = self.ssm.delete_parameters(Names=names)
        self.assertEqual(sorted(gone["DeletedParameters"]), names[:2])
        self.assertEqual(gone["InvalidParameters"], names[2:])

    def test_a_path_is_one_level_or_all_below_page_by_page(self):
        for name in ("/path/a", "/path/b", "/path/deep/c"):
            self.put(name, "v")
        flat = self.ssm.get_parameters_by_path(Path="/path")["Parameters"]
        self.assertEqual([p["Name"] for p in flat], ["/path/a", "/path/b"])
        pages = self.ssm.get_paginator("get_parameters_by_path").paginate(
            Path="/path", Recursive=True, PaginationConfig={"PageSize": 2}
        )
        names = [[p["Name"] for p in page["Parameters"]] for page in pages]
        self.assertEqual(names, [["/path/a", "/path/b"], ["/path/deep/c"]])

    def test_errors_are_those_of_aws(self):
        self.put("/compat/once", "1")
        self.refuses(
            400,
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
            self.put,
            name="/compat/once",
            value="2",
        )
        self.assertEqual(self.ssm.delete_parameter(Name="/compat/once")["ResponseMetadata"]["HTTPStatusCode"], 200)
        self.refuses(400, "ParameterNotFound", "", self.ssm.get_parameter, Name="/compat/once")


class Sns(Case):
    FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gettogether-dev-notifyOrganiser"
    ABSENT = f"arn:aws:sns:{REGION}:{ACCOUNT}:absent"

    def setUp(self):
        self.sns = client("sns")
        self.topic = self.sns.create_topic(Name="compat")["TopicArn"]
        self.addCleanup(self.sns.delete_topic, TopicArn=self.topic)

    def test_a_topic_is_made_once_listed_and_deleted(self):
        self.assertEqual(self.topic, f"arn:aws:sns:{REGION}:{ACCOUNT}:compat")
        self.assertEqual(self.sns.create_topic(Name="compat")["TopicArn"], self.topic)
        self.assertIn({"TopicArn": self.topic}, self.sns.list_topics()["Topics"])
        self.sns.delete_topic(TopicArn=self.topic)
        self.assertNotIn({"TopicArn": self.topic}, self.sns.list_topics()["Topics"])

    def test_a_topic_has_attributes_to_set(self):
        self.sns.set_topic_attributes(TopicArn=self.topic, AttributeName="DisplayName", AttributeValue="Reunión")
        attributes = self.sns.get_topic_attributes(TopicArn=self.topic)["Attributes"]
        self.assertEqual((attributes["TopicArn"], attributes["Owner"]), (self.topic, ACCOUNT))
        self.assertEqual((attributes["DisplayName"], attributes["SubscriptionsConfirmed"]), ("Reunión", "0"))

    def test_a_function_is_subscribed_until_it_is_not(self):
        arn = self.sns.subscribe(TopicArn=self.topic, Protocol="lambda", Endpoint=self.FUNCTION)["SubscriptionArn"]
        self.assertTrue(arn.startswith(self.topic + ":"))
        subscription = {
            "SubscriptionArn": arn,
            "Owner": ACCOUNT,
            "Protocol": "lambda",
            "Endpoint": self.FUNCTION,
            "TopicArn": self.topic,
        }
        self.assertEqual(self.sns.list_subscriptions_by_topic(TopicArn=self.topic)["Subscriptions"], [subscription])
        self.assertIn(subscription, self.sns.list_subscriptions()["Subscriptions"])
        policy = '{"kind":["joining"]}'
        self.sns.set_subscription_attributes(SubscriptionArn=arn, AttributeName="FilterPolicy", AttributeValue=policy)
        attributes = self.sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        self.assertEqual((attributes["Endpoint"], attributes["FilterPolicy"]), (self.FUNCTION, policy))
        self.sns.unsubscribe(SubscriptionArn=arn)
        self.assertEqual(self.sns.list_subscriptions_by_topic(TopicArn=self.topic)["Subscriptions"], [])

    def test_messages_have_ids_alone_and_in_batches(self):
        attributes = {
            "text": {"DataType": "String", "StringValue": "v"},
            "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01"},
        }
        one = self.sns.publish(TopicArn=self.topic, Message="hola", Subject="asunto", MessageAttributes=attributes)
        self.assertRegex(one["MessageId"], r"^[0-9a-f-]{36}$")
        batch = self.sns.publish_batch(
            TopicArn=self.topic,
            PublishBatchRequestEntries=[
                {"Id": "a", "Message": "hola", "MessageAttributes": attributes},
                {"Id": "b", "Message": "adiós"},
            ],
        )
        self.assertEqual([entry["Id"] for entry in batch["Successful"]], ["a", "b"])
        self.assertEqual(len({one["MessageId"], *(entry["MessageId"] for entry in batch["Successful"])}), 3)
        self.assertEqual(batch["Failed"], [])

    def test_errors_are_those_of_aws(self):
        self.refuses(404, "NotFound", "Topic does not exist", self.sns.publish, TopicArn=self.ABSENT, Message="x")
        self.refuses(
            400,
            "InvalidParameter",
            "Invalid parameter: Topic Name",
            self.sns.create_topic,
            Name="not a name",
        )
        self.refuses(
            400,
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.",
            self.sns.publish_batch,
            TopicArn=self.topic,
            PublishBatchRequestEntries=[{"Id": "a", "Message": "x"}, {"Id": "a", "Message": "y"}],
        )


class Lambda(Case):
    NAME = "gettogether-dev-helloWorld"
    ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{NAME}"
    EVENT = json.dumps(
        {"httpMethod": "GET", "path": "/api/helloWorld/Ada", "pathParameters": {"name": "Ada"}, "headers": {}}
    )

    def setUp(self):
        self.functions = client("lambda")

    def test_invoke_answers_what_the_handler_returns_with_its_log(self):
        answer = self.functions.invoke(FunctionName=self.NAME, Payload=self.EVENT, LogType="Tail")
        self.assertEqual((answer["StatusCode"], answer["ExecutedVersion"]), (200, "$LATEST"))
        self.assertNotIn("FunctionError", answer)
        reply = json.loads(answer["Payload"].read())
        self.assertEqual((reply["statusCode"], reply["body"]), (200, '"Hello Ada"'))
        log = base64.b64decode(answer["LogResult"]).decode()
        self.assertIn("START RequestId: ", log)
        self.assertIn("REPORT RequestId: ", log)

    def test_a_qualifier_says_which_version_runs(self):
        answer = self.functions.invoke(FunctionName=self.NAME, Payload=self.EVENT, Qualifier="1")
        self.assertEqual((answer["StatusCode"], answer["ExecutedVersion"]), (200, "1"))
        self.assertEqual(json.loads(answer["Payload"].read())["body"], '"Hello Ada"')

    def test_a_failing_function_is_a_function_error(self):
        with open("fixtures/events/notify_organiser_error.json", encoding="utf-8") as file:
            event = file.read()
        answer = self.functions.invoke(FunctionName="gettogether-dev-notifyOrganiser", Payload=event)
        self.assertEqual((answer["StatusCode"], answer["FunctionError"]), (200, "Unhandled"))
        error = json.loads(answer["Payload"].read())
        self.assertEqual(error["errorMessage"], 'the get-together "error" has no organiser')

    def test_event_and_dry_run_have_their_own_statuses(self):
        for form, status in (("Event", 202), ("DryRun", 204)):
            answer = self.functions.invoke(FunctionName=self.NAME, InvocationType=form, Payload=self.EVENT)
            self.assertEqual((answer["StatusCode"], answer["Payload"].read()), (status, b""))
        self.assertEqual(self.functions.invoke_async(FunctionName=self.NAME, InvokeArgs=self.EVENT)["Status"], 202)

    def test_configuration_is_that_of_serverless_yml(self):
        configuration = self.functions.get_function_configuration(FunctionName="gettogether-dev-getGetTogethers")
        self.assertEqual((configuration["Runtime"], configuration["MemorySize"]), ("provided.al2023", 256))
        self.assertEqual(
            configuration["Environment"]["Variables"]["getTogethersTableNamePath"], "/gettogethers/dev/secureTableName"
        )
        function = self.functions.get_function(FunctionName=self.NAME)["Configuration"]
        self.assertEqual((function["FunctionArn"], function["Handler"]), (self.ARN, "helloWorld.so"))

    def test_functions_are_listed_page_by_page_or_with_their_versions(self):
        pages = self.functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 3})
        names = [[f["FunctionName"].removeprefix("gettogether-dev-") for f in page["Functions"]] for page in pages]
        self.assertEqual(
            names,
            [["getGetTogethers", "helloWorld", "joinGetTogether"], ["notifyOrganiser", "notifyOrganiserDLQ"]],
        )
        versions = self.functions.list_functions(FunctionVersion="ALL")["Functions"]
        mine = [f["FunctionArn"] for f in versions if f["FunctionName"] == self.NAME]
        self.assertEqual(mine, [f"{self.ARN}:$LATEST", f"{self.ARN}:1"])

    def test_a_policy_lets_api_gateway_in(self):
        statement = json.loads(self.functions.get_policy(FunctionName=self.NAME)["Policy"])["Statement"][0]
        self.assertEqual(statement["Principal"], {"Service": "apigateway.amazonaws.com"})
        self.assertEqual((statement["Action"], statement["Resource"]), ("lambda:InvokeFunction", self.ARN))

    def test_errors_are_those_of_aws(self):
        self.refuses(
            404,
            "ResourceNotFoundException",
            f"Function not found: arn:aws:lambda:{REGION}:{ACCOUNT}:function:absent",
            self.functions.invoke,
            FunctionName="absent",
        )
        self.refuses(
            400,
            "InvalidRequestContentException",
            "Could not parse request body into json: Could not parse payload into json: Unrecognized token 'no': was"
            " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
            ' at [Source: (byte[])"no json"; line: 1, column: 3]',
            self.functions.invoke,
            FunctionName=self.NAME,
            Payload=b"no json",
        )


class NotThere(Case):
    def test_an_operation_that_the_emulator_does_not_have_is_refused_by_name(self):
        with self.assertRaises(ClientError) as caught:
            client("ssm").describe_activations()
        self.assertIn("DescribeActivations", str(caught.exception))


def load_tests(loader, tests, _pattern):
    return operations.checked_last(loader, tests, CALLS)


if __name__ == "__main__":
    unittest.main()
