import Diagnostics

/// The things of one kind by their full names, and the references to them.
struct NameTable {
    private var indices: [String: Int] = [:]
    private var names: [String] = []
    private var used: Set<Int> = []
    /// Suggestions cost a look at every name, so only so many are made.
    private var suggestionsLeft = 100

    /// The index of the first of a name if there is one, else nil once the name is taken.
    mutating func add(_ name: String, index: Int) -> Int? {
        if let first = indices[name] { return first }
        indices[name] = index
        names.append(name)
        return nil
    }

    subscript(name: String) -> Int? { indices[name] }

    mutating func use(_ index: Int) { used.insert(index) }

    func isUsed(_ index: Int) -> Bool { used.contains(index) }

    /// ` (did you mean …?)` for a reference from a page; names of that page are suggested without it.
    mutating func suggestion(for reference: String, from page: String) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        let prefix = page + "/"
        if !reference.utf8.contains(UInt8(ascii: "/")) {
            let own = names.lazy.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            if let near = nearestName(to: reference, among: own) { return " (did you mean `\(near)`?)" }
            let wanted = "/" + reference
            return names.first { $0.hasSuffix(wanted) }.map { " (did you mean `\($0)`?)" } ?? ""
        }
        return nearestName(to: reference, among: names).map { " (did you mean `\($0)`?)" } ?? ""
    }
}
