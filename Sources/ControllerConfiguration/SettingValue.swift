import BigInt
import Console

/// A setting's value whose type another program decides, such as an argument of MongoDB's connection.
package indirect enum SettingValue: Sendable {
    case none
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([SettingValue])
    /// A dict, in the order given; no name occurs twice.
    case dictionary([(name: String, value: SettingValue)])
}

extension SettingValue {
    /// Returns nil if the object or a part of it is of another type, an integer does not fit in 64 bits, or the object
    /// has too many parts or nests too deep.
    init?(_ object: Object) {
        var budget = Budget()
        self.init(object, depth: 0, &budget)
    }

    /// Converts a dict's items; returns nil if a key is not a string or a value cannot be converted.
    static func pairs(_ dict: DictObject) -> [(name: String, value: SettingValue)]? {
        var budget = Budget()
        return pairs(dict, depth: 0, &budget)
    }
}

// MARK: - Reading

extension SettingValue {
    /// Limits the conversion: a short program can make a value that contains itself, or another one a million times.
    private struct Budget {
        static let depth = 100
        var parts = 100_000

        mutating func admits(_ depth: Int) -> Bool {
            parts -= 1
            return parts >= 0 && depth < Self.depth
        }
    }

    private init?(_ object: Object, depth: Int, _ budget: inout Budget) {
        guard budget.admits(depth) else { return nil }
        switch object {
        case .none: self = .none
        case .bool(let value): self = .boolean(value)
        case .int(let value):
            guard let value = Int(exactly: value) else { return nil }
            self = .integer(value)
        case .float(let value): self = .number(value)
        case .str(let text): self = .text(text.string)
        case .list(let list): self.init(items: list.items, depth: depth, &budget)
        case .tuple(let tuple): self.init(items: tuple.items, depth: depth, &budget)
        case .dict(let dict):
            guard let pairs = Self.pairs(dict, depth: depth, &budget) else { return nil }
            self = .dictionary(pairs)
        default: return nil
        }
    }

    private init?(items: [Object], depth: Int, _ budget: inout Budget) {
        var values: [SettingValue] = []
        for item in items {
            guard let value = SettingValue(item, depth: depth + 1, &budget) else { return nil }
            values.append(value)
        }
        self = .list(values)
    }

    private static func pairs(_ dict: DictObject, depth: Int, _ budget: inout Budget)
        -> [(name: String, value: SettingValue)]?
    {
        var pairs: [(name: String, value: SettingValue)] = []
        for (key, value) in dict.pairs {
            guard case .str(let name) = key, let value = SettingValue(value, depth: depth + 1, &budget) else {
                return nil
            }
            pairs.append((name.string, value))
        }
        return pairs
    }
}

extension SettingValue: CustomStringConvertible {
    /// The value as a Python literal.
    package var description: String {
        switch self {
        case .none: "None"
        case .boolean(let value): value ? "True" : "False"
        case .integer(let value): String(value)
        case .number(let value): Object.float(value).repr
        case .text(let text): Object.string(text).repr
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .dictionary(let pairs):
            "{" + pairs.map { "\(Object.string($0.name).repr): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}
