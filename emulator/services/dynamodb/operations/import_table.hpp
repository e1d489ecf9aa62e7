/// ImportTable.
#pragma once

#include "emulator/services/dynamodb/transfers/import_description.hpp"

namespace tertulia::dynamodb {

/// Makes a table of the objects of a bucket of the folder that stands for S3. The reply says
/// IN_PROGRESS, as AWS's does; the import has ended at once, unless the emulator was asked to take
/// its time. It has FAILED when any row was no item, and the table has the others all the same.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ImportTable.html
/// Errors: ImportConflictException, ResourceInUseException, ValidationException.
/// Differs: ION and ZSTD are refused; no log is written, and no permission of S3 is asked for; a
/// token still counts when the import has ended.
struct ImportTable {
  static constexpr std::string_view kName = "ImportTable";
  using Service = DynamoDb;

  struct Input {
    std::optional<transfers::ClientToken> client_token;
    transfers::S3BucketSource s3_bucket_source;
    transfers::InputFormat input_format{};
    std::optional<transfers::InputFormatOptions> input_format_options;
    std::optional<transfers::InputCompressionType> input_compression_type;
    transfers::TableCreationParameters table_creation_parameters;
    static std::span<const core::Member> members();
  };
  struct Output {
    transfers::ImportTableDescription import_table_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb
