// swift-tools-version: 6.2
import PackageDescription

let toolSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// `Scripts/fuzz` builds the coverage-guided fuzzers, and nothing else can be linked then.
let isFuzzing = Context.environment["TASKDB_FUZZERS"] != nil
let fuzzerFlags = "-sanitize=fuzzer,address"
let settings = toolSettings + (isFuzzing ? [.unsafeFlags([fuzzerFlags])] : [])

// Targets are listed in layers: a target depends only on targets above it. CONTRIBUTING.md draws them.
let package = Package(
    name: "taskdb",
    products: [
        .executable(name: "taskdb", targets: ["taskdb"]),
        .executable(name: "ipcontroller", targets: ["ipcontroller"]),
        .library(name: "TaskDatabases", targets: ["TaskDatabases"]),
        .library(name: "SQLiteTaskDatabase", targets: ["SQLiteTaskDatabase"]),
        .library(name: "MongoTaskDatabase", targets: ["MongoTaskDatabase"]),
        .library(name: "Conformance", targets: ["Conformance"]),
    ],
    traits: [
        .trait(
            name: "MongoDB",
            description: """
                The backend that keeps its records in a MongoDB server; needs libmongoc-dev to build, libmongoc to run.
                """),
        .trait(
            name: "SiteServer",
            description: "`taskdb docs serve`, whose HTTP server and what it needs take a quarter of a first build."),
        .default(enabledTraits: ["MongoDB", "SiteServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // MARK: The ground: C libraries, files, text with places, records and queries, messages
        .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        // No system library: pkg-config's flags would link libmongoc, which is loaded when a MongoDB is opened.
        .target(name: "CMongoC"),
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "Support",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .target(
            name: "Cryptography", dependencies: ["CSodium"], swiftSettings: settings + [.strictMemorySafety()]),
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(
            name: "Markdown", dependencies: ["CCMark", "Diagnostics"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "TaskDatabases",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(name: "Wire", dependencies: ["TaskDatabases"], swiftSettings: settings),
        .target(name: "Sockets", dependencies: ["CZeroMQ"], swiftSettings: settings + [.strictMemorySafety()]),

        // MARK: Databases that persist
        .target(
            name: "SQLiteTaskDatabase",
            dependencies: [
                "Support", "TaskDatabases",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "MongoTaskDatabase",
            dependencies: [
                "Support", "TaskDatabases", .target(name: "CMongoC", condition: .when(traits: ["MongoDB"])),
            ],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "IPyParallelImport",
            dependencies: ["Support", "TaskDatabases", "Wire", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),

        // MARK: The Hub's bookkeeping, without sockets
        .target(
            name: "JupyterMessages",
            dependencies: [
                "Cryptography", "TaskDatabases", "Wire",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "Schedulers",
            dependencies: [
                "JupyterMessages", "TaskDatabases", "Wire",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "Hub",
            dependencies: [
                "JupyterMessages", "TaskDatabases", "Wire",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),

        // MARK: The sources: the pages, and the languages their examples are in
        .target(
            name: "Specification", dependencies: ["Cryptography", "Diagnostics", "Markdown", "Support"],
            swiftSettings: settings),
        .target(
            name: "Console", dependencies: [.product(name: "BigInt", package: "BigInt")], swiftSettings: settings),
        .target(
            name: "ControllerConfiguration",
            dependencies: [
                "Console", "Diagnostics", "TaskDatabases", "Wire", .product(name: "BigInt", package: "BigInt"),
            ],
            swiftSettings: settings),
        .executableTarget(name: "carry", swiftSettings: toolSettings),
        .plugin(name: "CarryFiles", capability: .buildTool(), dependencies: ["carry"]),
        .target(
            name: "CarriedPages", exclude: ["carried.txt"], swiftSettings: settings, plugins: ["CarryFiles"]),

        // MARK: The kit: suite, runner, outcomes, sessions
        .target(
            name: "Conformance",
            dependencies: [
                "CarriedPages", "Console", "ControllerConfiguration", "Cryptography", "Diagnostics", "Markdown",
                "Specification", "Support", "TaskDatabases", "Wire",
                .product(name: "BigInt", package: "BigInt"),
            ],
            swiftSettings: settings),

        // MARK: The controller: sockets, files, the loop
        .target(
            name: "Controller",
            dependencies: [
                "ControllerConfiguration", "Diagnostics", "Hub", "JupyterMessages", "MongoTaskDatabase", "Schedulers",
                "Sockets", "SQLiteTaskDatabase", "Support", "TaskDatabases", "Wire",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // MARK: For users: backends, reports, fuzzing, pages, the site
        .target(
            name: "CarriedAdapter", exclude: ["carried.txt"], swiftSettings: settings, plugins: ["CarryFiles"]),
        .target(
            name: "Backends",
            dependencies: [
                "CarriedAdapter", "Conformance", "Diagnostics", "MongoTaskDatabase", "SQLiteTaskDatabase", "Support",
                "TaskDatabases", "Wire",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .target(
            name: "Reports",
            dependencies: ["Conformance", "Console", "Diagnostics", "Specification", "TaskDatabases", "Wire"],
            swiftSettings: settings),
        .target(
            name: "Fuzzing",
            dependencies: ["Conformance", "Console", "Diagnostics", "Support", "TaskDatabases", "Wire"],
            swiftSettings: settings),
        .target(
            name: "Mutants",
            dependencies: [
                "Backends", "Conformance", "Console", "Diagnostics", "Fuzzing", "Reports", "Specification",
                "Support", "TaskDatabases", "Wire",
            ],
            swiftSettings: settings),
        .target(
            name: "PageTools",
            dependencies: [
                "Backends", "Conformance", "Console", "Cryptography", "Diagnostics", "Markdown", "Reports",
                "Specification", "TaskDatabases", "Wire",
            ],
            swiftSettings: settings),
        .target(
            name: "CarriedAssets", exclude: ["carried.txt"], swiftSettings: settings, plugins: ["CarryFiles"]),
        .target(
            name: "Site",
            dependencies: [
                "Backends", "CarriedAssets", "Conformance", "Diagnostics", "Markdown", "Reports", "Specification",
                "Support", "TaskDatabases", "Wire",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            // CarriedAssets carries them.
            exclude: ["Assets", "Templates"],
            swiftSettings: settings),
        .target(
            name: "SiteServer",
            dependencies: [
                "Site", "Support",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),

        // MARK: Programs
        .executableTarget(
            name: "taskdb",
            dependencies: [
                "Backends", "CarriedAssets", "CarriedPages", "Conformance", "Diagnostics", "Fuzzing",
                "IPyParallelImport", "Markdown", "Mutants", "PageTools", "Reports", "Site", "Specification",
                "Support", "TaskDatabases", "Wire",
                .target(name: "SiteServer", condition: .when(traits: ["SiteServer"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "ipcontroller",
            dependencies: [
                "Controller", "ControllerConfiguration", "Sockets", "TaskDatabases",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "databasebench", dependencies: ["MongoTaskDatabase", "SQLiteTaskDatabase", "TaskDatabases", "Wire"],
            path: "Benchmarks/databasebench", swiftSettings: settings),
        .executableTarget(
            name: "clusterbench", dependencies: ["Controller", "JupyterMessages", "Sockets", "Wire"],
            path: "Benchmarks/clusterbench", swiftSettings: settings),

        // MARK: Tests
        .target(name: "TestSupport", dependencies: ["Support"], path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "DatabaseTestSupport", dependencies: ["Support", "TaskDatabases"],
            path: "Tests/DatabaseTestSupport", swiftSettings: settings),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics", "Support", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SupportTests",
            dependencies: ["Support", "TestSupport", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings),
        .testTarget(
            name: "MarkdownTests", dependencies: ["Diagnostics", "Markdown", "Support", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SpecificationTests", dependencies: ["Diagnostics", "Markdown", "Specification"],
            swiftSettings: settings),
        .testTarget(name: "ConsoleTests", dependencies: ["Console", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "ControllerConfigurationTests",
            dependencies: ["Console", "ControllerConfiguration", "Diagnostics", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "TaskDatabasesTests", dependencies: ["Support", "TaskDatabases", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "MongoTaskDatabaseTests",
            dependencies: ["DatabaseTestSupport", "MongoTaskDatabase", "Support", "TaskDatabases", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SQLiteTaskDatabaseTests",
            dependencies: [
                "DatabaseTestSupport", "SQLiteTaskDatabase", "Support", "TaskDatabases", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IPyParallelImportTests",
            dependencies: [
                "IPyParallelImport", "SQLiteTaskDatabase", "Support", "TaskDatabases", "TestSupport", "taskdb",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "WireTests", dependencies: ["TaskDatabases", "TestSupport", "Wire"], swiftSettings: settings),
        .testTarget(
            name: "JupyterMessagesTests", dependencies: ["JupyterMessages", "TaskDatabases", "Wire"],
            swiftSettings: settings),
        .testTarget(
            name: "SchedulersTests", dependencies: ["JupyterMessages", "Schedulers", "TaskDatabases", "Wire"],
            swiftSettings: settings),
        .testTarget(
            name: "HubTests",
            dependencies: [
                "Hub", "JupyterMessages", "TaskDatabases", "Wire", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ControllerTests",
            dependencies: ["Controller", "ControllerConfiguration", "JupyterMessages", "Support", "Wire"],
            swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Backends", "CarriedPages", "Conformance", "Console", "Diagnostics", "Markdown", "Mutants", "PageTools",
                "Reports", "Specification", "Support", "TaskDatabases", "TestSupport", "Wire", "taskdb",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "DocumentationTests", dependencies: ["Conformance", "TaskDatabases", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "BackendsTests",
            dependencies: ["Backends", "Conformance", "Fuzzing", "TaskDatabases", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Backends", "CarriedPages", "Conformance", "Console", "DatabaseTestSupport", "Diagnostics", "PageTools",
                "Reports", "SQLiteTaskDatabase", "Specification", "Support", "TaskDatabases", "TestSupport", "Wire",
                "taskdb",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .testTarget(
            name: "MutantsTests",
            dependencies: [
                "Backends", "CarriedPages", "Conformance", "Diagnostics", "Fuzzing", "Mutants", "Reports",
                "Specification", "TaskDatabases", "Wire",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SiteTests",
            dependencies: ["Conformance", "Reports", "Site", "Specification", "TestSupport"],
            swiftSettings: settings),
    ]
)

if isFuzzing {
    package.targets.append(
        .executableTarget(
            name: "fuzzers",
            dependencies: [
                "Conformance", "Console", "Controller", "ControllerConfiguration", "Diagnostics", "Hub",
                "IPyParallelImport", "JupyterMessages", "Markdown", "Reports", "Schedulers", "Specification",
                "TaskDatabases", "Wire", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Fuzzing/Sources", swiftSettings: settings,
            linkerSettings: [.unsafeFlags([fuzzerFlags, "-use-ld=lld"])]))
}
