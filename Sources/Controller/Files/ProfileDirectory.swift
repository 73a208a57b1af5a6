import ControllerConfiguration
import Diagnostics
import Foundation
import Support
import SystemPackage

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
    /// - Throws: ``ControllerFailure``.
    package func create() throws(ControllerFailure) {
        try Self.create(path, permissions: 0o755)
        for (name, permissions) in [("security", 0o700), ("pid", 0o700), ("log", 0o755), ("startup", 0o755)] {
            try Self.create("\(path)/\(name)", permissions: permissions)
        }
        // An existing directory may have been created by somebody less careful.
        guard chmod(security, 0o700) == 0 else {
            throw ControllerFailure("keep others from reading \(security)", Errno(rawValue: errno), advice: Self.advice)
        }
    }

    private static let advice = "choose another directory with --profile-dir"

    private static func create(_ path: String, permissions: Int) throws(ControllerFailure) {
        do {
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
                guard isDirectory.boolValue else { throw Errno.notDirectory }
                return
            }
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: permissions])
        } catch Errno.notDirectory {
            throw ControllerFailure("cannot use the profile's directory \(path): it is a file; \(advice)")
        } catch {
            throw ControllerFailure("create the profile's directory \(path)", error, advice: advice)
        }
    }

    /// The configuration files of the controller, in ascending order of precedence. Those that do not exist are left out.
    ///
    /// - Parameter extra: another file, which must exist.
    /// - Throws: ``ControllerFailure``.
    package func configurationFiles(extra: String) throws(ControllerFailure) -> [ConfigurationFile] {
        let directories = ["/etc/ipython", "/usr/local/etc/ipython", path]
        var paths = directories.flatMap { Self.pair("\($0)/ipcontroller_config.py") }
        if !extra.isEmpty { paths += Self.pair(extra) }
        paths = paths.filter { $0 == extra || FileManager.default.fileExists(atPath: $0) }
        var files: [ConfigurationFile] = []
        for path in paths { files.append(try Self.configurationFile(path)) }
        return files
    }

    /// A file and the one of the same name in the other language. As with traitlets, JSON overrides Python.
    private static func pair(_ path: String) -> [String] {
        for ending in [".py", ".json"] where path.hasSuffix(ending) {
            let name = path.dropLast(ending.count)
            return [name + ".py", name + ".json"]
        }
        return [path]
    }

    private static func configurationFile(_ path: String) throws(ControllerFailure) -> ConfigurationFile {
        do {
            guard let text = String(validating: try WholeFile.bytes(of: path), as: UTF8.self) else {
                throw ControllerFailure("cannot read the configuration file \(path): it is not UTF-8")
            }
            return ConfigurationFile(path: path, text: text)
        } catch let error as ControllerFailure {
            throw error
        } catch {
            throw ControllerFailure("read the configuration file \(path)", error)
        }
    }

    private static func absolute(_ path: String, _ home: String) -> String {
        if path == "~" || path.hasPrefix("~/") { return home + path.dropFirst() }
        return URL(fileURLWithPath: path).path
    }
}
