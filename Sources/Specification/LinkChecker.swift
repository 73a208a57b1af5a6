import Diagnostics
import Markdown

extension Suite {
    /// An error for each link that leads to a page there is not, or to a heading that its page has not.
    ///
    /// Looked at are links to other pages of the suite, by their file's name, and to headings, as renderers of Markdown
    /// name them; where other links lead is not known here.
    public func brokenLinks() -> [Diagnostic] {
        let checker = LinkChecker(pages)
        return pages.flatMap(checker.brokenLinks).sorted()
    }
}

private struct LinkChecker {
    /// The addresses of each page's headings, by the name of its file.
    private let headings: [String: Set<String>]

    init(_ pages: [Page]) {
        headings = Dictionary(pages.map { ($0.name + ".md", Self.headings(of: $0)) }) { first, _ in first }
    }

    private static func headings(of page: Page) -> Set<String> {
        var table = SlugTable(reserved: [])
        var slugs: Set<String> = []
        for block in page.document.everyBlock {
            if case .heading = block.kind { slugs.insert(table.slug(for: block.plainText)) }
        }
        return slugs
    }

    func brokenLinks(of page: Page) -> [Diagnostic] {
        page.document.everyBlock.flatMap { block in
            block.addresses.compactMap { url in
                problem(with: url, on: page).map { page.source.diagnostic(at: place(of: url, in: block, page), $0) }
            }
        }
    }

    private func problem(with url: String, on page: Page) -> String? {
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].isEmpty ? page.name + ".md" : String(parts[0])
        guard file.hasSuffix(".md"), !file.contains(":"), !file.contains("/") else { return nil }
        guard let slugs = headings[file] else {
            let near = nearestName(to: file, among: headings.keys.sorted()).map { "; did you mean \($0)?" } ?? ""
            return "there is no page \(file)\(near)"
        }
        guard parts.count > 1, !slugs.contains(String(parts[1])) else { return nil }
        let near = nearestName(to: String(parts[1]), among: slugs.sorted()).map { "; did you mean #\($0)?" } ?? ""
        return "\(file) has no heading #\(parts[1])\(near)"
    }

    /// Where the address is written; the whole block where that is elsewhere, as in a reference.
    private func place(of url: String, in block: Block, _ page: Page) -> Range<Int> {
        let bytes = page.source.bytes[block.range]
        return bytes.firstRange(of: Array(url.utf8)) ?? block.range
    }
}
