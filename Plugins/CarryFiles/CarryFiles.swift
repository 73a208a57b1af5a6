import Foundation
import PackagePlugin

/// Embeds files of the project in a target. The target's `carried.txt` lists them, one path or `folder/*.extension` a line,
/// relative to the package.
@main
struct CarryFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let list = target.directoryURL.appending(path: "carried.txt")
        let carried = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
            .flatMap { try files(matching: String($0), in: root) }
        let output = context.pluginWorkDirectoryURL.appending(path: "CarriedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(carried.count) files in \(target.name)",
                executable: try context.tool(named: "carry").url,
                arguments: [output.path, root.path] + carried.map(\.path),
                inputFiles: [list] + carried,
                outputFiles: [output])
        ]
    }

    /// The file at a path, or the files matching `folder/*.extension`, sorted by path.
    private func files(matching pattern: String, in root: URL) throws -> [URL] {
        let place = root.appending(path: pattern)
        guard place.deletingPathExtension().lastPathComponent == "*" else { return [place] }
        return try FileManager.default
            .contentsOfDirectory(at: place.deletingLastPathComponent(), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == place.pathExtension }
            .sorted { $0.path < $1.path }
    }
}
