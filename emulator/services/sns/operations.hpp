/// The operations of the Simple Notification Service that the emulator has.
#pragma once

#include "emulator/services/sns/operations/create_topic.hpp"
#include "emulator/services/sns/operations/delete_topic.hpp"
#include "emulator/services/sns/operations/get_subscription_attributes.hpp"
#include "emulator/services/sns/operations/get_topic_attributes.hpp"
#include "emulator/services/sns/operations/list_subscriptions.hpp"
#include "emulator/services/sns/operations/list_subscriptions_by_topic.hpp"
#include "emulator/services/sns/operations/list_topics.hpp"
#include "emulator/services/sns/operations/publish.hpp"
#include "emulator/services/sns/operations/publish_batch.hpp"
#include "emulator/services/sns/operations/set_subscription_attributes.hpp"
#include "emulator/services/sns/operations/set_topic_attributes.hpp"
#include "emulator/services/sns/operations/subscribe.hpp"
#include "emulator/services/sns/operations/unsubscribe.hpp"

namespace tertulia::sns {

using Operations =
    core::OperationList<CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes,
                        SetTopicAttributes, Subscribe, Unsubscribe, ListSubscriptions,
                        ListSubscriptionsByTopic, GetSubscriptionAttributes,
                        SetSubscriptionAttributes, Publish, PublishBatch>;

}  // namespace tertulia::sns
