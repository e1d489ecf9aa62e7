"""Requests of DynamoDB over HTTP, the same to Tertulia and its peers, beside a bare server."""

import contextlib
import http.client
import json
import statistics
import time

from servers import BareServer, Peer, Tertulia, load, peers, request

ITEMS = 1000
PARTITIONS = 100
PER_PARTITION = 10
BATCH = 25
HEADERS = {
    "Host": "dynamodb.eu-west-1.amazonaws.com",
    "User-Agent": "aws-sdk-js/3.777.0 ua/2.1 os/linux lang/js md/nodejs#20.20.2 api/dynamodb#3.777.0",
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20260101T000000Z",
    "X-Amz-Content-Sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    "Authorization": "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-1/dynamodb/aws4_request, "
    "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target, Signature=" + "5d" * 32,
}


def call(operation, body):
    headers = HEADERS | {"X-Amz-Target": f"DynamoDB_20120810.{operation}"}
    return request("POST", "/", headers, json.dumps(body, separators=(",", ":")).encode())


def item(number):
    """200 bytes as AWS counts them."""
    return {
        "id": {"S": f"item-{number:06}"},
        "count": {"N": str(number % 97)},
        "name": {"S": f"Get-together {number:06}"},
        "text": {"S": "x" * 153},
    }


def row(number):
    """One of a partition, 100 bytes."""
    return {
        "partition": {"S": f"partition-{number // PER_PARTITION:04}"},
        "position": {"N": str(number % PER_PARTITION)},
        "text": {"S": "x" * 60},
    }


def batches(table, items):
    for begin in range(0, len(items), BATCH):
        puts = [{"PutRequest": {"Item": one}} for one in items[begin : begin + BATCH]]
        yield call("BatchWriteItem", {"RequestItems": {table: puts}})


def key(number):
    return {"id": item(number)["id"]}


TABLES = {
    "items": [("id", "S", "HASH")],
    "rows": [("partition", "S", "HASH"), ("position", "N", "RANGE")],
}
WORK = {
    "GetItem": [call("GetItem", {"TableName": "items", "Key": key(i)}) for i in range(ITEMS)],
    "PutItem": [call("PutItem", {"TableName": "items", "Item": item(i)}) for i in range(ITEMS)],
    "UpdateItem": [
        call("UpdateItem", {
            "TableName": "items", "Key": key(i), "UpdateExpression": "SET #count = #count + :one, #name = :name",
            "ExpressionAttributeNames": {"#count": "count", "#name": "name"},
            "ExpressionAttributeValues": {":one": {"N": "1"}, ":name": {"S": f"Get-together {i:06}"}},
        })
        for i in range(ITEMS)
    ],
    "Query of 10 items": [
        call("Query", {
            "TableName": "rows", "KeyConditionExpression": "#partition = :partition",
            "ExpressionAttributeNames": {"#partition": "partition"},
            "ExpressionAttributeValues": {":partition": row(i * PER_PARTITION)["partition"]},
        })
        for i in range(PARTITIONS)
    ],
    f"BatchWriteItem of {BATCH} items": list(batches("items", [item(i) for i in range(ITEMS)])),
}  # fmt: skip


def send(port, raw):
    """One request, to be answered with 200; the answer's body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    head, _, body = raw.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    connection.request("POST", "/", body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{headers['X-Amz-Target']} is answered with {answer.status} {text}")
    return json.loads(text)


def fill(port):
    """Makes the tables and what is in them."""
    for table, keys in TABLES.items():
        send(port, call("CreateTable", {
            "TableName": table, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": kind} for name, kind, _ in keys],
            "KeySchema": [{"AttributeName": name, "KeyType": role} for name, _, role in keys],
        }))  # fmt: skip
        while send(port, call("DescribeTable", {"TableName": table}))["Table"]["TableStatus"] != "ACTIVE":
            time.sleep(0.01)
    for raw in batches("items", [item(i) for i in range(ITEMS)]):
        send(port, raw)
    for raw in batches("rows", [row(i) for i in range(PARTITIONS * PER_PARTITION)]):
        send(port, raw)


def measure(binary, folder, rounds, seconds, only=""):
    """Rounds of each kind of request, the servers taking turns: {work: {server: [round]}}."""
    results = {}
    with contextlib.ExitStack() as stack:
        servers = {"tertulia": stack.enter_context(Tertulia(binary, None))}
        servers |= {name: stack.enter_context(Peer(command)) for name, command in peers().items()}
        for server in servers.values():
            fill(server.port)
        for work, requests in WORK.items():
            if only not in work:
                continue
            size = load(folder, servers["tertulia"].port, requests, 0.2)["bytes"]
            with BareServer(folder, size) as bare:
                taking_turns = servers | {"bare": bare}
                results[work] = {name: [] for name in taking_turns}
                for _ in range(rounds):
                    for name, server in taking_turns.items():
                        results[work][name].append(load(folder, server.port, requests, seconds))
    return results


def rate(entries):
    return statistics.median(entry["per_second"] for entry in entries)


def times(ours, theirs):
    """How many times as many as the other, round by round."""
    return statistics.median(a["per_second"] / b["per_second"] for a, b in zip(ours, theirs))


def rows(results):
    """Of the table in Markdown."""
    for work, servers in results.items():
        ours = servers["tertulia"]
        beside = [f"bare Beast server {rate(servers['bare']):,.0f}: **{times(ours, servers['bare']):.0%}** of it"]
        for name, theirs in servers.items():
            if name not in ("tertulia", "bare"):
                beside.append(f"{name} {rate(theirs):,.0f}: **{times(ours, theirs):.1f}** times")
        yield (f"`{work}`, 16 connections", f"{rate(ours):,.0f} requests/s", "; ".join(beside))
