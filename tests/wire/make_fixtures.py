"""Writes fixtures/wire/*_botocore.http: requests as botocore makes them.

    python3 tests/wire/make_fixtures.py        # needs botocore; rewrites the files in place

The sigv4 file holds signed requests; the query, json and rest files hold requests that botocore's serializers make of
the test services' shapes, with the input that each was made of.
"""

import base64
import datetime
import json
import pathlib
from xml.sax.saxutils import escape as xml_escape

import botocore
import botocore.auth
import botocore.awsrequest
import botocore.compat
import botocore.credentials
import botocore.model
import botocore.parsers
import botocore.serialize

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "wire"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
NOW = datetime.datetime(2026, 1, 31, 12, 34, 56)


class Frozen(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return NOW

    @classmethod
    def now(cls, tz=None):
        return NOW.replace(tzinfo=tz)


def freeze():
    module = type("datetime", (), {"datetime": Frozen, "timezone": datetime.timezone, "timedelta": datetime.timedelta})
    botocore.auth.datetime = module
    for name in ("get_current_datetime",):
        if hasattr(botocore.auth, name):
            setattr(botocore.auth, name, lambda remove_tzinfo=True: NOW)


def text_of(request):
    target = request.url.split("://", 1)[1]
    host, slash, rest = target.partition("/")
    lines = [f"{request.method} {slash + rest or '/'} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items() if name.lower() != "host"]
    body = request.data or b""
    return "\n".join(lines) + "\n\n" + (body.decode() if isinstance(body, bytes) else body)


def signed():
    plain = botocore.credentials.Credentials("ASIAEXAMPLE", SECRET, "token/with+signs==")
    no_token = botocore.credentials.Credentials("AKIDEXAMPLE", SECRET)
    cases = [
        ("json", "dynamodb", "POST", "http://127.0.0.1:4566/", {"Content-Type": "application/x-amz-json-1.0",
         "X-Amz-Target": "DynamoDB_20120810.Scan"}, '{"TableName":"t"}', plain),
        ("form", "sns", "POST", "http://127.0.0.1:4566/",
         {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
         "Action=Publish&Message=a+b%26c&Version=2010-03-31", no_token),
        ("arn_in_path", "lambda", "POST",
         "http://127.0.0.1:4566/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Af"
         "/invocations?Qualifier=%24LATEST", {"X-Amz-Invocation-Type": "Event"}, '{"a":"ñ"}', plain),
        ("query_string", "apigateway", "GET",
         "http://127.0.0.1:4566/restapis/a%20b/resources?limit=500&embed=methods&empty=&position=x%2Fy%20z", {}, "",
         no_token),
        ("utf8_query", "lambda", "GET", "http://127.0.0.1:4566/2015-03-31/functions?Marker=%C3%B1%E2%82%AC", {}, "",
         no_token),
        ("spaces_in_header", "lambda", "GET", "http://127.0.0.1:4566/2015-03-31/functions",
         {"X-Amz-Meta": "  a   b  "}, "", no_token),
        ("dots_in_path", "lambda", "GET", "http://127.0.0.1:4566/a/./b//c/../d/", {}, "", no_token),
    ]
    out = []
    for name, service, method, url, headers, body, credentials in cases:
        request = botocore.awsrequest.AWSRequest(method=method, url=url, headers=headers, data=body.encode())
        botocore.auth.SigV4Auth(credentials, service, "eu-west-1").add_auth(request)
        out.append((name, text_of(request)))
    for name, credentials in (("presigned", no_token), ("presigned_with_token", plain)):
        request = botocore.awsrequest.AWSRequest(
            method="GET", url="http://127.0.0.1:4566/?Action=GetCallerIdentity&Version=2011-06-15", headers={})
        botocore.auth.SigV4QueryAuth(credentials, "sts", "eu-west-1", expires=900).add_auth(request)
        out.append((name, text_of(request)))
    return out


STRING = {"type": "string"}
SHAPES = {
    "String": STRING,
    "Boolean": {"type": "boolean"},
    "Integer": {"type": "integer"},
    "Long": {"type": "long"},
    "Double": {"type": "double"},
    "Blob": {"type": "blob"},
    "Timestamp": {"type": "timestamp"},
    "Strings": {"type": "list", "member": {"shape": "String"}},
    "FlatStrings": {"type": "list", "member": {"shape": "String"}, "flattened": True},
    "NamedStrings": {"type": "list", "member": {"shape": "String", "locationName": "item"}},
    "Labels": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    "Attributes": {"type": "map", "key": {"shape": "String", "locationName": "Name"},
                   "value": {"shape": "Leaf", "locationName": "Value"}},
    "Leaves": {"type": "list", "member": {"shape": "Leaf"}},
    "Leaf": {"type": "structure", "members": {
        "Name": {"shape": "String"}, "Weight": {"shape": "Integer"}, "Leaves": {"shape": "Leaves"}}},
    "Everything": {"type": "structure", "members": {
        "Flag": {"shape": "Boolean"}, "Count": {"shape": "Integer"}, "Big": {"shape": "Long"},
        "Ratio": {"shape": "Double"}, "Text": {"shape": "String"}, "Colour": {"shape": "String"},
        "Bytes": {"shape": "Blob"}, "When": {"shape": "Timestamp"}, "Words": {"shape": "Strings"},
        "Flat": {"shape": "FlatStrings"}, "Named": {"shape": "NamedStrings"}, "Labels": {"shape": "Labels"},
        "Attributes": {"shape": "Attributes"}, "Leaf": {"shape": "Leaf"}}},
    "Placed": {"type": "structure", "required": ["BookId"], "members": {
        "BookId": {"shape": "String", "location": "uri", "locationName": "BookId"},
        "Page": {"shape": "String", "location": "uri", "locationName": "Page"},
        "Limit": {"shape": "Integer", "location": "querystring", "locationName": "limit"},
        "Tags": {"shape": "Strings", "location": "querystring", "locationName": "tag"},
        "Reason": {"shape": "String", "location": "header", "locationName": "X-Notes-Reason"},
        "Since": {"shape": "Timestamp", "location": "header", "locationName": "X-Notes-Since"},
        "Meta": {"shape": "Labels", "location": "headers", "locationName": "x-notes-meta-"},
        "Leaf": {"shape": "Leaf"}}},
    "Payload": {"type": "structure", "payload": "Payload", "required": ["BookId"], "members": {
        "BookId": {"shape": "String", "location": "uri", "locationName": "BookId"},
        "Payload": {"shape": "Blob"}}},
}
EVERYTHING = [
    {"Flag": True, "Count": 7, "Big": -9007199254740993, "Ratio": 0.5, "Text": 'a "b" & <ñ> +%', "Colour": "green"},
    {"Bytes": b"\x00\xff\x10", "When": datetime.datetime(2026, 1, 31, 12, 34, 56)},
    {"Words": ["b", "a"], "Flat": ["x"], "Named": ["y", "z"], "Labels": {"k": "v", "k 2": ""}},
    {"Words": []},
    {"Attributes": {"n": {"Name": "leaf", "Weight": 3}}, "Leaf": {"Name": "a", "Leaves": [{"Name": "b"}]}},
    {},
]
PLACED = [
    {"BookId": "arn:aws:books:eu-west-1:0:book/ñ b", "Page": "a b/c+d/e", "Limit": 5, "Tags": ["x y", "z&"],
     "Reason": "because", "Since": datetime.datetime(2026, 1, 31, 12, 34, 56), "Meta": {"one": "1", "two": "dos"},
     "Leaf": {"Name": "a"}},
    {"BookId": "b", "Page": "1"},
]


def plain(value):
    """The input as JSON has it: the way that the test writes what was decoded."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return int(value.replace(tzinfo=datetime.timezone.utc).timestamp())
    if isinstance(value, dict):
        return {key: json.loads(inner) if key == "Payload" else plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def serialized(protocol, metadata, operations):
    model = botocore.model.ServiceModel({
        "metadata": {"protocol": protocol, "serviceId": "Notes", "endpointPrefix": "notes", **metadata},
        "operations": {name: {"name": name, "http": {"method": method, "requestUri": uri}, "input": {"shape": shape}}
                       for name, method, uri, shape, _ in operations},
        "shapes": SHAPES})
    out = []
    for name, _, _, _, inputs in operations:
        for number, value in enumerate(inputs, 1):
            request = botocore.serialize.create_serializer(protocol, False).serialize_to_request(
                value, model.operation_model(name))
            prepared = botocore.awsrequest.AWSRequest(
                method=request["method"], url="http://127.0.0.1:4566" + request["url_path"],
                headers=request["headers"], params=request["query_string"], data=request["body"]).prepare()
            body = prepared.body or b""
            prepared.data = body if isinstance(body, bytes) else body.encode()
            prepared.headers.pop("Content-Length", None)
            text = {key: value.decode() if isinstance(value, bytes) else value
                    for key, value in prepared.headers.items()}
            prepared.headers = text
            out.append((f"{name} {number}", text_of(prepared)))
            out.append(("input", json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))))
    return out


def xml(name, shape, value):
    """A member's element, by the rules of the Query protocol."""
    kind = SHAPES[shape]["type"]
    if kind == "structure":
        members = SHAPES[shape]["members"]
        inner = "".join(xml(key, members[key]["shape"], value[key]) for key in members if key in value)
    elif kind == "list":
        member = SHAPES[shape]["member"]
        if SHAPES[shape].get("flattened"):
            return "".join(xml(name, member["shape"], one) for one in value)
        inner = "".join(xml(member.get("locationName", "member"), member["shape"], one) for one in value)
    elif kind == "map":
        key, element = SHAPES[shape]["key"], SHAPES[shape]["value"]
        inner = "".join(
            "<entry>" + xml(key.get("locationName", "key"), key["shape"], one)
            + xml(element.get("locationName", "value"), element["shape"], value[one]) + "</entry>"
            for one in sorted(value))
    elif kind == "boolean":
        inner = "true" if value else "false"
    elif kind == "blob":
        inner = base64.b64encode(value).decode()
    elif kind == "timestamp":
        inner = value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    else:
        inner = xml_escape(str(value), {'"': "&quot;"})
    return f"<{name}>{inner}</{name}>"


def query_replies():
    """Replies to the requests of query_botocore.http; botocore reads each back as what was sent."""
    model = botocore.model.ServiceModel({
        "metadata": {"protocol": "query", "serviceId": "Notes", "endpointPrefix": "notes"},
        "operations": {"Echo": {"name": "Echo", "output": {"shape": "Everything", "resultWrapper": "EchoResult"}}},
        "shapes": SHAPES})
    parser = botocore.parsers.create_parser("query")
    out = []
    for number, value in enumerate(EVERYTHING, 1):
        body = ('<EchoResponse xmlns="http://notes.example.com/doc/2020-01-01/">'
                + xml("EchoResult", "Everything", value)
                + "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></EchoResponse>")
        read = parser.parse({"status_code": 200, "headers": {}, "body": body.encode()},
                            model.operation_model("Echo").output_shape)
        assert read.pop("ResponseMetadata")["RequestId"] == "r-1"
        assert plain({**read, **({"When": read["When"].replace(tzinfo=None)} if "When" in read else {})}) == plain(value)
        out.append((f"Echo {number}", body))
    return out


def write(name, what, sections):
    truth = f"Truth: {what} of botocore {botocore.__version__}, written by tests/wire/make_fixtures.py\n"
    text = truth + "".join(f"=== {title}\n{content}\n" for title, content in sections)
    (FIXTURES / name).write_text(text, encoding="utf-8")


def main():
    freeze()
    write("sigv4_botocore.http", f"the signers (secret {SECRET})", signed())
    echo = [("Echo", "POST", "/", "Everything", EVERYTHING)]
    write("query_botocore.http", "the Query serializer", serialized("query", {"apiVersion": "2020-01-01"}, echo))
    write("query_replies.http", "replies written by the rules of the protocol and read back by the Query parser",
          query_replies())
    write("json_botocore.http", "the JSON serializer", serialized(
        "json", {"apiVersion": "2020-01-01", "jsonVersion": "1.0", "targetPrefix": "Notes_20200101"}, echo))
    write("rest_botocore.http", "the REST-JSON serializer", serialized("rest-json", {"apiVersion": "2020-01-01"}, [
        ("GetPage", "POST", "/2020-01-01/books/{BookId}/pages/{Page+}", "Placed", PLACED),
        ("InvokeBook", "POST", "/2020-01-01/books/{BookId}/invocations", "Payload",
         [{"BookId": "b", "Payload": b'{"a":1}'}, {"BookId": "b"}])]))


main()
