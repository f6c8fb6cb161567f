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
      ShippedMap(name: "aws-cost-allocation", bytes: PackageResources.aws_cost_allocation_toml),
      ShippedMap(name: "aws-cur", bytes: PackageResources.aws_cur_toml),
      ShippedMap(name: "aws-cur-2", bytes: PackageResources.aws_cur_2_toml),
      ShippedMap(name: "aws-invoice", bytes: PackageResources.aws_invoice_toml),
      ShippedMap(name: "azure", bytes: PackageResources.azure_toml),
      ShippedMap(name: "azure-csp", bytes: PackageResources.azure_csp_toml),
      ShippedMap(name: "azure-ea", bytes: PackageResources.azure_ea_toml),
      ShippedMap(name: "digitalocean", bytes: PackageResources.digitalocean_toml),
      ShippedMap(name: "epoch-revenue", bytes: PackageResources.epoch_revenue_toml),
      ShippedMap(name: "epoch-timelines", bytes: PackageResources.epoch_timelines_toml),
      ShippedMap(name: "focus", bytes: PackageResources.focus_toml),
      ShippedMap(name: "google-cloud", bytes: PackageResources.google_cloud_toml),
      ShippedMap(name: "google-cloud-bigquery", bytes: PackageResources.google_cloud_bigquery_toml),
      ShippedMap(name: "oci", bytes: PackageResources.oci_toml),
      ShippedMap(name: "quickbooks-bills", bytes: PackageResources.quickbooks_bills_toml),
      ShippedMap(name: "sec-companyfacts", bytes: PackageResources.sec_companyfacts_toml),
      ShippedMap(name: "xero-bills", bytes: PackageResources.xero_bills_toml),
    ]
  }
}
