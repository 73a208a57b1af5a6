import Foundation

/// Writes files as a Swift source that holds their text: `carry OUTPUT ROOT FILE…`.
@main
struct Carry {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { throw CocoaError(.fileReadInvalidFileName) }
        let root = arguments[2] + "/"
        let files = try arguments.dropFirst(3).map { path in
            let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
            return (name: name, text: try String(contentsOfFile: path, encoding: .utf8))
        }
        let entries = files.map { "        (\(literal($0.name)),\n\(literal($0.text)))," }.joined(separator: "\n")
        let source = """
            // Written while building, from the files it names.
            enum CarriedFiles {
                static let all: [(path: String, text: String)] = [
            \(entries)
                ]
            }

            """
        try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    /// A literal on one line: no text can end it early or change by being indented.
    private static func literal(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
