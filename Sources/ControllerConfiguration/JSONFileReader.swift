import BigInt
import Console
import Diagnostics
import Wire

/// Reads the settings of a configuration file in JSON: an object of sections, as traitlets writes it.
struct JSONFileReader {
    private let lines: SourceLines
    private var places: JSONPlaces
    private var settings: [Setting] = []

    /// Returns the settings in the file's order, or the error that keeps it from being read.
    static func read(_ file: ConfigurationFile) -> (settings: [Setting], diagnostic: ConfigurationDiagnostic?) {
        var reader = JSONFileReader(lines: SourceLines(file), places: JSONPlaces(file.text))
        do {
            try reader.read(file.text)
            return (reader.settings, nil)
        } catch {
            return ([], error.diagnostic)
        }
    }

    private struct Failure: Error {
        let diagnostic: ConfigurationDiagnostic
    }

    private mutating func read(_ text: String) throws(Failure) {
        let file: JSON
        do { file = try JSON(parsing: Array(text.utf8)) } catch {
            guard let error = error as? JSONError else { throw failure("\(error)", at: places.start) }
            let place = lines.source.position(at: error.offset)
            throw failure(
                "this is not JSON: \(error.reason)", at: SourceSpan(line: place.line, column: place.column, length: 1))
        }
        guard case .object(let sections) = file else {
            throw failure(
                "a configuration must be an object, such as {\"HeartMonitor\": {\"period\": 200}}", at: places.start)
        }
        for member in sections.members {
            if member.name == "version" {
                guard member.value == 1 else {
                    throw failure("`version` must be 1", at: places.value(of: [member.name]))
                }
            } else {
                try read(member.value, member.name, in: [])
            }
        }
    }

    /// Reads a member: a section, whose name begins with a capital, or a setting.
    private mutating func read(_ value: JSON, _ name: String, in sections: [String]) throws(Failure) {
        let path = sections + [name]
        if Section.isSection(name) {
            guard case .object(let members) = value else {
                let example = "{\"\(name)\": {\"setting\": 1}}"
                throw failure(
                    "`\(name)` is a section, and must be an object such as \(example)", at: places.value(of: path))
            }
            for member in members.members { try read(member.value, member.name, in: path) }
            return
        }
        settings.append(
            Setting(
                sections: sections, trait: name, value: .object(Self.object(value)),
                origin: .json(lines, name: places.name(of: path), value: places.value(of: path))))
    }

    private func failure(_ message: String, at span: SourceSpan) -> Failure {
        Failure(diagnostic: ConfigurationDiagnostic(span, in: lines, RejectedSetting(message)))
    }

    /// The value as Python reads it.
    private static func object(_ value: JSON) -> Object {
        switch value {
        case .null: .none
        case .bool(let truth): .bool(truth)
        case .integer(let integer): .int(BigInt(integer))
        case .bigInteger(let digits): BigInt(digits).map(Object.int) ?? .none
        case .double(let double): .float(double)
        case .string(let text): .string(text)
        case .array(let items): .list(ListObject(items.map(object)))
        case .object(let object):
            // Texts are hashable, so this cannot fail.
            .dict(
                (try? DictObject(pairs: object.members.map { (.string($0.name), Self.object($0.value)) }))
                    ?? DictObject())
        }
    }
}

/// Where the members of a JSON text are. The text need not be JSON.
private struct JSONPlaces {
    private var names: [[String]: SourceSpan] = [:]
    private var values: [[String]: SourceSpan] = [:]

    /// The beginning of the text.
    let start = SourceSpan(line: 1, column: 1, length: 1)

    /// A member that is not found, such as one whose name has escapes, is at the beginning.
    func name(of path: [String]) -> SourceSpan { names[path] ?? start }
    func value(of path: [String]) -> SourceSpan { values[path] ?? name(of: path) }

    init(_ text: String) {
        let tokens = PythonToken.tokens(of: text)
        var path: [String] = []
        var depths: [Int] = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token.kind == .symbol, "{[".contains(token.text) { depth += 1 }
            if token.kind == .symbol, "}]".contains(token.text) { depth -= 1 }
            guard token.kind == .string, index + 1 < tokens.count, tokens[index + 1].text == ":" else { continue }
            while let last = depths.last, last >= depth {
                depths.removeLast()
                path.removeLast()
            }
            path.append(token.text)
            depths.append(depth)
            names[path] = Self.span(token)
            if index + 2 < tokens.count { values[path] = Self.span(tokens[index + 2]) }
        }
    }

    private static func span(_ token: PythonToken) -> SourceSpan {
        let quotes = token.kind == .string ? 2 : 0
        return SourceSpan(line: token.line, column: token.column, length: token.text.unicodeScalars.count + quotes)
    }
}
