import ArgumentParser
import Conformance
import Foundation

/// A file that the command line names.
enum InputFile {
    /// What a file says.
    ///
    /// - Parameter what: what the file has to be, as in "a report of `taskdb test --report json`".
    static func read<Content>(_ path: String, as what: String, _ parse: ([UInt8]) throws -> Content) throws -> Content {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read")
        }
        do {
            return try parse(Array(data))
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
