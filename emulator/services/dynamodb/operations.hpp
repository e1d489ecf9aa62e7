/// The operations of DynamoDB that the emulator has.
#pragma once

#include "emulator/services/dynamodb/operations/batch_execute_statement.hpp"
#include "emulator/services/dynamodb/operations/batch_get_item.hpp"
#include "emulator/services/dynamodb/operations/batch_write_item.hpp"
#include "emulator/services/dynamodb/operations/create_backup.hpp"
#include "emulator/services/dynamodb/operations/create_table.hpp"
#include "emulator/services/dynamodb/operations/delete_backup.hpp"
#include "emulator/services/dynamodb/operations/delete_item.hpp"
#include "emulator/services/dynamodb/operations/delete_resource_policy.hpp"
#include "emulator/services/dynamodb/operations/delete_table.hpp"
#include "emulator/services/dynamodb/operations/describe_backup.hpp"
#include "emulator/services/dynamodb/operations/describe_continuous_backups.hpp"
#include "emulator/services/dynamodb/operations/describe_export.hpp"
#include "emulator/services/dynamodb/operations/describe_import.hpp"
#include "emulator/services/dynamodb/operations/describe_limits.hpp"
#include "emulator/services/dynamodb/operations/describe_table.hpp"
#include "emulator/services/dynamodb/operations/describe_time_to_live.hpp"
#include "emulator/services/dynamodb/operations/execute_statement.hpp"
#include "emulator/services/dynamodb/operations/execute_transaction.hpp"
#include "emulator/services/dynamodb/operations/export_table_to_point_in_time.hpp"
#include "emulator/services/dynamodb/operations/get_item.hpp"
#include "emulator/services/dynamodb/operations/get_resource_policy.hpp"
#include "emulator/services/dynamodb/operations/import_table.hpp"
#include "emulator/services/dynamodb/operations/list_backups.hpp"
#include "emulator/services/dynamodb/operations/list_exports.hpp"
#include "emulator/services/dynamodb/operations/list_imports.hpp"
#include "emulator/services/dynamodb/operations/list_tables.hpp"
#include "emulator/services/dynamodb/operations/list_tags_of_resource.hpp"
#include "emulator/services/dynamodb/operations/put_item.hpp"
#include "emulator/services/dynamodb/operations/put_resource_policy.hpp"
#include "emulator/services/dynamodb/operations/query.hpp"
#include "emulator/services/dynamodb/operations/restore_table_from_backup.hpp"
#include "emulator/services/dynamodb/operations/restore_table_to_point_in_time.hpp"
#include "emulator/services/dynamodb/operations/scan.hpp"
#include "emulator/services/dynamodb/operations/tag_resource.hpp"
#include "emulator/services/dynamodb/operations/transact_get_items.hpp"
#include "emulator/services/dynamodb/operations/transact_write_items.hpp"
#include "emulator/services/dynamodb/operations/untag_resource.hpp"
#include "emulator/services/dynamodb/operations/update_continuous_backups.hpp"
#include "emulator/services/dynamodb/operations/update_item.hpp"
#include "emulator/services/dynamodb/operations/update_table.hpp"
#include "emulator/services/dynamodb/operations/update_time_to_live.hpp"

namespace tertulia::dynamodb {

using Operations = core::OperationList<
    BatchExecuteStatement, BatchGetItem, BatchWriteItem, CreateBackup, CreateTable, DeleteBackup,
    DeleteItem, DeleteResourcePolicy, DeleteTable, DescribeBackup, DescribeContinuousBackups,
    DescribeEndpoints, DescribeExport, DescribeImport, DescribeLimits, DescribeTable,
    DescribeTimeToLive, ExecuteStatement, ExecuteTransaction, ExportTableToPointInTime, GetItem,
    GetResourcePolicy, ImportTable, ListBackups, ListExports, ListImports, ListTables,
    ListTagsOfResource, PutItem, PutResourcePolicy, Query, RestoreTableFromBackup,
    RestoreTableToPointInTime, Scan, TagResource, TransactGetItems, TransactWriteItems,
    UntagResource, UpdateContinuousBackups, UpdateItem, UpdateTable, UpdateTimeToLive>;

}  // namespace tertulia::dynamodb
