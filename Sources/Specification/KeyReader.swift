import Diagnostics
import Markdown

/// Reads the ID and the keys after the name in a mark.
struct KeyReader {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText) {
        self.source = source
    }

    /// The ID of a mark that takes no keys.
    mutating func readID(of mark: Mark) -> PageToken? {
        let id = readID(mark)
        for word in mark.words.dropFirst(isIDMissing(mark) ? 0 : 1) {
            let key = word.cut(at: "=")?.before
            if let key, !key.text.isEmpty {
                report(key.range, "key `\(key.text)` is not allowed for \(mark.name.quoted): it takes an ID only")
            } else {
                report(word.range, "unexpected `\(word.text)`: \(mark.name.quoted) takes an ID only")
            }
        }
        return id
    }

    /// The ID of a template, and whether the block is what its sessions begin with.
    mutating func readTemplate(_ mark: Mark) -> (id: PageToken?, isFirst: Bool) {
        guard !isIDMissing(mark), mark.words.count == 2, mark.words[1].text == "first" else {
            return (readID(of: mark), false)
        }
        return (readID(mark), true)
    }

    /// The keys of a mark, and where each is given.
    struct MarkedKeys {
        /// The ID of a case, or of the template of cases.
        var id: PageToken?
        var keys = CaseKeys()
        var places: [Key: PageToken] = [:]
    }

    /// The ID and the keys of a case, or of the cases of a table.
    mutating func readCase(_ mark: Mark) -> MarkedKeys {
        var marked = MarkedKeys(id: readID(mark))
        for word in mark.words.dropFirst(isIDMissing(mark) ? 0 : 1) {
            guard let (key, name, value) = readKey(word) else { continue }
            if let first = marked.places[key] {
                reportDuplicate(key, name, first)
            } else {
                marked.places[key] = name
                read(value, for: key, into: &marked.keys)
            }
        }
        return marked
    }

    /// Reports a word if it is not an ID.
    mutating func checkedID(_ word: PageToken) -> PageToken? {
        guard word.isID else {
            report(word.range, "bad ID `\(word.text)`", note: "an ID" + Self.form)
            return nil
        }
        return word
    }

    mutating func reportDuplicate(_ key: Key, _ name: PageToken, _ first: PageToken) {
        let note = "first given at \(source.path):\(source.position(at: first.range.lowerBound))"
        report(name.range, "duplicate key `\(key.rawValue)`", note: note)
    }
}

// MARK: - IDs and keys

extension KeyReader {
    enum Key: String, CaseIterable {
        case profile, open, uses, requires, proves, selects, after, fold

        /// Whether the key can be a column of a table of cases.
        var isColumn: Bool { [.profile, .open, .uses, .requires, .proves].contains(self) }
    }

    private func isIDMissing(_ mark: Mark) -> Bool {
        mark.words.first?.text.utf8.contains(UInt8(ascii: "=")) ?? true
    }

    private mutating func readID(_ mark: Mark) -> PageToken? {
        guard let word = mark.words.first else {
            report(mark.place, "\(mark.name.quoted) needs an ID")
            return nil
        }
        guard !isIDMissing(mark) else {
            report(word.range, "\(mark.name.quoted) needs an ID before its keys")
            return nil
        }
        return checkedID(word)
    }

    private mutating func readKey(_ word: PageToken) -> (key: Key, name: PageToken, value: PageToken)? {
        guard let (name, value) = word.cut(at: "="), !name.text.isEmpty else {
            if word.text == Key.fold.rawValue {
                return (.fold, word, PageToken(text: "", range: word.range.upperBound..<word.range.upperBound))
            }
            if Key(rawValue: word.text) != nil {
                report(word.range, "key `\(word.text)` needs a value", note: "write `\(word.text)=VALUE`")
            } else {
                report(word.range, "unexpected `\(word.text)`", note: "after the ID come keys, written KEY=VALUE")
            }
            return nil
        }
        guard let key = Key(rawValue: name.text) else {
            let names = Key.allCases.map(\.rawValue)
            report(name.range, "unknown key `\(name.text)`\(suggestion(for: name.text, among: names))")
            return nil
        }
        guard !value.text.isEmpty else {
            report(word.range, "key `\(key.rawValue)` needs a value", note: "write `\(key.rawValue)=VALUE`")
            return nil
        }
        return (key, name, value)
    }

    private static let form = " is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit"

    private mutating func report(_ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - Values

extension KeyReader {
    mutating func read(_ value: PageToken, for key: Key, into keys: inout CaseKeys) {
        switch key {
        case .profile: keys.profile = readProfile(value) ?? keys.profile
        case .open: keys.open = readOptions(value)
        case .uses: keys.uses = readReferences(value, key)
        case .requires: keys.requires = readCapabilities(value)
        case .proves: keys.proves = readReferences(value, key)
        case .selects: keys.selects = readName(value, "backend")?.text
        case .after: keys.after = readReference(value)
        case .fold: keys.fold = Fold(words: readWords(value))
        }
    }

    /// Words in quotes, or one word without them; nil if there are none.
    private mutating func readWords(_ value: PageToken) -> String? {
        guard value.text.hasPrefix("\"") else { return value.text.isEmpty ? nil : value.text }
        guard value.text.count > 1, value.text.hasSuffix("\"") else {
            report(value.range, "this quote is never closed")
            return nil
        }
        let words = value.text.dropFirst().dropLast().split(whereSeparator: \.isWhitespace)
        if words.isEmpty { report(value.range, "`fold` has no words", note: "write `fold` alone, or fold=\"WORDS\"") }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private mutating func readProfile(_ value: PageToken) -> Case.Profile? {
        if let profile = Case.Profile(rawValue: value.text) { return profile }
        let names = Case.Profile.allCases.map(\.rawValue)
        report(
            value.range, "bad profile `\(value.text)`\(suggestion(for: value.text, among: names))",
            note: "a profile is `recording`, `non-recording` or `any`")
        return nil
    }

    private mutating func readOptions(_ value: PageToken) -> [Case.Option] {
        var options: [Case.Option] = []
        for item in items(of: value, .open) {
            guard let (name, text) = item.cut(at: ":"), !name.text.isEmpty, !text.text.isEmpty else {
                report(item.range, "bad option `\(item.text)`", note: "an option is written OPTION:VALUE")
                continue
            }
            guard readName(name, "option") != nil else { continue }
            guard let read = OptionValue(text.text) else {
                report(text.range, "number `\(text.text)` is too large")
                continue
            }
            if options.contains(where: { $0.name == name.text }) {
                report(name.range, "duplicate option `\(name.text)`")
            } else {
                options.append(Case.Option(name: name.text, value: read))
            }
        }
        return options
    }

    private mutating func readCapabilities(_ value: PageToken) -> [String] {
        var names: [String] = []
        for item in unique(items(of: value, .requires)) {
            guard readName(item, "capability") != nil else { continue }
            if !Capability.known.contains(item.text), let near = nearestName(to: item.text, among: Capability.known) {
                report(item.range, "unknown capability `\(item.text)` (did you mean `\(near)`?)")
            } else {
                names.append(item.text)
            }
        }
        return names
    }

    private mutating func readReferences(_ value: PageToken, _ key: Key) -> [PageToken] {
        unique(items(of: value, key)).compactMap { readReference($0) }
    }

    private mutating func readReference(_ item: PageToken) -> PageToken? {
        if item.isReference { return item }
        report(item.range, "bad reference `\(item.text)`", note: "a reference is an ID, or page/ID")
        return nil
    }

    private mutating func readName(_ item: PageToken, _ what: String) -> PageToken? {
        if item.isID { return item }
        report(item.range, "bad \(what) `\(item.text)`", note: "it" + Self.form)
        return nil
    }

    private mutating func items(of value: PageToken, _ key: Key) -> [PageToken] {
        let items = value.split(separator: ",").map(\.trimmed)
        for item in items where item.text.isEmpty {
            // The comma before the item, or after it if it is the first.
            let comma = max(item.range.lowerBound - 1, value.range.lowerBound)
            report(comma..<comma + 1, "empty item in `\(key.rawValue)`")
        }
        return items.filter { !$0.text.isEmpty }
    }

    private mutating func unique(_ items: [PageToken]) -> [PageToken] {
        var seen: Set<String> = []
        return items.filter { item in
            if seen.insert(item.text).inserted { return true }
            report(item.range, "duplicate item `\(item.text)`")
            return false
        }
    }
}
