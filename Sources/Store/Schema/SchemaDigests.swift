internal import Migrations

extension Store {
  /// SHA-256 of the schema's texts after as many migrations as its index says.
  package static let schemaDigests = [emptySchemaDigest] + Migration.all.map(\.schemaDigest)

  /// SHA-256 of no text.
  private static let emptySchemaDigest =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
