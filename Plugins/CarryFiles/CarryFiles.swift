import Foundation
import PackagePlugin

/// Carries the pages and the Python adapter inside the program, so that it judges from any directory.
@main
struct CarryFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let pages = try files(in: root.appending(path: "Docs"), ending: "md")
        let adapter = root.appending(path: "Conformance/adapters/python")
        let sources =
            [adapter.appending(path: "taskdb_adapter.py")]
            + (try files(in: adapter.appending(path: "taskdb_protocol"), ending: "py"))
        let output = context.pluginWorkDirectoryURL.appending(path: "CarriedFiles.swift")
        return [
            .buildCommand(
                displayName: "Carrying \(pages.count) pages and the Python adapter",
                executable: try context.tool(named: "carry").url,
                arguments: [output.path, root.path] + (pages + sources).map(\.path),
                inputFiles: pages + sources,
                outputFiles: [output])
        ]
    }

    private func files(in folder: URL, ending suffix: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == suffix }
            .sorted { $0.path < $1.path }
    }
}
