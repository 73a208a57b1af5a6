// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "taskdb",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "taskdb", targets: ["taskdb"]),
        .library(name: "TaskDatabase", targets: ["TaskDatabase"]),
        .library(name: "SQLiteTaskDatabase", targets: ["SQLiteTaskDatabase"]),
        .library(name: "MongoTaskDatabase", targets: ["MongoTaskDatabase"]),
        .library(name: "Conformance", targets: ["Conformance"]),
    ],
    traits: [
        .trait(
            name: "MongoDB",
            description: "The backend that keeps its records in a MongoDB server; needs libmongoc where it is used."),
        .default(enabledTraits: ["MongoDB"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
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
        // Pages
        .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .target(name: "Parallel", swiftSettings: settings),
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(
            name: "Files", dependencies: [.product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings),
        .target(
            name: "Markdown", dependencies: ["CCMark", "Diagnostics", "Parallel"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "Specification", dependencies: ["Diagnostics", "Files", "Markdown", "Parallel"],
            swiftSettings: settings),

        // Databases
        .target(
            name: "TaskDatabase",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "SQLiteTaskDatabase",
            dependencies: [
                "Files", "TaskDatabase",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings + [.strictMemorySafety()]),
        .systemLibrary(name: "CMongoC"),
        .target(
            name: "MongoTaskDatabase",
            dependencies: ["TaskDatabase", .target(name: "CMongoC", condition: .when(traits: ["MongoDB"]))],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(name: "Wire", dependencies: ["TaskDatabase"], swiftSettings: settings),
        .target(
            name: "TaskImport",
            dependencies: ["Files", "TaskDatabase", "Wire", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),

        // Choosing one
        .target(
            name: "ControllerConfiguration",
            dependencies: ["Console", "Diagnostics", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: settings),

        // Judging
        .target(
            name: "Console", dependencies: [.product(name: "BigInt", package: "BigInt")], swiftSettings: settings),
        .target(
            name: "Conformance",
            dependencies: [
                "Carried", "Console", "ControllerConfiguration", "Diagnostics", "Markdown", "MongoTaskDatabase",
                "Parallel",
                "Specification", "SQLiteTaskDatabase", "TaskDatabase", "Wire",
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // Judging the judge
        .target(name: "SeededRandom", swiftSettings: settings),
        .target(
            name: "Mutation",
            dependencies: [
                "Conformance", "Console", "Diagnostics", "SeededRandom", "Specification", "TaskDatabase", "Wire",
            ],
            swiftSettings: settings),

        // Reading
        .target(
            name: "Site",
            dependencies: [
                "Carried", "Conformance", "Diagnostics", "Markdown", "Parallel", "Specification", "TaskDatabase",
                "Wire",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            // Carried in the program, as the pages are.
            exclude: ["Assets", "Templates"],
            swiftSettings: settings),
        .target(
            name: "SiteServer",
            dependencies: [
                "Site",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),

        // The program, with the pages inside
        .executableTarget(name: "carry", swiftSettings: settings),
        .executableTarget(
            name: "databasebench", dependencies: ["MongoTaskDatabase", "SQLiteTaskDatabase", "TaskDatabase", "Wire"],
            path: "Benchmarks/databasebench", swiftSettings: settings),
        .plugin(name: "CarryFiles", capability: .buildTool(), dependencies: ["carry"]),
        .target(name: "Carried", swiftSettings: settings, plugins: ["CarryFiles"]),
        .systemLibrary(name: "CMalloc"),
        .executableTarget(
            name: "taskdb",
            dependencies: [
                "CMalloc", "Carried", "Conformance", "Diagnostics", "Files", "Markdown", "Mutation", "Parallel", "Site",
                "SiteServer", "Specification", "TaskDatabase", "TaskImport", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["SeededRandom"], path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "DatabaseTestSupport", dependencies: ["SeededRandom", "TaskDatabase"],
            path: "Tests/DatabaseTestSupport", swiftSettings: settings),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics", "SeededRandom", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "FilesTests",
            dependencies: ["Files", "TestSupport", .product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: settings),
        .testTarget(
            name: "MarkdownTests", dependencies: ["Diagnostics", "Markdown", "SeededRandom", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "SpecificationTests", dependencies: ["Diagnostics", "Markdown", "Specification"],
            swiftSettings: settings),
        .testTarget(name: "ConsoleTests", dependencies: ["Console"], swiftSettings: settings),
        .testTarget(
            name: "ControllerConfigurationTests", dependencies: ["Console", "ControllerConfiguration", "Diagnostics"],
            swiftSettings: settings),
        .testTarget(
            name: "TaskDatabaseTests", dependencies: ["SeededRandom", "TaskDatabase", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "MongoTaskDatabaseTests",
            dependencies: [
                "Conformance", "DatabaseTestSupport", "MongoTaskDatabase", "Mutation", "SeededRandom", "TaskDatabase",
                "TestSupport", "taskdb",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "SQLiteTaskDatabaseTests",
            dependencies: [
                "Conformance", "DatabaseTestSupport", "Mutation", "SQLiteTaskDatabase", "SeededRandom", "TaskDatabase",
                "TestSupport", "Wire",
                "taskdb",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "TaskImportTests",
            dependencies: [
                "SQLiteTaskDatabase", "SeededRandom", "TaskDatabase", "TaskImport", "TestSupport", "taskdb",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(name: "WireTests", dependencies: ["TaskDatabase", "Wire"], swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Carried", "Conformance", "Console", "Diagnostics", "Markdown", "Specification", "TaskDatabase", "Wire",
                "TestSupport", "taskdb",
            ],
            exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Carried", "Conformance", "Console", "Diagnostics", "SQLiteTaskDatabase", "SeededRandom",
                "Specification",
                "TaskDatabase", "TestSupport", "Wire", "taskdb",
            ], swiftSettings: settings),
        .testTarget(
            name: "MutationTests",
            dependencies: ["Carried", "Conformance", "Diagnostics", "Mutation", "Specification"],
            swiftSettings: settings),
        .testTarget(
            name: "SiteTests", dependencies: ["Conformance", "Site", "Specification", "TestSupport"],
            swiftSettings: settings),
    ]
)
