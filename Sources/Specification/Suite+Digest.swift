import Cryptography

extension Suite {
    /// SHA-256, in hexadecimal, of all rules, cases and setups: two suites with the same digest judge alike, even if their
    /// prose differs.
    package var digest: String { SHA256.hexadecimalDigest(of: canonicalBytes()) }

    /// The input of the suite's digest: rules, cases and setups without their positions. Equal for suites that judge the same,
    /// whatever their prose.
    ///
    /// One field a line, as `FIELD BYTES VALUE`, sorted by kind and ID.
    package func canonicalBytes() -> [UInt8] {
        var writer = CanonicalWriter()
        for rule in rules.sorted(by: { $0.id < $1.id }) {
            writer.write("rule", rule.id)
            writer.write("level", rule.level.rawValue)
            writer.write("text", rule.text)
        }
        for setup in setups.sorted(by: { $0.id < $1.id }) {
            writer.write("setup", setup.id)
            writer.write("language", setup.language.rawValue)
            writer.write("body", setup.body)
        }
        for item in cases.sorted(by: { $0.id < $1.id }) { writer.write(item) }
        return writer.bytes
    }
}

/// IDs are ASCII, so their order is the order of their bytes.
private struct CanonicalWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ field: String, _ value: String) {
        bytes.append(contentsOf: "\(field) \(value.utf8.count) ".utf8)
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func write(_ item: Case) {
        write("case", item.id)
        write("language", item.language.rawValue)
        write("profile", item.profile.rawValue)
        for option in item.open {
            write("open", option.name)
            write(Self.kind(of: option.value), option.value.description)
        }
        for setup in item.uses { write("uses", setup) }
        for capability in item.requires.sorted() { write("requires", capability) }
        for rule in item.proves.sorted() { write("proves", rule) }
        if let backend = item.selects { write("selects", backend) }
        if let before = item.after { write("after", before) }
        write("body", item.body)
    }

    private static func kind(of value: OptionValue) -> String {
        switch value {
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .text: "text"
        }
    }
}
