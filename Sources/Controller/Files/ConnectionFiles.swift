import ControllerConfiguration
import Foundation
import Wire

/// The two files through which clients and engines find the controller.
package struct ConnectionFiles: Sendable {
    /// Their paths.
    package let client: String
    package let engine: String

    /// The files of a cluster in a profile.
    package init(_ options: ControllerOptions, in directory: ProfileDirectory) {
        let id = options.clusterID.isEmpty ? "" : "-\(options.clusterID)"
        func path(_ given: String, _ side: String) -> String {
            let name = given.isEmpty ? "ipcontroller\(id)-\(side).json" : given
            return name.hasPrefix("/") ? name : "\(directory.security)/\(name)"
        }
        client = path(options.clientFile, "client")
        engine = path(options.engineFile, "engine")
    }

    /// Writes both, the clients' first: who finds the second finds both.
    ///
    /// - Throws: ``ControllerFailure``.
    package func write(_ info: ConnectionInfo) throws(ControllerFailure) {
        try PrivateFile.write(info.clientFile.indented + "\n", to: client)
        try PrivateFile.write(info.engineFile.indented + "\n", to: engine)
    }

    /// Reads both.
    ///
    /// - Throws: ``ReuseError``.
    package func read() throws(ReuseError) -> ConnectionInfo {
        try ConnectionInfo(clientFile: Self.json(client), engineFile: Self.json(engine))
    }

    /// Deletes both if they are still this controller's.
    package func remove(_ info: ConnectionInfo) {
        guard let found = try? read(), found.client.ports == info.client.ports, found.key == info.key else { return }
        unlink(client)
        unlink(engine)
    }

    private static func json(_ path: String) throws(ReuseError) -> JSON {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReuseError(reason: "there is no file \(path)")
        }
        do { return try JSON(parsing: Array(data)) } catch { throw ReuseError(reason: "\(path) is not JSON: \(error)") }
    }
}
