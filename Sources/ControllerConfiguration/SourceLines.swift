import Diagnostics

/// A configuration file's text, and the places of the parts of its statements.
struct SourceLines {
    let source: SourceText
    private let secretLines: [ClosedRange<Int>]

    init(_ file: ConfigurationFile) {
        source = SourceText(path: file.path, bytes: Array(file.text.utf8))
        secretLines = file.isJSON ? Secrets.linesOfJSON(file.text) : Secrets.lines(of: file.text)
    }

    /// Whether a line belongs to a statement that may hold a secret.
    func isSecret(_ line: Int) -> Bool { secretLines.contains { $0.contains(line) } }

    /// Finds a name as a whole word, at or after a place on its line.
    func span(of name: String, after place: SourceSpan) -> SourceSpan? {
        let line = scalars(ofLine: place.line)
        let word = Array(name.unicodeScalars)
        guard !word.isEmpty, line.count >= word.count else { return nil }
        var index = max(place.column - 1, 0)
        while index + word.count <= line.count {
            let end = index + word.count
            let beginsWord = index == 0 || !Self.isWordPart(line[index - 1])
            let endsWord = end == line.count || !Self.isWordPart(line[end])
            if beginsWord, endsWord, line[index..<end].elementsEqual(word) {
                return SourceSpan(line: place.line, column: index + 1, length: word.count)
            }
            index += 1
        }
        return nil
    }

    /// Finds the value assigned to a name, up to the end of its line; returns nil if no `=` follows the name.
    func value(after name: SourceSpan) -> SourceSpan? {
        let line = scalars(ofLine: name.line)
        var index = name.column - 1 + name.length
        let closing: Set<Unicode.Scalar> = [" ", "\t", "'", "\"", "]"]
        while index < line.count, closing.contains(line[index]) { index += 1 }
        guard index < line.count, line[index] == "=" else { return nil }
        index += 1
        while index < line.count, line[index] == " " || line[index] == "\t" { index += 1 }
        let end = Self.endOfValue(line, from: index)
        return end > index ? SourceSpan(line: name.line, column: index + 1, length: end - index) : nil
    }
}

// MARK: - Scanning

extension SourceLines {
    private func scalars(ofLine line: Int) -> [Unicode.Scalar] {
        Array(String(decoding: source.bytes[source.range(ofLine: line)], as: UTF8.self).unicodeScalars)
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isXIDContinue
    }

    /// Returns the end of a value: before a comment, another statement or the line end, and before the blanks there.
    private static func endOfValue(_ line: [Unicode.Scalar], from start: Int) -> Int {
        var quote: Unicode.Scalar?
        var index = start
        var end = start
        while index < line.count {
            let scalar = line[index]
            if quote == nil, scalar == "#" || scalar == ";" { break }
            if quote != nil, scalar == "\\" {
                index += 1
            } else if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            }
            index += 1
            if scalar != " ", scalar != "\t" { end = min(index, line.count) }
        }
        return end
    }
}
