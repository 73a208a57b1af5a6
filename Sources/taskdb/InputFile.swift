import ArgumentParser
import Conformance
import Foundation
import Reports
import Support

/// A file that the command line names.
enum InputFile {
    /// The bytes of a file.
    ///
    /// - Parameter what: what cannot be read without it, as in "the patterns"; nil where it is the file itself.
    /// - Throws: `ValidationError`, as everything that is wrong about the command line.
    static func bytes(of path: String, for what: String? = nil) throws -> [UInt8] {
        do {
            return try WholeFile.bytes(of: path)
        } catch {
            throw ValidationError("\(what.map { "\($0) in \(path)" } ?? path) cannot be read: \(error)")
        }
    }

    /// What a file says.
    ///
    /// - Parameter what: what the file has to be, as in "a report of `taskdb test --report json`".
    static func read<Content>(_ path: String, as what: String, _ parse: ([UInt8]) throws -> Content) throws -> Content {
        let bytes = try bytes(of: path)
        do {
            return try parse(bytes)
        } catch {
            throw ValidationError("\(path) is not \(what): \(error)")
        }
    }
}

extension ReadReport {
    /// - Throws: `ValidationError`, as everything that is wrong about the command line.
    init(path: String) throws {
        self = try InputFile.read(path, as: "a report of `taskdb test --report json`") { try ReadReport($0) }
    }
}

extension MutantKills {
    /// - Throws: `ValidationError`, as everything that is wrong about the command line.
    init(path: String) throws {
        self = try InputFile.read(path, as: "what `taskdb mutants --json` tells") { try MutantKills($0) }
    }
}
