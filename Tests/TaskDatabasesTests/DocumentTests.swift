import TaskDatabases
import Testing

@Suite struct DocumentTests {
    @Test func `names keep the order in which they were first set`() {
        var document = Document([("b", 1), ("a", 2), ("b", 3)])
        #expect(document.names == ["b", "a"])
        #expect(document["b"] == 3)
        document["c"] = 4
        document["b"] = nil
        document["b"] = 5
        #expect(document.names == ["a", "c", "b"])
        #expect(document.map(\.value) == [2, 4, 5])
        #expect(document["none"] == nil)
    }

    @Test func `equality leaves order out, but not code points`() {
        #expect(Document([("a", 1), ("b", 2)]) == Document([("b", 2), ("a", 1)]))
        #expect(Document([("a", 1), ("b", 2)]) != Document([("a", 1), ("c", 2)]))
        #expect(Document([("a", 1)]) != Document([("a", 1), ("b", 2)]))
        #expect(Document([("\u{e9}", 1)]) != Document([("e\u{301}", 1)]))
        #expect(Document([("\u{e9}", 1), ("e\u{301}", 2)])["\u{e9}"] == 1)
    }

    /// Documents of the same names share them: one that gets another name has its own.
    @Test(arguments: [0, 1, 23, 64, 65, 200]) func `a copy with other names changes nothing else`(count: Int) {
        let pairs = (0..<count).map { ("name \($0)", Value.integer($0)) }
        let original = Document(pairs)
        var copy = Document(pairs)
        copy["new"] = 1
        copy.merge(["newer": 2])
        if count > 0 { copy["name 0"] = nil }
        #expect(original.names == pairs.map(\.0))
        #expect(original == Document(pairs))
        #expect(copy.names == pairs.dropFirst().map(\.0) + ["new", "newer"])
        #expect(copy["newer"] == 2)
    }

    @Test func `more kinds of documents than are remembered keep their names`() {
        let documents = (0..<3000).map { Document([("name \($0)", .integer($0)), ("other", nil)]) }
        #expect(documents.indices.allSatisfy { documents[$0].names == ["name \($0)", "other"] })
        #expect(documents.indices.allSatisfy { documents[$0]["name \($0)"] == .integer($0) })
    }
}
