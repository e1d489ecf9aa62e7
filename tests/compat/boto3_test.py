"""boto3 against every operation of the emulator. Run it by `tertulia exec -- python3 tests/compat/boto3_test.py`."""

import base64
import json
import os
import sys
import unittest

try:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import ClientError
except ImportError:
    print("skipped: no boto3 (Debian: python3-boto3)")
    sys.exit(77)

REGION = os.environ["AWS_REGION"]
ACCOUNT = "000000000000"


def client(service, **more):
    return boto3.client(
        service,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        region_name=REGION,
        config=Config(retries={"max_attempts": 1}),
        **more,
    )


class Case(unittest.TestCase):
    def refuses(self, code, call, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        self.assertEqual(caught.exception.response["Error"]["Code"], code)
        return caught.exception.response


class Sts(Case):
    def test_get_caller_identity_is_the_root_user(self):
        answer = client("sts").get_caller_identity()
        self.assertEqual(answer["Account"], ACCOUNT)
        self.assertEqual(answer["Arn"], f"arn:aws:iam::{ACCOUNT}:root")

    def test_a_twelve_digit_access_key_is_an_account(self):
        answer = client("sts", aws_access_key_id="123456789012", aws_secret_access_key="x").get_caller_identity()
        self.assertEqual(answer["Account"], "123456789012")


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

    def test_batches_write_read_and_scan_by_pages(self):
        puts = [{"PutRequest": {"Item": {"id": {"S": "batch"}, "n": {"N": str(i)}}}} for i in range(25)]
        self.assertEqual(self.db.batch_write_item(RequestItems={"compat": puts})["UnprocessedItems"], {})
        keys = [{"id": {"S": "batch"}, "n": {"N": str(i)}} for i in range(25)]
        got = self.db.batch_get_item(RequestItems={"compat": {"Keys": keys}})
        self.assertEqual(len(got["Responses"]["compat"]), 25)
        pages = list(self.db.get_paginator("scan").paginate(TableName="compat", PaginationConfig={"PageSize": 10}))
        self.assertGreaterEqual(len(pages), 3)
        self.assertGreaterEqual(sum(page["Count"] for page in pages), 25)

    def test_errors_are_those_of_aws(self):
        self.refuses("ResourceNotFoundException", self.db.get_item, TableName="absent", Key={"id": {"S": "a"}})
        answer = self.refuses("ValidationException", self.db.get_item, TableName="compat", Key={"id": {"S": "a"}})
        self.assertEqual(answer["Error"]["Message"], "The provided key element does not match the schema")
        self.refuses(
            "ResourceInUseException",
            self.db.create_table,
            TableName="compat",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )


class Ssm(Case):
    def test_parameters_have_versions_types_and_paths(self):
        ssm = client("ssm")
        self.assertEqual(ssm.put_parameter(Name="/compat/a", Value="1", Type="String")["Version"], 1)
        self.assertEqual(ssm.put_parameter(Name="/compat/a", Value="2", Type="String", Overwrite=True)["Version"], 2)
        ssm.put_parameter(Name="/compat/deep/list", Value="x,y", Type="StringList")
        ssm.put_parameter(Name="/compat/secret", Value="hush", Type="SecureString")
        one = ssm.get_parameter(Name="/compat/a")["Parameter"]
        self.assertEqual((one["Value"], one["Version"], one["Type"]), ("2", 2, "String"))
        self.assertEqual(one["ARN"], f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/compat/a")
        self.assertNotIn("hush", ssm.get_parameter(Name="/compat/secret")["Parameter"]["Value"])
        secret = ssm.get_parameter(Name="/compat/secret", WithDecryption=True)["Parameter"]
        self.assertEqual(secret["Value"], "hush")
        several = ssm.get_parameters(Names=["/compat/a", "/compat/none"])
        self.assertEqual([p["Name"] for p in several["Parameters"]], ["/compat/a"])
        self.assertEqual(several["InvalidParameters"], ["/compat/none"])
        flat = ssm.get_parameters_by_path(Path="/compat")["Parameters"]
        self.assertEqual([p["Name"] for p in flat], ["/compat/a", "/compat/secret"])
        deep = ssm.get_parameters_by_path(Path="/compat", Recursive=True)["Parameters"]
        self.assertEqual(len(deep), 3)
        self.refuses("ParameterAlreadyExists", ssm.put_parameter, Name="/compat/a", Value="3", Type="String")
        self.refuses("ParameterNotFound", ssm.get_parameter, Name="/compat/none")


class Sns(Case):
    def test_topics_subscriptions_and_messages(self):
        sns = client("sns")
        topic = sns.create_topic(Name="compat")["TopicArn"]
        self.assertEqual(topic, f"arn:aws:sns:{REGION}:{ACCOUNT}:compat")
        self.assertEqual(sns.create_topic(Name="compat")["TopicArn"], topic)
        self.assertIn(topic, [t["TopicArn"] for t in sns.list_topics()["Topics"]])
        function = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gettogether-dev-notifyOrganiser"
        subscription = sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function)["SubscriptionArn"]
        self.assertTrue(subscription.startswith(topic + ":"))
        listed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        self.assertEqual([s["SubscriptionArn"] for s in listed], [subscription])
        answer = sns.publish(
            TopicArn=topic,
            Message="hola",
            Subject="asunto",
            MessageAttributes={
                "text": {"DataType": "String", "StringValue": "v"},
                "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01"},
            },
        )
        self.assertRegex(answer["MessageId"], r"^[0-9a-f-]{36}$")
        sns.unsubscribe(SubscriptionArn=subscription)
        self.assertEqual(sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"], [])
        sns.delete_topic(TopicArn=topic)
        self.refuses("NotFound", sns.publish, TopicArn=topic, Message="x")
        self.refuses("InvalidParameter", sns.create_topic, Name="not a name")


class Lambda(Case):
    EVENT = {"httpMethod": "GET", "path": "/api/helloWorld/Ada", "pathParameters": {"name": "Ada"}, "headers": {}}

    def setUp(self):
        self.functions = client("lambda")

    def test_invoke_answers_what_the_handler_returns_with_its_log(self):
        answer = self.functions.invoke(
            FunctionName="gettogether-dev-helloWorld", Payload=json.dumps(self.EVENT), LogType="Tail"
        )
        self.assertEqual(answer["StatusCode"], 200)
        self.assertEqual(answer["ExecutedVersion"], "$LATEST")
        self.assertNotIn("FunctionError", answer)
        reply = json.loads(answer["Payload"].read())
        self.assertEqual(reply["statusCode"], 200)
        self.assertIn("Hello Ada", reply["body"])
        log = base64.b64decode(answer["LogResult"]).decode()
        self.assertIn("START RequestId: ", log)
        self.assertIn("REPORT RequestId: ", log)

    def test_a_failing_function_is_a_function_error(self):
        with open("fixtures/events/notify_organiser_error.json", encoding="utf-8") as file:
            event = file.read()
        answer = self.functions.invoke(FunctionName="gettogether-dev-notifyOrganiser", Payload=event)
        self.assertEqual(answer["FunctionError"], "Unhandled")
        self.assertIn("errorMessage", json.loads(answer["Payload"].read()))

    def test_event_and_dry_run_have_their_own_statuses(self):
        call = self.functions.invoke
        name = "gettogether-dev-helloWorld"
        event = json.dumps(self.EVENT)
        self.assertEqual(call(FunctionName=name, InvocationType="Event", Payload=event)["StatusCode"], 202)
        self.assertEqual(call(FunctionName=name, InvocationType="DryRun", Payload=event)["StatusCode"], 204)

    def test_configuration_is_that_of_serverless_yml(self):
        configuration = self.functions.get_function_configuration(FunctionName="gettogether-dev-getGetTogethers")
        self.assertEqual(configuration["Runtime"], "provided.al2023")
        self.assertIn("getTogethersTableNamePath", configuration["Environment"]["Variables"])
        names = [f["FunctionName"] for f in self.functions.list_functions()["Functions"]]
        self.assertEqual(len([n for n in names if n.startswith("gettogether-dev-")]), 5)
        self.assertEqual(
            self.functions.get_function(FunctionName="gettogether-dev-helloWorld")["Configuration"]["Handler"],
            "helloWorld.so",
        )

    def test_errors_are_those_of_aws(self):
        answer = self.refuses("ResourceNotFoundException", self.functions.invoke, FunctionName="absent", Payload=b"{}")
        self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 404)
        self.refuses(
            "InvalidRequestContentException",
            self.functions.invoke,
            FunctionName="gettogether-dev-helloWorld",
            Payload=b"no json",
        )


class NotThere(Case):
    def test_an_operation_that_the_emulator_does_not_have_is_refused_by_name(self):
        with self.assertRaises(ClientError) as caught:
            client("ssm").describe_activations()
        self.assertIn("DescribeActivations", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
