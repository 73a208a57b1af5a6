import Markdown
import Specification

/// The order of a site's pages: that in which links from the front page lead to them.
enum PageOrder {
    /// Orders pages: `index` first, then breadth-first along links, then the pages without a link, as given. Pages that
    /// share a name follow the page of that name, in the order of its links.
    static func ordered(_ pages: [Page]) -> [Page] {
        let places = Dictionary(pages.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var seen = [Bool](repeating: false, count: pages.count)
        var order: [Int] = []
        func append(_ place: Int) {
            guard !seen[place] else { return }
            seen[place] = true
            order.append(place)
        }
        func visit(_ place: Int) {
            let name = pages[place].prefix
            guard let head = places[name], !seen[head] else { return append(place) }
            append(head)
            for linked in pages[head].document.linkedPages.compactMap({ places[$0] })
            where pages[linked].prefix == name { append(linked) }
            append(place)
        }
        if let front = places["index"] { visit(front) }
        var next = 0
        while next < order.count {
            for name in pages[order[next]].document.linkedPages { places[name].map(visit) }
            next += 1
        }
        pages.indices.forEach(visit)
        return order.map { pages[$0] }
    }
}

extension MarkdownDocument {
    /// The names of the pages that the document links to, in order.
    fileprivate var linkedPages: [String] {
        linkAddresses.compactMap { PageAddress($0)?.page }
    }
}

/// The address of another page in the same folder: `NAME.md`, optionally with `#FRAGMENT`.
struct PageAddress {
    let page: String
    /// With the `#`; empty if there is none.
    let fragment: Substring

    init?(_ address: ArraySlice<UInt8>) { self.init(String(decoding: address, as: UTF8.self)) }

    init?(_ address: String) {
        var path = address.prefix { $0 != "#" }
        fragment = address[path.endIndex...]
        if path.hasPrefix("./") { path.removeFirst(2) }
        guard path.hasSuffix(".md"), path.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") })
        else { return nil }
        page = String(percentDecoding: path.dropLast(3))
    }
}
