#include "emulator/services/iam/managed.hpp"

#include <algorithm>
#include <array>

namespace tertulia::iam {
namespace {

constexpr std::string_view kPrefix = "arn:aws:iam::aws:policy/";

struct Managed {
  std::string_view name;  // behind the prefix
  std::string_view document;
};

constexpr std::array kPolicies{
    Managed{"service-role/AWSLambdaBasicExecutionRole",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]})"},
    Managed{"service-role/AWSLambdaVPCAccessExecutionRole",
            R"({"Version":"2012-10-17","Statement":[{
                "Sid":"AWSLambdaVPCAccessExecutionPermissions","Effect":"Allow","Resource":"*",
                "Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents",
                "ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DescribeSubnets",
                "ec2:DeleteNetworkInterface","ec2:AssignPrivateIpAddresses",
                "ec2:UnassignPrivateIpAddresses"]}]})"},
    Managed{"service-role/AWSLambdaSQSQueueExecutionRole",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes",
                "logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]})"},
    Managed{"service-role/AWSLambdaDynamoDBExecutionRole",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
                "logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]})"},
    Managed{"service-role/AWSLambdaKinesisExecutionRole",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "kinesis:DescribeStream","kinesis:DescribeStreamSummary","kinesis:GetRecords",
                "kinesis:GetShardIterator","kinesis:ListShards","kinesis:ListStreams",
                "kinesis:SubscribeToShard",
                "logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]}]})"},
    Managed{"service-role/AWSLambdaRole",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                "Action":"lambda:InvokeFunction"}]})"},
    Managed{"service-role/AmazonAPIGatewayPushToCloudWatchLogs",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogGroups",
                "logs:DescribeLogStreams","logs:PutLogEvents","logs:GetLogEvents",
                "logs:FilterLogEvents"]}]})"},
    Managed{"AWSXRayDaemonWriteAccess",
            R"({"Version":"2012-10-17","Statement":[{"Sid":"AWSXRayDaemonWriteAccess",
                "Effect":"Allow","Resource":"*","Action":["xray:PutTraceSegments",
                "xray:PutTelemetryRecords","xray:GetSamplingRules","xray:GetSamplingTargets",
                "xray:GetSamplingStatisticSummaries"]}]})"},
    Managed{"AWSXrayWriteOnlyAccess",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":[
                "xray:PutTraceSegments","xray:PutTelemetryRecords","xray:GetSamplingRules",
                "xray:GetSamplingTargets","xray:GetSamplingStatisticSummaries"]}]})"},
    Managed{"CloudWatchLambdaInsightsExecutionRolePolicy",
            R"({"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"logs:CreateLogGroup","Resource":"*"},
                {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
                 "Resource":"arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"}]})"},
    Managed{"AmazonSSMReadOnlyAccess",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                "Action":["ssm:Describe*","ssm:Get*","ssm:List*"]}]})"},
    Managed{"AmazonSQSFullAccess",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                "Action":"sqs:*"}]})"},
    Managed{"AdministratorAccess",
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                "Action":"*"}]})"},
};

}  // namespace

std::optional<std::string_view> aws_managed_policy(std::string_view arn) {
  if (!is_aws_managed(arn)) return std::nullopt;
  arn.remove_prefix(kPrefix.size());
  const auto* found = std::find_if(kPolicies.begin(), kPolicies.end(),
                                   [&](const Managed& policy) { return policy.name == arn; });
  if (found == kPolicies.end()) return std::nullopt;
  return found->document;
}

bool is_aws_managed(std::string_view arn) { return arn.starts_with(kPrefix); }

}  // namespace tertulia::iam
