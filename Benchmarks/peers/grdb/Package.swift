// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "grdb-import",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "grdb-import",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      path: "Sources/GRDBImport")
  ]
)
