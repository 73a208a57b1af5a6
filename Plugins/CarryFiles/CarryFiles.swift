import Foundation
import PackagePlugin

/// Carries the pages, the Python adapter and what the site is made with inside the program, so that it works from any
/// directory.
@main
struct CarryFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let pages = try files(in: root.appending(path: "Docs"), ending: "md")
        let adapter = root.appending(path: "Conformance/adapters/python")
        let sources =
            [adapter.appending(path: "taskdb_adapter.py")]
            + (try files(in: adapter.appending(path: "taskdb_protocol"), ending: "py"))
        let diagrams = try files(in: root.appending(path: "Docs/diagrams"), ending: "svg")
        let site = root.appending(path: "Sources/Site")
        let templates = try files(in: site.appending(path: "Templates"), ending: "mustache")
        let assets = try ["css", "js", "svg"].flatMap { try files(in: site.appending(path: "Assets"), ending: $0) }
        let carried = pages + sources + diagrams + templates + assets
        let output = context.pluginWorkDirectoryURL.appending(path: "CarriedFiles.swift")
        return [
            .buildCommand(
                displayName: "Carrying \(pages.count) pages, the Python adapter and the site's templates",
                executable: try context.tool(named: "carry").url,
                arguments: [output.path, root.path] + carried.map(\.path),
                inputFiles: carried,
                outputFiles: [output])
        ]
    }

    private func files(in folder: URL, ending suffix: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == suffix }
            .sorted { $0.path < $1.path }
    }
}
