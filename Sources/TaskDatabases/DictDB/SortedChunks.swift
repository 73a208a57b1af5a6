/// Distinct elements in ascending order, kept in chunks of bounded size.
///
/// Inserting and removing take a binary search and move at most the elements of one chunk, wherever the place is.
struct SortedChunks<Element: Comparable & Sendable>: Sendable {
    private struct Chunk {
        /// No element of this chunk is below it, and all of the chunks before are. It spares the binary search from looking
        /// into chunks, which are far apart in memory.
        var floor: Element
        /// Never empty.
        var elements: [Element]
    }

    /// Few enough that moving a chunk's elements takes less time than finding their place.
    private static var most: Int { 128 }

    private var chunks: [Chunk] = []
    private(set) var count = 0

    /// The element must be new.
    mutating func insert(_ element: Element) {
        count += 1
        guard !chunks.isEmpty else {
            chunks.append(Chunk(floor: element, elements: [element]))
            return
        }
        let number = chunkNumber(of: element)
        let offset = chunks[number].elements.partitionPoint { $0 < element }
        chunks[number].elements.insert(element, at: offset)
        chunks[number].floor = Swift.min(chunks[number].floor, element)
        if chunks[number].elements.count > Self.most { split(number, insertedAt: offset) }
    }

    /// Does nothing where the element is not there.
    mutating func remove(_ element: Element) {
        guard !chunks.isEmpty else { return }
        let number = chunkNumber(of: element)
        let offset = chunks[number].elements.partitionPoint { $0 < element }
        guard offset < chunks[number].elements.count, chunks[number].elements[offset] == element else { return }
        chunks[number].elements.remove(at: offset)
        count -= 1
        if chunks[number].elements.isEmpty {
            chunks.remove(at: number)
        } else if chunks[number].elements.count < Self.most / 4 {
            join(number)
        }
    }

    /// The index of the first element that is not before some place.
    func partitionPoint(_ isBefore: (Element) -> Bool) -> Index {
        let next = chunks.partitionPoint { isBefore($0.elements[0]) }
        guard next > 0 else { return startIndex }
        return index(next - 1, chunks[next - 1].elements.partitionPoint(isBefore))
    }

    /// The chunk that has the element, if any has.
    private func chunkNumber(of element: Element) -> Int {
        Swift.max(chunks.partitionPoint { $0.floor <= element } - 1, 0)
    }

    /// Elements that come in ascending order fill their chunks; others leave room on both sides.
    private mutating func split(_ number: Int, insertedAt offset: Int) {
        let elements = chunks[number].elements
        let isLast = number == chunks.count - 1 && offset == elements.count - 1
        let middle = isLast ? offset : elements.count / 2
        chunks[number].elements = Array(elements[..<middle])
        chunks.insert(Chunk(floor: elements[middle], elements: Array(elements[middle...])), at: number + 1)
    }

    /// Makes one chunk of a small one and a neighbour, if the two leave room in it.
    private mutating func join(_ number: Int) {
        let left = number + 1 < chunks.count ? number : number - 1
        guard left >= 0, chunks[left].elements.count + chunks[left + 1].elements.count <= Self.most / 2 else { return }
        chunks[left].elements += chunks[left + 1].elements
        chunks.remove(at: left + 1)
    }
}

extension SortedChunks: BidirectionalCollection {
    struct Index: Comparable {
        fileprivate var chunk: Int
        fileprivate var offset: Int

        static func < (left: Index, right: Index) -> Bool { (left.chunk, left.offset) < (right.chunk, right.offset) }
    }

    var startIndex: Index { Index(chunk: 0, offset: 0) }
    var endIndex: Index { Index(chunk: chunks.count, offset: 0) }

    subscript(index: Index) -> Element { chunks[index.chunk].elements[index.offset] }

    func index(after index: Index) -> Index { self.index(index.chunk, index.offset + 1) }

    func index(before index: Index) -> Index {
        index.offset > 0
            ? Index(chunk: index.chunk, offset: index.offset - 1)
            : Index(chunk: index.chunk - 1, offset: chunks[index.chunk - 1].elements.count - 1)
    }

    /// Takes one step for each chunk in between.
    func distance(from start: Index, to end: Index) -> Int {
        if end < start { return -distance(from: end, to: start) }
        return chunks[start.chunk..<end.chunk].reduce(end.offset - start.offset) { $0 + $1.elements.count }
    }

    /// An offset past the last element of a chunk is the start of the next one.
    private func index(_ chunk: Int, _ offset: Int) -> Index {
        offset < chunks[chunk].elements.count
            ? Index(chunk: chunk, offset: offset) : Index(chunk: chunk + 1, offset: 0)
    }
}

extension Array {
    /// The index of the first element that is not before some place; the elements before it come first.
    fileprivate func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
