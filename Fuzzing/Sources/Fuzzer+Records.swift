import IPyParallelImport
import TaskDatabases

extension Fuzzer {
    /// A pattern and a text, with a line end between: `$glob` agrees with a matcher that is as simple as can be.
    static let globs = Fuzzer("globs") { bytes in
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 2 else { return }
        let query = try Query(["label": .document(["$glob": .text(parts[0])])])
        let isMatch = query.matches(["label": .text(parts[1])])
        // The simple matcher's time is exponential in the number of `*`.
        guard bytes.count <= 32, parts[0].utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 3 else { return }
        let expected = Glob(Array(parts[0].unicodeScalars)[...]).matches(Array(parts[1].unicodeScalars)[...])
        if isMatch != expected { finding("\(parts) is \(expected), not \(isMatch)") }
    }

    /// A row of ipyparallel's SQLite file: columns of a name, a colon and bytes, with NUL between; buffers are pickles.
    static let rows = Fuzzer("rows") { bytes in
        let columns = bytes.split(separator: 0).map { column in
            let parts = column.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            return (key: String(decoding: parts[0], as: UTF8.self), bytes: parts.count > 1 ? Array(parts[1]) : nil)
        }
        _ = try IPyParallelRow.record(columns)
    }

    /// A pickle of a list of bytes.
    static let pickles = Fuzzer("pickles") { bytes in _ = try BufferPickle.buffers(bytes) }
}

/// Python's `fnmatchcase`, one character at a time. Source: Python's documentation of fnmatch.
private struct Glob {
    private let pattern: ArraySlice<Unicode.Scalar>

    init(_ pattern: ArraySlice<Unicode.Scalar>) { self.pattern = pattern }

    func matches(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = Glob(pattern.dropFirst())
        switch first {
        case "*": return rest.matches(text) || (!text.isEmpty && matches(text.dropFirst()))
        case "?": return !text.isEmpty && rest.matches(text.dropFirst())
        case "[":
            guard let set else { break }
            guard let scalar = text.first, set.contains(scalar) else { return false }
            return Glob(set.rest).matches(text.dropFirst())
        default: break
        }
        return text.first == first && rest.matches(text.dropFirst())
    }

    /// The set that the pattern begins with; nil if it has no end.
    private var set: (contains: (Unicode.Scalar) -> Bool, rest: ArraySlice<Unicode.Scalar>)? {
        var inside = pattern.dropFirst()
        let isInverted = inside.first == "!"
        if isInverted { inside.removeFirst() }
        guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
        let members = Array(inside[..<end])
        func contains(_ scalar: Unicode.Scalar) -> Bool {
            var place = 0
            while place < members.count {
                let isRange = place + 2 < members.count && members[place + 1] == "-"
                let last = isRange ? members[place + 2] : members[place]
                if members[place] <= scalar, scalar <= last { return true }
                place += isRange ? 3 : 1
            }
            return false
        }
        return ({ contains($0) != isInverted }, inside[(end + 1)...])
    }
}
