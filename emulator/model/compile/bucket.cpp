#include <nlohmann/json.hpp>

#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

constexpr const char* kBucket = "ServerlessDeploymentBucket";
constexpr const char* kPolicy = "ServerlessDeploymentBucketPolicy";

json bucket_arn(bool contents) {
  json parts = json::array({"arn:", ref_to("AWS::Partition"), ":s3:::", ref_to(kBucket)});
  if (contents) parts.push_back("/*");
  return joined(std::move(parts));
}

json bucket_policy() {
  return {{"Type", "AWS::S3::BucketPolicy"},
          {"Properties",
           {{"Bucket", ref_to(kBucket)},
            {"PolicyDocument",
             {{"Statement",
               json::array({{{"Action", "s3:*"},
                             {"Effect", "Deny"},
                             {"Principal", "*"},
                             {"Resource", json::array({bucket_arn(true), bucket_arn(false)})},
                             {"Condition", {{"Bool", {{"aws:SecureTransport", false}}}}}}})}}}}}};
}

json bucket_resource(const Section& settings) {
  json properties = {
      {"BucketEncryption",
       {{"ServerSideEncryptionConfiguration",
         json::array({{{"ServerSideEncryptionByDefault", {{"SSEAlgorithm", "AES256"}}}}})}}}};
  if (const Value* tags = settings.map("tags"); tags != nullptr && !tags->members.empty()) {
    properties["Tags"] = tags_of(*tags);
  }
  if (settings.boolean("blockPublicAccess").value_or(false)) {
    properties["PublicAccessBlockConfiguration"] = {{"BlockPublicAcls", true},
                                                    {"BlockPublicPolicy", true},
                                                    {"IgnorePublicAcls", true},
                                                    {"RestrictPublicBuckets", true}};
  }
  if (settings.boolean("versioning").value_or(false)) {
    properties["VersioningConfiguration"] = {{"Status", "Enabled"}};
  }
  return {{"Type", "AWS::S3::Bucket"}, {"Properties", std::move(properties)}};
}

}  // namespace

void add_deployment_bucket(Service& service) {
  const Where where = service.provider.where("deploymentBucket");
  const Value* written = service.provider.find("deploymentBucket");
  json name = ref_to(kBucket);
  if (written != nullptr && written->is_text()) {
    name = written->text;
  } else {
    const Section settings = service.provider.section("deploymentBucket");
    settings.check(deployment_bucket_keys());
    if (const auto own = settings.text("name")) {
      name = *own;
    } else {
      service.add(kBucket, bucket_resource(settings), where);
      if (!settings.boolean("skipPolicySetup").value_or(false)) {
        service.add(kPolicy, bucket_policy(), where);
      }
    }
  }
  service.outputs["ServerlessDeploymentBucketName"] = {{"Value", std::move(name)}};
}

}  // namespace tertulia::model::compile
