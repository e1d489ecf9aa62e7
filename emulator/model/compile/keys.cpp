#include "emulator/model/compile/keys.hpp"

#include <algorithm>
#include <array>

namespace tertulia::model::compile {

namespace {

constexpr Support kHarmless = Support::kHarmless;
constexpr Support kUnsupported = Support::kUnsupported;

}  // namespace

std::span<const Key> service_keys() {
  static constexpr std::array kKeys{
      Key{"service"},
      Key{"provider"},
      Key{"functions"},
      Key{"resources"},
      Key{"custom"},
      Key{"plugins"},
      Key{"params"},
      Key{"useDotenv"},
      // How the framework packages, validates and talks.
      Key{"package", kHarmless},
      Key{"frameworkVersion", kHarmless},
      Key{"configValidationMode", kHarmless},
      Key{"deprecationNotificationMode", kHarmless},
      Key{"disabledDeprecations", kHarmless},
      Key{"unresolvedVariablesNotificationMode", kHarmless},
      Key{"variablesResolutionMode", kHarmless},
      Key{"projectDir", kHarmless},
      Key{"app", kHarmless},
      Key{"org", kHarmless},
      Key{"tenant", kHarmless},
      Key{"console", kHarmless},
      Key{"build", kHarmless},
      Key{"outputs", kHarmless},
      Key{"layers", kUnsupported},
      Key{"stages", kUnsupported},
      Key{"state", kUnsupported},
      Key{"stepFunctions", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> provider_keys() {
  static constexpr std::array kKeys{
      Key{"name"},
      Key{"runtime"},
      Key{"stage"},
      Key{"region"},
      Key{"memorySize"},
      Key{"timeout"},
      Key{"environment"},
      Key{"tags"},
      Key{"iam"},
      Key{"role"},
      Key{"rolePermissionsBoundary"},
      Key{"iamRoleStatements"},
      Key{"iamManagedPolicies"},
      Key{"logRetentionInDays"},
      Key{"versionFunctions"},
      Key{"endpointType"},
      Key{"apiGateway"},
      Key{"apiName"},
      Key{"stackName"},
      Key{"tracing"},
      Key{"kmsKeyArn"},
      Key{"architecture"},
      Key{"deploymentBucket"},
      Key{"logs"},
      // How the framework deploys.
      Key{"stackTags", kHarmless},
      Key{"stackPolicy", kHarmless},
      Key{"profile", kHarmless},
      Key{"credentials", kHarmless},
      Key{"cfnRole", kHarmless},
      Key{"deploymentMethod", kHarmless},
      Key{"deploymentPrefix", kHarmless},
      Key{"disableRollback", kHarmless},
      Key{"rollbackConfiguration", kHarmless},
      Key{"notificationArns", kHarmless},
      Key{"lambdaHashingVersion", kHarmless},
      Key{"pruneFunctionVersions", kHarmless},
      Key{"runtimeManagement", kHarmless},
      Key{"excludeDevDependencies", kHarmless},
      Key{"ecr", kHarmless},
      // Settings of events: the events themselves are reported.
      Key{"httpApi", kHarmless},
      Key{"websocket", kHarmless},
      Key{"websocketsApiName", kHarmless},
      Key{"websocketsApiRouteSelectionExpression", kHarmless},
      Key{"websocketsDescription", kHarmless},
      Key{"alb", kHarmless},
      Key{"cloudFront", kHarmless},
      Key{"eventBridge", kHarmless},
      Key{"kinesis", kHarmless},
      Key{"s3", kHarmless},
      Key{"vpc", kUnsupported},
      Key{"vpcEndpointIds", kUnsupported},
      Key{"layers", kUnsupported},
      Key{"logDataProtectionPolicy", kUnsupported},
      Key{"stackParameters", kUnsupported},
      Key{"resourcePolicy", kUnsupported},
      Key{"apiKeys", kUnsupported},
      Key{"usagePlan", kUnsupported},
      Key{"variableSyntax", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> provider_api_gateway_keys() {
  static constexpr std::array kKeys{
      Key{"binaryMediaTypes"},
      Key{"description"},
      Key{"disableDefaultEndpoint"},
      Key{"minimumCompressionSize"},
      Key{"shouldStartNameWithService"},
      Key{"stage"},
      Key{"timeoutInMillis"},
      Key{"apiKeySourceType"},
      Key{"endpoint", kHarmless},
      Key{"metrics", kHarmless},
      Key{"websocketApiId", kHarmless},
      Key{"apiKeys", kUnsupported},
      Key{"usagePlan", kUnsupported},
      Key{"resourcePolicy", kUnsupported},
      Key{"request", kUnsupported},
      Key{"restApiId", kUnsupported},
      Key{"restApiResources", kUnsupported},
      Key{"restApiRootResourceId", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> provider_logs_keys() {
  static constexpr std::array kKeys{
      Key{"frameworkLambda", kHarmless}, Key{"httpApi", kHarmless},   Key{"websocket", kHarmless},
      Key{"restApi", kUnsupported},      Key{"lambda", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> provider_iam_keys() {
  static constexpr std::array kKeys{Key{"role"}, Key{"deploymentRole", kHarmless}};
  return kKeys;
}

std::span<const Key> provider_role_keys() {
  static constexpr std::array kKeys{
      Key{"name"},
      Key{"path"},
      Key{"managedPolicies"},
      Key{"managedPolicyArns", kUnsupported},
      Key{"statements"},
      Key{"tags"},
      Key{"permissionsBoundary"},
      Key{"permissionBoundary"},
  };
  return kKeys;
}

std::span<const Key> deployment_bucket_keys() {
  static constexpr std::array kKeys{
      Key{"name"},
      Key{"tags"},
      Key{"blockPublicAccess"},
      Key{"versioning"},
      Key{"skipPolicySetup"},
      Key{"maxPreviousDeploymentArtifacts", kHarmless},
      Key{"serverSideEncryption", kHarmless},
      Key{"sseCustomerAlgorithim", kHarmless},
      Key{"sseCustomerKey", kHarmless},
      Key{"sseCustomerKeyMD5", kHarmless},
      Key{"sseKMSKeyId", kHarmless},
  };
  return kKeys;
}

std::span<const Key> function_keys() {
  static constexpr std::array kKeys{
      Key{"handler"},
      Key{"name"},
      Key{"description"},
      Key{"runtime"},
      Key{"memorySize"},
      Key{"timeout"},
      Key{"environment"},
      Key{"events"},
      Key{"onError"},
      Key{"role"},
      Key{"iamRoleStatements"},
      Key{"iamRoleStatementsInherit"},
      Key{"iamRoleStatementsName"},
      Key{"iamPermissionsBoundary"},
      Key{"tags"},
      Key{"tracing"},
      Key{"destinations"},
      Key{"maximumEventAge"},
      Key{"maximumRetryAttempts"},
      Key{"logRetentionInDays"},
      Key{"versionFunction"},
      Key{"disableLogs"},
      Key{"condition"},
      Key{"dependsOn"},
      Key{"architecture"},
      Key{"ephemeralStorageSize"},
      Key{"kmsKeyArn"},
      Key{"package", kHarmless},
      Key{"runtimeManagement", kHarmless},
      Key{"httpApi", kHarmless},
      Key{"recursiveLoop", kHarmless},
      Key{"awsKmsKeyArn", kUnsupported},
      Key{"durableConfig", kUnsupported},
      Key{"fileSystemConfig", kUnsupported},
      Key{"image", kUnsupported},
      Key{"layers", kUnsupported},
      Key{"logDataProtectionPolicy", kUnsupported},
      Key{"logs", kUnsupported},
      Key{"provisionedConcurrency", kUnsupported},
      Key{"reservedConcurrency", kUnsupported},
      Key{"snapStart", kUnsupported},
      Key{"url", kUnsupported},
      Key{"vpc", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> destination_keys() {
  static constexpr std::array kKeys{Key{"onSuccess"}, Key{"onFailure"}};
  return kKeys;
}

std::span<const Key> http_keys() {
  static constexpr std::array kKeys{
      Key{"path"},
      Key{"method"},
      Key{"cors"},
      Key{"private"},
      Key{"integration"},
      Key{"request"},
      Key{"response"},
      Key{"operationId"},
      Key{"timeoutInMillis"},
      Key{"authorizer"},
      Key{"async", kUnsupported},
      Key{"connectionId", kUnsupported},
      Key{"connectionType", kUnsupported},
      Key{"documentation", kHarmless},
      Key{"reqValidatorName", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> http_request_keys() {
  static constexpr std::array kKeys{
      Key{"parameters"},
      Key{"schema", kUnsupported},
      Key{"schemas", kUnsupported},
      // The framework drops these from proxy integrations; a warning says so.
      Key{"contentHandling", kHarmless},
      Key{"method", kHarmless},
      Key{"passThrough", kHarmless},
      Key{"template", kHarmless},
      Key{"uri", kHarmless},
  };
  return kKeys;
}

std::span<const Key> cors_keys() {
  static constexpr std::array kKeys{
      Key{"origin"},           Key{"origins"}, Key{"headers"},      Key{"methods"},
      Key{"allowCredentials"}, Key{"maxAge"},  Key{"cacheControl"},
  };
  return kKeys;
}

std::span<const Key> sns_keys() {
  static constexpr std::array kKeys{
      Key{"arn"},          Key{"topicName"},         Key{"displayName"},
      Key{"filterPolicy"}, Key{"filterPolicyScope"}, Key{"redrivePolicy", kUnsupported},
  };
  return kKeys;
}

std::span<const Key> resources_keys() {
  static constexpr std::array kKeys{
      Key{"Resources"},   Key{"Outputs"},   Key{"Conditions"},
      Key{"Mappings"},    Key{"Metadata"},  Key{"Parameters"},
      Key{"Description"}, Key{"Transform"}, Key{"AWSTemplateFormatVersion"},
      Key{"extensions"},  Key{"Rules"},
  };
  return kKeys;
}

std::span<const std::string_view> unsupported_events() {
  static constexpr std::array<std::string_view, 21> kEvents = {"httpApi",
                                                               "websocket",
                                                               "sqs",
                                                               "stream",
                                                               "schedule",
                                                               "s3",
                                                               "alexaSkill",
                                                               "alexaSmartHome",
                                                               "iot",
                                                               "iotFleetProvisioning",
                                                               "cloudwatchEvent",
                                                               "cloudwatchLog",
                                                               "cognitoUserPool",
                                                               "alb",
                                                               "eventBridge",
                                                               "cloudFront",
                                                               "activemq",
                                                               "rabbitmq",
                                                               "kafka",
                                                               "msk",
                                                               "documentDb"};
  return kEvents;
}

Support plugin_support(std::string_view name) {
  static constexpr std::array<std::string_view, 2> kBuiltIn = {"serverless-pseudo-parameters",
                                                               "serverless-iam-roles-per-function"};
  // Local servers, packaging, and clients of monitoring services: none changes what the
  // application does here.
  static constexpr std::array<std::string_view, 22> kHarmlessPlugins = {
      "serverless-offline",
      "serverless-offline-sns",
      "serverless-offline-ssm",
      "serverless-offline-sqs",
      "serverless-offline-dynamodb-streams",
      "serverless-dynamodb",
      "serverless-dynamodb-local",
      "serverless-localstack",
      "serverless-webpack",
      "serverless-esbuild",
      "serverless-bundle",
      "serverless-plugin-typescript",
      "serverless-plugin-include-dependencies",
      "serverless-plugin-optimize",
      "serverless-plugin-common-excludes",
      "serverless-python-requirements",
      "serverless-prune-plugin",
      "serverless-deployment-bucket",
      "serverless-export-env",
      "serverless-plugin-tracing",
      "serverless-lumigo",
      "serverless-plugin-epsagon",
  };
  const auto has = [name](const auto& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  if (has(kBuiltIn)) return Support::kKnown;
  return has(kHarmlessPlugins) ? Support::kHarmless : Support::kUnsupported;
}

}  // namespace tertulia::model::compile
