/// A mapping that comes with the program, for a public layout of a large supplier.
package struct ShippedMap: Sendable {
  /// As on the command line: `aws-cur`.
  package let name: String
  private let bytes: [UInt8]

  /// Its text in TOML, with its sources.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Every one, by name.
  ///
  /// To add one: a file in `maps`, a line in Package.swift, a line here, a sample in `samples/maps`.
  package static var all: [ShippedMap] {
    [
      ShippedMap(name: "aws-cur", bytes: PackageResources.aws_cur_toml),
      ShippedMap(name: "aws-invoice", bytes: PackageResources.aws_invoice_toml),
      ShippedMap(name: "azure", bytes: PackageResources.azure_toml),
      ShippedMap(name: "focus", bytes: PackageResources.focus_toml),
      ShippedMap(name: "google-cloud", bytes: PackageResources.google_cloud_toml),
      ShippedMap(name: "oci", bytes: PackageResources.oci_toml),
    ]
  }
}
