import OrderedCollections
import Synchronization

/// The names of a document in order, each once.
///
/// Messages of one kind have the same names in the same order, so that a database holds few lists of names and many
/// documents that share them: a copy of a record takes no more room than its values.
struct SharedKeys: Sendable, Equatable {
    private struct Names {
        var set: OrderedSet<ExactText>
        /// For each signature the index of a name that has it; empty until the names are shared.
        var shortcuts: [UInt8] = []
    }

    /// Exactly one. An array takes one word; a document, which is a case of ``Value``, then takes no more room than a text.
    private var box: [Names]

    static let empty = SharedKeys(OrderedSet())

    private init(_ names: OrderedSet<ExactText>) { box = [Names(set: names)] }

    /// Names of which duplicates are left out. Takes one hash of all names where they are known already.
    init(_ names: some Collection<ExactText>) {
        self = Self.shared(names) { SharedKeys(OrderedSet(names)) }
    }

    /// The names, in order.
    var names: OrderedSet<ExactText> { box[0].set }

    var count: Int { box[0].set.count }

    /// The index of a name; takes constant time.
    ///
    /// Most names of a kind of message differ in their lengths or their ends. Where they are hashed instead, adding a record
    /// to a DictDB takes 1.3 times as long.
    func index(of name: ExactText) -> Int? {
        if !box[0].shortcuts.isEmpty {
            let index = Int(box[0].shortcuts[Self.signature(name)])
            if index == Self.none { return nil }
            if box[0].set[index] == name { return index }
        }
        return box[0].set.firstIndex(of: name)
    }

    /// The name must be new. Copies the names if other documents share them.
    mutating func append(_ name: ExactText) {
        box[0].set.append(name)
        box[0].shortcuts = []
    }

    mutating func remove(at index: Int) {
        box[0].set.remove(at: index)
        box[0].shortcuts = []
    }

    mutating func reserveCapacity(_ count: Int) {
        if count > self.count { box[0].set.reserveCapacity(count) }
    }

    /// Takes constant time where the names are shared.
    static func == (left: SharedKeys, right: SharedKeys) -> Bool { left.names == right.names }

    /// Shares the names with the documents that already have them.
    mutating func share() { self = Self.shared(names) { self } }
}

// MARK: - Known names

extension SharedKeys {
    /// The names that were asked for lately, by their hash.
    private static let known = Mutex<[Int: SharedKeys]>([:])

    /// Longer lists of names are data rather than the keys of a kind of message.
    private static let mostNames = 64
    /// Once there are more lists of names, all of them are forgotten: documents that exist keep theirs.
    private static let mostKnown = 1024

    private static func shared(_ names: some Collection<ExactText>, otherwise make: () -> SharedKeys) -> SharedKeys {
        guard !names.isEmpty else { return empty }
        guard names.count <= mostNames else { return make() }
        var hasher = Hasher()
        for name in names { hasher.combine(name) }
        let hash = hasher.finalize()
        if let found = known.withLock({ $0[hash] }), found.names.elementsEqual(names) { return found }
        var made = make()
        made.makeShortcuts()
        let shared = made
        known.withLock { known in
            if known.count >= mostKnown { known.removeAll() }
            known[hash] = shared
        }
        return shared
    }

    /// In place of an index: no name has the signature.
    private static let none = 255
    private static let signatures = 128

    private static func signature(_ name: ExactText) -> Int {
        let bytes = name.string.utf8
        return (bytes.count * 5 + Int(bytes.first ?? 0) * 4 + Int(bytes.last ?? 0)) % signatures
    }

    private mutating func makeShortcuts() {
        var shortcuts = Array(repeating: UInt8(Self.none), count: Self.signatures)
        for (index, name) in names.enumerated() { shortcuts[Self.signature(name)] = UInt8(index) }
        box[0].shortcuts = shortcuts
    }
}
