/// Escapes a record's keys into names that have no other meaning to a server.
///
/// To a server `a.b` is a path and `$set` an operator; some commands reject empty names, and BSON's names cannot contain a
/// NUL. Such characters, and `%` itself, are written as `%` and two hexadecimal digits; the empty name is `%` alone.
enum FieldName {
    /// The fields of a stored record that are not keys of the record.
    static let id = "_id"
    static let exact = "_exact"

    static func needsEscape(_ name: String) -> Bool {
        guard let first = name.utf8.first else { return true }
        return first == dollar || name.utf8.contains { $0 == percent || $0 == dot || $0 == 0 }
    }

    static func escaped(_ name: String) -> String {
        guard needsEscape(name) else { return name }
        guard !name.isEmpty else { return "%" }
        var escaped = ""
        for (place, scalar) in name.unicodeScalars.enumerated() {
            switch scalar {
            case "%": escaped += "%25"
            case ".": escaped += "%2E"
            case "\0": escaped += "%00"
            case "$" where place == 0: escaped += "%24"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The name of a top-level key, which must also differ from ``id`` and ``exact``.
    static func topLevel(_ key: String) -> String {
        key == id || key == exact ? "%5F" + key.dropFirst() : escaped(key)
    }

    static func unescaped(_ name: String) -> String {
        guard name.utf8.contains(percent) else { return name }
        if name == "%" { return "" }
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == percent, rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest.removeFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let percent = UInt8(ascii: "%")
    private static let dollar = UInt8(ascii: "$")
    private static let dot = UInt8(ascii: ".")
}
