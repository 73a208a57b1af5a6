import Foundation

/// What a command line that cannot be parsed was probably meant to be.
struct UsageHint: CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - arguments: those of the program, without its name.
    ///   - message: why they cannot be parsed.
    init?(_ arguments: [String], _ message: String) {
        guard let command = arguments.first, ["test", "fuzz"].contains(command), !arguments.contains("--") else {
            return nil
        }
        let words = Array(arguments.dropFirst())
        if let name = words.first(where: { ["--profile", "--capabilities"].contains(Self.name(of: $0)) }) {
            let option = Self.name(of: name).dropFirst(2)
            let value = option == "profile" ? "non-recording" : "culling+glob"
            description = """
                The \(option) of a Python class is an option of its backend, after a question mark:
                  taskdb \(command) --backend 'python:mydb:MyDB?\(option)=\(value)'
                """
            return
        }
        let unexpected = words.filter { message.contains("'\($0)'") && !$0.hasPrefix("-") }
        // An option that is not ours may belong to the program before it.
        guard let start = words.firstIndex(where: unexpected.contains) ?? words.firstIndex(where: Self.isProgram),
            message.contains("nexpected argument") || message.contains("Unknown option")
        else { return nil }
        let line = ["taskdb", command] + words[..<start] + ["--"] + words[start...]
        description = """
            A program that speaks the protocol comes after `--`, with its arguments:
              \(line.joined(separator: " "))
            """
    }

    private static func name(of word: String) -> String { String(word.prefix { $0 != "=" }) }

    private static func isProgram(_ word: String) -> Bool {
        !word.hasPrefix("-") && FileManager.default.isExecutableFile(atPath: word)
    }
}
