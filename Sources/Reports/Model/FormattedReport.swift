import Diagnostics
import FoundationEssentials
import Wire

/// A report as a JSON file that names its format.
package protocol FormattedReport: Codable {
    static var format: String { get }
}

extension FormattedReport {
    /// Reads a report; members that it does not know are ignored.
    ///
    /// - Throws: ``ReportError``.
    package init(json bytes: some Sequence<UInt8>) throws {
        let bytes = Array(bytes)
        let data = Data(bytes)
        do { _ = try JSON(parsing: bytes) } catch { throw ReportError("", "it is not JSON: \(error)") }
        do {
            let format = try JSONDecoder().decode(FormatName.self, from: data).format
            guard format == Self.format else { throw ReportError("format", "expected \(Self.format), found \(format)") }
            self = try JSONDecoder().decode(Self.self, from: data)
        } catch let error as DecodingError {
            throw ReportError(error)
        }
    }

    /// The report as JSON, its members in alphabetical order; ends with a line end.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The encoder's own line breaks put a space before each colon, and each element of an array on a line.
        let text = try JSON(parsing: Array(encoder.encode(self))).indented
        // Only strings can have such characters.
        return text.escaped { $0.isPrintable ? nil : "\\u" + $0.fourDigits } + "\n"
    }
}

extension KeyedDecodingContainer {
    /// Decodes a value by its name.
    func decodeName<Value: RawRepresentable<String> & CaseIterable>(forKey key: Key) throws -> Value {
        let name = try decode(String.self, forKey: key)
        if let value = Value(rawValue: name) { return value }
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
            forKey: key, in: self, debugDescription: "expected one of \(names), found `\(name)`")
    }

    /// Decodes a duration of at most 30 years: a longer one would not fit where durations are added up and shown.
    func decodeSeconds(forKey key: Key) throws -> Double {
        let seconds = try decode(Double.self, forKey: key)
        if (0...1e9).contains(seconds) { return seconds }
        throw DecodingError.dataCorruptedError(
            forKey: key, in: self, debugDescription: "expected a number of seconds from 0 to 1e9, found \(seconds)")
    }

    func decodeNameIfPresent<Value: RawRepresentable<String> & CaseIterable>(forKey key: Key) throws -> Value? {
        try contains(key) && !decodeNil(forKey: key) ? decodeName(forKey: key) : nil
    }
}

private struct FormatName: Decodable {
    let format: String
}

extension Unicode.Scalar {
    /// All that are not printable have at most four hexadecimal digits.
    fileprivate var fourDigits: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }
}

/// Why a file is not a report: the member at fault, and what is wrong with it.
package struct ReportError: Error, CustomStringConvertible, Equatable {
    /// `runs[0].cases[3].outcome: expected one of passed, failed, …`.
    package let description: String

    init(_ path: String, _ reason: String) { description = path.isEmpty ? reason : "\(path): \(reason)" }

    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context): self.init(Self.path(context.codingPath + [key]), "missing")
        case .valueNotFound(let type, let context):
            self.init(Self.path(context.codingPath), "expected \(Self.words(for: type)), found null")
        case .typeMismatch(let type, let context):
            self.init(Self.path(context.codingPath), "expected \(Self.words(for: type))")
        case .dataCorrupted(let context): self.init(Self.path(context.codingPath), context.debugDescription)
        @unknown default: self.init("", "\(error)")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Int.Type: "an integer"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        case is [String: Any].Type: "an object"
        case is [Any].Type: "an array"
        default: "another kind of value"
        }
    }
}
