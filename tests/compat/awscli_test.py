"""The AWS command line against every operation of the emulator. Run it by `tertulia exec -- python3 tests/compat/awscli_test.py`."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

AWS = "/usr/bin/aws" if os.path.exists("/usr/bin/aws") else shutil.which("aws")
if AWS is None:
    print("skipped: no aws (Debian: awscli)")
    sys.exit(77)


def run(*arguments):
    return subprocess.run(
        [AWS, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], "--output", "json", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


class Case(unittest.TestCase):
    def aws(self, *arguments):
        done = run(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def refused(self, code, *arguments):
        done = run(*arguments)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"({code})", done.stderr)


class CommandLine(Case):
    def test_sts(self):
        self.assertEqual(self.aws("sts", "get-caller-identity")["Account"], "000000000000")

    def test_dynamodb(self):
        table = ["--table-name", "cli"]
        made = self.aws(
            "dynamodb", "create-table", *table,
            "--attribute-definitions", "AttributeName=id,AttributeType=S",
            "--key-schema", "AttributeName=id,KeyType=HASH",
            "--provisioned-throughput", "ReadCapacityUnits=1,WriteCapacityUnits=1",
        )["TableDescription"]  # fmt: skip
        self.assertEqual(made["TableStatus"], "CREATING")
        self.aws("dynamodb", "wait", "table-exists", *table)
        self.assertEqual(self.aws("dynamodb", "describe-table", *table)["Table"]["ItemCount"], 0)
        self.assertIn("cli", self.aws("dynamodb", "list-tables")["TableNames"])
        self.aws("dynamodb", "put-item", *table, "--item", '{"id":{"S":"a"},"n":{"N":"1.0"}}')
        got = self.aws("dynamodb", "get-item", *table, "--key", '{"id":{"S":"a"}}')
        self.assertEqual(got["Item"], {"id": {"S": "a"}, "n": {"N": "1"}})
        requests = {"cli": [{"PutRequest": {"Item": {"id": {"S": "b"}}}}, {"DeleteRequest": {"Key": {"id": {"S": "a"}}}}]}
        self.aws("dynamodb", "batch-write-item", "--request-items", json.dumps(requests))
        keys = {"cli": {"Keys": [{"id": {"S": "a"}}, {"id": {"S": "b"}}]}}
        batch = self.aws("dynamodb", "batch-get-item", "--request-items", json.dumps(keys))
        self.assertEqual(batch["Responses"]["cli"], [{"id": {"S": "b"}}])
        self.assertEqual(self.aws("dynamodb", "scan", *table)["Count"], 1)
        old = self.aws("dynamodb", "delete-item", *table, "--key", '{"id":{"S":"b"}}', "--return-values", "ALL_OLD")
        self.assertEqual(old["Attributes"], {"id": {"S": "b"}})
        self.aws("dynamodb", "delete-table", *table)
        self.refused("ResourceNotFoundException", "dynamodb", "scan", *table)

    def test_ssm(self):
        self.aws("ssm", "put-parameter", "--name", "/cli/a", "--value", "v", "--type", "SecureString")
        got = self.aws("ssm", "get-parameter", "--name", "/cli/a", "--with-decryption")
        self.assertEqual(got["Parameter"]["Value"], "v")
        self.assertEqual(len(self.aws("ssm", "get-parameters", "--names", "/cli/a")["Parameters"]), 1)
        self.assertEqual(len(self.aws("ssm", "get-parameters-by-path", "--path", "/cli")["Parameters"]), 1)
        self.refused("ParameterNotFound", "ssm", "get-parameter", "--name", "/cli/b")

    def test_sns(self):
        topic = self.aws("sns", "create-topic", "--name", "cli")["TopicArn"]
        message = self.aws(
            "sns", "publish", "--topic-arn", topic, "--message", "hola",
            "--message-attributes", '{"a":{"DataType":"String","StringValue":"b"}}',
        )  # fmt: skip
        self.assertRegex(message["MessageId"], r"^[0-9a-f-]{36}$")
        self.assertEqual(self.aws("sns", "get-topic-attributes", "--topic-arn", topic)["Attributes"]["TopicArn"], topic)
        self.aws("sns", "delete-topic", "--topic-arn", topic)
        self.refused("NotFound", "sns", "publish", "--topic-arn", topic, "--message", "x")

    def test_lambda(self):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out.json")
            event = '{"httpMethod":"GET","path":"/api/helloWorld/Ada","pathParameters":{"name":"Ada"},"headers":{}}'
            answer = self.aws(
                "lambda", "invoke", "--function-name", "gettogether-dev-helloWorld", "--log-type", "Tail",
                "--cli-binary-format", "raw-in-base64-out", "--payload", event, out,
            )  # fmt: skip
            self.assertEqual(answer["StatusCode"], 200)
            self.assertIn("END RequestId", base64.b64decode(answer["LogResult"]).decode())
            with open(out, encoding="utf-8") as file:
                self.assertIn("Hello Ada", json.load(file)["body"])
        self.refused("ResourceNotFoundException", "lambda", "get-function", "--function-name", "absent")


if __name__ == "__main__":
    unittest.main()
