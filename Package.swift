// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

// What is released is a static executable: see DECISIONS. OFFTAKE_DYNAMIC in the environment makes one that
// libraries can be loaded into.
let release =
  Context.environment["OFFTAKE_DYNAMIC"] == nil
  ? [
    "-static-executable", "-Xlinker", "--wrap=readlink", "-Xlinker", "--start-group", "-lsqlite3",
    "-lm", "-lstdc++", "-Xlinker", "--end-group",
  ] : ["-Xlinker", "-no-pie"]

// Read downwards: a target may import only targets above it.
let package = Package(
  name: "offtake",
  products: [.executable(name: "offtake", targets: ["offtake"])],
  traits: [.trait(name: "XLSX", description: "Writes .xlsx workbooks, with libxlsxwriter.")],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "SQLite", dependencies: ["CSQLite"]),
    .target(name: "CFiles"),
    .target(name: "Files", dependencies: ["CFiles", system]),
    .target(name: "CSV"),
    .target(name: "Migrations", path: "migrations", resources: [.embedInCode("scripts")]),
    .target(name: "Procurement"),
    .target(
      name: "Mappings", dependencies: ["Procurement", toml],
      resources: [
        .embedInCode("maps/aws-cost-allocation.toml"), .embedInCode("maps/aws-cur.toml"),
        .embedInCode("maps/aws-cur-2.toml"), .embedInCode("maps/aws-invoice.toml"),
        .embedInCode("maps/azure.toml"), .embedInCode("maps/azure-csp.toml"),
        .embedInCode("maps/azure-ea.toml"), .embedInCode("maps/digitalocean.toml"),
        .embedInCode("maps/epoch-revenue.toml"), .embedInCode("maps/epoch-timelines.toml"),
        .embedInCode("maps/focus.toml"), .embedInCode("maps/google-cloud.toml"),
        .embedInCode("maps/google-cloud-bigquery.toml"), .embedInCode("maps/oci.toml"),
        .embedInCode("maps/quickbooks-bills.toml"), .embedInCode("maps/sec-companyfacts.toml"),
        .embedInCode("maps/xero-bills.toml"),
      ]),
    .target(
      name: "Store", dependencies: ["Files", "SQLite", "Migrations", "Procurement", crypto]),
    .target(
      name: "Imports",
      dependencies: ["CSV", "Files", "Mappings", "Procurement", "Store", crypto, heap]),
    .target(name: "Ledger", dependencies: ["SQLite", "Procurement", "Store"]),
    .target(name: "Queries", dependencies: ["Ledger", "Procurement", "Store"]),
    .target(name: "Audit", dependencies: ["Ledger", "Procurement", "Queries", "Store"]),
    .target(name: "Agenda", dependencies: ["Audit", "Ledger", "Procurement", "Queries", "Store"]),
    .target(name: "Integrity", dependencies: ["SQLite", "Procurement", "Store"]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "Workbooks",
      dependencies: [.target(name: "CXLSXWriter", condition: .when(traits: ["XLSX"]))]),
    .target(name: "Rendering", dependencies: ["Procurement", "Workbooks", crypto]),
    .target(
      name: "Reports",
      dependencies: [
        "Agenda", "Audit", "Integrity", "Ledger", "Procurement", "Queries", "Rendering", "Store",
      ]),
    .target(
      name: "Exports", dependencies: ["Ledger", "Procurement", "Queries", "Rendering", "Store"]),
    .target(
      name: "Pages",
      dependencies: [
        "Agenda", "Audit", "Ledger", "Procurement", "Queries", "Rendering", "Reports", mustache,
      ],
      resources: [
        .embedInCode("templates/cell.mustache"), .embedInCode("templates/chart.mustache"),
        .embedInCode("templates/figure.mustache"), .embedInCode("templates/page.css"),
        .embedInCode("templates/page.js"), .embedInCode("templates/page.mustache"),
        .embedInCode("templates/part.mustache"), .embedInCode("templates/table.mustache"),
      ]),
    .executableTarget(
      name: "offtake",
      dependencies: [
        "Agenda", "Audit", "CSV", "Exports", "Files", "Imports", "Integrity", "Ledger", "Mappings",
        "Pages",
        "Procurement", "Queries", "Rendering", "Reports", "SQLite", "Store", "Workbooks",
        argumentParser,
      ],
      path: "Sources/CLI",
      linkerSettings: [
        .unsafeFlags(release, .when(platforms: [.linux], configuration: .release))
      ]),

    .target(name: "TestTools", path: "Tests/TestTools"),
    .target(
      name: "TestLedger", dependencies: ["Imports", "Ledger", "Procurement", "SQLite", "Store"],
      path: "Tests/TestLedger"),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestTools"]),
    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "CSVTests", dependencies: ["CSV", "TestTools"]),
    .testTarget(name: "ProcurementTests", dependencies: ["Procurement", "TestTools", bigInt]),
    .testTarget(name: "MappingsTests", dependencies: ["Mappings", "TestTools"]),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Migrations", "Procurement", "SQLite", "TestLedger", "TestTools", bigInt, crypto,
      ]),
    .testTarget(
      name: "ImportsTests",
      dependencies: [
        "CSV", "Files", "Imports", "Mappings", "Procurement", "SQLite", "Store", "TestLedger",
        "TestTools",
      ]),
    .testTarget(
      name: "QueriesTests",
      dependencies: [
        "Agenda", "Audit", "Integrity", "Ledger", "Imports", "Procurement", "Queries", "SQLite",
        "Store", "TestLedger", "TestTools",
      ]),
    .testTarget(name: "RenderingTests", dependencies: ["Procurement", "Rendering", crypto]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Audit", "Ledger", "Imports", "Procurement", "Queries", "Rendering", "Reports", "Store",
        "TestLedger",
      ]),
    .testTarget(
      name: "ExportsTests",
      dependencies: [
        "Exports", "Imports", "Ledger", "Procurement", "Store", "TestLedger",
      ]),
    .testTarget(
      name: "PagesTests",
      dependencies: ["Ledger", "Pages", "Procurement", "Store", "TestLedger", crypto]),
    .testTarget(name: "CLITests", dependencies: ["offtake", "TestTools"]),
    .testTarget(name: "AgreementTests", dependencies: ["offtake", "Procurement", "TestTools"]),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    // Lets the optimizer look into other rooms: what reads a field is called a dozen times a row.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
  ]
}

// Lets Files call the bounds-annotated functions of CFiles with a span instead of a pointer.
for target in package.targets where target.name == "Files" {
  target.swiftSettings?.append(.enableExperimentalFeature("SafeInteropWrappers"))
}
