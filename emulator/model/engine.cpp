#include "emulator/model/engine.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/evaluator.hpp"

namespace tertulia::model {

using nlohmann::json;

namespace {

// CloudFormation's own limit.
constexpr std::size_t kResourcesMax = 500;

constexpr std::array<std::string_view, 9> kAttributes = {
    "Type",           "Properties",          "DependsOn",    "Condition", "DeletionPolicy",
    "CreationPolicy", "UpdateReplacePolicy", "UpdatePolicy", "Metadata"};

bool is_deployment_bucket(std::string_view id, std::string_view type) {
  return (id == "ServerlessDeploymentBucket" && type == "AWS::S3::Bucket") ||
         (id == "ServerlessDeploymentBucketPolicy" && type == "AWS::S3::BucketPolicy");
}

// "AWS::SQS::Queue" → "sqs"
std::string service_of(std::string_view type) {
  const auto parts = base::split(type, ':');
  return parts.size() > 2 ? base::lower(parts[2]) : "cloudformation";
}

const std::string& type_of(const json& resource) {
  return resource["Type"].get_ref<const std::string&>();
}

class Run {
 public:
  Run(const Deployment& deployment, core::Env& env,
      const std::map<std::string, Provider*, std::less<>>& providers)
      : deployment_(deployment),
        env_(env),
        providers_(providers),
        evaluator_(deployment.cloudformation, names_) {}

  Outcome<Stack> run() {
    begin();
    if (!check_shape() || !check_types() || !read_conditions() || !order() || !create_all() ||
        !read_outputs()) {
      return *problem_;
    }
    return std::move(stack_);
  }

 private:
  [[nodiscard]] const json& resources() const { return deployment_.cloudformation["Resources"]; }
  [[nodiscard]] Where where(const std::string& id) const {
    const auto found = deployment_.places.find(id);
    return found == deployment_.places.end() ? Where{} : found->second;
  }

  bool fail(const std::string& id, std::string message, std::string remedy = {}) {
    if (!problem_) {
      problem_ = Problem{.where = id.empty() ? Where{} : where(id),
                         .key = id,
                         .message = std::move(message),
                         .remedy = std::move(remedy)};
    }
    return false;
  }

  void begin() {
    stack_.name = deployment_.stack_name;
    stack_.id =
        base::cat("arn:", env_.partition, ":cloudformation:", deployment_.region, ":", env_.account,
                  ":stack/", stack_.name, "/", env_.ids.uuid(core::IdKind::kPhysical));
    names_.refs = {{"AWS::AccountId", env_.account},   {"AWS::Region", deployment_.region},
                   {"AWS::Partition", env_.partition}, {"AWS::StackName", stack_.name},
                   {"AWS::StackId", stack_.id},        {"AWS::URLSuffix", "amazonaws.com"}};
  }

  bool check_shape() {
    const json& cloudformation = deployment_.cloudformation;
    if (!cloudformation.is_object() || !cloudformation.contains("Resources") ||
        !resources().is_object() || resources().empty()) {
      return fail("", "Template format error: At least one Resources member must be defined.");
    }
    if (resources().size() > kResourcesMax) {
      return fail("", base::cat("Template format error: Number of resources, ", resources().size(),
                                ", is greater than maximum allowed, ", kResourcesMax));
    }
    for (const auto& [id, resource] : resources().items()) {
      if (!check_resource(id, resource)) return false;
    }
    const auto transform = cloudformation.find("Transform");
    if (transform != cloudformation.end() && !transform->is_null()) {
      const std::string message =
          base::cat("the transform ", transform->dump(), " is not supported");
      if (!deployment_.skip_unsupported) return fail("", message);
      stack_.warnings.push_back(Problem{.message = message});
    }
    return evaluator_.read_parameters(deployment_.parameters) || fail("", evaluator_.message());
  }

  bool check_resource(const std::string& id, const json& resource) {
    if (!resource.is_object() || !resource.contains("Type") || !resource["Type"].is_string()) {
      return fail(id, base::cat("Template format error: [/Resources/", id,
                                "] Every Resources object must contain a Type member."));
    }
    for (const auto& [key, value] : resource.items()) {
      if (std::find(kAttributes.begin(), kAttributes.end(), key) == kAttributes.end()) {
        return fail(id, base::cat("Invalid template resource property '", key, "'"),
                    nearest(key, {kAttributes.begin(), kAttributes.end()}));
      }
    }
    const auto properties = resource.find("Properties");
    if (properties != resource.end() && !properties->is_object() && !properties->is_null()) {
      return fail(id, base::cat("Template format error: [/Resources/", id,
                                "] Properties must be an object."));
    }
    return true;
  }

  bool check_types() {
    for (const auto& [id, resource] : resources().items()) {
      if (is_deployment_bucket(id, type_of(resource)) || providers_.contains(type_of(resource))) {
        continue;
      }
      const std::string message =
          base::cat("the resource type \"", type_of(resource), "\" is not supported");
      if (!deployment_.skip_unsupported) {
        return fail(id, message, "--skip-unsupported leaves it out");
      }
      stack_.warnings.push_back(
          Problem{.where = where(id), .key = id, .message = message + " and left out"});
    }
    return true;
  }

  // Which resources exist at all.
  bool read_conditions() {
    for (const auto& [id, resource] : resources().items()) {
      const auto name = resource.find("Condition");
      bool exists = true;
      if (name != resource.end() && name->is_string() &&
          !evaluator_.condition(name->get<std::string>(), exists)) {
        return fail(id, evaluator_.message());
      }
      if (exists) dependencies_[id];
    }
    return true;
  }

  bool order() {
    for (auto& [id, needs] : dependencies_) {
      if (!read_dependencies(id, needs)) return false;
    }
    std::map<std::string, int> state;
    std::vector<std::string> path;
    for (const auto& [id, needs] : dependencies_) {
      if (!visit(id, state, path)) return false;
    }
    return true;
  }

  bool read_dependencies(const std::string& id, std::set<std::string>& needs) {
    const json& resource = resources()[id];
    std::set<std::string> references;
    if (const auto properties = resource.find("Properties");
        properties != resource.end() && !evaluator_.references(*properties, references)) {
      return fail(id, evaluator_.message());
    }
    if (const auto depends = resource.find("DependsOn"); depends != resource.end()) {
      for (const json& each : depends->is_array() ? *depends : json::array({*depends})) {
        if (!each.is_string() || !resources().contains(each.get<std::string>())) {
          return fail(id, base::cat("Template format error: Unresolved resource dependencies [",
                                    each.is_string() ? each.get<std::string>() : each.dump(),
                                    "] in the Resources block of the template"));
        }
        references.insert(each.get<std::string>());
      }
    }
    for (const std::string& each : references) {
      if (each != id && dependencies_.contains(each)) needs.insert(each);
      if (each == id)
        return fail(id, base::cat("Circular dependency between resources: [", id, "]"));
    }
    return true;
  }

  // Depth first; 1 is being visited, 2 done.
  bool visit(const std::string& id, std::map<std::string, int>& state,
             std::vector<std::string>& path) {
    int& own = state[id];
    if (own == 2) return true;
    if (own == 1) {
      path.erase(path.begin(), std::find(path.begin(), path.end(), id));
      path.push_back(id);
      return fail(
          id, base::cat("Circular dependency between resources: [", base::join(path, " -> "), "]"),
          "break the circle, for example with Fn::Sub in place of !Ref or !GetAtt");
    }
    own = 1;
    path.push_back(id);
    for (const std::string& each : dependencies_[id]) {
      if (!visit(each, state, path)) return false;
    }
    path.pop_back();
    state[id] = 2;
    stack_.order.push_back(id);
    return true;
  }

  bool create_all() {
    return std::all_of(stack_.order.begin(), stack_.order.end(),
                       [this](const std::string& id) { return create(id); });
  }

  bool create(const std::string& id) {
    const json& resource = resources()[id];
    json properties = json::object();
    if (const auto written = resource.find("Properties");
        written != resource.end() && written->is_object() &&
        !evaluator_.resolve(*written, properties)) {
      return fail(id, evaluator_.message());
    }
    if (properties.is_discarded()) properties = json::object();
    const ResourceRequest request{.logical_id = id,
                                  .type = type_of(resource),
                                  .properties = properties,
                                  .stack_name = stack_.name,
                                  .account = env_.account,
                                  .region = deployment_.region,
                                  .root = deployment_.root,
                                  .where = where(id)};
    const auto provider = providers_.find(request.type);
    StackResource made{.type = request.type, .physical = {}, .skipped = true};
    if (provider == providers_.end()) {
      made.physical = stand_in(request);
    } else {
      auto physical = provider->second->create(request);
      if (!physical) {
        return fail(id, base::cat(request.type, " cannot be created: ", physical.error().message,
                                  " (", physical.error().code, ")"));
      }
      made.physical = std::move(*physical);
      made.skipped = false;
    }
    names_.refs[id] = made.physical.ref;
    names_.attributes[id] = made.physical.attributes;
    stack_.resources.emplace(id, std::move(made));
    return true;
  }

  // What a resource would be called if it existed.
  Physical stand_in(const ResourceRequest& request) {
    Physical physical;
    physical.ref = physical_name(env_, request);
    if (request.type == "AWS::S3::Bucket") physical.ref = base::lower(physical.ref);
    const std::string service = service_of(request.type);
    physical.attributes["Arn"] =
        service == "s3" ? base::cat("arn:", env_.partition, ":s3:::", physical.ref)
                        : base::cat("arn:", env_.partition, ":", service, ":", request.region, ":",
                                    request.account, ":", physical.ref);
    // Whatever else is asked for, so that those who ask can still be made.
    for (const auto& [other, needs] : dependencies_) {
      if (needs.contains(request.logical_id)) {
        add_attributes(resources()[other], request.logical_id, physical);
      }
    }
    if (const auto outputs = deployment_.cloudformation.find("Outputs");
        outputs != deployment_.cloudformation.end()) {
      add_attributes(*outputs, request.logical_id, physical);
    }
    return physical;
  }

  void add_attributes(const json& value, const std::string& id, Physical& physical) {
    const auto add = [&physical](const std::string& name) {
      physical.attributes.emplace(name, physical.ref + "." + name);
    };
    if (value.is_object() && value.size() == 1 && value.begin().key() == "Fn::GetAtt") {
      const json& argument = value.begin().value();
      if (argument.is_array() && argument.size() == 2 && argument[0] == id &&
          argument[1].is_string()) {
        add(argument[1].get<std::string>());
      } else if (argument.is_string() &&
                 argument.get_ref<const std::string&>().starts_with(id + ".")) {
        add(argument.get_ref<const std::string&>().substr(id.size() + 1));
      }
    } else if (value.is_string()) {
      for (const std::string& name : names_in_sub(value.get_ref<const std::string&>())) {
        if (name.starts_with(id + ".")) add(name.substr(id.size() + 1));
      }
    } else if (value.is_structured()) {
      for (const json& each : value) add_attributes(each, id, physical);
    }
  }

  bool read_outputs() {
    const auto outputs = deployment_.cloudformation.find("Outputs");
    if (outputs == deployment_.cloudformation.end() || !outputs->is_object()) return true;
    for (const auto& [name, output] : outputs->items()) {
      const std::string key = "Outputs." + name;
      if (!output.is_object() || !output.contains("Value")) {
        return fail(key, base::cat("Template format error: Output ", name,
                                   " is malformed: it has no Value"));
      }
      const auto condition = output.find("Condition");
      bool wanted = true;
      if (condition != output.end() && condition->is_string() &&
          !evaluator_.condition(condition->get<std::string>(), wanted)) {
        return fail(key, evaluator_.message());
      }
      if (wanted && !evaluator_.resolve_text(output["Value"], stack_.outputs[name])) {
        return fail(key, evaluator_.message());
      }
    }
    return true;
  }

  const Deployment& deployment_;
  core::Env& env_;
  const std::map<std::string, Provider*, std::less<>>& providers_;
  Evaluator::Names names_;
  Evaluator evaluator_;
  /// Of the resources that exist, what each needs.
  std::map<std::string, std::set<std::string>> dependencies_;
  Stack stack_;
  std::optional<Problem> problem_;
};

}  // namespace

Deployment deployment_of(const Application& application) {
  return Deployment{.cloudformation = *application.cloudformation,
                    .stack_name = application.stack_name,
                    .region = application.region,
                    .root = application.root,
                    .places = application.places};
}

void Engine::add(Provider& provider) {
  for (const std::string_view type : provider.types()) {
    providers_.insert_or_assign(std::string(type), &provider);
  }
}

std::vector<Problem> Engine::unsupported(const Deployment& deployment) const {
  std::vector<Problem> result;
  const auto resources = deployment.cloudformation.find("Resources");
  if (resources == deployment.cloudformation.end() || !resources->is_object()) return result;
  for (const auto& [id, resource] : resources->items()) {
    if (!resource.is_object() || !resource.contains("Type") || !resource["Type"].is_string())
      continue;
    const std::string& type = type_of(resource);
    if (is_deployment_bucket(id, type) || providers_.contains(type)) continue;
    const auto place = deployment.places.find(id);
    result.push_back(
        Problem{.where = place == deployment.places.end() ? Where{} : place->second,
                .key = id,
                .message = base::cat("the resource type \"", type, "\" is not supported")});
  }
  return result;
}

Outcome<Stack> Engine::deploy(const Deployment& deployment) {
  return Run(deployment, env_, providers_).run();
}

}  // namespace tertulia::model
