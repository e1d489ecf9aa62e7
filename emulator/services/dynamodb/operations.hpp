/// The operations of DynamoDB that the emulator has.
#pragma once

#include "emulator/services/dynamodb/operations/batch_get_item.hpp"
#include "emulator/services/dynamodb/operations/batch_write_item.hpp"
#include "emulator/services/dynamodb/operations/create_table.hpp"
#include "emulator/services/dynamodb/operations/delete_item.hpp"
#include "emulator/services/dynamodb/operations/delete_table.hpp"
#include "emulator/services/dynamodb/operations/describe_limits.hpp"
#include "emulator/services/dynamodb/operations/describe_table.hpp"
#include "emulator/services/dynamodb/operations/describe_time_to_live.hpp"
#include "emulator/services/dynamodb/operations/get_item.hpp"
#include "emulator/services/dynamodb/operations/list_tables.hpp"
#include "emulator/services/dynamodb/operations/put_item.hpp"
#include "emulator/services/dynamodb/operations/query.hpp"
#include "emulator/services/dynamodb/operations/scan.hpp"
#include "emulator/services/dynamodb/operations/update_item.hpp"
#include "emulator/services/dynamodb/operations/update_table.hpp"
#include "emulator/services/dynamodb/operations/update_time_to_live.hpp"

namespace tertulia::dynamodb {

using Operations =
    core::OperationList<BatchGetItem, BatchWriteItem, CreateTable, DeleteItem, DeleteTable,
                        DescribeEndpoints, DescribeLimits, DescribeTable, DescribeTimeToLive,
                        GetItem, ListTables, PutItem, Query, Scan, UpdateItem, UpdateTable,
                        UpdateTimeToLive>;

}  // namespace tertulia::dynamodb
