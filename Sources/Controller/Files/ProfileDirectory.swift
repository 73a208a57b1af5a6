import ControllerConfiguration
import Diagnostics
import Foundation

/// The directory of a profile, with the connection files and the logs of its clusters.
package struct ProfileDirectory: Sendable {
    /// Its path.
    package let path: String

    /// The directory of the connection files, which others must not read.
    package var security: String { path + "/security" }
    /// The directory of the log files.
    package var log: String { path + "/log" }

    /// Finds the directory: what the command line says, else IPP_PROFILE_DIR, else that of the named profile.
    package init(_ options: ControllerOptions, environment: [String: String]) {
        let home = environment["HOME"] ?? "/"
        if !options.profileDirectory.isEmpty {
            path = Self.absolute(options.profileDirectory, home)
        } else if let given = environment["IPP_PROFILE_DIR"], !given.isEmpty {
            path = Self.absolute(given, home)
        } else {
            let given = [options.ipythonDirectory, environment["IPYTHONDIR"] ?? ""].first { !$0.isEmpty }
            path = Self.absolute(given ?? "~/.ipython", home) + "/profile_" + options.profile
        }
    }

    /// Creates what is missing.
    ///
    /// - Throws: an error of the file system.
    package func create() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, permissions) in [("security", 0o700), ("pid", 0o700), ("log", 0o755), ("startup", 0o755)] {
            let directory = "\(path)/\(name)"
            guard !files.fileExists(atPath: directory) else { continue }
            try files.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: permissions])
        }
        // An existing directory may have been created by somebody less careful.
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: security)
    }

    /// The configuration files of the controller, in ascending order of precedence. Those that do not exist are left out.
    ///
    /// - Parameter extra: another file, which must exist.
    /// - Throws: an error of the file system.
    package func configurationFiles(extra: String) throws -> [ConfigurationFile] {
        let directories = ["/etc/ipython", "/usr/local/etc/ipython", path]
        var paths = directories.map { $0 + "/ipcontroller_config.py" }
            .filter { FileManager.default.fileExists(atPath: $0) }
        if !extra.isEmpty { paths.append(extra) }
        return try paths.map { ConfigurationFile(path: $0, text: try String(contentsOfFile: $0, encoding: .utf8)) }
    }

    private static func absolute(_ path: String, _ home: String) -> String {
        if path == "~" || path.hasPrefix("~/") { return home + path.dropFirst() }
        return URL(fileURLWithPath: path).path
    }
}
