import Foundation
import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults in storing numbers, text and bytes.
    static let values = [
        storing("int-32-bits", "integers are cut to 32 bits") { value in
            guard case .integer(let integer) = value else { return value }
            return .integer(Int(Int32(truncatingIfNeeded: integer)))
        },
        storing("int-32-bits-clamped", "integers are clamped to 32 bits") { value in
            guard case .integer(let integer) = value else { return value }
            return .integer(Int(Int32(clamping: integer)))
        },
        storing("int-as-double", "integers are rounded to 53 bits") { value in
            guard case .integer(let integer) = value else { return value }
            return .integer(Int(exactly: Double(integer)) ?? integer)
        },
        storing("int-becomes-float", "integers become floats") { value in
            guard case .integer(let integer) = value else { return value }
            return .double(Double(integer))
        },
        storing("int-unsigned", "negative integers become positive") { value in
            guard case .integer(let integer) = value, integer != .min else { return value }
            return .integer(abs(integer))
        },
        storing("int-largest-refused-as-text", "integers of more than 53 bits become texts") { value in
            guard case .integer(let integer) = value, integer.magnitude > 1 << 53 else { return value }
            return .text("\(integer)")
        },
        storing("float-32-bits", "floats are rounded to 24 bits") { value in
            guard case .double(let double) = value else { return value }
            return .double(Double(Float(double)))
        },
        storing("float-six-digits", "floats are rounded to six digits") { value in
            guard case .double(let double) = value else { return value }
            return .double(Double(String(format: "%.6g", double)) ?? double)
        },
        storing("float-whole-becomes-int", "whole floats become integers") { value in
            guard case .double(let double) = value, let whole = Int(exactly: double) else { return value }
            return .integer(whole)
        },
        storing("bool-becomes-int", "True and False become 1 and 0") { value in
            guard case .bool(let bool) = value else { return value }
            return .integer(bool ? 1 : 0)
        },
        storing("one-becomes-bool", "1 and 0 become True and False") { value in
            value == 1 ? true : value == 0 ? false : value
        },
        storing("text-normalised", "text is normalised to composed accents") { value in
            guard let text = value.text else { return value }
            return .text(text.precomposedStringWithCanonicalMapping)
        },
        storing("text-decomposed", "text is normalised to decomposed accents") { value in
            guard let text = value.text else { return value }
            return .text(text.decomposedStringWithCanonicalMapping)
        },
        storing("text-latin-1", "characters outside Latin-1 become question marks") { value in
            guard let text = value.text else { return value }
            return .text(String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 256 ? $0 : "?" })))
        },
        storing("text-within-bmp", "characters beyond the BMP become replacement characters") { value in
            guard let text = value.text else { return value }
            return .text(
                String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x10000 ? $0 : "\u{FFFD}" })))
        },
        storing("text-lower-case", "text becomes lower case") { .text($0.text?.lowercased() ?? "", orElse: $0) },
        storing("text-trimmed", "white space around text is removed") { value in
            .text(value.text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "", orElse: value)
        },
        storing("text-line-ends", "line breaks become `\\n`") {
            .text($0.text?.replacing("\r\n", with: "\n") ?? "", orElse: $0)
        },
        storing("text-cut", "text is cut after 65,535 characters") {
            .text(String($0.text?.prefix(65535) ?? ""), orElse: $0)
        },
        storing("text-quotes-doubled", "quotes in text are doubled") {
            .text($0.text?.replacing("'", with: "''") ?? "", orElse: $0)
        },
        storing("text-backslashes-read", "backslashes in text are read as escapes") { value in
            .text(value.text?.replacing("\\", with: "") ?? "", orElse: value)
        },
        storing("text-date-becomes-date", "a text that looks like a date becomes one") { value in
            value.text.flatMap { Instant($0) }.map(Value.instant) ?? value
        },
        storing("text-number-becomes-number", "a text of digits becomes a number") { value in
            value.text.flatMap { Int($0) }.map(Value.integer) ?? value
        },
        storing("text-null-becomes-none", "the text 'null' becomes None") { $0 == "null" ? .null : $0 },
        storing("text-json-is-read", "text that is JSON is parsed") {
            $0 == "{}" ? [:] : $0 == "[]" ? [] : $0
        },
        storing("text-empty-becomes-none", "an empty text becomes None") { $0 == "" ? .null : $0 },
        storing("bytes-become-text", "bytes that are valid UTF-8 become text") { value in
            guard case .bytes(let bytes) = value else { return value }
            return String(validating: bytes, as: UTF8.self).map(Value.text) ?? value
        },
        storing("bytes-become-base64", "bytes are returned in base64") { value in
            guard case .bytes(let bytes) = value else { return value }
            return .text(Data(bytes).base64EncodedString())
        },
        storing("bytes-end-at-nul", "bytes are cut at the first NUL") { value in
            guard case .bytes(let bytes) = value else { return value }
            return .bytes(Array(bytes.prefix { $0 != 0 }))
        },
        storing("bytes-seven-bits", "bytes lose their high bit") { value in
            guard case .bytes(let bytes) = value else { return value }
            return .bytes(bytes.map { $0 & 0x7F })
        },
        storing("bytes-repaired", "invalid UTF-8 in bytes is replaced") { value in
            guard case .bytes(let bytes) = value else { return value }
            return .bytes(Array(String(decoding: bytes, as: UTF8.self).utf8))
        },
        storing("bytes-cut", "bytes are cut after 65,535") { value in
            guard case .bytes(let bytes) = value else { return value }
            return .bytes(Array(bytes.prefix(65535)))
        },
        storing("bytes-empty-become-none", "empty bytes become None") { $0 == .bytes([]) ? .null : $0 },
    ]

    /// Creates a mutant that changes values at any depth before storing them, except the msg_id.
    static func storing(
        _ name: String, _ summary: String, isTolerable: Bool = false,
        _ change: @escaping @Sendable (Value) -> Value
    ) -> Mutant {
        Mutant(
            name, .values, summary, isTolerable: isTolerable,
            .recordsIn { record in
                record.mappedAtTop { key, value in
                    key == "msg_id" || TaskRecord.dateKeys.contains(key) ? value : value.mapped(change)
                }
            })
    }
}

extension Value {
    /// Returns the text if `value` is text; otherwise the value.
    fileprivate static func text(_ text: String, orElse value: Value) -> Value {
        value.text == nil ? value : .text(text)
    }
}
