import Support
import Testing

@testable import TaskDatabases

@Suite struct SortedChunksTests {
    @Test(arguments: 1...4) func `stays sorted, whatever comes and goes`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var chunks = SortedChunks<Int>()
        var expected: Set<Int> = []
        // It grows, shrinks to nothing and grows again.
        for (count, share) in [(3000, 4), (3000, 1), (9000, 0), (2000, 3)] {
            for _ in 0..<count {
                let element = Int.random(in: 0..<2000, using: &random)
                if Int.random(in: 0..<5, using: &random) < share {
                    if expected.insert(element).inserted { chunks.insert(element) }
                } else {
                    expected.remove(element)
                    chunks.remove(element)
                }
            }
            let sorted = expected.sorted()
            #expect(Array(chunks) == sorted)
            #expect(chunks.count == sorted.count)
            for bound in [-1, 0, 700, 1999, 2000] {
                let tail = chunks[chunks.partitionPoint { $0 < bound }...]
                #expect(Array(tail) == sorted.filter { $0 >= bound })
                #expect(tail.count == sorted.count { $0 >= bound })
            }
        }
    }

    @Test func `elements may come in any order`() {
        let orders = [Array(0..<1000), Array((0..<1000).reversed()), (0..<1000).map { $0 * 367 % 1000 }]
        for order in orders {
            var chunks = SortedChunks<Int>()
            for element in order { chunks.insert(element) }
            #expect(Array(chunks) == Array(0..<1000))
            chunks.remove(-1)
            chunks.remove(1000)
            for element in order { chunks.remove(element) }
            #expect(chunks.isEmpty)
        }
    }
}

@Suite struct SlotTableTests {
    @Test func `msg_ids of one hash are told apart`() {
        let ids = ["a", "b", "c"].map { HashedID(text: ExactText($0), hash: 1) }
        var table = SlotTable()
        for (slot, id) in ids.enumerated() { table.insert(id, slot: slot) }
        func slot(_ id: HashedID) -> Int? { table.slot(of: id) { ids[$0].text } }

        #expect(ids.map(slot) == [0, 1, 2])
        table.remove(ids[0], slot: 0)
        #expect(ids.map(slot) == [nil, 1, 2])
        table.insert(ids[0], slot: 0)
        table.remove(ids[1], slot: 1)
        #expect(ids.map(slot) == [0, nil, 2])
        #expect(table.count == 2)
    }
}
